// Compose files as Compose reads them: variables filled in, anchors and merge keys resolved.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const ROOT = join(import.meta.dirname, '../..');
export const FILES = { distributed: 'docker-compose.yml', allInOne: 'deploy/compose/all-in-one.yml' };

export const textOf = (file) => readFileSync(join(ROOT, file), 'utf8');

/** `$$`, `${NAME}`, `${NAME:-default}` (also where empty) and `${NAME-default}` (only where not set). */
const PLACEHOLDER = /\$(?:\$|\{(?<name>[A-Z0-9_]+)(?:(?<kind>:?-)(?<otherwise>[^{}]*))?\})/g;

/** @param {Readonly<Record<string, string>>} env what the person has set; nothing: the defaults */
export function readCompose(file, env = {}) {
  const fill = (value) => {
    if (typeof value === 'string') return interpolate(value, env);
    if (Array.isArray(value)) return value.map(fill);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  };
  return fill(parse(textOf(file), { merge: true, maxAliasCount: -1 }));
}

export function interpolate(text, env) {
  return text.replace(PLACEHOLDER, (all, name, kind, otherwise = '') => {
    if (name === undefined) return '$';
    const value = env[name];
    if (kind === ':-') return value || otherwise;
    return value ?? otherwise;
  });
}

/** The variables that a file asks its reader for, with the defaults that it gives them. */
export function variablesOf(file) {
  const text = textOf(file).replace(/^\s*#.*$/gm, '');
  return [...text.matchAll(PLACEHOLDER)].flatMap(({ groups }) =>
    groups.name ? [{ name: groups.name, otherwise: groups.otherwise }] : [],
  );
}

// One spec of a service starts Nest: what else has to be shown on the running service is a chapter of that spec, and starts
// nothing.
import { posix } from 'node:path';

/** Whoever imports one of these starts a Nest application, or a whole runtime with one in it. */
const STARTERS = {
  '@frontdesk/nest': ['boot'],
  '@frontdesk/runtime': ['startEmbedded', 'startDistributed', 'runService'],
  '@nestjs/core': ['NestFactory'],
  '@nestjs/testing': ['Test'],
};
const FROM = /^\s*(?:import|export)\s(?:([^'";]*?)\sfrom\s+)?'([^']+)'/gm;
/** Not a type: that has `typeof` before it, or a name behind it. */
const LATER = /(?<!\btypeof\s+)\bimport\(\s*'([^']+)'\s*\)(?!\s*\.(?!\s*(?:then|catch|finally)\b))/g;

/** @returns {{law: string, file: string, message: string}[]} */
export function bootBreaches(files) {
  const sources = new Map(files.filter(({ path }) => path.startsWith('services/')).map((file) => [file.path, file]));
  const booting = new Map();
  for (const path of sources.keys()) {
    if (!/\.spec\.tsx?$/.test(path) || !boots(path, sources)) continue;
    const service = path.split('/').slice(0, 2).join('/');
    booting.set(service, [...(booting.get(service) ?? []), path.slice(service.length + 1)]);
  }
  const twice = [...booting]
    .filter(([, specs]) => specs.length > 1)
    .map(([file, specs]) => {
      const message = `starts Nest in ${specs.length} specs; at most in one, with chapters: ${specs.sort().join(', ')}.`;
      return { law: 'one-boot', file, message };
    });
  return [...twice, ...chapterBreaches(files)];
}

function chapterBreaches(files) {
  const message = 'is a chapter and starts Nest: it is given what its spec has started.';
  return files
    .filter(({ path, text }) => /\.chapter\.tsx?$/.test(path) && importsOf(text).some(isStarter))
    .map(({ path }) => ({ law: 'one-boot', file: path, message }));
}

const isStarter = ({ names, from }) => names.some((name) => STARTERS[from]?.includes(name));

/** By itself, or by a file of its service that it takes more than types from. */
function boots(path, sources, seen = new Set()) {
  if (seen.has(path)) return false;
  seen.add(path);
  return importsOf(sources.get(path).text).some(({ names, from }) => {
    if (!from.startsWith('.')) return isStarter({ names, from });
    const next = fileOf(posix.join(posix.dirname(path), from), sources);
    return next?.startsWith(path.split('/').slice(0, 2).join('/') + '/') === true && boots(next, sources, seen);
  });
}

function importsOf(text) {
  const stated = [...text.matchAll(FROM)].map(([, what = '', from]) => ({ what: what.trim(), from }));
  const values = stated.filter(({ what }) => !isOnlyTypes(what));
  return [
    ...values.map(({ what, from }) => ({ names: namesIn(what), from })),
    ...[...text.matchAll(LATER)].map(([, from]) => ({ names: STARTERS[from] ?? [], from })),
  ];
}

/** Types are gone before anything runs. */
function isOnlyTypes(what) {
  if (/^type\b/.test(what)) return true;
  const named = /^\{([^}]*)\}$/s.exec(what)?.[1];
  return named !== undefined && listed(named).every((one) => one.startsWith('type '));
}

/** What `import * as` names could be any of them. */
function namesIn(what) {
  if (what.startsWith('*')) return Object.values(STARTERS).flat();
  return listed(what.replace(/[{}]/g, ',')).map((one) => one.split(/\s+as\s+/)[0].trim());
}

const listed = (text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

const fileOf = (path, sources) =>
  [path, path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')].find((one) => sources.has(one));

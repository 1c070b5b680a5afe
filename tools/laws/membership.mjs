// A project that exists must be known to the tools that take it from a list: the type check and the lock file.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projects } from '../workspace.mjs';
import { ARROWS } from './arrows.mjs';

/** @returns {{law: string, file: string, message: string}[]} */
export function membershipBreaches(root) {
  if (!existsSync(join(root, 'package-lock.json'))) return [];
  const json = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const checked = json('tsconfig.json').references.map((one) => one.path);
  const locked = json('package-lock.json').packages;
  return projects(root).flatMap((project) => {
    const breach = (message) => ({ law: 'membership', file: project.path, message });
    const breaches = [];
    if (project.compiled && !checked.includes(`./${project.path}/tsconfig.json`)) {
      breaches.push(breach('is missing in the references of tsconfig.json: nobody checks the types of its specs.'));
    }
    if (!locked[project.path]) breaches.push(breach('is missing in package-lock.json: run npm install.'));
    if (!project.tags.some((tag) => tag in ARROWS)) breaches.push(breach('has no Nx tag, so no arrow is checked.'));
    return breaches;
  });
}

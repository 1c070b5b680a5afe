// The projects of this workspace, read from their own package.json files.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './run.mjs';

/** @returns {{name: string, path: string, tags: string[], needs: string[], compiled: boolean, web: boolean}[]} */
export function projects(root = ROOT) {
  const found = [];
  for (const group of ['libs', 'services', 'apps']) {
    if (!existsSync(join(root, group))) continue;
    for (const folder of readdirSync(join(root, group)).sort()) {
      const path = `${group}/${folder}`;
      if (!existsSync(join(root, path, 'package.json'))) continue;
      const json = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
      found.push({
        name: json.name,
        path,
        tags: json.nx?.tags ?? [],
        needs: Object.keys({ ...json.dependencies, ...json.devDependencies }),
        compiled: existsSync(join(root, path, 'tsconfig.lib.json')),
        web: ['vite.config.ts', 'vite.config.mjs'].some((file) => existsSync(join(root, path, file))),
      });
    }
  }
  return found;
}

/** A project and everything of this workspace that it needs, directly or not. */
export function closure(project, all) {
  const seen = new Set();
  const visit = (one) => {
    if (seen.has(one)) return;
    seen.add(one);
    for (const other of all) if (one.needs.includes(other.name)) visit(other);
  };
  visit(project);
  return [...seen];
}

/** A project that came with the last pull is known by its name, as `npm ci` would have made it. */
export function linkProjects(all, root = ROOT) {
  for (const { name, path } of all) {
    const link = join(root, 'node_modules', name);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, path), link, 'junction');
  }
}

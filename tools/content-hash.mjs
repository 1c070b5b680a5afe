// What a build was made from, as one hash: sources are compared by content, so a fresh clone, a branch switch
// and a touched file all give the right answer.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const NOT_SOURCE = new Set(['node_modules', 'dist', 'out-spec', 'test-results']);

/** Every file below a folder, or the file itself, in one fixed order. */
export function filesOf(path, keep = () => true) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const files = [];
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = join(path, entry.name);
    if (entry.isDirectory() && !NOT_SOURCE.has(entry.name)) files.push(...filesOf(file, keep));
    else if (entry.isFile() && keep(file)) files.push(file);
  }
  return files;
}

export function contentHash(files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

/** The hash of the last good build under a name; the marks are thrown away with `.cache`. */
export function markOf(root, name) {
  const file = join(root, '.cache', 'build', name);
  return {
    read: () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
    clear: () => rmSync(file, { force: true }),
    write: (hash) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, hash);
    },
  };
}

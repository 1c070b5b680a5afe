// The laws on form: how long files are, how they open, what they are called, and one way into each library.
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

export const LIMITS = { file: 350, p95: 250, median: [40, 150], comments: [8, 15] };

/** Names that say where a thing was put because nobody knew what it was. */
const NAMELESS = /(^|\/)(utils?|common|base|helpers?|misc|shared)(\/|(\.spec)?\.[a-z]+$)/;
const CONFIG = /(^|\/)(jest|vite|playwright|eslint)\.config\.(mjs|ts)$/;

/** @returns {{law: string, file: string, message: string}[]} */
export function formBreaches(root, files) {
  return [
    ...tooLong(files),
    ...tooLongOnTheWhole(files),
    ...withoutPurpose(files),
    ...nameless(files),
    ...indexes(root),
  ];
}

function tooLong(files) {
  return files
    .filter((file) => !file.apart && file.lines > LIMITS.file)
    .map((file) =>
      breach('file-length', file, `has ${file.lines} lines; at most ${LIMITS.file}. Cut it along its thoughts.`),
    );
}

function tooLongOnTheWhole(files) {
  const { p95 } = figures(files);
  if (p95 <= LIMITS.p95) return [];
  const message = `19 of 20 files should have at most ${LIMITS.p95} lines, but the 95th percentile is ${p95}.`;
  return [{ law: 'file-length-p95', file: '(all)', message }];
}

function withoutPurpose(files) {
  return files
    .filter((file) => !CONFIG.test(file.path) && !/\.d\.ts$|\/generated\//.test(file.path))
    .filter((file) => file.text.trim() !== 'export {};')
    .filter((file) => !/^(#!.*\n)?\s*(\/\/|\/\*)/.test(file.text))
    .map((file) => breach('purpose', file, 'should open with a comment that says what it is for.'));
}

function nameless(files) {
  return files
    .filter((file) => NAMELESS.test(file.path))
    .map((file) => breach('name', file, 'should be named by what it does, not by utils, common, base and the like.'));
}

/** A library has one surface, and a second index inside would be a second one. `testing` is its declared exception. */
function indexes(root) {
  const libs = existsSync(join(root, 'libs')) ? readdirSync(join(root, 'libs')) : [];
  return libs.flatMap((lib) => {
    if (!existsSync(join(root, 'libs', lib, 'package.json'))) return [];
    const inside = (dir) =>
      !existsSync(dir)
        ? []
        : readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
            entry.isDirectory() ? inside(join(dir, entry.name)) : basename(entry.name) === 'index.ts' ? [dir] : [],
          );
    const src = join(root, 'libs', lib, 'src');
    const extra = inside(src).filter((dir) => dir !== src && dir !== join(src, 'testing'));
    const messages = extra.map((dir) => `has a second index.ts in ${dir.slice(src.length + 1)}; a library has one.`);
    if (!existsSync(join(src, 'index.ts'))) messages.push('has no src/index.ts.');
    return messages.map((message) => ({ law: 'one-index', file: `libs/${lib}`, message }));
  });
}

export function figures(files) {
  const judged = files.filter((file) => !file.apart && file.text.trim() !== 'export {};');
  const lengths = judged.map((file) => file.lines).sort((a, b) => a - b);
  const at = (share) => lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * share))] ?? 0;
  const sum = (key) => judged.reduce((total, file) => total + file[key], 0);
  const comments = (100 * sum('comments')) / Math.max(1, sum('code'));
  return { files: judged.length, median: at(0.5), p95: at(0.95), longest: lengths.at(-1) ?? 0, comments };
}

const breach = (law, file, message) => ({ law, file: file.path, message });

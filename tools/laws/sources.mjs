// The source files that the laws on size and form speak about, each read once and measured.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesOf } from '../content-hash.mjs';

const SOURCE = /\.(ts|tsx|mjs|cjs)$/;
/** Not judged by size: what a tool wrote, what is frozen, and tests, which grow with what they tell. */
const APART =
  /(\.spec\.tsx?$|\.spec\.mjs$|\.e2e\.ts$|\/generated\/|\/golden\/|\/migrations\/|\/testing\/|\/fixtures\/|\.d\.ts$)/;

/** @returns {{path: string, text: string, lines: number, code: number, comments: number, apart: boolean}[]} */
export function sources(root) {
  const folders = ['libs', 'services', 'apps', 'tools', 'bench'];
  return folders
    .flatMap((folder) => filesOf(join(root, folder), (file) => SOURCE.test(file)))
    .map((file) => measure(relative(root, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')));
}

function measure(path, text) {
  const lines = text.replace(/\n$/, '').split('\n');
  let comments = 0;
  let inside = false;
  for (const line of lines) {
    const start = line.trim();
    if (inside || start.startsWith('//') || start.startsWith('/*')) comments++;
    if (!inside && start.startsWith('/*') && !start.includes('*/')) inside = true;
    else if (inside && start.includes('*/')) inside = false;
  }
  const blank = lines.filter((line) => line.trim() === '').length;
  return { path, text, lines: lines.length, code: lines.length - blank, comments, apart: APART.test(path) };
}

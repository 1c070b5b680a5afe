// Every code that the sources refuse with is in the list: a problem's `type` leads to a page, and no page is of nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { problemKind } from './problem-codes.js';

const ROOT = resolve(import.meta.dirname, '../../..');
const REFUSING = /\b(?:rejected|refuse|ProblemException)\(\s*'([a-z_]+)'/g;
const REFUSALS = /\b(?:Rejected<|CommandRefusal =)([^>;]*)[>;]/g;

const sourcesOf = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder)).flatMap((project) => {
    const src = join(ROOT, folder, project, 'src');
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' });
    return files.filter((file) => /(?<!\.spec)\.ts$/.test(file)).map((file) => readFileSync(join(src, file), 'utf8'));
  });

/** Those of types count too: a core may hand a code on that no line spells out. */
function codesIn(text: string): readonly string[] {
  const spelt = [...text.matchAll(REFUSING)].map(([, code = '']) => code);
  const typed = [...text.matchAll(REFUSALS)].flatMap(([, union = '']) => union.match(/(?<=')[a-z_]+(?=')/g) ?? []);
  return [...spelt, ...typed];
}

it('knows every code that anything is refused with', () => {
  const codes = [...new Set([...sourcesOf('libs'), ...sourcesOf('services')].flatMap(codesIn))];
  expect(codes.length).toBeGreaterThan(60);
  expect(codes.filter((code) => problemKind(code) === null)).toEqual([]);
});

it('knows none that nobody has heard of, nor what every object has', () => {
  expect(['anything', 'constructor', '__proto__', ''].map(problemKind)).toEqual([null, null, null, null]);
  expect(problemKind('not_found')).toMatchObject({ status: 404 });
});

// Proof that ESLint catches what the laws forbid, and lets pass what they allow: each line breaks one law.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const BOUNDARY = '@nx/enforce-module-boundaries';

const imports = (name) => `// Fixture.\nimport { x } from '@frontdesk/${name}';\nexport const y = x;\n`;
const index = (project) => `${project}/src/index.ts`;
const arrow = (from, to) => ({ title: `${from} → ${to}`, file: index(from), code: imports(to), only: BOUNDARY });
/** Any file of a web app that its compiler knows. */
const widget = () => {
  const file = readdirSync(join(ROOT, 'apps/widget/src')).find((name) => /^[^.]+\.tsx?$/.test(name));
  return `apps/widget/src/${file}`;
};

const FORBIDDEN_ARROWS = [
  arrow('libs/kernel', 'journal'),
  arrow('libs/conversation', 'submission'),
  arrow('libs/conversation', 'contracts'),
  arrow('libs/routing', 'engine'),
  arrow('libs/contracts', 'journal'),
  arrow('libs/journal', 'conversation'),
  arrow('libs/engine', 'journal-postgres'),
  arrow('libs/journal-postgres', 'nest'),
  arrow('libs/nest', 'runtime'),
  arrow('libs/runtime', 'settings-service'),
  arrow('services/settings', 'journal-postgres'),
  arrow('services/settings', 'runtime'),
  arrow('services/settings', 'presence-service'),
  arrow('libs/checker', 'kernel'),
  arrow('libs/checker', 'journal'),
  arrow('libs/journal', 'all-in-one'),
  { title: 'apps/widget → kernel', file: widget(), code: imports('kernel'), only: BOUNDARY },
];

const ALLOWED_ARROWS = [
  arrow('libs/conversation', 'kernel'),
  arrow('libs/contracts', 'conversation'),
  arrow('libs/engine', 'journal'),
  arrow('libs/journal-postgres', 'journal'),
  arrow('libs/nest', 'contracts'),
  arrow('libs/runtime', 'embedded-postgres'),
  arrow('services/settings', 'nest'),
  arrow('services/all-in-one', 'settings-service'),
  arrow('services/all-in-one', 'runtime'),
];

const inCore = (title, rule, code) => ({
  title,
  rule,
  file: index('libs/conversation'),
  code: `// Fixture.\n${code}\n`,
});
const GLOBAL = 'no-restricted-globals';
const SYNTAX = 'no-restricted-syntax';

const IMPURE = [
  inCore('the clock', GLOBAL, 'export const x = (): number => Date.now();'),
  inCore('a date', GLOBAL, 'export const x = (): string => new Date(0).toISOString();'),
  inCore('dice', 'no-restricted-properties', 'export const x = (): number => Math.random();'),
  inCore('the locale of Intl', GLOBAL, "export const x = (): string => new Intl.NumberFormat('de').format(1);"),
  inCore('localeCompare', SYNTAX, "export const x = (a: string): number => a.localeCompare('b');"),
  inCore('toLocaleString', SYNTAX, 'export const x = (a: number): string => a.toLocaleString();'),
  inCore('async', SYNTAX, 'export async function x(): Promise<void> {}'),
  inCore('await', SYNTAX, 'export const x = async (y: PromiseLike<number>) => { await y; };'),
  inCore('a promise', GLOBAL, 'export const x = (): unknown => Promise.resolve(1);'),
  inCore('a timer', GLOBAL, 'export const x = (): unknown => setTimeout(() => undefined, 1);'),
  inCore('the stopwatch', GLOBAL, 'export const x = (): unknown => performance.now();'),
  inCore('random bytes', GLOBAL, 'export const x = (): unknown => crypto.randomUUID();'),
  inCore('the environment', GLOBAL, 'export const x = (): unknown => process.env;'),
  inCore('a way around by globalThis', GLOBAL, 'export const x = (): unknown => globalThis;'),
  inCore('an import at run time', SYNTAX, "export const x = (): unknown => import('./y.js');"),
];

const long = (lines) => `export function long(a: number): number {\n${'  a += 1;\n'.repeat(lines)}  return a;\n}`;
const FORM = [
  inCore('any', '@typescript-eslint/no-explicit-any', 'export const x = (a: any): unknown => a;'),
  inCore('export *', SYNTAX, "export * from './y.js';"),
  inCore('a default export', SYNTAX, 'export default 1;'),
  inCore('a function of more than 50 lines', 'max-lines-per-function', long(51)),
  inCore(
    'a switch that forgets a case',
    '@typescript-eslint/switch-exhaustiveness-check',
    "export function x(a: 'one' | 'two'): number { switch (a) { case 'one': return 1; } return 0; }",
  ),
  {
    title: 'a promise that nobody waits for',
    rule: '@typescript-eslint/no-floating-promises',
    file: index('libs/engine'),
    code: '// Fixture.\nconst f = async (): Promise<void> => undefined;\nexport const x = (): void => { f(); };\n',
  },
];

const pool = (options) => ({
  only: SYNTAX,
  file: index('libs/runtime'),
  code: `// Fixture.\ndeclare class SteadyClient {}\ndeclare class Pool {\n  constructor(options: object);\n}\nexport const x = new Pool(${options});\nexport const y = SteadyClient;\n`,
});
for (const options of ['{ max: 1 }', '{ Client: class {} }', 'Object({})'])
  FORM.push({ title: `a pool whose connections may end the process: ${options}`, rule: SYNTAX, ...pool(options) });

const FINE = [
  { title: 'a pool of steady clients', ...pool('{ max: 1, Client: SteadyClient }') },
  inCore('a short pure function', '', 'export const x = (a: number): number => Math.max(a, 1);'),
  inCore('a function of 48 lines', '', long(46)),
  {
    title: 'the clock in a shell',
    file: index('libs/engine'),
    code: '// Fixture.\nexport const x = (): number => Date.now();\n',
  },
];

const found = new Map();
beforeAll(() => {
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
  const options = { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 1 << 26 };
  // The boundary rule is silent without a fresh graph of the projects.
  spawnSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'show', 'projects'], options);
  const cases = [...FORBIDDEN_ARROWS, ...ALLOWED_ARROWS, ...IMPURE, ...FORM, ...FINE];
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'lint-texts.mjs')], {
    ...options,
    input: JSON.stringify(cases.map((one) => ({ ...one, file: join(ROOT, one.file) }))),
  });
  if (run.status !== 0) throw new Error(run.stderr);
  JSON.parse(run.stdout).forEach((messages, at) => found.set(cases[at], messages));
}, 10 * 60_000);

const boundaries = (one) => found.get(one).filter((message) => message.startsWith(BOUNDARY));

describe('arrows between projects', () => {
  it.each(FORBIDDEN_ARROWS)('are refused: $title', (one) => {
    expect(boundaries(one)).toHaveLength(1);
  });
  it.each(ALLOWED_ARROWS)('may be drawn: $title', (one) => {
    // Nothing at all: what cannot be read breaks no rule either.
    expect(found.get(one)).toEqual([]);
  });
});

describe('a core', () => {
  it.each(IMPURE)('may not use $title', (one) => {
    expect(found.get(one)).toContainEqual(expect.stringMatching(new RegExp(`^${one.rule}: `)));
  });
});

describe('the form of code', () => {
  it.each(FORM)('refuses $title', (one) => {
    expect(found.get(one)).toContainEqual(expect.stringMatching(new RegExp(`^${one.rule}: `)));
  });
  it.each(FINE)('lets pass: $title', (one) => {
    expect(found.get(one)).toEqual([]);
  });
});

// Which test shows which requirement: docs/coverage.md, made from the ids in the titles of tests.
//   node tools/coverage.mjs            writes the page
//   node tools/coverage.mjs --check    exit code 3 when it is stale, or when a requirement has no test
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { PAINS, REQUIREMENTS } from '../tests/coverage/requirements.mjs';
import { filesOf as filesBelow } from './content-hash.mjs';
import { ROOT } from './run.mjs';

const PAGE = join(ROOT, 'docs/coverage.md');
/** Specs and their chapters, browser tests, and the suites that every adapter runs. */
const TESTS = /(\.(spec|e2e|chapter)\.(ts|tsx|mjs)|\/testing\/.*\.ts)$/;
const FOLDERS = ['libs', 'services', 'apps', 'tests', 'tools'];
const TELLERS = new Set(['test', 'it', 'describe']);
const ID = /\b(?:[A-O]\d{1,2}[a-z]?|[PR]\d{2})\b/g;

/**
 * The ids in the titles of one file's tests and groups of tests.
 * @param {string} text
 * @returns {ReadonlySet<string>}
 */
export function idsIn(text) {
  const found = new Set();
  const visit = (node) => {
    if (ts.isCallExpression(node) && TELLERS.has(teller(node.expression))) {
      for (const id of node.arguments[0]?.getText().match(ID) ?? []) found.add(id);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('spec.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

/** `test`, also of `test.each(table)` and `test.only`. */
function teller(expression) {
  let at = expression;
  while (!ts.isIdentifier(at)) {
    if (!ts.isPropertyAccessExpression(at) && !ts.isCallExpression(at)) return '';
    at = at.expression;
  }
  return at.text;
}

/**
 * One row for each rule, in order, with the files whose tests name it.
 * @param {readonly import('../tests/coverage/requirements.mjs').Requirement[]} requirements
 * @param {ReadonlyMap<string, readonly string[]>} filesOf by id
 */
export function rowsOf(requirements, filesOf) {
  return requirements.flatMap(({ id, name, lines, planned = false }) => {
    const row = (rule, what, later) => ({ id: rule, name: what, planned: later, files: filesOf.get(rule) ?? [] });
    if (lines === undefined) return [row(id, name, planned)];
    return lines.map((line, i) => {
      const later = typeof line === 'string' ? undefined : line.later;
      return row(`${id}${String.fromCharCode(97 + i)}`, `${name}: ${later ?? line}`, later !== undefined || planned);
    });
  });
}

function filesById() {
  const found = new Map();
  const paths = FOLDERS.flatMap((folder) => filesBelow(join(ROOT, folder), (path) => TESTS.test(path)));
  for (const path of paths.map((path) => relative(ROOT, path).replaceAll('\\', '/')).sort()) {
    for (const id of idsIn(readFileSync(join(ROOT, path), 'utf8'))) found.set(id, [...(found.get(id) ?? []), path]);
  }
  return found;
}

async function page(rows, pains) {
  const table = (title, list) =>
    `## ${title}\n\n| id | rule | tests |\n|---|---|---|\n` +
    list.map(({ id, name, planned, files }) => `| ${id} | ${name} | ${cell(planned, files)} |`).join('\n');
  const text = [
    '# Coverage',
    'Made by `npm run coverage` from the ids in the titles of tests; `npm test` fails when it is stale or a rule has no test.',
    table('Requirements', rows),
    table('What went wrong elsewhere', pains),
  ].join('\n\n');
  return format(text, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}

const cell = (planned, paths) =>
  paths.length > 0 ? paths.map((path) => `\`${path}\``).join(' ') : planned ? 'not built yet' : '**none**';

/** What is wrong with the page or the tests, in words; empty when all is well. */
export async function coverageFaults() {
  const filesOf = filesById();
  const rows = rowsOf(REQUIREMENTS, filesOf);
  const pains = rowsOf(PAINS, filesOf);
  const bare = [...rows, ...pains].filter(({ planned, files }) => !planned && files.length === 0);
  const faults = bare.map(({ id, name }) => `${id} has no test (${name})`);
  let kept = '';
  try {
    kept = readFileSync(PAGE, 'utf8');
  } catch {
    // Not there is as stale as different.
  }
  if (kept !== (await page(rows, pains))) faults.push('docs/coverage.md is stale: npm run coverage');
  return faults;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!process.argv.includes('--check')) {
    const filesOf = filesById();
    writeFileSync(PAGE, await page(rowsOf(REQUIREMENTS, filesOf), rowsOf(PAINS, filesOf)));
  }
  const faults = await coverageFaults();
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length > 0 ? 3 : 0;
}

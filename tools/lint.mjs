// `npm run lint`: every law that can be checked without running the product.
// One ESLint over the whole workspace instead of one per project: the types are loaded once. Nx's boundary rule is
// silent when its project graph is stale, so the graph is refreshed first.
import { readdirSync } from 'node:fs';
import { checkLaws } from './laws/index.mjs';
import { node, ROOT } from './run.mjs';

const NX = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' };
const bin = (path) => `node_modules/${path}`;

/**
 * @param {{cache?: boolean, humble?: boolean}} options the cache knows files, not the types that they import: fast, not the
 *   truth; humble: as of `program`
 * @returns {Promise<{name: string, ok: boolean, output: string}[]>}
 */
export async function lint({ cache = false, humble = false } = {}) {
  const checks = [];
  const add = (name, result) => checks.push({ name, ok: result.ok, output: result.output.trim() });
  const graph = await node([bin('nx/dist/bin/nx.js'), 'show', 'projects'], { env: NX, limitMs: 120_000 });
  if (!graph.ok) add('project graph', graph);
  const cached = cache ? ['--cache', '--cache-strategy', 'content', '--cache-location', '.cache/eslint'] : [];
  const [rules, arrows, format] = await Promise.all([
    // All types of the workspace are young at once.
    node(['--max-semi-space-size=64', bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0', ...cached], {
      env: NX,
      humble,
    }),
    node([bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', ...folders()], {
      humble,
    }),
    node([bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'], { humble }),
  ]);
  add('rules (ESLint)', rules);
  add('arrows (dependency-cruiser)', arrows);
  add('format (Prettier)', format);
  const { breaches, summary } = checkLaws(ROOT);
  const output = breaches.map(({ law, file, message }) => `${file} ${message} [${law}]`).join('\n');
  checks.push({ name: 'sizes, names, documents', ok: breaches.length === 0, output: output || summary });
  return checks;
}

const folders = () =>
  ['libs', 'services', 'apps', 'tools', 'tests', 'bench'].filter((name) => readdirSync(ROOT).includes(name));

if (process.argv[1] === import.meta.filename) {
  process.chdir(ROOT);
  const checks = await lint({ cache: !process.argv.includes('--no-cache') });
  for (const { name, ok, output } of checks) {
    process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${name}\n`);
    if (output) process.stdout.write(`${output.replace(/^/gm, '      ')}\n`);
  }
  process.exitCode = checks.every((check) => check.ok) ? 0 : 1;
}

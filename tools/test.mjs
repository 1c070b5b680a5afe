// `npm test`: everything that must hold, in one run, and the truth about it in the last line.
// What was not run counts as failed: a skipped test, a runner that crashed, a suite that found no tests.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { ensureBrowser } from './browser.mjs';
import { coverageFaults } from './coverage.mjs';
import { lint } from './lint.mjs';
import { node, ROOT } from './run.mjs';
import {
  check,
  checks,
  jestSuites,
  playwrightSuite,
  runnerFault,
  secondLook,
  summary,
  unsteadyFiles,
} from './test-report.mjs';
import { useScratch } from './scratch.mjs';
import { treeSeed } from './tree-seed.mjs';
import { projects } from './workspace.mjs';

const RESULTS = join(ROOT, 'test-results');
const TSC = 'node_modules/typescript-native/bin/tsc';
const HANGS_MS = 30 * 60_000;
/** These only reckon, as the laws do: beside everything else, with what it leaves of the processor while it waits. */
const RECKON = { simulation: ['sim'], proofs: ['laws'] };
/** Each starts a product in one process, a broker or a Redis, and waits more than it works: three at a time. */
const STORIES = ['stories', 'bus-kafka', 'runtime', 'lease-redis'];
/** These start a dozen processes, or look at the clock: side by side they would starve each other. */
const HEAVY = ['alone', 'distributed'];
/** Where a test says nothing: a machine that is busy with two of them is no fault. What takes what others leave has longer. */
const [TEST_MS, HUMBLE_TEST_MS] = [30_000, 20 * 60_000];
/** Thousands of modules are loaded anew for each file: with more room for what is young it is collected less often. */
const ROOMY = '--max-semi-space-size=64';
/** Chance is drawn from the last commit, so that one tree is told the same twice; the next one draws anew. */
const seeds = { SEED: process.env.SEED ?? (await treeSeed()) };
const say = (line) => process.stdout.write(`${line}\n`);

process.chdir(ROOT);
mkdirSync(RESULTS, { recursive: true });
useScratch();
const pattern = process.argv.slice(2);
const suites = [];
if (pattern.length > 0) await run(jest);
else {
  for (const stage of [build, types]) await run(stage);
  for (const stage of [jest, browser]) await run(stage);
  // The stages until here keep the processor busy; these two leave some of it.
  const beside = Promise.all([run(simulation), run(laws).then(() => run(proofs))]);
  for (const stage of [stories, processes]) await run(stage);
  await beside;
}
const { text, failed } = summary(suites);
// One write at the very end: nothing may come after the line that counts.
process.stdout.write(text, () => process.exit(failed > 0 ? 1 : 0));

async function run(stage) {
  say(`\n── ${stage.name}`);
  const from = performance.now();
  try {
    suites.push(...[await stage()].flat());
  } catch (error) {
    suites.push(runnerFault(stage.name, error.stack ?? String(error)));
  }
  say(`   ${stage.name}: ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

async function build() {
  const results = [];
  try {
    const built = await buildStale({ log: say });
    results.push(check(built.length > 0 ? `build of ${built.join(', ')}` : 'build: everything is current', true));
  } catch (error) {
    results.push(check('build', false, error.message));
  }
  return checks('build', results);
}

/** Specs are run without a look at their types, so the types are checked here. */
async function types() {
  const all = projects();
  const solutions = [...all.map((one) => one.path), ...readdirSync('tests').map((name) => `tests/${name}`)];
  const web = solutions.filter(
    (path) => !all.find((one) => one.path === path)?.compiled && existsSync(`${path}/tsconfig.json`),
  );
  const results = [];
  const one = async (name, args) => {
    const { ok, output } = await node([TSC, ...args], { limitMs: HANGS_MS });
    results.push(check(name, ok, output));
  };
  await one('server code and specs', ['-b', 'tsconfig.json']);
  for (const path of web) await one(path, ['--noEmit', '-p', path]);
  return checks('types', results);
}

async function laws() {
  const results = await lint({ humble: true });
  // Shown also when all is well: the figures are worth a look before they break.
  for (const { name, ok, output } of results) if (ok && output) say(`   ${name}: ${output}`);
  const uncovered = await coverageFaults();
  results.push(check('every rule has a test that names it', uncovered.length === 0, uncovered.join('\n')));
  return checks('laws', results);
}

async function jest() {
  if (pattern.length > 0) return runJest('jest', ['--maxWorkers=2'], { paths: pattern });
  return runJest('jest', ['--maxWorkers=2', '--ignoreProjects', ...STORIES, ...HEAVY, ...Object.values(RECKON).flat()]);
}

async function simulation() {
  return runJest('simulation', ['--runInBand', '--selectProjects', ...RECKON.simulation], { humble: true });
}

/** That each law bites. */
async function proofs() {
  return runJest('proofs', ['--runInBand', '--selectProjects', ...RECKON.proofs], { humble: true });
}

async function stories() {
  return runJest('stories', ['--maxWorkers=3', '--selectProjects', ...STORIES]);
}

async function processes() {
  return runJest('processes', ['--runInBand', '--selectProjects', ...HEAVY]);
}

async function runJest(name, choice, { paths = [], ...how } = {}) {
  const limit = how.humble ? HUMBLE_TEST_MS : TEST_MS;
  const cli = [ROOMY, '--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const options = [
    '--json',
    `--cacheDirectory=${join(ROOT, '.cache/jest')}`,
    '--workerIdleMemoryLimit=700MB',
    `--testTimeout=${limit}`,
  ];
  const { report, run } = await look(name, (file, files = paths) => ({
    // Paths first: behind a list of projects they would be taken for projects.
    args: [...cli, ...options, `--outputFile=${file}`, ...files, ...choice],
    env: seeds,
    ...how,
  }));
  return jestSuites(report, run, ROOT);
}

async function browser() {
  if (!existsSync('tests/e2e')) return [];
  const cli = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'tests/e2e/playwright.config.mjs'];
  const { report, run } = await look('e2e', (file, files) => ({
    // What was seen first is kept.
    args: [...cli, '--reporter=list,json', ...(files ? ['--output=test-results/e2e-again', ...files] : [])],
    env: { CHROMIUM_PATH: ensureBrowser(say), PLAYWRIGHT_JSON_OUTPUT_NAME: file, FORCE_COLOR: '0' },
  }));
  return playwrightSuite(report, run);
}

/** One run; and when a few of its files failed, a second one of these. */
async function look(name, how) {
  const once = async (file, files) => {
    rmSync(file, { force: true });
    const { args, ...options } = how(file, files);
    const run = await node(args, { show: true, limitMs: HANGS_MS, report: file, ...options });
    return { run, report: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined };
  };
  const first = await once(join(RESULTS, `${name}.json`));
  const unsteady = unsteadyFiles(first.report, first.run);
  if (unsteady.length === 0) return first;
  say(`\n── ${name}, once more: ${unsteady.join(', ')}`);
  const second = await once(join(RESULTS, `${name}-again.json`), unsteady);
  return { report: secondLook(first.report, second.report), run: second.run };
}

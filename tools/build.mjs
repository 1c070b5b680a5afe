// Builds what is stale, and nothing else: server code by TypeScript 7 (`tsc -b`, native), the programs made of it by
// Rolldown, the web apps by Vite.
// Whoever starts the product calls this first, so there is no build step to remember and no committed output.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { bundle, PROGRAMS, programs } from './bundle.mjs';
import { contentHash, filesOf, markOf } from './content-hash.mjs';
import { node, ROOT } from './run.mjs';
import { closure, linkProjects, projects } from './workspace.mjs';

export class BuildFailed extends Error {}

const TSC = 'node_modules/typescript-native/bin/tsc';
const SHARED = ['tsconfig.base.json', 'package-lock.json'];
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * @param {{log?: (line: string) => void, entry?: string}} options silent when nothing is stale; `entry`: what is run
 *   next, a path from the project's root; programs are made only for one of them,
 *   and types are left to `npm run build` and `npm test`: whoever starts the product waits for its output alone
 * @returns {Promise<string[]>} the names of what was built
 */
export async function buildStale({ log = (line) => process.stderr.write(`${line}\n`), entry } = {}) {
  process.chdir(ROOT);
  const all = projects();
  linkProjects(all);
  if (stale(all, entry).length === 0) return [];
  // Two commands at once (a running start and the command line) must not write the same output together.
  const release = await lockBuild(log);
  try {
    const todo = stale(all, entry);
    const server = todo.find((one) => one.name === 'server');
    const compiling = server ? build(server, log) : Promise.resolve();
    const others = todo.filter((one) => one !== server);
    await settle([compiling, ...others.map(async (one) => (one.afterServer ? await compiling : 0, build(one, log)))]);
    return todo.map((one) => one.name);
  } finally {
    release();
  }
}

function stale(all, entry) {
  const server = serverTarget(all, entry === undefined);
  const made = programsTarget(server);
  const wanted = !entry || made.outputs.includes(join(ROOT, entry)) ? [made] : [];
  const web = all.filter((one) => one.web).map((one) => webTarget(one, all));
  return [server, ...wanted, ...web].filter(
    (target) => target.mark.read() !== target.hash || !target.outputs.every((file) => existsSync(file)),
  );
}

function serverTarget(all, checked) {
  const compiled = all.filter((one) => one.compiled);
  const isBuilt = (file) => !file.endsWith('.spec.ts');
  const files = compiled.flatMap((one) => [
    ...filesOf(`${one.path}/src`, isBuilt),
    ...filesOf(`${one.path}/package.json`),
    ...filesOf(`${one.path}/tsconfig.lib.json`),
  ]);
  const hash = contentHash([...SHARED, ...files]);
  const mark = markOf(ROOT, 'server');
  return {
    name: 'server',
    files: [...SHARED, ...files],
    // What was made without a look at its types is current for a start, and not for a build.
    hash: checked || mark.read() === hash ? hash : `${hash} unchecked`,
    mark,
    outputs: compiled.map((one) => `${one.path}/dist/.tsbuildinfo`),
    make: () => compile(compiled, checked),
  };
}

function programsTarget(server) {
  return {
    name: 'programs',
    hash: contentHash([...server.files, 'tools/bundle.mjs']),
    mark: markOf(ROOT, 'programs'),
    outputs: Object.keys(programs()).map((name) => join(PROGRAMS, `${name}.js`)),
    afterServer: true,
    make: bundle,
  };
}

function webTarget(project, all) {
  const needed = closure(project, all);
  return {
    name: project.path.split('/')[1],
    hash: contentHash([...SHARED, ...needed.flatMap((one) => filesOf(one.path))]),
    mark: markOf(ROOT, project.path.replace('/', '-')),
    outputs: [`${project.path}/dist`],
    afterServer: needed.length > 1,
    make: () =>
      node(
        [
          join(ROOT, 'node_modules/vite/bin/vite.js'),
          'build',
          '--logLevel',
          'warn',
          '--outDir',
          'dist',
          '--emptyOutDir',
        ],
        {
          cwd: join(ROOT, project.path),
          env: { NODE_ENV: 'production' },
        },
      ),
  };
}

async function compile(compiled, checked) {
  const result = await node([
    TSC,
    '-b',
    ...(checked ? [] : ['--noCheck']),
    ...compiled.map((one) => `${one.path}/tsconfig.lib.json`),
  ]);
  if (result.ok) for (const one of compiled) tidy(one.path);
  return result;
}

/** tsc leaves the output of deleted sources behind and copies nothing; a stale migration would still be run. */
function tidy(path) {
  const sources = new Set(filesOf(`${path}/src`).map((file) => relative(`${path}/src`, file)));
  for (const file of filesOf(`${path}/src`, (name) => !/\.tsx?$/.test(name))) {
    const target = join(path, 'dist', relative(`${path}/src`, file));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
  for (const file of filesOf(`${path}/dist`)) {
    const name = relative(`${path}/dist`, file);
    if (name === '.tsbuildinfo' || sources.has(name)) continue;
    const stem = name.replace(/(\.d)?\.[jt]s(\.map)?$/, '');
    if (!sources.has(`${stem}.ts`) && !sources.has(`${stem}.tsx`)) rmSync(file);
  }
}

async function build(target, log) {
  const from = performance.now();
  // A build that fails half-way has changed some output: the old mark would vouch for it once the source is mended.
  target.mark.clear();
  const result = await target.make();
  if (!result.ok) throw new BuildFailed(`building ${target.name} failed\n\n${result.output.trim()}\n`);
  target.mark.write(target.hash);
  log(`built ${target.name} in ${seconds(from)}`);
}

/** Waits for all, so that the lock is not released while one still writes; then tells every failure. */
async function settle(builds) {
  const reasons = (await Promise.allSettled(builds)).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const messages = [...new Set(reasons.map((reason) => reason.message ?? String(reason)))];
  if (messages.length > 0) throw new BuildFailed(messages.join('\n'));
}

async function lockBuild(log) {
  const file = join(ROOT, '.cache', 'build', 'lock');
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; ;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!held(file)) continue;
    if (!told) log('waiting for another build to finish');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function held(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // Empty: its writer is between creating and writing, or died there.
    if (!pid && Date.now() - statSync(file).mtimeMs < 2_000) return true;
    if (pid) process.kill(pid, 0);
    if (pid) return true;
    unlinkSync(file);
  } catch (error) {
    if (error.code === 'EPERM') return true;
    if (error.code === 'ESRCH' && existsSync(file)) unlinkSync(file);
  }
  return false;
}

if (process.argv[1] === import.meta.filename) {
  try {
    const built = await buildStale();
    if (built.length === 0) process.stderr.write('everything is built\n');
  } catch (error) {
    process.stderr.write(`${error instanceof BuildFailed ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}

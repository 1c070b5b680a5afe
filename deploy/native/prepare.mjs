// Makes sure that the programs are there which Kafka, Redis and a server's PostgreSQL need where no container runs: found on PATH, else
// installed by apt-get where that is possible, else said plainly.
//   node deploy/native/prepare.mjs [java maven redis]
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const JAVA_AT_LEAST = 17;
const REDIS_AT_LEAST = 6.2;

/** JAVA_HOME, if set, is what its owner wants; else whatever `java` is on PATH. */
export const java = () => (process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java');

const run = (command, args, options = {}) => spawnSync(command, args, { encoding: 'utf8', ...options });
const answers = (command, args) => run(command, args).status === 0;

/** `packages`: the first that this distribution knows is taken. */
const PROGRAMS = {
  java: {
    found: () => javaVersion() >= JAVA_AT_LEAST,
    packages: ['openjdk-21-jre-headless', 'openjdk-17-jre-headless', 'default-jre-headless'],
    wanted: `Java ${JAVA_AT_LEAST} or newer (set JAVA_HOME, or put java on PATH)`,
  },
  maven: {
    found: () => answers('mvn', ['-v']),
    packages: ['maven'],
    wanted: 'Maven (mvn on PATH)',
  },
  postgres: {
    found: () => newestServer() !== null,
    packages: ['postgresql'],
    wanted: 'a PostgreSQL server (initdb on PATH), or DATABASE_URL',
  },
  redis: {
    found: () => redisVersion() >= REDIS_AT_LEAST,
    packages: ['redis-server'],
    wanted: `Redis ${REDIS_AT_LEAST} or newer (redis-server on PATH)`,
  },
};

/** Debian keeps servers beside each other, by version. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder with the newest server's programs; null: there is none. */
export function newestServer() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const found = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN, version, 'bin'));
  const onPath = (process.env.PATH ?? '').split(':');
  return [...found, ...onPath].find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

function javaVersion() {
  const { stderr = '' } = run(java(), ['-version']);
  return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
}

const redisVersion = () => Number(/v=(\d+\.\d+)/.exec(run('redis-server', ['--version']).stdout ?? '')?.[1] ?? 0);

/**
 * @param {readonly ('java' | 'maven' | 'redis' | 'postgres')[]} names
 * @param {(line: string) => void} say
 */
export function prepare(names, say = () => undefined) {
  const missing = names.filter((name) => !PROGRAMS[name].found());
  if (missing.length === 0) return;
  const impossible = whyNotByApt();
  if (!impossible) install(missing, say);
  const still = missing.filter((name) => !PROGRAMS[name].found());
  if (still.length === 0) return;
  const list = still.map((name) => `  - ${PROGRAMS[name].wanted}`).join('\n');
  throw new Error(
    `Missing on this machine:\n${list}\n${impossible ?? 'apt-get did not bring it.'} Install it by hand.`,
  );
}

function whyNotByApt() {
  if (!answers('apt-get', ['--version'])) return 'There is no apt-get here.';
  if (process.getuid?.() !== 0) return 'Only root may run apt-get.';
  return null;
}

function install(names, say) {
  // Another installation may be under way; and no daemon is to start from being installed.
  const options = ['-y', '-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  run('apt-get', ['update', ...options], { env });
  const packages = names.map((name) => PROGRAMS[name].packages.find(known) ?? PROGRAMS[name].packages[0]);
  say(`installing ${packages.join(', ')}`);
  const { status, stdout, stderr } = run('apt-get', ['install', '--no-install-recommends', ...options, ...packages], {
    env,
  });
  if (status !== 0) say(`apt-get failed: ${stdout}${stderr}`);
}

const known = (name) => answers('apt-cache', ['show', name]);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !(name in PROGRAMS));
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}; known: ${Object.keys(PROGRAMS).join(', ')}`);
  prepare(names.length > 0 ? names : Object.keys(PROGRAMS), (line) => process.stderr.write(`${line}\n`));
}

// A real Apache Kafka (one KRaft node) where no container runs.
//   node deploy/native/kafka.mjs install | start DIR PORT | stop DIR
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { classArchive } from './kafka/class-archive.mjs';
import { installKafka } from './kafka/install.mjs';
import { properties } from './kafka/properties.mjs';
import { java } from './prepare.mjs';
import { freePort, launch } from './process.mjs';

const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qg';
/** For a short life: the compiler's first level, the smallest collector. */
const QUICK = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
/** As brokers run elsewhere: what is often done is compiled for good, which takes minutes and pays for itself then. */
const LONG_LIVED = ['-XX:+UseSerialGC'];
const JVM = ['-Xms64m', '-Xmx256m', '-XX:-UsePerfData', '-XX:+ExitOnOutOfMemoryError'];
const LOGGING = `-Dlog4j2.configurationFile=${join(import.meta.dirname, 'kafka', 'log4j2.yaml')}`;

/**
 * @param {{dir: string, port?: number, settings?: Record<string, string | number>, detached?: boolean,
 *   longLived?: boolean}} options
 * @returns {Promise<{brokers: string[], stop(): Promise<void>, kill9(): Promise<void>, restart(): Promise<void>}>}
 */
export async function startKafka({ dir: folder, port: wanted, settings, detached, longLived }) {
  const { jars, archived } = await prepareKafka();
  const dir = resolve(folder);
  const port = wanted ?? (await freePort());
  const start = await prepared({ jars, dir, port, settings, detached, longLived, java: archived });
  let broker = await start();
  return {
    brokers: [`127.0.0.1:${port}`],
    stop: () => broker.stop(),
    kill9: () => broker.kill9(),
    /** Starts it again, on the same port and with the same data, after stop or kill9. */
    restart: async () => void (broker = await start()),
  };
}

/** What every start needs and takes time only once on a machine. */
export async function prepareKafka(say) {
  const jars = installKafka(say);
  const startOnce = async (dir, options) => (await prepared({ jars, dir, java: options }))();
  return { jars, archived: await classArchive(jars, startOnce) };
}

/** Everything but the start, which may then be done again and again. */
async function prepared({ jars, dir, port: wanted, settings, detached, longLived, java: more }) {
  mkdirSync(dir, { recursive: true });
  const port = wanted ?? (await freePort());
  const controllerPort = await freePort();
  const configuration = join(dir, 'server.properties');
  writeFileSync(configuration, properties({ dir, port, controllerPort, settings }));
  const classPath = ['-cp', join(jars, '*')];
  if (!existsSync(join(dir, 'data', 'meta.properties'))) format([...more.filter(isUse), ...classPath], configuration);
  return async () => {
    await untilFree(dir);
    const compiled = longLived === true ? LONG_LIVED : QUICK;
    const args = [
      ...JVM,
      ...compiled,
      ...more,
      '-Djava.awt.headless=true',
      LOGGING,
      ...classPath,
      'kafka.Kafka',
      configuration,
    ];
    // Its client port opens only when it serves: ready is when that accepts.
    const started = await launch({ command: java(), args, cwd: dir, log: join(dir, 'broker.log'), port, detached });
    writeFileSync(join(dir, 'pid'), String(started.pid));
    return started;
  };
}

/** Only one program may write the archive. */
const isUse = (option) => option.startsWith('-XX:SharedArchiveFile');

function format(classPath, configuration) {
  const tool = ['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', configuration];
  const { status, error, stdout, stderr } = spawnSync(java(), [...QUICK, ...classPath, ...tool], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Kafka's folder could not be formatted: ${error?.message ?? stdout + stderr}`);
}

/** The broker that runs on the folder, or 0. */
function livePid(dir) {
  try {
    const pid = Number(readFileSync(join(dir, 'pid'), 'utf8'));
    process.kill(pid, 0);
    const told = process.platform === 'linux' ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : 'kafka.Kafka';
    return told.includes('kafka.Kafka') ? pid : 0;
  } catch {
    return 0;
  }
}

/** Two brokers over one folder damage it: the second was seen to spin for minutes, deaf to SIGTERM. */
async function untilFree(dir) {
  for (const end = Date.now() + 15_000; livePid(dir) !== 0; await sleep(20)) {
    if (Date.now() > end) throw new Error(`a broker (pid ${livePid(dir)}) still runs on ${dir}`);
  }
}

async function stopFolder(dir) {
  const pid = livePid(dir);
  if (pid === 0) return;
  process.kill(pid, 'SIGTERM');
  for (const end = Date.now() + 10_000; livePid(dir) !== 0; await sleep(20)) {
    if (Date.now() > end) process.kill(pid, 'SIGKILL');
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [command, dir, port] = process.argv.slice(2);
  const say = (line) => process.stderr.write(`${line}\n`);
  if (command === 'install') process.stdout.write(`${(await prepareKafka(say)).jars}\n`);
  else if (command === 'start') {
    const { brokers } = await startKafka({ dir, port: Number(port), detached: true });
    process.stdout.write(`${brokers.join(',')}\n`);
  } else if (command === 'stop') await stopFolder(resolve(dir));
  else throw new Error('install | start DIR PORT | stop DIR');
}

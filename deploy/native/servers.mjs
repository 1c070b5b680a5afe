// The servers that suites run against: Kafka, Redis and a PostgreSQL that is not our own embedded one.
import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { containedOrNative, engineAnswers, imageOf, startContainer } from './containers.mjs';
import { startKafka } from './kafka.mjs';
import { newestServer, prepare } from './prepare.mjs';
import { freePort, launch } from './process.mjs';
import { flushAll, startRedis } from './redis.mjs';

/** What has to be installed is, before any test's time begins to run; nothing where containers run. */
export async function prepareServers(install) {
  if (!(await engineAnswers())) await install((line) => process.stderr.write(`${line}\n`));
}

/** @param {{dir: string}} options as startKafka */
export function startTestKafka(options) {
  return containedOrNative('Kafka', containedKafka, () => startKafka(options));
}

export function startTestRedis() {
  return containedOrNative('Redis', containedRedis, () => startRedis());
}

/**
 * The server that DATABASE_URL names, else one in a container, else one of this machine's packages.
 * @returns {Promise<{url: string, from: string, stop(): Promise<void>}>}
 */
export async function startServerPostgres(env = process.env) {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, from: 'DATABASE_URL', stop: async () => undefined };
  return containedOrNative('PostgreSQL', containedPostgres, nativePostgres, env);
}

async function containedKafka() {
  const port = await freePort();
  const env = {
    CLUSTER_ID: 'MkU3OEVBNTcwNTJENDM2Qg',
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://localhost:9093',
    // What clients are told must be where this machine reaches it.
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '1000',
    KAFKA_BROKER_SESSION_TIMEOUT_MS: '2000',
    KAFKA_BROKER_HEARTBEAT_INTERVAL_MS: '500',
  };
  const container = await startContainer({ image: imageOf('kafka'), port: 9092, on: port, env });
  return { ...container, brokers: [`127.0.0.1:${port}`] };
}

async function containedRedis() {
  const args = ['redis-server', '--save', '', '--appendonly', 'no'];
  const container = await startContainer({ image: imageOf('redis'), port: 6379, args, ready: redisAnswers });
  const { port } = container;
  return { ...container, url: `redis://127.0.0.1:${port}`, flushAll: () => flushAll(port) };
}

async function containedPostgres() {
  const env = { POSTGRES_HOST_AUTH_METHOD: 'trust' };
  const image = imageOf('postgres');
  const container = await startContainer({ image, port: 5432, env, ready: postgresAnswers });
  return { ...container, url: urlOf(container.port), from: image };
}

async function nativePostgres() {
  prepare(['postgres']);
  const bin = newestServer();
  const dir = mkdtempSync(join(tmpdir(), 'frontdesk-server-postgres-'));
  const [ids, as] = notRoot();
  if (ids) chownSync(dir, ids.uid, ids.gid);
  const data = join(dir, 'data');
  const made = ['-D', data, '-U', 'postgres', '-A', 'trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const [initdb, ...rest] = [...as, join(bin, 'initdb'), ...made];
  const { status, stderr, error } = spawnSync(initdb, rest, { cwd: '/', encoding: 'utf8' });
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`);
  const port = await freePort();
  const flags = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`];
  const [command, ...args] = [...as, join(bin, 'postgres'), ...flags];
  const server = await launch({ command, args, cwd: '/', log: join(dir, 'postgres.log'), port });
  for (let tries = 0; !(await postgresAnswers(port)) && tries < 100; tries++) await sleep(100);
  return {
    url: urlOf(port),
    from: bin,
    stop: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const urlOf = (port) => `postgres://postgres@127.0.0.1:${port}/postgres`;

/** PostgreSQL refuses to run as root: `nobody` is there everywhere. */
function notRoot() {
  if (process.getuid?.() !== 0) return [null, []];
  const ids = { uid: 65534, gid: 65534 };
  return [ids, ['setpriv', `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups']];
}

/** A port is open before its server is: asked by the first word of the protocol. */
const redisAnswers = (port) => answers(port, 'PING\r\n', (said) => said.toString().startsWith('+PONG'));

/** Asks to be let in: a server that is still starting says E(rror), one that serves begins with R. */
const postgresAnswers = (port) => {
  const user = Buffer.from('user\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + user.length, 0);
  head.writeInt32BE(196_608, 4); // protocol 3.0
  return answers(port, Buffer.concat([head, user]), (said) => said.toString('latin1').startsWith('R'));
};

function answers(port, question, accept) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(question));
    const end = (ready) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.once('data', (said) => end(accept(said)));
  });
}

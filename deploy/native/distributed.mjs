// The distributed product without containers: Kafka, PostgreSQL and Redis as child processes, every service its own.
//   npm run distributed -- [--port 3000] [--data DIR] [--replicas assignment-queue=3,conversation=2]
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createDatabaseIfMissing, startEmbeddedPostgres } from '@frontdesk/embedded-postgres';
import { openKafka, ensureTopics } from '@frontdesk/bus-kafka';
import { services } from '@frontdesk/all-in-one';
import { TOPICS, writersOf } from '@frontdesk/contracts';
import { migrate, readDistributedConfig } from '@frontdesk/runtime';
import { databaseOf, environmentOf, SERVICES } from '../topology.mjs';
import { startKafka } from './kafka.mjs';
import { prepare } from './prepare.mjs';
import { freePort } from './process.mjs';
import { startRedis } from './redis.mjs';
import { ServiceProcess } from './service-process.mjs';

/** The services that keep a journal; the others write nothing that is to be proved. */
const JOURNALS = [...new Set(Object.keys(TOPICS).flatMap((topic) => writersOf(topic)))];

/**
 * @param {{dir?: string, port?: number, replicas?: Readonly<Record<string, number>>, env?: Readonly<Record<string, string>>,
 *   programs?: Readonly<Record<string, string>>, longLived?: boolean, say?: (line: string) => void}} options
 *   programs: by service, what is run instead of its own; longLived: the broker is to be fast, not soon there
 */
export async function startDistributedProduct({ dir, port, say = () => undefined, ...options } = {}) {
  const { replicas = {}, env = {}, programs = {}, longLived = false } = options;
  prepare(['java', 'maven', 'redis'], say);
  const folder = dir ? resolve(dir) : mkdtempSync(join(tmpdir(), 'frontdesk-distributed-'));
  mkdirSync(folder, { recursive: true });
  const undo = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
    if (!dir) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [postgres, kafka, redis] = await startDependencies(folder, undo, longLived, say);
    const processes = await plan({ folder, port, replicas, env, programs, postgres, kafka, redis });
    say('migrating …');
    // Side by side in this process: seven more starts of Node would take longer than all their work.
    await Promise.all(services.map((one) => migrate(readDistributedConfig(seatOf(processes, one.name).env), one)));
    say(`starting ${processes.length} processes …`);
    undo.push(() => Promise.all(processes.map((one) => one.stop())));
    await Promise.all(processes.map((one) => one.start()));
    const gateways = processes.filter(({ service }) => service === 'gateway');
    return {
      url: gateways[0].url,
      gateways: gateways.map(({ url }) => url),
      folder,
      processes,
      postgres,
      kafka,
      redis,
      databaseOf: (service) => postgres.url(databaseOf(service)),
      journals: JOURNALS.map((service) => postgres.url(databaseOf(service))),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDependencies(folder, undo, longLived, say) {
  say('starting PostgreSQL, Kafka and Redis …');
  const begin = async (starting) => {
    const started = await starting;
    undo.push(() => started.stop());
    return started;
  };
  const postgres = begin(startPostgres(join(folder, 'postgres')));
  const all = await Promise.allSettled([
    postgres,
    begin(startKafka({ dir: join(folder, 'kafka'), longLived })),
    begin(startRedis()),
  ]);
  for (const one of all) if (one.status === 'rejected') throw one.reason;
  const [database, kafka] = all.map((one) => one.value);
  const admin = openKafka({ brokers: kafka.brokers, clientId: 'frontdesk-topics' }).admin();
  await admin.connect();
  await ensureTopics(admin, TOPICS).finally(() => admin.disconnect());
  for (const { name } of SERVICES) await createDatabaseIfMissing(database.url(), databaseOf(name));
  return all.map((one) => one.value);
}

/** PostgreSQL that can be killed, and comes back on its port. */
async function startPostgres(dir) {
  const settings = { max_connections: 300 };
  let server = await startEmbeddedPostgres({ dir, settings });
  const { port, url } = server;
  return {
    port,
    url,
    stop: () => server.stop(),
    kill9: () => void process.kill(server.pid, 'SIGKILL'),
    /** After kill9; waits until the dead one's children have gone. */
    restart: async () => void (server = await startEmbeddedPostgres({ dir, port, settings })),
  };
}

/** Every process with its port and what it must be told; nothing is started yet. */
async function plan({ folder, port, replicas, env, programs, postgres, kafka, redis }) {
  const key = keyOf(folder);
  const seats = SERVICES.flatMap(({ name, replicas: usual }) =>
    Array.from({ length: replicas[name] ?? usual }, (_, replica) => ({ service: name, replica })),
  );
  for (const seat of seats)
    Object.assign(seat, {
      port: seat.service === 'gateway' && seat.replica === 0 && port ? port : await freePort(),
      metricsPort: await freePort(),
    });
  const urlOf = (seat) => `http://127.0.0.1:${seat.port}`;
  const origins = Object.fromEntries(
    SERVICES.map(({ name }) => [
      name,
      seats
        .filter(({ service }) => service === name)
        .map(urlOf)
        .join(','),
    ]),
  );
  delete origins.gateway;
  const gateway = seats.find(({ service }) => service === 'gateway');
  const publicUrl = `http://localhost:${gateway.port}`;
  return seats.map((seat) => {
    const database = {
      databaseUrl: postgres.url(databaseOf(seat.service)),
      brokers: kafka.brokers,
      redisUrl: redis.url,
      filesDir: join(folder, 'files'),
    };
    const told = environmentOf({
      ...seat,
      ...database,
      host: '127.0.0.1',
      key,
      publicUrl,
      internalUrl: urlOf(seat),
      origins,
    });
    const url = seat.service === 'gateway' ? `http://localhost:${seat.port}` : urlOf(seat);
    return new ServiceProcess({
      ...seat,
      url,
      env: { ...told, ...env },
      main: programs[seat.service],
      log: join(folder, `${seat.service}-${seat.replica}.log`),
    });
  });
}

const seatOf = (processes, service) => processes.find((one) => one.service === service);

/** Sockets' tickets outlive a restart of the set-up only if the key does. */
function keyOf(folder) {
  const file = join(folder, 'key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

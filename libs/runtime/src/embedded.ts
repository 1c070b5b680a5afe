// The embedded runtime: all services in one process, one folder of data, a real PostgreSQL as child. This file and its
// distributed sibling are the only places where adapters are chosen.
import { setTimeout as sleep } from 'node:timers/promises';
import { acquireDataFolder, createDatabaseIfMissing, keepRunning } from '@frontdesk/embedded-postgres';
import { writersOf } from '@frontdesk/contracts';
import { createTableBus, type Bus } from '@frontdesk/journal';
import { LEASE_TIMES, MemoryLeaseStore, type LeaseStore } from '@frontdesk/lease';
import {
  boot,
  Health,
  JournalStrategy,
  PinoLogger,
  TokenVerifier,
  type Peers,
  type ServiceDefinition,
  type ServicePorts,
  type TrustedIssuer,
} from '@frontdesk/nest';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from './config.js';
import { rootModule } from './root-module.js';
import { openStore, type ServiceStore } from './store.js';
import { systemClock, uuidV7 } from './system.js';

export interface Running {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly stop: () => Promise<void>;
}

/** One process is its own only reaper, so its leases can live in its memory. */
export const embeddedLeases = ({ clock, tuning }: ServicePorts): LeaseStore =>
  new MemoryLeaseStore(() => clock.now(), { ...LEASE_TIMES, expiryMs: tuning.leaseMs });

const DATABASE = 'frontdesk';
const SAFETY_POLL_MS = 1_000;
/** Who asks whether we are ready does not wait long for the answer. */
const READY_WITHIN_MS = 2_000;

export async function startEmbedded(config: Config, definitions: readonly ServiceDefinition[]): Promise<Running> {
  const logger = PinoLogger.create('frontdesk', config.logLevel);
  const alarm = (message: string, detail: unknown) => logger.error(message, detail);
  const undo: (() => Promise<void> | void)[] = [];
  const stop = once(async () => {
    for (const step of undo.reverse()) await step();
  });
  try {
    const databaseUrl = await openDatabase(config, alarm, undo);
    const open = (definition: ServiceDefinition) =>
      openStore({ url: databaseUrl, waitMs: config.databaseWaitMs, definition, alarm });
    const stores = await openStores(definitions, open, undo);
    const app = await bootServices(config, definitions, stores, logger, alarm, undo);
    const url = config.publicUrl ?? originOf(app);
    return { url, app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDatabase(
  config: Config,
  alarm: ServicePorts['alarm'],
  undo: (() => Promise<void> | void)[],
): Promise<string> {
  if (config.databaseUrl !== null) return config.databaseUrl;
  const folder = await acquireDataFolder(config.dataDir);
  undo.push(() => folder.release());
  const postgres = await keepRunning({ dir: folder.postgresDir }, alarm);
  undo.push(() => postgres.stop());
  await createDatabaseIfMissing(postgres.url(), DATABASE);
  folder.markCurrent();
  return postgres.url(DATABASE);
}

/** Side by side; if one fails, those that came up are still closed before their database stops. */
async function openStores(
  definitions: readonly ServiceDefinition[],
  open: (definition: ServiceDefinition) => Promise<ServiceStore>,
  undo: (() => Promise<void> | void)[],
): Promise<readonly ServiceStore[]> {
  const opened = await Promise.allSettled(definitions.map(open));
  const stores = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  undo.push(async () => void (await Promise.all(stores.map((store) => store.close()))));
  for (const one of opened) if (one.status === 'rejected') throw one.reason;
  return stores;
}

async function bootServices(
  config: Config,
  definitions: readonly ServiceDefinition[],
  stores: readonly ServiceStore[],
  logger: PinoLogger,
  alarm: ServicePorts['alarm'],
  undo: (() => Promise<void> | void)[],
): Promise<NestFastifyApplication> {
  const bus = embeddedBus(stores);
  const health = new Health();
  const issuers: TrustedIssuer[] = [];
  const peers: Peers = {};
  let app: NestFastifyApplication | null = null;
  const shared = {
    bus,
    peers,
    health,
    alarm,
    clock: systemClock,
    ids: uuidV7,
    tuning: config.tuning,
    verifier: new TokenVerifier(() => issuers),
    publicUrl: () => config.publicUrl ?? (app ? originOf(app) : `http://${config.host}:${config.port}`),
    trustIssuer: (issuer: TrustedIssuer) => void issuers.push(issuer),
  };
  const ports = definitions.map((definition, i): ServicePorts => {
    const { schema, journal, db } = stores[i] as ServiceStore;
    return { ...shared, service: definition.name, schema, journal, db };
  });
  const strategies = definitions.flatMap((definition, i) => {
    if (definition.consumes.length === 0) return [];
    const { journal } = stores[i] as ServiceStore;
    const positions = () => journal.positions(definition.name);
    return [
      new JournalStrategy({
        consumer: definition.name,
        bus,
        topics: definition.consumes,
        positions,
        advance: (to) => journal.advance(to),
        alarm,
      }),
    ];
  });
  const module = rootModule(
    definitions.map((definition, i) => definition.module(ports[i] as ServicePorts)),
    shared.verifier,
    health,
  );
  app = await boot({ module, logger, strategies, title: 'Frontdesk' });
  const booted = app;
  undo.push(() => booted.close());
  // First: no new requests are promised, and consumers finish what they hold, while everything they need still stands.
  undo.push(async () => {
    health.draining = true;
    await Promise.all(strategies.map((strategy) => strategy.close()));
  });
  stores.forEach(({ db }, i) =>
    health.checks.push({ name: definitions[i]?.name ?? '', check: () => databaseMissing(db) }),
  );
  await app.listen(config.port, config.host);
  health.started = true;
  return app;
}

/** Commits wake readers inside this process, so the poll is only for safety; and only a topic's writers are read. */
function embeddedBus(stores: readonly ServiceStore[]): Bus {
  const tables = createTableBus(
    stores.map(({ journal }) => journal),
    { pollMs: SAFETY_POLL_MS },
  );
  return {
    subscribe: (wanted) => tables.subscribe({ ...wanted, services: wanted.services ?? writersOf(wanted.topic) }),
  };
}

async function databaseMissing(db: ServiceStore['db']): Promise<string | null> {
  const late = new AbortController();
  try {
    await Promise.race([db.query('SELECT 1'), sleep(READY_WITHIN_MS, null, { signal: late.signal }).then(tooLate)]);
    return null;
  } catch {
    return 'the database does not answer';
  } finally {
    late.abort();
  }
}

function tooLate(): never {
  throw new Error('too late');
}

function originOf(app: NestFastifyApplication): string {
  const address = app.getHttpServer().address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen yet');
  return `http://localhost:${address.port}`;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => (running ??= work());
}

// The embedded runtime: all services in one process, one folder of data, a real PostgreSQL as child. This file and its
// distributed sibling are the only places where adapters are chosen.
import { randomUUID } from 'node:crypto';
import { acquireDataFolder, createDatabaseIfMissing, keepRunning } from '@frontdesk/embedded-postgres';
import { writersOf } from '@frontdesk/contracts';
import type { Clock } from '@frontdesk/engine';
import { createTableBus, type Bus } from '@frontdesk/journal';
import { MemoryLeaseStore, MemoryLimits } from '@frontdesk/lease';
import { Metrics, PinoLogger, type ServiceDefinition, type ServicePorts } from '@frontdesk/nest';
import { addressOf, bootProcess, counted, leaseTimes, once, type Running, type Undo } from './boot-process.js';
import type { Config } from './config.js';
import { diskRoom } from './disk-room.js';
import { openFiles } from './file-store.js';
import { expectFree } from './free-port.js';
import { localSignals } from './local-signals.js';
import { openStore, type ServiceStore } from './store.js';
import { clockOf } from './system.js';

const DATABASE = 'frontdesk';
const INSTANCE = 'embedded';
const SAFETY_POLL_MS = 1_000;

/** @param clock as the configuration says, or one that a test moves */
export async function startEmbedded(
  config: Config,
  definitions: readonly ServiceDefinition[],
  clock: Clock = clockOf(config.pace),
): Promise<Running> {
  const logger = PinoLogger.create('frontdesk', config.logLevel);
  const metrics = new Metrics('frontdesk');
  const alarm = counted(metrics, (message, detail) => logger.error(message, detail));
  const undo: Undo = [];
  const stop = once(async () => {
    for (const step of undo.reverse()) await step();
  });
  try {
    const databaseUrl = await openDatabase(config, alarm, undo);
    const open = (definition: ServiceDefinition) =>
      openStore({ url: databaseUrl, waitMs: config.databaseWaitMs, definition, alarm });
    const stores = await openStores(definitions, open, undo);
    const bus = embeddedBus(stores);
    const own = {
      peers: {},
      issuers: config.issuer === null ? [] : [config.issuer],
      signals: localSignals(clock),
      // One process is its own only reaper, so its leases can live in its memory.
      leases: new MemoryLeaseStore(() => clock.now(), leaseTimes(config.tuning)),
      limits: new MemoryLimits(() => clock.now()),
      files: await openFiles(config.files, undo),
      trustedProxies: config.trustedProxies,
      installationKey: randomUUID(),
      instance: INSTANCE,
      clock,
      isShared: false,
      replicasOf: () => null,
      checks: config.databaseUrl === null ? [diskRoom(config.dataDir)] : [],
    };
    const parts = { config, definitions, stores, bus, replicaBus: bus, logger, metrics, alarm, undo, ...own };
    const app = await bootProcess(parts);
    const url = config.publicUrl ?? addressOf(app);
    return { url, app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDatabase(config: Config, alarm: ServicePorts['alarm'], undo: Undo): Promise<string> {
  if (config.databaseUrl !== null) {
    await expectFree(config);
    return config.databaseUrl;
  }
  const folder = await acquireDataFolder(config.dataDir);
  undo.push(() => folder.release());
  await expectFree(config);
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
  undo: Undo,
): Promise<readonly ServiceStore[]> {
  const opened = await Promise.allSettled(definitions.map(open));
  const stores = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  undo.push(async () => void (await Promise.all(stores.map((store) => store.close()))));
  for (const one of opened) if (one.status === 'rejected') throw one.reason;
  return stores;
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

// The distributed runtime: one service per process, Kafka between them, a Postgres database each, Redis for leases. This
// file and its embedded sibling are the only places where adapters are chosen.
import {
  checkKafka,
  createKafkaBus,
  createKafkaPublisher,
  createPgPublisherLock,
  openKafka,
  type KafkaBus,
} from '@frontdesk/bus-kafka';
import { isOwned, TOPICS, writersOf } from '@frontdesk/contracts';
import type { Clock } from '@frontdesk/engine';
import type { LaneKey } from '@frontdesk/journal';
import { FallbackLimits, MemoryLimits, type LeaseStore } from '@frontdesk/lease';
import { openRedis, RedisLeaseStore, RedisLimits, redisSignals } from '@frontdesk/lease-redis';
import {
  isStoreAway,
  Metrics,
  peerOver,
  PinoLogger,
  Replicas,
  type Peers,
  type ServiceDefinition,
  type ServicePorts,
} from '@frontdesk/nest';
import { bootProcess, consumerOf, counted, leaseTimes, once, type Running, type Undo } from './boot-process.js';
import type { DistributedConfig } from './distributed-config.js';
import { openFiles } from './file-store.js';
import { meterPublishing } from './meters.js';
import { pacedLeases } from './paced-leases.js';
import { openStore, parkedOf, type ServiceStore } from './store.js';
import { clockOf, systemClock } from './system.js';
import { untilThere } from './until-there.js';

type Kafka = ReturnType<typeof openKafka>;

const LOCK_WAIT_MS = 3_000;
/** A limit that is asked of Redis must not hold a request up. */
const now = (): number => systemClock.now();
const LIMIT_TIMES = { now, withinMs: 100, pauseMs: 2_000 };
const GATEWAY = 'gateway';

/** The peers that a service asks, by the service that answers. */
const PEER_SERVICES = {
  queue: 'assignment-queue',
  conversation: 'conversation',
  presence: 'presence',
  people: 'settings',
} as const;

/**
 * Its database may go away at any moment, also while it starts: then it lets go of all it has, and begins anew.
 * @param clock as the configuration says, or one that a test moves
 */
export function startDistributed(
  config: DistributedConfig,
  definition: ServiceDefinition,
  clock: Clock = clockOf(config.pace),
): Promise<Running> {
  const logger = PinoLogger.create(definition.name, config.logLevel);
  const say = (message: string) => logger.warn(message);
  return untilThere('the database', () => startOnce(config, definition, logger, clock), say, isStoreAway);
}

async function startOnce(
  config: DistributedConfig,
  definition: ServiceDefinition,
  logger: PinoLogger,
  clock: Clock,
): Promise<Running> {
  const metrics = new Metrics(definition.name);
  const alarm = counted(metrics, (message, detail) => logger.error(message, detail));
  const say = (message: string) => logger.warn(message);
  const undo: Undo = [];
  const stop = once(async () => {
    for (const step of undo.reverse()) await step();
  });
  try {
    const [store, kafka] = await openBoth(config, definition, { alarm, say, undo });
    publish(kafka, definition, store, config.internalUrl, { metrics, alarm, undo });
    const consumer = consumerOf(definition, config.instance);
    const reading = { kafka, store, alarm, name: config.instance };
    const replicas = new Map(Object.entries(config.origins).map(([name, origins]) => [name, new Replicas(origins)]));
    const app = await bootProcess({
      ...{ config, logger, metrics, alarm, undo },
      ...(await sharedStores(config, definition, { alarm, say, undo })),
      bus: busFor(reading, consumer, () => store.journal.positions(consumer)),
      replicaBus: busFor(reading, `${definition.name}-replica@${config.instance}`),
      // Between an edge and the others stands the gateway, which says whom it asks for.
      trustedProxies: definition.name === GATEWAY ? config.trustedProxies : 1,
      definitions: [definition],
      stores: [store],
      peers: peersOf(config, replicas, definition.name),
      issuers: [...config.issuers],
      installationKey: config.installationKey,
      replicasOf: (service) => (service === definition.name ? null : (replicas.get(service) ?? null)),
      instance: config.internalUrl,
      clock,
      isShared: true,
    });
    return { url: config.internalUrl, app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The services that keep files; the others are never asked. */
const KEEP_FILES: readonly string[] = ['conversation', 'submission'];

function filesOf({ files }: DistributedConfig, { name }: ServiceDefinition, say: (text: string) => void, undo: Undo) {
  if (KEEP_FILES.includes(name) && files.bucket === null && !files.dirIsGiven) {
    say(
      `Files are kept in ${files.dir}, which no other replica may see: set FRONTDESK_FILES_BUCKET or, shared, FRONTDESK_FILES_DIR.`,
    );
  }
  return openFiles(files, undo);
}

interface Surroundings {
  readonly alarm: ServicePorts['alarm'];
  readonly say: (text: string) => void;
  readonly undo: Undo;
}

/** Side by side: whoever restarts a service's only replica waits for the slower of the two, not for both. */
async function openBoth(
  config: DistributedConfig,
  definition: ServiceDefinition,
  { alarm, say, undo }: Surroundings,
): Promise<[ServiceStore, Kafka]> {
  const { databaseUrl: url, databaseWaitMs: waitMs } = config;
  const wanted = { url, waitMs, definition, alarm, migrate: false, listen: true };
  const opening = untilThere('the database', () => openStore(wanted), say);
  return Promise.all([
    opening.then((opened) => (undo.push(() => opened.close()), opened)),
    untilThere('Kafka', () => openBroker(config), say),
  ]);
}

/** What all replicas see alike beside their database and Kafka. */
async function sharedStores(config: DistributedConfig, definition: ServiceDefinition, around: Surroundings) {
  const { redisUrl } = config;
  const { alarm, say, undo } = around;
  const signals = redisSignals(redisUrl, alarm);
  undo.push(() => signals.close());
  const redis = openRedis(redisUrl, (error) => alarm('Redis is away', { error: error.message }));
  undo.push(() => redis.disconnect());
  return {
    signals,
    leases: leasesIn(redis, config),
    limits: new FallbackLimits(new RedisLimits(redis), new MemoryLimits(now), LIMIT_TIMES),
    files: await filesOf(config, definition, say, undo),
  };
}

/** Redis goes by its own clock, which is the machine's. A reaper's claim is a matter of machines, on any clock. */
function leasesIn(redis: ReturnType<typeof openRedis>, { tuning, pace }: DistributedConfig): LeaseStore {
  const times = leaseTimes(tuning);
  if (pace === null) return new RedisLeaseStore({ redis, times });
  const expiryMs = Math.ceil(times.expiryMs / pace.speed);
  return pacedLeases(new RedisLeaseStore({ redis, times: { ...times, expiryMs } }), pace);
}

/** Brings one service's schema up to date, as a step of its own before its processes start. */
export async function migrate(config: DistributedConfig, definition: ServiceDefinition): Promise<void> {
  const logger = PinoLogger.create(definition.name, config.logLevel);
  const alarm = (message: string, detail: unknown) => logger.error(message, detail);
  // A change that waits for a lock makes everybody wait behind it: soon given up, and tried again.
  const waiting = { waitMs: config.databaseWaitMs, lockWaitMs: LOCK_WAIT_MS };
  const wanted = { url: config.databaseUrl, ...waiting, definition, alarm };
  const store = await untilThere(
    'the database',
    () => openStore(wanted),
    (message) => logger.warn(message),
    mayCome,
  );
  await store.close();
}

/** What other steps bring (the server, the database, the role), or time (a lock); a migration that is wrong stays wrong. */
const mayCome = (error: unknown): boolean =>
  isStoreAway(error) || ['3D000', '28000', '28P01'].includes((error as { code?: string }).code ?? '');

async function openBroker({ brokers, instance }: DistributedConfig): Promise<Kafka> {
  const kafka = openKafka({ brokers, clientId: instance });
  await checkKafka(kafka, TOPICS);
  return kafka;
}

/** Somebody waits for its decision; the rest tells what has happened. */
const isToBeDecided = (topic: string): boolean => topic === 'assignment.inputs';

/** What this service's journal commits goes to Kafka: by whichever replica holds the lock, or owns the lane. */
function publish(
  kafka: Kafka,
  { name }: ServiceDefinition,
  store: ServiceStore,
  owner: string,
  { metrics, alarm, undo }: { readonly metrics: Metrics; readonly alarm: ServicePorts['alarm']; readonly undo: Undo },
): void {
  const written = Object.keys(TOPICS).filter((topic) => writersOf(topic).includes(name));
  const topics = [...written.filter(isToBeDecided), ...written.filter((topic) => !isToBeDecided(topic))];
  if (topics.length === 0) return;
  const onTrouble = (lane: unknown, error: unknown, attempt: number) =>
    alarm('events could not be published yet', { lane, attempt, error });
  const { journal, pool } = store;
  const lock = createPgPublisherLock({ pool });
  const owned = { topics: topics.filter(isOwned), owner };
  const publisher = createKafkaPublisher({
    ...{ journal, kafka, topics, lock, onTrouble },
    ...(owned.topics.length > 0 ? { owned } : {}),
  });
  meterPublishing(metrics, store, topics, publisher);
  undo.push(() => publisher.stop());
}

interface Reading {
  readonly kafka: Kafka;
  readonly store: ServiceStore;
  readonly alarm: ServicePorts['alarm'];
  /** Of this process, at Kafka. */
  readonly name: string;
}

function busFor(
  { kafka, store, alarm, name }: Reading,
  consumerGroup: string,
  positions?: () => Promise<ReadonlyMap<LaneKey, number>>,
): KafkaBus {
  return createKafkaBus({
    kafka,
    consumerGroup,
    name,
    ...(positions ? { positions } : {}),
    park: async ({ topic, partition, offset, message: { value }, error: { message: error } }) => {
      await parkedOf(store, consumerGroup).parkBytes({ topic, partition, offset, value, error });
      alarm('a message that is no record of ours was set aside', { topic, partition, offset, error });
    },
    onCrash: (topic, error) => alarm('a consumer died and is replaced', { topic, error }),
  });
}

/** What this process is itself, its module puts in place of the client. */
function peersOf({ installationKey }: DistributedConfig, replicas: ReadonlyMap<string, Replicas>, self: string): Peers {
  const peer = <Name extends keyof typeof PEER_SERVICES>(name: Name): NonNullable<Peers[Name]> | undefined => {
    const there = replicas.get(PEER_SERVICES[name]);
    return PEER_SERVICES[name] === self || !there ? undefined : peerOver(name, there, installationKey);
  };
  const [queue, conversation] = [peer('queue'), peer('conversation')];
  const [presence, people] = [peer('presence'), peer('people')];
  return {
    ...(queue && { queue }),
    ...(conversation && { conversation }),
    ...(presence && { presence }),
    ...(people && { people }),
  };
}

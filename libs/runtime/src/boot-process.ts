// What every runtime does with its adapters: give each service its ports, boot them on one HTTP server, say when ready.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@frontdesk/engine';
import type { FileStore } from '@frontdesk/files';
import type { Bus } from '@frontdesk/journal';
import { LEASE_TIMES, type LeaseStore, type LeaseTimes, type Limits } from '@frontdesk/lease';
import {
  AnswerInTime,
  boot,
  FloodGate,
  Health,
  JournalStrategy,
  TokenVerifier,
  tracedJournal,
  type Metrics,
  type Patience,
  type Peers,
  type PinoLogger,
  type ReadinessCheck,
  type ServiceDefinition,
  type ServicePorts,
  type Signals,
  type TrustedIssuer,
  type Tuning,
} from '@frontdesk/nest';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from './config.js';
import { meterStore } from './meters.js';
import { serveMetrics } from './metrics-server.js';
import { rootModule } from './root-module.js';
import { parkedOf, type ServiceStore } from './store.js';
import { uuidV7 } from './system.js';
import { untilThere } from './until-there.js';

export interface Running {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly stop: () => Promise<void>;
}

/** The adapters of one process, chosen by its runtime. */
export interface Parts {
  readonly config: Config;
  readonly definitions: readonly ServiceDefinition[];
  /** One per definition, in the same order. */
  readonly stores: readonly ServiceStore[];
  /** For the handlers of events: replicas share the lanes, unless the definition says that each takes in all. */
  readonly bus: Bus;
  /** For what a service subscribes to by itself: each replica gets everything. In one process the same. */
  readonly replicaBus: Bus;
  readonly peers: Peers;
  readonly signals: Signals;
  readonly leases: LeaseStore;
  readonly limits: Limits;
  readonly files: FileStore;
  /** Proxies in front of this process whose word on the client's address is taken. */
  readonly trustedProxies: number;
  readonly installationKey: string;
  /** The processes in which another service answers; null: this one. */
  readonly replicasOf: ServicePorts['replicasOf'];
  readonly issuers: TrustedIssuer[];
  readonly instance: string;
  readonly clock: Clock;
  /** Other processes belong to the installation. */
  readonly isShared: boolean;
  readonly logger: PinoLogger;
  readonly metrics: Metrics;
  readonly alarm: ServicePorts['alarm'];
  /** What this runtime needs besides its databases. */
  readonly checks?: readonly ReadinessCheck[];
  /** Steps that end what was begun, run backwards. */
  readonly undo: Undo;
}

export type Undo = (() => Promise<void> | void)[];

/** Who asks whether we are ready does not wait long for the answer. */
const READY_WITHIN_MS = 2_000;
const ADVANCE_AFTER_MS = 200;
/**
 * A moment is about what those take for whom somebody waits: from a decision to its place in the conversation. Among
 * processes it is a fifth of a second: each fetch that a record ends costs a reader and the broker a millisecond.
 */
const YIELDS_MS: Readonly<Record<Patience, { readonly alone?: number; readonly shared?: number }>> = {
  'at once': {},
  'a turn later': { alone: 0 },
  'a moment later': { alone: 5, shared: 200 },
};
/** Said when a key, a person or a role is no longer what it was: every process asks settings again. */
const CREDENTIALS = 'credentials';
/** Later than any answer that waits for a decision as long as it may. */
const LOOK_AFTER_MS = 3_500;

export async function bootProcess(parts: Parts): Promise<NestFastifyApplication> {
  const { config, definitions, stores, logger, metrics, undo } = parts;
  if (config.pace !== null)
    logger.warn(`FRONTDESK_CLOCK_SPEED: the clock runs ${config.pace.speed} times as fast as the machine’s`);
  const health = new Health();
  const verifier = new TokenVerifier(
    () => parts.issuers,
    () => parts.peers.people,
  );
  undo.push(parts.signals.listen(CREDENTIALS, () => verifier.forget()));
  let app: NestFastifyApplication | null = null;
  const publicUrl = () => config.publicUrl ?? (app ? addressOf(app) : `http://${config.host}:${config.port}`);
  const ports = portsOf(parts, { health, verifier, publicUrl });
  const strategies = definitions.flatMap((definition, i) => strategyOf(parts, definition, stores[i] as ServiceStore));
  const modules = definitions.map((definition, i) => definition.module(ports[i] as ServicePorts));
  const peers = parts.isShared ? { own: parts.peers, key: parts.installationKey } : null;
  const lives = async () => (await Promise.all(stores.map((store) => store.lives()))).every(Boolean);
  const limited = { limits: parts.limits, quotas: config.quotas };
  const asked = { verifier, health, peers };
  const module = rootModule({ services: modules, ...asked, ...limited });
  definitions.forEach((definition, i) =>
    meterStore(metrics, definition, stores[i] as ServiceStore, consumerOf(definition, parts.instance)),
  );
  // Until the very end: what goes on while a process stops is worth seeing.
  const at = { host: config.host, port: config.metricsPort };
  if (config.metricsPort > 0) undo.push(await serveMetrics(metrics, at, (message) => logger.warn(message)));
  app = await boot({
    module,
    logger,
    strategies,
    title: 'Frontdesk',
    health,
    metrics,
    peerKey: peers?.key ?? null,
    answerInTime: new AnswerInTime(LOOK_AFTER_MS, lives),
    trustedProxies: parts.trustedProxies,
  });
  const booted = app;
  undo.push(() => booted.close());
  // Then consumers finish what they hold, while everything they need still stands.
  undo.push(async () => void (await Promise.all(strategies.map((strategy) => strategy.close()))));
  // First: not ready, no new requests or sockets, and those under way get the answers that the consumers bring.
  undo.push(() => health.drain());
  health.checks.push(...(parts.checks ?? []));
  stores.forEach(({ db }, i) =>
    health.checks.push({ name: definitions[i]?.name ?? '', check: () => databaseMissing(db) }),
  );
  await app.listen(config.port, config.host);
  health.started = true;
  return app;
}

function portsOf(
  parts: Parts,
  process: Pick<ServicePorts, 'health' | 'verifier' | 'publicUrl'>,
): readonly ServicePorts[] {
  const { config, definitions, stores, issuers, replicaBus } = parts;
  const { clock, peers, signals, leases, installationKey, replicasOf, instance, metrics, alarm, files } = parts;
  const shared = {
    bus: replicaBus,
    peers,
    signals,
    leases,
    installationKey,
    replicasOf,
    instance,
    metrics,
    alarm,
    files,
  };
  const trustIssuer = (issuer: TrustedIssuer) => void issuers.push(issuer);
  const floods = new FloodGate(parts.limits, config.quotas);
  const { tuning, outbound, countryHeader } = config;
  const trust = { trustIssuer, issuers: () => issuers };
  const machine = { clock, ids: uuidV7, tuning, outbound, ...trust, floods, countryHeader };
  return definitions.map((definition, i) => {
    const { schema, journal, db } = stores[i] as ServiceStore;
    const own = { service: definition.name, schema, journal: tracedJournal(journal), db };
    return { ...own, ...machine, ...process, ...shared };
  });
}

function strategyOf(parts: Parts, definition: ServiceDefinition, store: ServiceStore) {
  const { journal } = store;
  const { bus, clock, alarm, instance, isShared, metrics, logger } = parts;
  const noted = (what: object, message: string) => logger.pino.debug(what, message);
  const { name, consumes } = definition;
  const topics = Object.entries(consumes).map(([topic, patience]) => ({ topic, ...yieldsOf(patience, isShared) }));
  if (topics.length === 0) return [];
  const consumer = consumerOf(definition, instance);
  const read = () => journal.positions(consumer);
  // A replica that starts while its database is away waits for it; it doesn't end.
  const positions = () => (isShared ? untilThere('the database', read, (message) => alarm(message, null)) : read());
  const advance = (to: Parameters<typeof journal.advance>[0]) => journal.advance(to);
  const reading = { bus, topics, positions, advance, advanceAfterMs: ADVANCE_AFTER_MS };
  const parked = parkedOf(store, consumer);
  metrics.onCollect(async () => metrics.parked.set({ consumer: name }, await parked.count()));
  const seen = { alarm, metrics, now: () => clock.now(), noted };
  return [new JournalStrategy({ handlers: name, consumer, ...reading, parked, ...seen })];
}

function yieldsOf(patience: Patience, isShared: boolean): { readonly yieldsMs?: number } {
  const { alone, shared } = YIELDS_MS[patience];
  const yieldsMs = isShared ? shared : alone;
  return yieldsMs === undefined ? {} : { yieldsMs };
}

/** The name under which a service's positions stand: its own, or each replica's own. */
export const consumerOf = ({ name, everyReplica = false }: ServiceDefinition, instance: string): string =>
  everyReplica ? `${name}@${instance}` : name;

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

/** Alarms, counted by their words: those are constant, what differs stands in the detail. */
export function counted(metrics: Metrics, alarm: ServicePorts['alarm']): ServicePorts['alarm'] {
  return (message, detail) => {
    metrics.alarms.inc({ message });
    alarm(message, detail);
  };
}

/** What the tuning says of leases, in the lease stores' words. */
export const leaseTimes = ({ leaseMs }: Tuning): LeaseTimes => ({ ...LEASE_TIMES, expiryMs: leaseMs });

export function addressOf(app: NestFastifyApplication): string {
  const address = app.getHttpServer().address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen yet');
  return `http://localhost:${address.port}`;
}

export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => (running ??= work());
}

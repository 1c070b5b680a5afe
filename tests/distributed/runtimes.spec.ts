// What one runtime was told, told to the other: the engine ends in the same state, bit for bit. The clock stands still
// and is moved by hand, so both decide at the same instants; everything else is real.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { assignmentQueue } from '@frontdesk/assignment-queue-service';
import { ensureTopics, openKafka } from '@frontdesk/bus-kafka';
import { rebuildCheck } from '@frontdesk/cli';
import { TOPICS } from '@frontdesk/contracts';
import { createDatabaseIfMissing, startEmbeddedPostgres, type EmbeddedPostgres } from '@frontdesk/embedded-postgres';
import { partitionOf } from '@frontdesk/journal';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import type { RoutingInput } from '@frontdesk/routing';
import { migrate, readConfig, readDistributedConfig, startDistributed, startEmbedded } from '@frontdesk/runtime';
import { startKafka, type NativeKafka } from '../../deploy/native/kafka.mjs';
import { startRedis, type NativeRedis } from '../../deploy/native/redis.mjs';
import { freePort } from '../../deploy/native/process.mjs';
import { dice } from '../stories/dice.js';
import { HandClock } from './hand-clock.js';
import { inputsOf } from './random-inputs.js';

const SEEDS = 20;
const STEPS = 150;
const STEP_MS = 2_000;
const START = 1_900_000_000_000;
const DECIDED_WITHIN_MS = 60_000;

interface Runtime {
  /** The service whose journal the inputs are written to, and the one that decides. */
  readonly teller: ServicePorts;
  readonly engine: ServicePorts;
  readonly clock: HandClock;
  readonly journals: readonly string[];
}

/** One instant: what each workspace is told then, if anything. */
interface Moment {
  readonly at: number;
  readonly told: ReadonlyMap<string, RoutingInput>;
}

const chance = dice('two runtimes');
const undo: (() => Promise<unknown>)[] = [];
let embedded: Runtime;
let distributed: Runtime;

const workspaces = Array.from({ length: SEEDS }, (_, i) => `seed-${chance.seed}-${i}`);

beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'frontdesk-runtimes-'));
  undo.push(() => Promise.resolve(rmSync(dir, { recursive: true, force: true })));
  const postgres = await startEmbeddedPostgres({ dir: join(dir, 'postgres') });
  undo.push(() => postgres.stop());
  embedded = await beginEmbedded(postgres);
  distributed = await beginDistributed(postgres, dir);
}, 120_000);

afterAll(async () => {
  for (const step of undo.reverse()) await step();
}, 60_000);

it(`D10, K3 the inputs of ${SEEDS} receptions lead to the same state on both runtimes, seed ${chance.seed}`, async () => {
  const drawn = workspaces.map(() => inputsOf(chance, STEPS, (step) => START + step * STEP_MS));
  const day = Array.from({ length: STEPS }, (_, step): Moment => {
    const told = new Map(workspaces.map((workspace, i) => [workspace, drawn[i]?.[step] as RoutingInput]));
    return { at: START + step * STEP_MS, told };
  });
  await live(embedded, day);
  const log = await recorded(embedded);
  const many = log.reduce((sum, moment) => sum + moment.told.size, 0);
  process.stdout.write(`two runtimes: ${many} inputs with effect at ${log.length} instants\n`);
  expect(many).toBeGreaterThan((SEEDS * STEPS) / 3);
  await live(distributed, log);
  const [here, there] = [await hashes(embedded), await hashes(distributed)];
  expect(here.size).toBeGreaterThan(0);
  expect(there).toEqual(here);
}, 300_000);

async function live({ teller, engine, clock }: Runtime, day: readonly Moment[]): Promise<void> {
  for (const { at, told } of day) {
    clock.moveTo(at);
    const records = [...told].map(([workspace, input]) => record(workspace, input, at));
    await Promise.all(records.map((one) => teller.journal.append({ records: [one] })));
    await decided({ teller, engine });
  }
}

function record(workspace: string, { type, data }: RoutingInput, at: number) {
  const meta = { actor: 'spec', correlationId: 'spec', causationId: null };
  const id = `${workspace}-${++told}`;
  return { id, topic: 'assignment.inputs', key: workspace, workspace, type, stream: null, at, meta, data };
}

let told = 0;

/** Every input that was written has been decided, and what was due has fired. */
async function decided({ teller, engine }: Pick<Runtime, 'teller' | 'engine'>): Promise<void> {
  for (const end = Date.now() + DECIDED_WITHIN_MS; ;) {
    const positions = await engine.journal.positions('engine');
    const heads = await teller.journal.heads('assignment.inputs');
    if ([...heads].every(([lane, seq]) => (positions.get(lane) ?? 0) >= seq)) return;
    if (Date.now() > end) throw new Error('the engine did not decide what it was told');
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** What the log says was told, at the instants at which it was decided. Ticks are the driver's own. */
async function recorded({ engine }: Runtime): Promise<readonly Moment[]> {
  const moments = new Map<number, Map<string, RoutingInput>>();
  for (const partition of new Set(workspaces.map(partitionOf))) {
    const lane = { service: 'assignment-queue', topic: 'assignment.decisions', partition };
    for (const { type, at, body, workspace } of await engine.journal.read(lane, 0, 100_000)) {
      if (type !== 'assignment.decided') continue;
      const { input } = JSON.parse(body) as { input: RoutingInput };
      const moment = moments.get(at) ?? new Map<string, RoutingInput>();
      if (input.type !== 'tick') moment.set(workspace, input);
      moments.set(at, moment);
    }
  }
  return [...moments].sort(([a], [b]) => a - b).map(([at, of]) => ({ at, told: of }));
}

async function hashes({ journals }: Runtime): Promise<ReadonlyMap<string, string>> {
  const { lanes } = await rebuildCheck(journals);
  return new Map(lanes.map(({ lane, journalHash }) => [lane, journalHash]));
}

/** A service that only tells the engine, in the name of one that may. */
function teller(heard: (ports: ServicePorts) => void): ServiceDefinition {
  const module = (ports: ServicePorts) => {
    heard(ports);
    return { module: class Teller {} };
  };
  return { name: 'settings', entities: [], migrations: [], consumes: {}, module };
}

function tapped(heard: (ports: ServicePorts) => void): ServiceDefinition {
  const module = (ports: ServicePorts) => {
    heard(ports);
    return assignmentQueue.module(ports);
  };
  return { ...assignmentQueue, module };
}

async function beginEmbedded(postgres: EmbeddedPostgres): Promise<Runtime> {
  await createDatabaseIfMissing(postgres.url(), 'one');
  const url = postgres.url('one');
  const clock = new HandClock(START);
  const found: { teller?: ServicePorts; engine?: ServicePorts } = {};
  const services = [teller((ports) => (found.teller = ports)), tapped((ports) => (found.engine = ports))];
  const config = readConfig({ PORT: '0', DATABASE_URL: url, LOG_LEVEL: 'error' });
  const running = await startEmbedded(config, services, clock);
  undo.push(() => running.stop());
  return { teller: there(found.teller), engine: there(found.engine), clock, journals: [url] };
}

async function beginDistributed(postgres: EmbeddedPostgres, dir: string): Promise<Runtime> {
  const [kafka, redis] = await Promise.all([startKafka({ dir: join(dir, 'kafka') }), startRedis()]);
  undo.push(
    () => kafka.stop(),
    () => redis.stop(),
  );
  const admin = openKafka({ brokers: kafka.brokers, clientId: 'topics' }).admin();
  await admin.connect();
  await ensureTopics(admin, TOPICS).finally(() => admin.disconnect());
  const clock = new HandClock(START);
  const found: { teller?: ServicePorts; engine?: ServicePorts } = {};
  const journals: string[] = [];
  for (const one of [teller((ports) => (found.teller = ports)), tapped((ports) => (found.engine = ports))]) {
    const database = `many_${one.name.replaceAll('-', '_')}`;
    await createDatabaseIfMissing(postgres.url(), database);
    journals.push(postgres.url(database));
    const config = readDistributedConfig(await environment(one.name, postgres.url(database), kafka, redis));
    await migrate(config, one);
    const running = await startDistributed(config, one, clock);
    undo.push(() => running.stop());
  }
  return { teller: there(found.teller), engine: there(found.engine), clock, journals };
}

async function environment(service: string, url: string, kafka: NativeKafka, redis: NativeRedis) {
  const port = await freePort();
  return {
    ...{ PORT: String(port), METRICS_PORT: String(await freePort()), LOG_LEVEL: 'error', DATABASE_URL: url },
    ...{ KAFKA_BROKERS: kafka.brokers.join(','), REDIS_URL: redis.url, FRONTDESK_INSTANCE: `${service}-0` },
    ...{ FRONTDESK_INTERNAL_URL: `http://127.0.0.1:${port}`, FRONTDESK_KEY: 'a-key-of-thirty-two-characters-or-more' },
  };
}

function there(ports: ServicePorts | undefined): ServicePorts {
  if (ports === undefined) throw new Error('the service has not started');
  return ports;
}

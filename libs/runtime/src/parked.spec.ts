// Parked events, on a real database and both buses: a poisoned event holds up its own key and no other, an outage is no
// poison, and what is mended is replayed in order, once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  createKafkaBus,
  createKafkaPublisher,
  createMemoryPublisherLock,
  ensureTopics,
  openKafka,
} from '@frontdesk/bus-kafka';
import { createDatabaseIfMissing, startEmbeddedPostgres } from '@frontdesk/embedded-postgres';
import { createTableBus, Unavailable, type Bus } from '@frontdesk/journal';
import { JournalStrategy, Metrics, type RecordContext, type ServiceDefinition } from '@frontdesk/nest';
import { startKafka, type NativeKafka } from '../../../deploy/native/kafka.mjs';
import { openStore, parkedOf, type ServiceStore } from './store.js';

jest.setTimeout(120_000);

const TOPIC = 'spec.events';
const CONSUMER = 'spec';

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-parked-'));
let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let broker: NativeKafka;
const undo: (() => Promise<unknown>)[] = [];
let made = 0;

beforeAll(async () => {
  [postgres, broker] = await Promise.all([
    startEmbeddedPostgres({ dir: join(folder, 'postgres') }),
    startKafka({ dir: join(folder, 'kafka') }),
  ]);
});

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

afterAll(async () => {
  await broker?.kill9();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type MakeBus = (store: ServiceStore) => Promise<Bus>;

const tableBus: MakeBus = async ({ journal }) => createTableBus(journal, { pollMs: 50 });

const kafkaBus: MakeBus = async (store) => {
  const kafka = openKafka({ brokers: broker.brokers, clientId: 'spec' });
  const prefix = `t${made}.`;
  const admin = kafka.admin();
  await admin.connect();
  await ensureTopics(admin, [TOPIC], { prefix });
  await admin.disconnect();
  const publishing = { journal: store.journal, kafka, topics: [TOPIC], prefix, pollMs: 50 };
  const publisher = createKafkaPublisher({
    ...publishing,
    lock: createMemoryPublisherLock(),
    onTrouble: () => undefined,
  });
  undo.push(() => publisher.stop());
  const parked = parkedOf(store, CONSUMER);
  return createKafkaBus({
    ...{ kafka, prefix, consumerGroup: CONSUMER, times: { fetchWaitMs: 50 } },
    park: ({ topic, partition, offset, message: { value }, error: { message: error } }) =>
      parked.parkBytes({ topic, partition, offset, value, error }),
  });
};

/** A service with one handler: what it has taken in, in order, and what it does with what it is given. */
async function started(makeBus: MakeBus) {
  const database = `parked_${++made}`;
  await createDatabaseIfMissing(postgres.url(), database);
  const alarms: string[] = [];
  const alarm = (message: string) => void alarms.push(message);
  const definition = {
    name: 'spec',
    entities: [],
    migrations: [],
    consumes: { [TOPIC]: 'at once' },
  } as unknown as ServiceDefinition;
  const store = await openStore({ url: postgres.url(database), waitMs: 5_000, definition, alarm });
  undo.push(() => store.close());
  const taken: string[] = [];
  const self = { store, taken, alarms, refuse: (_: string): Error | null => null };
  const { journal } = store;
  const strategy = new JournalStrategy({
    ...{ handlers: 'spec', consumer: CONSUMER, bus: await makeBus(store), topics: [{ topic: TOPIC }], alarm },
    positions: () => journal.positions(CONSUMER),
    advance: (to) => journal.advance(to),
    parked: parkedOf(store, CONSUMER),
    metrics: new Metrics('spec'),
    now: () => Date.now(),
  });
  const take = async ({ name }: { name: string }, { position }: RecordContext): Promise<void> => {
    const error = self.refuse(name);
    if (error) throw error;
    const answer = await journal.append({ records: [], positions: [position] });
    if (answer.outcome === 'appended') taken.push(name);
  };
  strategy.addHandler('spec.noted', take as never, true);
  await new Promise<void>((resolve, reject) =>
    strategy.listen((error) => (error instanceof Error ? reject(error) : resolve())),
  );
  undo.push(() => strategy.close());
  const write = (...names: readonly string[]) =>
    journal.append({
      records: names.map((name) => ({
        ...{ id: name, topic: TOPIC, key: 'one lane', workspace: 'w', type: 'spec.noted' },
        ...{ stream: name[0] as string, at: Date.now(), data: { name } },
        meta: { actor: 'a', correlationId: 'c', causationId: null },
      })),
    });
  const rows = (): Promise<{ id: string; status: string; error: string; attempts: number; bytes: Buffer | null }[]> =>
    store.db.query('SELECT id, status, error, attempts, bytes FROM parked ORDER BY id');
  const say = (status: string) => store.db.query(`UPDATE parked SET status = $1 WHERE status = 'parked'`, [status]);
  return Object.assign(self, { write, rows, say });
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await holds()); await new Promise((done) => setTimeout(done, 20)))
    if (Date.now() > end) throw new Error(`not within a minute: ${what}`);
}

describe.each([
  ['the table', tableBus],
  ['Kafka', kafkaBus],
])('an event that no handler can take in, over %s', (_, makeBus) => {
  it('is parked with the later ones of its key; other keys flow; replayed, they come in order and once', async () => {
    const spec = await started(makeBus);
    const { write, taken, rows, alarms, say } = spec;
    spec.refuse = (name) => (name === 'a2' ? new Error('Zebedee has no shoes') : null);
    await write('a1', 'b1', 'a2', 'b2', 'a3');
    await until('the other key', () => taken.includes('b2'));
    await write('a4', 'b3');
    await until('the later ones', () => taken.includes('b3'));
    expect(taken).toEqual(['a1', 'b1', 'b2', 'b3']);
    const parked = await rows();
    expect(parked.map(({ status }) => status)).toEqual(['parked', 'held', 'held']);
    // The class of the error alone: its text may hold what somebody said.
    expect(parked[0]).toMatchObject({ error: 'Error', attempts: 8 });
    expect(alarms).toContain('an event was parked, with everything later of its key');
    await say('replay');
    await until('another failure', async () => (await rows())[0]?.attempts === 9);
    spec.refuse = () => null;
    await say('replay');
    await until('the replay', () => taken.length === 7);
    expect(taken.slice(4)).toEqual(['a2', 'a3', 'a4']);
    await until('a free key', async () => (await rows()).every(({ status }) => status === 'replayed'));
    await write('a5');
    await until('the key to flow again', () => taken.includes('a5'));
  });

  it('leaves its key to flow without it once it is discarded', async () => {
    const spec = await started(makeBus);
    const { write, taken, rows, store } = spec;
    spec.refuse = (name) => (name === 'a1' ? new TypeError('always') : null);
    await write('a1', 'a2');
    await until('the parking', async () => (await rows()).length === 2);
    expect(taken).toEqual([]);
    await store.db.query(`UPDATE parked SET status = 'discarded', settled_at = now() WHERE status = 'parked'`);
    await until('the later one', () => taken.includes('a2'));
    expect(taken).toEqual(['a2']);
  });

  it('is no poison while something is away, however often it fails', async () => {
    const spec = await started(makeBus);
    let failures = 0;
    spec.refuse = () => (failures++ < 9 ? new Unavailable('away') : null);
    await spec.write('a1');
    await until('the end of the outage', () => spec.taken.includes('a1'));
    expect(failures).toBeGreaterThan(9);
    expect(await spec.rows()).toEqual([]);
  });
});

describe('bytes at Kafka that are no event', () => {
  it('are parked as they are, and harm nobody', async () => {
    const spec = await started(kafkaBus);
    const value = Buffer.from([0x82, 0xff, 0xfe, 0x00]);
    const producer = openKafka({ brokers: broker.brokers, clientId: 'stranger' }).producer();
    await producer.connect();
    for (let partition = 0; partition < 64; partition++)
      await producer.send({ topic: `t${made}.${TOPIC}`, messages: [{ partition, value }] });
    await producer.disconnect();
    await spec.write('a1');
    await until('the parking', async () => (await spec.rows()).length === 64);
    await until('the event', () => spec.taken.includes('a1'));
    const [first] = await spec.rows();
    expect(first).toMatchObject({ status: 'parked', error: 'ce_source names no service', attempts: 0, bytes: value });
  });
});

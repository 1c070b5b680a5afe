// The table bus keeps the contract, over a reader that delivers whatever it was given; and over a real memory journal.
import { describe, expect, test } from '@jest/globals';
import type { Bus, Subscribe } from './bus.js';
import { follow } from './follower.js';
import { createMemoryJournal } from './memory-journal.js';
import type { JournalReader, Wake } from './port.js';
import type { StoredRecord } from './record.js';
import { partitionOf } from './murmur2.js';
import { createTableBus } from './table-bus.js';
import { busCases, busContract, type BusHarness } from './testing/index.js';
import { record } from './testing/harness.js';

/** A reader as faulty as any transport: it answers in order of arrival, from the first record not before the position. */
function scriptedReader(service: string, published: StoredRecord[], wakes: Set<Wake>): JournalReader {
  return {
    service,
    heads: async () => new Map(),
    read: async () => [],
    readMany: async (_, after, limit) =>
      published
        .filter(({ lane, seq }) => lane.service === service && seq >= (after.get(lane.partition) ?? Infinity))
        .slice(0, limit),
    onAppend: (_, wake) => {
      const entry: Wake = (committed) => wake(committed?.filter(({ lane }) => lane.service === service));
      wakes.add(entry);
      return () => void wakes.delete(entry);
    },
  };
}

/** @param brought what a wake-up brings of the records published just now; undefined: nothing, they have to be read */
async function tableBusHarness(
  brought: (records: readonly StoredRecord[]) => readonly StoredRecord[] | undefined,
): Promise<BusHarness> {
  const published: StoredRecord[] = [];
  const wakes = new Set<Wake>();
  const readers = ['first', 'second'].map((service) => scriptedReader(service, published, wakes));
  return {
    bus: createTableBus(readers, { pollMs: 20 }),
    publish: async (records) => {
      published.push(...records);
      for (const wake of [...wakes]) wake(brought(records));
    },
    stop: async () => undefined,
  };
}

const toRead = (): undefined => undefined;
let turn = 0;

busContract('the table bus', () => tableBusHarness(toRead));
busContract('the table bus that is brought the records', () => tableBusHarness((records) => records));
busContract('the table bus that is brought some of them', () =>
  tableBusHarness((records) => [records, records.slice(1), undefined, [...records].reverse()][turn++ % 4]),
);
for (const yieldsMs of [0, 5])
  busContract(`the table bus of who lets others go first by ${yieldsMs} ms`, async () => {
    const harness = await tableBusHarness((records) => records);
    return { ...harness, bus: { subscribe: (wanted) => harness.bus.subscribe({ ...wanted, yieldsMs }) } };
  });

test.each([0, 10])('who yields by %i ms is handed a commit after the others, and in order', async (yieldsMs) => {
  const { bus, publish } = await tableBusHarness((records) => records);
  const order: string[] = [];
  let done: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (done = resolve));
  const wanted = (name: string) => ({
    ...{ topic: 'contract.events', after: new Map(), onGap: () => undefined },
    onBatch: async (_: unknown, records: readonly StoredRecord[]) => {
      order.push(...records.map(({ seq }) => `${name} ${seq}`));
      if (order.length === 4) done();
    },
  });
  const subscriptions = [bus.subscribe({ ...wanted('patient'), yieldsMs }), bus.subscribe(wanted('hurried'))];
  // Both have read that there is nothing yet.
  await new Promise((resolve) => setTimeout(resolve, 10));
  const journal = createMemoryJournal({ service: 'first' });
  journal.onAppend('contract.events', (records = []) => void publish(records));
  await journal.append({ records: [record('a')] });
  await journal.append({ records: [record('b')] });
  await all;
  await Promise.all(subscriptions.map((one) => one.stop()));
  const of = (name: string) => order.filter((one) => one.startsWith(name));
  expect([of('hurried'), of('patient')]).toEqual([
    ['hurried 1', 'hurried 2'],
    ['patient 1', 'patient 2'],
  ]);
  for (const seq of [1, 2]) expect(order.indexOf(`hurried ${seq}`)).toBeLessThan(order.indexOf(`patient ${seq}`));
});

test('who yields is handed together what is committed meanwhile', async () => {
  const wakes = new Set<Wake>();
  const reader = scriptedReader('first', [], wakes);
  const bus = createTableBus(reader, { pollMs: 60_000 });
  const batches: number[][] = [];
  let done: () => void = () => undefined;
  const handed = new Promise<void>((resolve) => (done = resolve));
  const onBatch = async (_: unknown, records: readonly StoredRecord[]) => {
    batches.push(records.map(({ seq }) => seq));
    done();
  };
  const wanted = { topic: 'contract.events', after: new Map(), onBatch, onGap: () => undefined, yieldsMs: 20 };
  const subscription = bus.subscribe(wanted);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const journal = createMemoryJournal({ service: 'first' });
  journal.onAppend('contract.events', (records) => [...wakes].forEach((wake) => wake(records)));
  for (let i = 0; i < 100; i++) await journal.append({ records: [record('a')] });
  await handed;
  await subscription.stop();
  expect(batches).toEqual([Array.from({ length: 100 }, (_, i) => i + 1)]);
});

type BusFault = (bus: Bus) => Bus;
const changing = (change: (subscribe: Subscribe) => Partial<Subscribe>): BusFault => {
  return (bus) => ({ subscribe: (subscribe) => bus.subscribe({ ...subscribe, ...change(subscribe) }) });
};

const BUS_FAULTS: Record<string, BusFault> = {
  'hands a batch over twice': changing(({ onBatch }) => ({
    onBatch: async (lane, records) => {
      await onBatch(lane, records);
      await onBatch(lane, records);
    },
  })),
  'hands two batches of a lane over at a time': changing(({ onBatch }) => ({
    onBatch: async (lane, records) => {
      await Promise.all(records.map((one) => onBatch(lane, [one])));
      void onBatch(lane, []).catch(() => undefined);
    },
  })),
  'reorders a batch': changing(({ onBatch }) => ({
    onBatch: (lane, records) => onBatch(lane, [...records].reverse()),
  })),
  'is silent about a gap': changing(() => ({ onGap: () => undefined })),
  'gives a failed batch up': changing(({ onBatch }) => ({
    onBatch: (lane, records) => onBatch(lane, records).catch(() => undefined),
  })),
  'starts at the beginning': changing(() => ({ after: new Map() })),
  'stops without waiting': (bus) => ({
    subscribe: (subscribe) => {
      const subscription = bus.subscribe(subscribe);
      return { stop: async () => void subscription.stop() };
    },
  }),
};

describe('the bus contract catches a bus that', () => {
  test.each(Object.entries(BUS_FAULTS))(
    '%s',
    async (_, fault) => {
      const make = async (): Promise<BusHarness> => {
        const harness = await tableBusHarness(toRead);
        return { ...harness, bus: fault(harness.bus) };
      };
      const results = await Promise.allSettled(busCases.map(({ run }) => run(make, 1_000)));
      expect(results.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
    },
    30_000,
  );
});

describe('a follower of a journal', () => {
  test('is woken by appends, not by its poll, and takes a backlog in batches', async () => {
    const journal = createMemoryJournal({ service: 'first' });
    const write = (id: string) => journal.append({ records: [record(id)] });
    for (let i = 0; i < 7; i++) await write(`${i}`);
    const sizes: number[] = [];
    let done: () => void = () => undefined;
    const all = new Promise<void>((resolve) => (done = resolve));
    const follower = follow({
      ...{ reader: journal, topic: 'contract.events', positions: new Map(), batch: 3, pollMs: 60_000 },
      onBatch: async (_, records) => {
        sizes.push(records.length);
        if (records.at(-1)?.id === 'late') done();
      },
      onGap: () => undefined,
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await write('late');
    await all;
    await follower.stop();
    expect(sizes).toEqual([3, 3, 1, 1]);
  });

  test('reads once, and then is brought what is appended, also while it is busy', async () => {
    const journal = createMemoryJournal({ service: 'first' });
    let reads = 0;
    const reader = {
      ...journal,
      readMany: async (...args: Parameters<JournalReader['readMany']>) => (reads++, journal.readMany(...args)),
    };
    const ids: string[] = [];
    const sizes: number[] = [];
    let done: () => void = () => undefined;
    const all = new Promise<void>((resolve) => (done = resolve));
    const follower = follow({
      ...{ reader, topic: 'contract.events', positions: new Map(), batch: 4, pollMs: 60_000, onGap: () => undefined },
      onBatch: async (_, records) => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        sizes.push(records.length);
        ids.push(...records.map(({ id }) => id));
        if (ids.length === 10) done();
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    for (let i = 0; i < 10; i++) await journal.append({ records: [record(`${i}`)] });
    await all;
    await follower.stop();
    expect([reads, sizes]).toEqual([1, [1, 4, 4, 1]]);
    expect(ids).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  test('follows the lanes that are open, each from where it is known to be, and is not woken by others where none write', async () => {
    const journal = createMemoryJournal({ service: 'first' });
    let reads = 0;
    const wakes: Wake[] = [];
    const reader = {
      ...journal,
      readMany: async (...args: Parameters<JournalReader['readMany']>) => (reads++, journal.readMany(...args)),
      onAppend: (topic: string, wake: Wake) => (wakes.push(wake), journal.onAppend(topic, wake)),
    };
    const ids: string[] = [];
    const held: (() => void)[] = [];
    const follower = follow({
      ...({ reader, topic: 'contract.events', positions: new Map(), lanes: 'opened', othersWrite: false } as const),
      ...{ pollMs: 60_000, onGap: () => undefined },
      onBatch: async (_, records) => {
        ids.push(...records.map(({ id }) => id));
        if (records.some(({ id }) => id === 'slow')) await new Promise<void>((done) => held.push(done));
      },
    });
    const seen = async (count: number): Promise<void> => {
      for (let look = 0; ids.length < count && look < 300; look++) await new Promise((done) => setTimeout(done, 10));
    };
    for (const id of ['1', '2', '3']) await journal.append({ records: [record(id)] });
    const partition = partitionOf(record('1').key);
    await new Promise((done) => setTimeout(done, 30));
    expect([ids, reads]).toEqual([[], 0]);
    follower.open(partition, 1);
    await seen(2);
    for (const wake of wakes) wake();
    await new Promise((done) => setTimeout(done, 30));
    expect([ids, reads]).toEqual([['2', '3'], 1]);
    // Shut while it is busy: what was under way counts, what comes then is another's.
    await journal.append({ records: [record('slow')] });
    await seen(3);
    await journal.append({ records: [record('kept')] });
    follower.shut(partition);
    await journal.append({ records: [record('not here')] });
    held.shift()?.();
    await new Promise((done) => setTimeout(done, 30));
    expect(ids).toEqual(['2', '3', 'slow']);
    // Open again, another has said so much more.
    follower.open(partition, 6);
    await journal.append({ records: [record('7')] });
    await seen(4);
    await follower.stop();
    expect(ids).toEqual(['2', '3', 'slow', '7']);
  });

  test('waits with full jitter, longer each time, and tries a store again that cannot be read', async () => {
    const journal = createMemoryJournal({ service: 'first' });
    await journal.append({ records: [record('a')] });
    const pauses: number[] = [];
    let failures = 9;
    let done: () => void = () => undefined;
    const all = new Promise<void>((resolve) => (done = resolve));
    const reader = {
      ...journal,
      readMany: async (...args: Parameters<JournalReader['readMany']>) => {
        if (failures-- > 0) throw new Error('not reachable');
        return journal.readMany(...args);
      },
    };
    const timers = { random: () => 0.5, wait: async (ms: number) => void pauses.push(ms) };
    const onBatch = async (): Promise<void> => done();
    const follower = follow({
      reader,
      topic: 'contract.events',
      positions: new Map(),
      onBatch,
      onGap: () => undefined,
      timers,
    });
    await all;
    await follower.stop();
    expect(pauses.slice(0, 9)).toEqual([25, 50, 100, 200, 400, 800, 1600, 3200, 5000]);
  });
});

// What a subscription over Kafka adds to the bus's contract: a group that shares partitions, offsets that are hints,
// bytes that nobody understands, handlers that are slow.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { laneKey, type LaneKey } from '@frontdesk/journal';
import type { Parked } from './index.js';
import {
  freshTopics,
  laneOf,
  oneTo,
  QUICK,
  quickBus,
  rawPublishing,
  recordsOf,
  startBroker,
  Taken,
  until,
  type TestBroker,
} from './testing/native-kafka.js';

const TOPIC = 'spec.events';
let broker: TestBroker;

jest.setTimeout(30_000);

beforeAll(async () => void (broker = await startBroker()), 60_000);
afterAll(() => broker?.end());

const lane = (partition: number, service = 'first') => laneOf(TOPIC, partition, service);

async function topic(partitions?: number) {
  const prefix = await freshTopics(broker.admin, [TOPIC], partitions);
  return { prefix, ...rawPublishing(broker.kafka, prefix) };
}

/** Positions as a database keeps them: moved by the handler, read at every assignment. */
class Positions {
  readonly seqs = new Map<LaneKey, number>();
  reads = 0;
  readonly read = async (): Promise<ReadonlyMap<LaneKey, number>> => {
    this.reads++;
    return new Map(this.seqs);
  };
}

describe('the members of a group', () => {
  test('share the partitions, and whoever takes over goes on from the database’s positions', async () => {
    const { prefix, publish, close } = await topic();
    const positions = new Positions();
    const join = () => {
      const taken = new Taken();
      const bus = quickBus(broker.kafka, prefix, { positions: positions.read });
      const subscription = bus.subscribe({
        topic: TOPIC,
        after: new Map(positions.seqs),
        onBatch: async (id, records) => {
          await taken.onBatch(id, records);
          positions.seqs.set(laneKey(id), records.at(-1)?.seq ?? 0);
        },
        onGap: taken.onGap,
      });
      return { taken, stop: () => subscription.stop(), mine: () => bus.subscriptions()[0]?.partitions ?? [] };
    };
    const one = join();
    await until('one has all', () => one.mine().length === 4);
    const other = join();
    await until('they have shared', () => one.mine().length === 2 && other.mine().length === 2);
    expect([...one.mine(), ...other.mine()].sort()).toEqual([0, 1, 2, 3]);
    const all = [0, 1, 2, 3].map((partition) => lane(partition));
    await publish(all.flatMap((id) => recordsOf(id, 1, 30)));
    await until('all is taken in', () => all.every((id) => positions.seqs.get(laneKey(id)) === 30));
    expect(one.taken.seqs.size).toBe(2);
    await one.stop();
    await publish(all.flatMap((id) => recordsOf(id, 31, 40)));
    await until('the other goes on', () => all.every((id) => positions.seqs.get(laneKey(id)) === 40));
    for (const id of all) expect([...one.taken.of(id), ...other.taken.of(id)]).toEqual(oneTo(40));
    expect([...one.taken.gaps, ...other.taken.gaps]).toEqual([]);
    await other.stop();
    await close();
  });

  test('do not wait for who bears the name of one that has come back: it was killed, and could not say goodbye', async () => {
    const { prefix, publish, close } = await topic();
    await publish(recordsOf(lane(1), 1, 1));
    // Stuck with its first record: a member that is not heard of again, for a session of half a minute.
    const session = { sessionTimeout: 30_000, rebalanceTimeout: 60_000 };
    const killed = broker.kafka.consumer({ groupId: `${prefix}spec.${TOPIC}`, ...session });
    let release: () => void = () => undefined;
    const stuck = new Promise<void>((seen) => {
      const eachMessage = () => (seen(), new Promise<void>((done) => (release = done)));
      void killed.connect().then(async () => {
        await killed.subscribe({ topics: [prefix + TOPIC], fromBeginning: true });
        await killed.run({ autoCommit: false, eachMessage });
      });
    });
    await stuck;
    const taken = new Taken();
    const from = Date.now();
    const bus = quickBus(broker.kafka, prefix, { name: 'spec' });
    const subscription = bus.subscribe({ topic: TOPIC, after: new Map(), ...taken });
    await subscription.ready;
    await until('its record', () => taken.of(lane(1)).length === 1);
    expect(Date.now() - from).toBeLessThan(5_000);
    expect(bus.subscriptions()[0]?.partitions).toEqual([0, 1, 2, 3]);
    await subscription.stop();
    const left = killed.disconnect();
    release();
    await Promise.all([left, close()]);
  });

  test('wait for the positions, and keep their place in the group meanwhile', async () => {
    const { prefix, publish, close } = await topic();
    await publish(recordsOf(lane(1), 1, 10));
    const troubles: number[] = [];
    const taken = new Taken();
    let [failures, reads] = [3, 0];
    const positions = async () => {
      reads++;
      if (failures-- > 0) throw new Error('the database is away');
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      return new Map([[laneKey(lane(1)), 8]]);
    };
    const { subscribe } = quickBus(broker.kafka, prefix, { positions });
    const onTrouble = (_: unknown, __: unknown, attempt: number) => void troubles.push(attempt);
    const subscription = subscribe({ topic: TOPIC, after: new Map(), ...taken, onTrouble });
    await until('the rest is taken in', () => taken.of(lane(1)).length > 0);
    // The session is 3 s: without a heartbeat the group would have thrown it out, and read them again.
    expect([taken.of(lane(1)), troubles, reads]).toEqual([[9, 10], [1, 2, 3], 4]);
    await subscription.stop();
    await close();
  });
});

test('who lets others go first is handed together what comes meanwhile, and a backlog without delay', async () => {
  const { prefix, publish, close } = await topic();
  const batches: number[] = [];
  // A heartbeat waits for the fetch, which gathers longer than these specs' sessions last.
  const bus = quickBus(broker.kafka, prefix, { times: { ...QUICK, sessionMs: 20_000 } });
  const subscription = bus.subscribe({
    ...{ topic: TOPIC, after: new Map(), onGap: () => undefined, yieldsMs: 5_000 },
    onBatch: async (_, records) => void batches.push(records.length),
  });
  await subscription.ready;
  for (let seq = 1; seq <= 5; seq++) await publish(recordsOf(lane(1), seq, seq));
  const body = JSON.stringify('x'.repeat(1_000));
  await publish(recordsOf(lane(1), 6, 25, body));
  const taken = () => batches.reduce((sum, length) => sum + length, 0);
  await until('the backlog is there', () => taken() === 25, 3_000);
  // One, but for a wait that ended between two of them.
  expect(batches.length).toBeLessThanOrEqual(2);
  const stopped = subscription.stop();
  // Ends the fetch under way, for which it waits.
  await publish(recordsOf(lane(1), 26, 45, body));
  await Promise.all([stopped, close()]);
});

describe('offsets', () => {
  test('wait until the positions are stored that belong to them', async () => {
    const { prefix, publish, close } = await topic();
    await publish(recordsOf(lane(1), 1, 5));
    const taken = new Taken();
    let [asked, isAway] = [0, true];
    const onForget = async () => {
      asked++;
      if (isAway) throw new Error('the database is away');
    };
    const subscription = quickBus(broker.kafka, prefix).subscribe({
      topic: TOPIC,
      after: new Map(),
      ...taken,
      onForget,
    });
    const stored = async () => {
      const [found] = await broker.admin.fetchOffsets({ groupId: `${prefix}spec.${TOPIC}`, topics: [prefix + TOPIC] });
      return found?.partitions.find(({ partition }) => partition === 1)?.offset;
    };
    await until('it would commit again', () => asked === 2);
    expect(await stored()).toBe('-1');
    isAway = false;
    await until('it has committed', async () => (await stored()) === '5');
    await subscription.stop();
    await close();
  });
});

describe('a slow handler', () => {
  test('holds up neither other lanes nor the heartbeat, and what waits for it is bounded', async () => {
    const { prefix, publish, close } = await topic();
    const taken = new Taken();
    let fetched = 0;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const crashes: unknown[] = [];
    const bus = quickBus(broker.kafka, prefix, { onCrash: (...crash) => void crashes.push(crash) });
    const subscription = bus.subscribe({
      topic: TOPIC,
      after: new Map(),
      onBatch: async (id, records) => {
        if (id.partition === 1) await released;
        await taken.onBatch(id, records);
      },
      onGap: taken.onGap,
    });
    const body = JSON.stringify('x'.repeat(2_000));
    for (let from = 1; from <= 9_001; from += 1_000) await publish(recordsOf(lane(1), from, from + 999, body));
    await publish(recordsOf(lane(2), 1, 5));
    await until('the other lane is done', () => taken.of(lane(2)).length === 5);
    // Longer than the session of 3 s.
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    await publish(recordsOf(lane(2), 6, 6));
    await until('it still is', () => taken.of(lane(2)).length === 6);
    const memory = await broker.admin.fetchOffsets({ groupId: `${prefix}spec.${TOPIC}`, topics: [prefix + TOPIC] });
    fetched = Number(memory[0]?.partitions.find(({ partition }) => partition === 1)?.offset ?? 0);
    expect(fetched).toBeLessThanOrEqual(0);
    release();
    await until('all is taken in', () => taken.of(lane(1)).length === 10_000);
    expect(taken.of(lane(1))).toEqual(oneTo(10_000));
    expect([taken.gaps, crashes]).toEqual([[], []]);
    await subscription.stop();
    await close();
  }, 40_000);
});

describe('the group’s offset is a hint', () => {
  async function takeIn(prefix: string, after: ReadonlyMap<LaneKey, number>, last: number) {
    const taken = new Taken();
    const subscription = quickBus(broker.kafka, prefix).subscribe({ topic: TOPIC, after, ...taken });
    await until('all is taken in', () => taken.of(lane(1)).at(-1) === last);
    await subscription.stop();
    return taken;
  }

  test('a restart begins there and not at the first record', async () => {
    const { prefix, publish, close } = await topic();
    await publish(recordsOf(lane(1), 1, 50));
    await takeIn(prefix, new Map(), 50);
    const group = `${prefix}spec.${TOPIC}`;
    const [offsets] = await broker.admin.fetchOffsets({ groupId: group, topics: [prefix + TOPIC] });
    expect(offsets?.partitions.find(({ partition }) => partition === 1)?.offset).toBe('50');
    await publish(recordsOf(lane(1), 51, 60));
    const second = await takeIn(prefix, new Map([[laneKey(lane(1)), 50]]), 60);
    expect(second.of(lane(1))).toEqual(oneTo(60).slice(50));
    await close();
  });

  test('a database that was restored to an earlier state is brought up to date again', async () => {
    const { prefix, publish, close } = await topic();
    await publish([...recordsOf(lane(1), 1, 50), ...recordsOf(lane(1, 'second'), 1, 9)]);
    await takeIn(prefix, new Map(), 50);
    await publish(recordsOf(lane(1), 51, 52));
    const again = await takeIn(prefix, new Map([[laneKey(lane(1)), 20]]), 52);
    expect([again.of(lane(1)), again.gaps]).toEqual([oneTo(52).slice(20), []]);
    await close();
  });

  test('records that Kafka no longer has are a gap, though its client silently goes on behind them', async () => {
    const { prefix, publish, close } = await topic();
    await publish(recordsOf(lane(1), 1, 50));
    await takeIn(prefix, new Map(), 50);
    await publish([...recordsOf(lane(1), 51, 80), ...recordsOf(lane(2), 1, 3)]);
    // The offset committed is 50; what it names is deleted: OFFSET_OUT_OF_RANGE.
    await broker.admin.deleteTopicRecords({ topic: prefix + TOPIC, partitions: [{ partition: 1, offset: '70' }] });
    const taken = new Taken();
    const { subscribe } = quickBus(broker.kafka, prefix);
    const subscription = subscribe({ topic: TOPIC, after: new Map([[laneKey(lane(1)), 50]]), ...taken });
    await until('the gap is told', () => taken.gaps.length > 0 && taken.of(lane(2)).length === 3);
    expect([taken.gaps, taken.of(lane(1))]).toEqual([[`${laneKey(lane(1))} 51 71`], []]);
    await subscription.stop();
    await close();
  });
});

describe('bytes that nobody understands', () => {
  test('are parked before anything behind them is committed, and harm no lane', async () => {
    const { prefix, publish, close } = await topic();
    await publish(recordsOf(lane(1), 1, 2));
    const producer = broker.kafka.producer({
      createPartitioner:
        () =>
        ({ message }) =>
          message.partition ?? 0,
    });
    await producer.connect();
    const value = Buffer.from([0x82, 0xff, 0xfe]);
    await producer.send({ topic: prefix + TOPIC, messages: [{ key: 'k', value, partition: 1 }] });
    await producer.disconnect();
    await publish(recordsOf(lane(1), 3, 4));
    const parked: Parked[] = [];
    let refusals = 2;
    const taken = new Taken();
    const { subscribe } = quickBus(broker.kafka, prefix, {
      park: async (one) => {
        if (refusals-- > 0) throw new Error('no place to park');
        parked.push(one);
      },
    });
    const subscription = subscribe({ topic: TOPIC, after: new Map(), ...taken });
    await until('it is parked', () => parked.length === 1 && taken.of(lane(1)).length === 4);
    expect(taken.of(lane(1))).toEqual([1, 2, 3, 4]);
    expect(parked[0]).toMatchObject({ topic: TOPIC, partition: 1, offset: '2', message: { value } });
    expect(parked[0]?.error.message).toBe('ce_source names no service');
    await subscription.stop();
    await close();
  });
});

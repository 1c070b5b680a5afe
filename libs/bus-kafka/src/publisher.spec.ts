// From a journal to its readers over a real broker: nothing lost, nothing out of order, whoever publishes.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { laneKey, partitionOf } from '@frontdesk/journal';
import { checkKafka, createMemoryPublisherLock, diffTopics, ensureTopics, PUBLISHER } from './index.js';
import { openProducer } from './open-kafka.js';
import { SendGroup } from './send-group.js';
import {
  freshTopics,
  laneOf,
  oneTo,
  rawPublishing,
  recordsOf,
  startBroker,
  until,
  type TestBroker,
} from './testing/native-kafka.js';
import { DECISIONS, note, POLL_MS, publishedJournal, TOPIC } from './testing/published-journal.js';

let broker: TestBroker;

jest.setTimeout(30_000);

beforeAll(async () => void (broker = await startBroker()), 60_000);
afterAll(() => broker?.end());

describe('a publisher', () => {
  test('brings every record of every lane, as it stands, owned and chained ones too', async () => {
    const { journal, lane, decide, publisher, taken, stop, write } = await publishedJournal(broker);
    const running = publisher();
    const keys = ['a', 'b', 'c', 'd'];
    for (let n = 0; n < 5; n++) await Promise.all(keys.map((key) => write(key, n * 10 + 1, n * 10 + 10)));
    await decide(await journal.acquire(lane, 'owner'));
    await until('all has arrived', () => taken.records.length === 201);
    await running.stop();
    await stop();
    expect(taken.gaps).toEqual([]);
    for (const topic of [TOPIC, DECISIONS]) {
      for (const key of (await journal.heads(topic)).keys()) {
        const partition = Number(key.split('/').at(-1));
        const stored = await journal.read(laneOf(topic, partition), 0, 1_000);
        expect(taken.records.filter((record) => laneKey(record.lane) === key)).toEqual(stored);
      }
    }
    const confirmed = await journal.positions(PUBLISHER);
    expect(confirmed.get(laneKey(lane))).toBe(1);
    expect(confirmed.get(laneKey(laneOf(TOPIC, partitionOf('a'))))).toBe(50);
  });

  test('goes on after the last confirmed record; two at once are harmless', async () => {
    const { prefix, publisher, taken, stop, write } = await publishedJournal(broker);
    const first = publisher();
    await write('a', 1, 10);
    await until('the first part is there', () => taken.records.length === 10);
    await first.stop();
    const topics = () => broker.admin.fetchTopicOffsets(prefix + TOPIC);
    const stands = async () => Number((await topics()).find((one) => one.partition === partitionOf('a'))?.high);
    await write('a', 11, 20);
    const second = publisher();
    await until('the second part is there', () => taken.records.length === 20);
    await second.stop();
    expect(await stands()).toBe(20);
    const both = [publisher(), publisher({ lock: createMemoryPublisherLock() })];
    await until('both publish', () => both.every(({ publishing }) => publishing));
    await write('a', 21, 60);
    await until('all is there', () => taken.records.length >= 60);
    await Promise.all(both.map((one) => one.stop()));
    expect(await stands()).toBe(100);
    await stop();
    expect([taken.records.map(({ seq }) => seq), taken.gaps]).toEqual([oneTo(60), []]);
  });

  test('waits for the lock, and takes over when it comes free', async () => {
    const { publisher, taken, stop, write } = await publishedJournal(broker);
    const leader = publisher();
    await until('the first publishes', () => leader.publishing);
    const standby = publisher();
    await write('a', 1, 5);
    await until('all is there', () => taken.records.length === 5);
    expect(standby.publishing).toBe(false);
    await leader.stop();
    await until('the second publishes', () => standby.publishing);
    await write('a', 6, 9);
    await until('the rest is there', () => taken.records.length === 9);
    await standby.stop();
    await stop();
    expect(taken.records.map(({ seq }) => seq)).toEqual(oneTo(9));
  });

  test('leaves an owned lane to its owner, who says what the one before has not said', async () => {
    const { prefix, journal, lane, decide, publisher, taken, stop, write } = await publishedJournal(broker);
    const ownedBy = (owner: string) => publisher({ owned: { topics: [DECISIONS], owner } });
    const stands = async () => {
      const offsets = await broker.admin.fetchTopicOffsets(prefix + DECISIONS);
      return Number(offsets.find(({ partition }) => partition === 7)?.high);
    };
    const [one, two] = [ownedBy('one'), ownedBy('two')];
    await until('one of them holds the lock', () => one.publishing || two.publishing);
    for (const owner of ['one', 'two', 'one']) {
      let head = await decide(await journal.acquire(lane, owner));
      await until(`what ${owner} decided is there`, () => taken.of(lane).length === head.seq);
      // By now the one before has looked, too.
      await sleep(5 * POLL_MS);
      const told = await stands();
      for (let n = 0; n < 2; n++) head = await decide(head);
      await until(`what ${owner} decides is there`, () => taken.of(lane).length === head.seq);
      expect(await stands()).toBe(told + 2);
    }
    await write('a', 1, 3);
    await until('other lanes too', () => taken.records.length === 12);
    await Promise.all([one.stop(), two.stop()]);
    expect(taken.of(lane)).toEqual(oneTo(9));

    await decide(await decide(await journal.acquire(lane, 'dead')));
    const three = ownedBy('three');
    await until('it publishes', () => three.publishing);
    await write('a', 4, 4);
    await until('what the lock’s holder publishes is there', () => taken.records.length === 13);
    expect(taken.of(lane)).toEqual(oneTo(9));
    await journal.acquire(lane, 'three');
    await until('the new owner has said it', () => taken.of(lane).length === 11);
    await three.stop();
    await stop();
    expect([taken.of(lane), taken.gaps]).toEqual([oneTo(11), []]);
    expect((await journal.positions(PUBLISHER)).get(laneKey(lane))).toBe(11);
  });

  test('splits what is too much for one request, and a record that is too large holds up its lane alone', async () => {
    const { journal, troubles, publisher, taken, stop, write } = await publishedJournal(broker);
    const large = (key: string, id: string, bytes: number) => ({ ...note(key, id), data: { text: 'x'.repeat(bytes) } });
    await journal.append({ records: oneTo(30).map((n) => large('a', `a-${n}`, 100_000)) });
    await journal.append({ records: [large('b', 'b-1', 1_200_000)] });
    await write('c', 1, 5);
    const running = publisher();
    await until('the others are there', () => taken.records.length === 35);
    await write('c', 6, 10);
    await until('and go on', () => taken.records.length === 40);
    expect(taken.of(laneOf(TOPIC, partitionOf('a')))).toEqual(oneTo(30));
    expect(taken.of(laneOf(TOPIC, partitionOf('c')))).toEqual(oneTo(10));
    expect(troubles.every((error) => /too large|larger than/i.test(String(error)))).toBe(true);
    expect(troubles.length).toBeGreaterThan(0);
    await running.stop();
    await stop();
  });
});

describe('what kafkajs does, and we don’t', () => {
  const explicit = {
    createPartitioner:
      () =>
      ({ message }: { message: { partition?: number } }) =>
        message.partition ?? 0,
  };

  test('is answered of all partitions by each fetch; in a session what is idle is short, and nothing is missed', async () => {
    const prefix = await freshTopics(broker.admin, [TOPIC], 64);
    const { publish, close } = rawPublishing(broker.kafka, prefix);
    const consumer = broker.kafka.consumer({ groupId: `${prefix}raw`, maxWaitTimeInMs: 50, readUncommitted: true });
    const bytes: number[] = [];
    consumer.on(consumer.events.REQUEST, ({ payload: { apiName, size } }) => {
      if (apiName === 'Fetch') bytes.push(size);
    });
    const places: string[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [prefix + TOPIC], fromBeginning: true });
    await consumer.run({
      eachBatch: async ({ batch: { partition, messages } }) =>
        void places.push(...messages.map(({ offset }) => `${partition}/${offset}`)),
    });
    const idle = async (): Promise<number> => {
      const from = bytes.length;
      await until('it has fetched again', () => bytes.length > from + 2);
      return bytes.at(-1) ?? 0;
    };
    // All partitions by their names are two thousand bytes and more.
    expect(await idle()).toBeLessThan(100);
    for (const partition of [3, 60, 3]) await publish(recordsOf(laneOf(TOPIC, partition), 1, 2));
    await until('all is there', () => places.length === 6);
    expect(places.sort()).toEqual(['3/0', '3/1', '3/2', '3/3', '60/0', '60/1']);
    expect(await idle()).toBeLessThan(100);
    await consumer.disconnect();
    await close();
  });

  test('drops without an error what is for a partition it hasn’t heard of', async () => {
    const prefix = await freshTopics(broker.admin, [TOPIC], 1);
    const topic = prefix + TOPIC;
    const producer = broker.kafka.producer({ ...explicit, idempotent: true });
    await producer.connect();
    await producer.send({ topic, messages: [{ value: 'a', partition: 0 }] });
    const ours = new SendGroup(() => openProducer(broker.kafka));
    await ours.send(topic, 0, [{ value: Buffer.from('b'), partition: 0 }]);
    await broker.admin.createPartitions({ topicPartitions: [{ topic, count: 2 }] });
    expect(await producer.send({ topic, messages: [{ value: 'lost', partition: 1 }] })).toEqual([]);
    await producer.disconnect();
    const message = [{ value: Buffer.from('c'), partition: 1 }];
    await expect(ours.send(topic, 1, message)).rejects.toThrow('knows no partition');
    await ours.send(topic, 1, message);
    await ours.close();
    const offsets = await broker.admin.fetchTopicOffsets(topic);
    expect(offsets.map(({ high }) => high).sort()).toEqual(['1', '2']);
  });

  test('loses, with a confirmation, what it sends next to a partition beside a refused one', async () => {
    const prefix = await freshTopics(broker.admin, [TOPIC], 2);
    const topic = prefix + TOPIC;
    const small = (value: string) => ({ value: Buffer.from(value), partition: 0 });
    const large = { value: Buffer.alloc(1_200_000, 'x'), partition: 1 };
    const stands = async () =>
      (await broker.admin.fetchTopicOffsets(topic)).find(({ partition }) => partition === 0)?.high;
    const producer = broker.kafka.producer({ ...explicit, idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    await expect(producer.send({ topic, messages: [small('a'), large] })).rejects.toThrow();
    expect(await stands()).toBe('1');
    const [answer] = await producer.send({ topic, messages: [small('b')] });
    expect(answer).toMatchObject({ partition: 0, errorCode: 0, baseOffset: '0' });
    expect(await stands()).toBe('1');
    await producer.disconnect();

    const ours = new SendGroup(() => openProducer(broker.kafka));
    const together = await Promise.allSettled([ours.send(topic, 0, [small('c')]), ours.send(topic, 1, [large])]);
    expect(together.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    const before = Number(await stands());
    await ours.send(topic, 0, [small('d')]);
    expect(Number(await stands())).toBe(before + 1);
    await ours.close();
  });
});

describe('topics', () => {
  test('are made once, with the right partitions, and never altered', async () => {
    const names = { 'one.events': ['one'], 'two.events': ['two'] };
    const options = { prefix: 'topics.', partitions: 3 };
    await expect(checkKafka(broker.kafka, names, options)).rejects.toThrow('topics.one.events is missing');
    expect(await ensureTopics(broker.admin, names, options)).toEqual([]);
    expect(await ensureTopics(broker.admin, names, options)).toEqual([]);
    await checkKafka(broker.kafka, names, options);
    const other = { prefix: 'topics.', partitions: 5 };
    const difference = { topic: 'topics.one.events', expected: 5, found: 3 };
    expect(await ensureTopics(broker.admin, names, other)).toContainEqual(difference);
    expect(await diffTopics(broker.admin, ['one.events'], other)).toEqual([difference]);
    await expect(checkKafka(broker.kafka, names, other)).rejects.toThrow('3 partitions instead of 5');
  });
});

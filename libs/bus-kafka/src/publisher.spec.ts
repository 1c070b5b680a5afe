// From a journal to its readers over a real broker: nothing lost, nothing out of order, whoever publishes.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chainHash, laneKey, partitionOf } from '@frontdesk/journal';
import { checkKafka, createMemoryPublisherLock, diffTopics, ensureTopics, PUBLISHER } from './index.js';
import { openProducer } from './open-kafka.js';
import { SendGroup } from './send-group.js';
import { freshTopics, laneOf, oneTo, startBroker, until, type TestBroker } from './testing/native-kafka.js';
import { DECISIONS, note, publishedJournal, TOPIC } from './testing/published-journal.js';

let broker: TestBroker;

jest.setTimeout(30_000);

beforeAll(async () => void (broker = await startBroker()), 60_000);
afterAll(() => broker?.end());

describe('a publisher', () => {
  test('brings every record of every lane, as it stands, owned and chained ones too', async () => {
    const { journal, publisher, taken, stop, write } = await publishedJournal(broker);
    const running = publisher();
    const keys = ['a', 'b', 'c', 'd'];
    for (let n = 0; n < 5; n++) await Promise.all(keys.map((key) => write(key, n * 10 + 1, n * 10 + 10)));
    const lane = laneOf(DECISIONS, 7);
    const { epoch } = await journal.acquire(lane, 'owner');
    const { meta } = note('k', 'x');
    const fields = { seq: 1, id: 'd1', key: 'k', workspace: 'w', type: 'spec.decided', at: 5, meta, body: '{}' };
    const hash = chainHash(null, lane, { ...fields, epoch });
    await journal.appendOwned(lane, epoch, [{ ...fields, hash }], []);
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

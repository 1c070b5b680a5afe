// A broker that is killed under load: nothing is lost, and nobody who wants to stop waits for it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { laneKey, partitionOf } from '@frontdesk/journal';
import { createMemoryPublisherLock, PUBLISHER } from './index.js';
import { laneOf, oneTo, quickBus, startBroker, Taken, until, type TestBroker } from './testing/native-kafka.js';
import { publishedJournal, TOPIC } from './testing/published-journal.js';

let broker: TestBroker;

beforeAll(async () => void (broker = await startBroker()), 60_000);
afterAll(() => broker?.end());

describe('an outage', () => {
  test('a broker that is killed and comes back costs no record, and stopping never waits for one', async () => {
    const { prefix, journal, publisher, taken, stop, write } = await publishedJournal(broker);
    const running = publisher();
    await write('a', 1, 100);
    await until('it runs', () => taken.records.length === 100);
    await broker.kill9();
    await write('a', 101, 200);
    await write('b', 1, 50);
    const late = publisher({ lock: createMemoryPublisherLock() });
    const lateReader = quickBus(broker.kafka, prefix, { consumerGroup: 'late' });
    const subscription = lateReader.subscribe({ topic: TOPIC, after: new Map(), ...new Taken() });
    await until('it publishes', () => late.publishing);
    const from = Date.now();
    await Promise.all([late.stop(), subscription.stop()]);
    expect(Date.now() - from).toBeLessThan(12_000);
    await broker.restart();
    await until('all is there', () => taken.records.length === 250, 30_000);
    await running.stop();
    await stop();
    expect(taken.of(laneOf(TOPIC, partitionOf('a')))).toEqual(oneTo(200));
    expect(taken.of(laneOf(TOPIC, partitionOf('b')))).toEqual(oneTo(50));
    expect((await journal.positions(PUBLISHER)).get(laneKey(laneOf(TOPIC, partitionOf('a'))))).toBe(200);
    expect(taken.gaps).toEqual([]);
  }, 60_000);
});

// The bus's contract on a real broker, and proof that it would catch a Kafka bus that breaks it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Bus, Subscribe } from '@frontdesk/journal';
import { busCases, busContract } from '@frontdesk/journal/testing';
import { busHarness, startBroker, type TestBroker } from './testing/native-kafka.js';

let broker: TestBroker;

beforeAll(async () => void (broker = await startBroker()), 60_000);
afterAll(async () => {
  await Promise.all(stopping);
  await broker?.end();
});

/** What a fault didn't wait for; the broker's end does. */
const stopping: Promise<void>[] = [];

type BusFault = (bus: Bus) => Bus;
const changing = (change: (subscribe: Subscribe) => Partial<Subscribe>): BusFault => {
  return (bus) => ({ subscribe: (subscribe) => bus.subscribe({ ...subscribe, ...change(subscribe) }) });
};

busContract('the bus over Kafka', () => busHarness(broker));
busContract('the bus over Kafka of who lets others go first', () =>
  busHarness(
    broker,
    changing(() => ({ yieldsMs: 50 })),
  ),
);

/** A fault, and the case that is there to see it. */
const FAULTS: readonly (readonly [string, RegExp, BusFault])[] = [
  [
    'hands a batch over twice',
    /in order, one batch/,
    changing(({ onBatch }) => ({
      onBatch: async (lane, records) => {
        await onBatch(lane, records);
        await onBatch(lane, records);
      },
    })),
  ],
  [
    'hands two batches of a lane over at a time',
    /in order, one batch/,
    changing(({ onBatch }) => ({
      onBatch: async (lane, records) => void (await Promise.all([onBatch(lane, records), onBatch(lane, [])])),
    })),
  ],
  [
    'reorders a batch',
    /drops what it has/,
    changing(({ onBatch }) => ({ onBatch: (lane, records) => onBatch(lane, [...records].reverse()) })),
  ],
  ['is silent about a gap', /a gap halts/, changing(() => ({ onGap: () => undefined }))],
  [
    'gives a failed batch up',
    /called again/,
    changing(({ onBatch }) => ({ onBatch: (lane, records) => onBatch(lane, records).catch(() => undefined) })),
  ],
  ['starts at the beginning', /goes on after/, changing(() => ({ after: new Map() }))],
  [
    'stops without waiting',
    /stop waits/,
    (bus) => ({
      subscribe: (subscribe) => {
        const subscription = bus.subscribe(subscribe);
        return { stop: async () => void stopping.push(subscription.stop()) };
      },
    }),
  ],
];

describe('the bus contract catches a Kafka bus that', () => {
  test.each(FAULTS)(
    '%s',
    async (_, sentence, fault) => {
      const found = busCases.filter(({ name }) => sentence.test(name));
      expect(found).toHaveLength(1);
      await expect(found[0]?.run(() => busHarness(broker, fault), 3_000)).rejects.toThrow();
    },
    30_000,
  );
});

// The bus's contract: one list of cases for every adapter. A case publishes raw records, holes and doubles included: what
// a journal would never write, but a transport may well deliver.
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { describe, test } from '@jest/globals';
import type { Bus, BusSubscription, Subscribe } from '../bus.js';
import { laneKey, type LaneId, type StoredRecord } from '../record.js';
import { record, within } from './harness.js';

export interface BusHarness {
  readonly bus: Bus;
  /** Puts records on the transport as they are, in this order within each lane; the writers are 'first' and 'second'. */
  publish(records: readonly StoredRecord[]): Promise<void>;
  stop(): Promise<void>;
}

export type MakeBus = () => Promise<BusHarness>;

export interface BusCase {
  readonly name: string;
  /** A case that waits for what a faulty bus never does gives up after `patienceMs`. */
  run(make: MakeBus, patienceMs?: number): Promise<void>;
}

const TOPIC = 'contract.events';
const lane = (partition: number, service = 'first'): LaneId => ({ service, topic: TOPIC, partition });
const at = (where: LaneId, ...seqs: number[]): StoredRecord[] =>
  seqs.map((seq) => {
    const { id, key, workspace, type, at: instant, meta } = record(`${laneKey(where)}#${seq}`);
    const rest = { stream: null, streamVersion: null, body: '{}', epoch: null, hash: null };
    return { lane: where, seq, id, key, workspace, type, at: instant, meta, ...rest };
  });

/** A subscriber that remembers what it was handed. */
class Listener {
  readonly got = new Map<string, number[]>();
  readonly gaps: string[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(readonly patienceMs: number) {}

  readonly onBatch = async (where: LaneId, records: readonly StoredRecord[]): Promise<void> => {
    const seqs = this.got.get(laneKey(where)) ?? [];
    this.got.set(laneKey(where), [...seqs, ...records.map(({ seq }) => seq)]);
    this.#tell();
  };

  readonly onGap = (where: LaneId, expected: number, got: number): void => {
    this.gaps.push(`${laneKey(where)} ${expected} ${got}`);
    this.#tell();
  };

  seqs(where: LaneId): number[] {
    return this.got.get(laneKey(where)) ?? [];
  }

  async until(done: () => boolean): Promise<void> {
    const wait = async (): Promise<void> => {
      while (!done()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
    };
    await within(this.patienceMs, wait());
  }

  #tell(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

function busCase(
  name: string,
  check: (
    harness: BusHarness & { newListener: () => Listener },
    subscribe: (rest: Partial<Subscribe>) => BusSubscription,
  ) => Promise<void>,
): BusCase {
  return {
    name,
    run: async (make, patienceMs = 10_000) => {
      const harness = await make();
      const subscriptions: BusSubscription[] = [];
      const subscribe = (rest: Partial<Subscribe>): BusSubscription => {
        const nothing = new Listener(patienceMs);
        const { onBatch, onGap } = nothing;
        const subscription = harness.bus.subscribe({ topic: TOPIC, after: new Map(), onBatch, onGap, ...rest });
        subscriptions.push(subscription);
        return subscription;
      };
      try {
        await within(20_000, check({ ...harness, newListener: () => new Listener(patienceMs) }, subscribe));
      } finally {
        await Promise.all(subscriptions.map((subscription) => subscription.stop()));
        await harness.stop();
      }
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));

export const busCases: readonly BusCase[] = [
  busCase('1. hands each lane over in order, one batch at a time', async ({ publish, newListener }, subscribe) => {
    const listener = newListener();
    const inside = new Set<string>();
    const onBatch: Subscribe['onBatch'] = async (where, records) => {
      ok(!inside.has(laneKey(where)), 'two batches of one lane at a time');
      inside.add(laneKey(where));
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside.delete(laneKey(where));
      await listener.onBatch(where, records);
    };
    subscribe({ onBatch, onGap: listener.onGap });
    for (let seq = 1; seq <= 20; seq++) await publish([...at(lane(1), seq), ...at(lane(2), seq)]);
    await listener.until(() => listener.seqs(lane(1)).length >= 20 && listener.seqs(lane(2)).length >= 20);
    const order = Array.from({ length: 20 }, (_, i) => i + 1);
    deepStrictEqual([listener.seqs(lane(1)), listener.seqs(lane(2)), listener.gaps], [order, order, []]);
  }),

  busCase('1. two writers of one topic are two lanes', async ({ publish, newListener }, subscribe) => {
    const both = newListener();
    const one = newListener();
    subscribe({ ...both });
    subscribe({ ...one, services: ['second'] });
    await publish([...at(lane(1), 1, 2), ...at(lane(1, 'second'), 1, 2, 3)]);
    await both.until(() => both.seqs(lane(1)).length === 2 && both.seqs(lane(1, 'second')).length === 3);
    await one.until(() => one.seqs(lane(1, 'second')).length === 3);
    deepStrictEqual(one.seqs(lane(1)), []);
  }),

  busCase('2. goes on after the position it is given', async ({ publish, newListener }, subscribe) => {
    await publish([...at(lane(1), 1, 2, 3, 4), ...at(lane(2), 1)]);
    const listener = newListener();
    subscribe({ ...listener, after: new Map([[laneKey(lane(1)), 3]]) });
    await listener.until(() => listener.seqs(lane(1)).length > 0 && listener.seqs(lane(2)).length > 0);
    deepStrictEqual([listener.seqs(lane(1)), listener.seqs(lane(2))], [[4], [1]]);
  }),

  busCase('2. drops what it has handed over already', async ({ publish, newListener }, subscribe) => {
    const listener = newListener();
    subscribe({ ...listener });
    await publish(at(lane(1), 1, 2, 2, 1));
    await publish(at(lane(1), 2, 3));
    await listener.until(() => listener.seqs(lane(1)).includes(3));
    // What was handed over twice may come a moment later.
    await settle();
    deepStrictEqual([listener.seqs(lane(1)), listener.gaps], [[1, 2, 3], []]);
  }),

  busCase('3. a gap halts its lane, loudly and once; others go on', async ({ publish, newListener }, subscribe) => {
    const listener = newListener();
    subscribe({ ...listener });
    await publish([...at(lane(1), 1, 2, 4), ...at(lane(2), 1)]);
    await listener.until(() => listener.gaps.length > 0 && listener.seqs(lane(1)).length > 0);
    await publish([...at(lane(1), 5), ...at(lane(2), 2)]);
    await listener.until(() => listener.seqs(lane(2)).length === 2);
    await settle();
    deepStrictEqual([listener.seqs(lane(1)), listener.gaps], [[1, 2], [`${laneKey(lane(1))} 3 4`]]);
  }),

  busCase(
    '4. a handler that throws is called again; its lane waits, others don’t',
    async ({ publish, newListener }, subscribe) => {
      const listener = newListener();
      const troubles: number[] = [];
      let failures = 3;
      const onBatch: Subscribe['onBatch'] = async (where, records) => {
        const first = records[0]?.seq;
        if (where.partition === 1 && failures-- > 0) {
          strictEqual(first, 1, 'the same batch again');
          await listener.until(() => listener.seqs(lane(2)).length === 2);
          throw new Error('not now');
        }
        await listener.onBatch(where, records);
      };
      subscribe({ onBatch, onGap: listener.onGap, onTrouble: (_, __, attempt) => void troubles.push(attempt) });
      await publish([...at(lane(1), 1, 2), ...at(lane(2), 1, 2)]);
      await listener.until(() => listener.seqs(lane(1)).length === 2);
      deepStrictEqual(
        [listener.seqs(lane(1)), troubles],
        [
          [1, 2],
          [1, 2, 3],
        ],
      );
    },
  ),

  busCase('5. stop waits for the handler in flight, and none is called afterwards', async ({ publish }, subscribe) => {
    let [entered, left] = [0, 0];
    let inside: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (inside = resolve));
    const onBatch = async (): Promise<void> => {
      entered++;
      inside();
      await new Promise((resolve) => setTimeout(resolve, 80));
      left++;
    };
    const subscription = subscribe({ onBatch });
    await publish(at(lane(1), 1));
    await within(10_000, started);
    await publish(at(lane(1), 2));
    await subscription.stop();
    strictEqual(left, entered, 'stop resolved while a handler ran');
    await publish(at(lane(1), 3));
    await settle();
    strictEqual(entered, left);
  }),
];

export function busContract(name: string, makeBus: MakeBus): void {
  describe(`${name} keeps the bus's contract`, () => {
    for (const { name: sentence, run } of busCases) test(sentence, () => run(makeBus), 30_000);
  });
}

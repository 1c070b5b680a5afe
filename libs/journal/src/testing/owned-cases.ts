// Semantic 6: an owned lane has one writer, and every other is Fenced.
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstBrokenLink } from '../chain.js';
import { partitionOf } from '../murmur2.js';
import { laneKey } from '../record.js';
import { journalCase, observe, owned, ownLane, readLane, record, rejectsWith, type JournalCase } from './harness.js';

export const ownedCases: readonly JournalCase[] = [
  journalCase('6. acquire answers where the lane stands, one epoch on', async ({ journal, second }) => {
    const lane = ownLane(journal.service);
    const first = await journal.acquire(lane, 'one');
    deepStrictEqual(first, { epoch: 1, seq: 0, hash: null, at: 0, silentMs: 0 });
    const records = owned(lane, first, ['a', 'b']);
    await journal.appendOwned(lane, 1, records, []);
    const { silentMs, ...head } = await (await second()).acquire(lane, 'two');
    deepStrictEqual(head, { epoch: 2, seq: 2, hash: records[1]?.hash, at: 1_000 });
    ok(silentMs >= 0);
  }),

  journalCase(
    '6. a stale second writer on the engine’s lane is Fenced and changes nothing',
    async ({ journal, second }) => {
      const lane = ownLane(journal.service);
      const stale = await journal.acquire(lane, 'old owner');
      await journal.appendOwned(lane, stale.epoch, owned(lane, stale, ['a']), []);
      const other = await second();
      const fresh = await other.acquire(lane, 'new owner');
      const before = await observe(other, lane, 'c');
      const late = owned(lane, { ...fresh, epoch: stale.epoch }, ['late']);
      await rejectsWith('Fenced', journal.appendOwned(lane, stale.epoch, late, [{ consumer: 'c', lane, seq: 9 }]));
      await rejectsWith('Fenced', journal.appendOwned(lane, stale.epoch, [], [{ consumer: 'c', lane, seq: 9 }]));
      deepStrictEqual(await observe(other, lane, 'c'), before);
      await other.appendOwned(lane, fresh.epoch, owned(lane, fresh, ['b']), []);
      const all = await readLane(other, lane);
      deepStrictEqual(
        all.map(({ id, epoch }) => [id, epoch]),
        [
          ['a', 1],
          ['b', 2],
        ],
      );
      strictEqual(firstBrokenLink(null, all), null);
    },
  ),

  journalCase('6. the seq that acquire returns is final, whatever was in flight', async ({ journal, second }) => {
    const other = await second();
    for (let round = 0; round < 20; round++) {
      const lane = ownLane(journal.service, round);
      const mine = await journal.acquire(lane, 'old owner');
      const inFlight = journal.appendOwned(lane, mine.epoch, owned(lane, mine, ['a', 'b', 'c']), []).then(
        () => 3,
        () => 0,
      );
      if (round % 2 === 0) await Promise.resolve();
      const [written, head] = await Promise.all([inFlight, other.acquire(lane, 'new owner')]);
      strictEqual(head.seq, written);
      strictEqual((await readLane(other, lane)).length, written);
    }
  }),

  journalCase('6. a wrong seq or a broken chain is a bug and changes nothing', async ({ journal }) => {
    const lane = ownLane(journal.service);
    const head = await journal.acquire(lane, 'one');
    await journal.appendOwned(lane, head.epoch, owned(lane, head, ['a']), []);
    const before = await observe(journal, lane, 'c');
    const [first] = await readLane(journal, lane);
    ok(first);
    const next = { ...head, seq: 1, hash: first.hash };
    const wrong = [
      owned(lane, head, ['again']),
      owned(lane, { ...next, seq: 2 }, ['ahead']),
      owned(lane, { ...next, hash: null }, ['off the chain']),
      owned(lane, next, ['tampered']).map((one) => ({ ...one, body: '{"tampered":1}' })),
    ];
    for (const records of wrong) {
      await rejectsWith(
        'AssertionFailed',
        journal.appendOwned(lane, head.epoch, records, [{ consumer: 'c', lane, seq: 9 }]),
      );
    }
    deepStrictEqual(await observe(journal, lane, 'c'), before);
    await journal.appendOwned(lane, head.epoch, owned(lane, next, ['b']), []);
  }),

  journalCase('6. an owned append commits its input positions, and each input once', async ({ journal, second }) => {
    const lane = ownLane(journal.service);
    const input = { service: 'elsewhere', topic: 'inputs', partition: 1 };
    const head = await journal.acquire(lane, 'one');
    const at = (seq: number) => [{ consumer: 'c', lane: input, seq }];
    await journal.appendOwned(lane, head.epoch, owned(lane, head, ['a']), at(4));
    await journal.appendOwned(lane, head.epoch, [], at(6));
    const before = await observe(journal, lane, 'c');
    const [first] = await readLane(journal, lane);
    const again = owned(lane, { ...head, seq: 1, hash: first?.hash ?? null }, ['b']);
    await rejectsWith('AssertionFailed', journal.appendOwned(lane, head.epoch, again, at(6)));
    deepStrictEqual(await observe(journal, lane, 'c'), before);
    deepStrictEqual([...(await (await second()).positions('c'))], [[laneKey(input), 6]]);
  }),

  journalCase(
    '6. a lane that is owned takes no plain append, and one never acquired no owned one',
    async ({ journal }) => {
      const lane = { ...ownLane(journal.service), partition: partitionOf('k') };
      await rejectsWith(
        'Fenced',
        journal.appendOwned(lane, 0, owned(lane, { epoch: 0, seq: 0, hash: null }, ['a']), []),
      );
      await journal.acquire(lane, 'one');
      await rejectsWith('AssertionFailed', journal.append({ records: [record('a', { topic: lane.topic })] }));
      strictEqual((await journal.heads(lane.topic)).size, 0);
    },
  ),

  journalCase('6. a life sign is counted for the owner alone, by the store’s clock', async ({ journal, second }) => {
    const [kept, left] = [ownLane(journal.service, 1), ownLane(journal.service, 2)];
    for (const lane of [kept, left]) await journal.acquire(lane, 'one');
    await sleep(60);
    deepStrictEqual(
      await journal.renew([
        { lane: kept, epoch: 1 },
        { lane: left, epoch: 0 },
      ]),
      [left],
    );
    const other = await second();
    const [renewed, silent] = [await other.acquire(kept, 'two'), await other.acquire(left, 'two')];
    ok(silent.silentMs >= 50 && silent.silentMs < 15_000, `silent for ${silent.silentMs} ms`);
    ok(renewed.silentMs < silent.silentMs, `renewed ${renewed.silentMs} ms ago`);
    deepStrictEqual(await journal.renew([{ lane: kept, epoch: 1 }]), [kept]);
  }),

  journalCase(
    '8. owners of many lanes write at once, and one that is stale harms none',
    async ({ journal, second }) => {
      const lanes = Array.from({ length: 12 }, (_, partition) => ownLane(journal.service, partition));
      const heads = await Promise.all(lanes.map((lane) => journal.acquire(lane, 'one')));
      const lost = ownLane(journal.service, 5);
      await (await second()).acquire(lost, 'two');
      const outcomes = await Promise.all(
        lanes.map((lane, i) => {
          const head = heads[i];
          ok(head);
          return journal.appendOwned(lane, head.epoch, owned(lane, head, ['a', 'b']), []).then(
            () => 2,
            (error: Error) => error.name,
          );
        }),
      );
      deepStrictEqual(
        outcomes,
        lanes.map((_, i) => (i === 5 ? 'Fenced' : 2)),
      );
      for (const lane of lanes) strictEqual((await readLane(journal, lane)).length, lane.partition === 5 ? 0 : 2);
    },
  ),
];

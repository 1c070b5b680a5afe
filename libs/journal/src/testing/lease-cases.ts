// Owned lanes as leases: who has them, who may take them, who is there to share them. Hints; the epoch is the fence.
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { journalCase, owned, ownLane, rejectsWith, type JournalCase } from './harness.js';

export const leaseCases: readonly JournalCase[] = [
  journalCase(
    '9. leases tell who owns a lane and for how long nothing was heard of them',
    async ({ journal, second }) => {
      const lane = ownLane(journal.service);
      deepStrictEqual(await journal.leases(lane.topic), []);
      const { epoch } = await journal.acquire(lane, 'one');
      await sleep(30);
      const [lease] = await (await second()).leases(lane.topic);
      ok(lease && lease.silentMs >= 20, 'the silence grows');
      deepStrictEqual({ ...lease, silentMs: 0 }, { lane, epoch, owner: 'one', silentMs: 0 });
      await journal.renew([{ lane, epoch }]);
      const [renewed] = await journal.leases(lane.topic);
      ok(renewed && renewed.silentMs < lease.silentMs + 20, 'renewing ends it');
    },
  ),

  journalCase('9. of two who saw the same epoch one gets the lane', async ({ journal, second }) => {
    const lane = ownLane(journal.service);
    const { epoch } = await journal.acquire(lane, 'dead');
    const other = await second();
    const got = await Promise.all([journal.acquireIf(lane, 'one', epoch), other.acquireIf(lane, 'two', epoch)]);
    strictEqual(got.filter((head) => head !== null).length, 1);
    strictEqual(got.find((head) => head !== null)?.epoch, epoch + 1);
    strictEqual(await journal.acquireIf(lane, 'late', epoch), null);
  }),

  journalCase('9. a lane given up has no owner, and its epoch still fences', async ({ journal, second }) => {
    const lane = ownLane(journal.service);
    const mine = await journal.acquire(lane, 'one');
    const other = await second();
    await journal.release(lane, mine.epoch);
    const [free] = await other.leases(lane.topic);
    deepStrictEqual([free?.owner, free?.epoch], [null, mine.epoch]);
    const next = await other.acquireIf(lane, 'two', mine.epoch);
    ok(next, 'a free lane is taken over');
    await journal.release(lane, mine.epoch);
    strictEqual((await other.leases(lane.topic))[0]?.owner, 'two', 'a stale owner gives nothing up');
    await rejectsWith('Fenced', journal.appendOwned(lane, mine.epoch, owned(lane, mine, ['late']), []));
  }),

  journalCase('9. a group knows who is there, and forgets who fell silent or left', async ({ journal, second }) => {
    const other = await second();
    deepStrictEqual(await journal.join('g', 'a', 10_000), ['a']);
    deepStrictEqual(await other.join('g', 'b', 10_000), ['a', 'b']);
    deepStrictEqual(await other.join('h', 'b', 10_000), ['b']);
    await sleep(60);
    deepStrictEqual(await other.join('g', 'b', 40), ['b']);
    deepStrictEqual(await journal.join('g', 'a', 10_000), ['a', 'b']);
    await journal.leave('g', 'a');
    deepStrictEqual(await other.join('g', 'b', 10_000), ['b']);
  }),
];

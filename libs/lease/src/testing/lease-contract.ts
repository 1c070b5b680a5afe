// What every lease store must do, as cases that any test runner can run: `test(name, () => run(harness))`.
import assert from 'node:assert/strict';
import type { LeaseStore, LeaseTimes, Member } from '../port.js';

/** One store, empty at first, reached by two clients, on a clock that the suite moves. */
export interface LeaseHarness {
  readonly store: LeaseStore;
  /** Another process's client of the same store; the same object where there is but one process. */
  readonly other: LeaseStore;
  readonly times: LeaseTimes;
  advance(ms: number): Promise<void>;
}

export interface LeaseCase {
  readonly name: string;
  run(harness: LeaseHarness): Promise<void>;
}

const ana: Member = { workspace: 'w', kind: 'agent', id: 'ana' };

const connectionsOf = async (store: LeaseStore): Promise<readonly string[]> =>
  (await store.leases(ana)).map(({ connectionId }) => connectionId);

export const LEASE_CONTRACT: readonly LeaseCase[] = [
  {
    name: 'C3a of many opens at once exactly one is the first',
    async run({ store, other }) {
      const opens = Array.from({ length: 50 }, (_, n) => (n % 2 ? store : other).open(ana, `c${n}`));
      const answers = await Promise.all(opens);
      assert.equal(answers.filter((answer) => answer === 'first').length, 1);
      assert.equal((await connectionsOf(store)).length, 50);
    },
  },
  {
    name: 'members are told apart by workspace, kind and id',
    async run({ store }) {
      assert.equal(await store.open(ana, 'c'), 'first');
      assert.equal(await store.open({ ...ana, workspace: 'x' }, 'c'), 'first');
      assert.equal(await store.open({ ...ana, kind: 'visitor' }, 'c'), 'first');
      assert.equal(await store.open({ ...ana, id: 'ben' }, 'c'), 'first');
      assert.equal(await store.open(ana, 'd'), 'further');
    },
  },
  {
    name: 'a lease that is renewed in time never lapses',
    async run({ store, times, advance }) {
      await store.open(ana, 'c');
      for (let n = 0; n < 4; n++) {
        await advance(times.expiryMs - 100);
        assert.equal(await store.renew(ana, 'c'), true);
        assert.deepEqual(await store.reap(10), []);
      }
    },
  },
  {
    name: 'P40 a lease may have a time of its own; opened again without, it has the usual one',
    async run({ store, times, advance }) {
      await store.open(ana, 'phone', '', 3 * times.expiryMs);
      await advance(2 * times.expiryMs);
      assert.deepEqual(await store.reap(10), []);
      assert.deepEqual(await connectionsOf(store), ['phone']);
      await store.open(ana, 'phone');
      await advance(times.expiryMs + 100);
      assert.deepEqual(await connectionsOf(store), []);
      assert.equal((await store.reap(10)).length, 1);
    },
  },
  {
    name: 'silence lapses, and says when it began',
    async run({ store, times, advance }) {
      await store.open(ana, 'c');
      await advance(1000);
      await store.renew(ana, 'c');
      await advance(times.expiryMs + 1);
      const [lapsed, ...more] = await store.reap(10);
      assert.ok(lapsed);
      assert.deepEqual(more, []);
      assert.deepEqual(lapsed.member, ana);
      assert.deepEqual(lapsed.connections, ['c']);
      assert.equal(lapsed.cause, 'expired');
      const [again] = await lapsedAfterReopen(store, times, advance);
      assert.ok(again && again.lastBeatAt > lapsed.lastBeatAt);
    },
  },
  {
    name: 'a member with one live lease is not told of',
    async run({ store, times, advance }) {
      await store.open(ana, 'silent');
      await store.open(ana, 'alive');
      await advance(times.expiryMs - 100);
      await store.renew(ana, 'alive');
      await advance(200);
      assert.deepEqual(await store.reap(10), []);
      assert.deepEqual(await connectionsOf(store), ['alive']);
      assert.equal(await store.renew(ana, 'silent'), false);
    },
  },
  {
    name: 'C3a one reaper acts; when it dies before settling, the next one does',
    async run({ store, other, times, advance }) {
      await store.open(ana, 'c');
      await advance(times.expiryMs + 1);
      const both = await Promise.all([store.reap(10), other.reap(10)]);
      assert.equal(both.flat().length, 1);
      await advance(times.claimMs + 1);
      const [second] = await other.reap(10);
      assert.ok(second);
      assert.equal(await other.settle(second), 'gone');
      await advance(times.claimMs + 1);
      assert.deepEqual(await store.reap(10), []);
    },
  },
  {
    name: 'who returns between reap and settle is told to have returned',
    async run({ store, times, advance }) {
      await store.open(ana, 'c');
      await advance(times.expiryMs + 1);
      const [lapsed] = await store.reap(10);
      assert.ok(lapsed);
      assert.equal(await store.open(ana, 'd'), 'first');
      assert.equal(await store.settle(lapsed), 'returned');
      assert.deepEqual(await connectionsOf(store), ['d']);
    },
  },
  {
    name: 'a beat between reap and settle revives the lease',
    async run({ store, times, advance }) {
      await store.open(ana, 'c');
      await advance(times.expiryMs + 1);
      const [lapsed] = await store.reap(10);
      assert.ok(lapsed);
      assert.equal(await store.renew(ana, 'c'), true);
      assert.equal(await store.settle(lapsed), 'returned');
      assert.deepEqual(await connectionsOf(store), ['c']);
    },
  },
  {
    name: 'a closed lease lapses after its grace, sooner than silence would',
    async run({ store, advance }) {
      await store.open(ana, 'c');
      await store.close(ana, 'c', 500);
      assert.deepEqual(await connectionsOf(store), []);
      assert.equal(await store.renew(ana, 'c'), false);
      assert.deepEqual(await store.reap(10), []);
      await advance(600);
      const [lapsed] = await store.reap(10);
      assert.equal(lapsed?.cause, 'closed');
    },
  },
  {
    name: 'C3c closed again without a grace it lapses at once; with a longer one nothing changes',
    async run({ store, advance }) {
      await store.open(ana, 'c');
      await store.close(ana, 'c', 500);
      await store.close(ana, 'c', 5_000);
      await advance(600);
      assert.equal((await store.reap(10)).length, 1);
      await store.open({ ...ana, id: 'ben' }, 'd');
      await store.close({ ...ana, id: 'ben' }, 'd', 5_000);
      await store.close({ ...ana, id: 'ben' }, 'd', 0);
      assert.equal((await store.reap(10)).length, 1);
    },
  },
  {
    name: 'C3b P35 a page that reloads within the grace changes nothing, fifty times over',
    async run({ store, advance }) {
      await store.open(ana, 'c0');
      for (let n = 0; n < 50; n++) {
        await store.close(ana, `c${n}`, 500);
        await advance(20);
        assert.equal(await store.open(ana, `c${n + 1}`), 'further');
      }
      await advance(600);
      assert.deepEqual(await store.reap(10), []);
      assert.deepEqual(await connectionsOf(store), ['c50']);
    },
  },
  {
    name: 'C3d after a flush nobody is known, and a beat says so',
    async run({ store }) {
      assert.equal(await store.renew(ana, 'c'), false);
      await store.close(ana, 'c', 0);
      assert.deepEqual(await connectionsOf(store), []);
      assert.equal(await store.settle({ member: ana, connections: ['c'], lastBeatAt: 0, cause: 'expired' }), 'gone');
    },
  },
  {
    name: 'C3e a lease says where it comes from, since when, and when it was heard of last',
    async run({ store, other, advance }) {
      await store.open(ana, 'c', '{"device":"desktop"}');
      await advance(50);
      await other.open(ana, 'd');
      await store.renew(ana, 'c');
      const [first, second, ...more] = await other.leases(ana);
      assert.ok(first && second);
      assert.deepEqual(more, []);
      assert.deepEqual([first.connectionId, first.about], ['c', '{"device":"desktop"}']);
      assert.deepEqual([second.connectionId, second.about], ['d', '']);
      assert.ok(first.openedAt + 50 <= second.openedAt);
      assert.ok(first.openedAt + 50 <= first.lastBeatAt);
      assert.ok(first.lastBeatAt < first.expiresAt);
    },
  },
  {
    name: 'C7a a beat with activity is remembered as such, one without is not; opening is activity',
    async run({ store, advance }) {
      await store.open(ana, 'c');
      await advance(50);
      await store.renew(ana, 'c');
      const [silent] = await store.leases(ana);
      assert.ok(silent && silent.lastActiveAt === silent.openedAt);
      await store.renew(ana, 'c', true);
      const [active] = await store.leases(ana);
      assert.ok(active && active.lastActiveAt >= silent.lastActiveAt + 50);
      await advance(50);
      await store.renew(ana, 'c');
      assert.equal((await store.leases(ana))[0]?.lastActiveAt, active.lastActiveAt);
    },
  },
  {
    name: 'C3d P35 every opening has a greater epoch than all before it, also when everything was forgotten meanwhile',
    async run({ store, other, times, advance }) {
      const epochOf = async (id: string) => (await store.leases(ana)).find((each) => each.connectionId === id)?.epoch;
      await store.open(ana, 'c');
      await other.open(ana, 'd');
      const [c, d] = [await epochOf('c'), await epochOf('d')];
      await store.open(ana, 'c');
      const again = await epochOf('c');
      assert.ok(c !== undefined && d !== undefined && again !== undefined && c < d && d < again);
      await advance(times.expiryMs + 1);
      for (const lapsed of await store.reap(10)) assert.equal(await store.settle(lapsed), 'gone');
      await store.open(ana, 'e');
      assert.ok(((await epochOf('e')) ?? 0) > again);
    },
  },
  {
    name: 'C6a of several that lapse, the one that was heard of last comes first',
    async run({ store, times, advance }) {
      for (const id of ['a', 'b', 'c']) await store.open(ana, id);
      await advance(50);
      await store.renew(ana, 'b');
      await advance(times.expiryMs + 1);
      const [lapsed] = await store.reap(10);
      assert.equal(lapsed?.connections[0], 'b');
      assert.deepEqual([...lapsed.connections].sort(), ['a', 'b', 'c']);
    },
  },
  {
    name: 'as long as nothing is forgotten, everybody is told the same incarnation',
    async run({ store, other, times, advance }) {
      const before = await store.incarnation();
      await store.open(ana, 'c');
      await advance(times.expiryMs + 1);
      for (const lapsed of await store.reap(10)) await store.settle(lapsed);
      assert.equal(await other.incarnation(), before);
      assert.equal(await store.incarnation(), before);
    },
  },
  {
    name: 'reap takes no more than it is asked for, and the rest next time',
    async run({ store, times, advance }) {
      for (const id of ['a', 'b', 'c']) await store.open({ ...ana, id }, 'x');
      await advance(times.expiryMs + 1);
      const [first, second] = [await store.reap(2), await store.reap(2)];
      assert.equal(first.length, 2);
      const ids = [...first, ...second].map((lapsed) => lapsed.member.id);
      assert.deepEqual(ids.sort(), ['a', 'b', 'c']);
    },
  },
];

async function lapsedAfterReopen(store: LeaseStore, times: LeaseTimes, advance: LeaseHarness['advance']) {
  await store.open(ana, 'd');
  await advance(times.expiryMs + times.claimMs + 1);
  return store.reap(10);
}

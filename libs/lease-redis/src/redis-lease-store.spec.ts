// The contract on a real Redis, by its real clock, and what a Redis does that no memory does: it forgets.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { LeaseStore, Member } from '@frontdesk/lease';
import { LEASE_CONTRACT } from '@frontdesk/lease/testing';
import type { Redis } from 'ioredis';
import type { NativeRedis } from '../../../deploy/native/redis.mjs';
import { startTestRedis } from '../../../deploy/native/servers.mjs';
import { openRedis, RedisLeaseStore } from './index.js';
import { CLOSE, LEASES, OPEN, REAP, RENEW, SETTLE, TAKE_DUE } from './scripts.js';

let server: NativeRedis;
const clients: Redis[] = [];
const troubles: string[] = [];
let made = 0;

jest.setTimeout(30_000);

beforeAll(async () => void (server = await startTestRedis()));
afterAll(async () => {
  for (const client of clients) client.disconnect();
  await server?.stop();
});

/** Another process, as far as Redis can tell. */
function client(): Redis {
  const redis = openRedis(server.url, ({ message }) => void troubles.push(message));
  clients.push(redis);
  return redis;
}

// Real time: long enough for a machine that is busy, short enough to wait for.
const times = { expiryMs: 1_500, claimMs: 600 };
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function stores(): readonly [LeaseStore, LeaseStore] {
  const prefix = `spec${++made}`;
  const open = () => new RedisLeaseStore({ redis: client(), times, prefix });
  return [open(), open()];
}

const ana: Member = { workspace: 'w', kind: 'agent', id: 'ana' };

describe('leases in Redis', () => {
  test.concurrent.each(LEASE_CONTRACT)('$name', async ({ run }) => {
    const [store, other] = stores();
    await run({ store, other, times, advance: sleep });
  });
});

describe('a Redis that forgets', () => {
  test('C3d P35 after a flush the next beat is told so, and opening again says everything anew', async () => {
    const [store, other] = stores();
    await store.open(ana, 'c');
    const before = await store.incarnation();
    expect(await other.incarnation()).toBe(before);
    await server.flushAll();
    const [mine, theirs] = await Promise.all([store.incarnation(), other.incarnation()]);
    expect(mine).toBe(theirs);
    expect(mine).not.toBe(before);
    expect(await store.renew(ana, 'c')).toBe(false);
    expect(await store.open(ana, 'c')).toBe('first');
    expect(await other.open(ana, 'd')).toBe('further');
    await sleep(times.expiryMs + 10);
    expect((await other.reap(10)).map(({ member }) => member)).toEqual([ana]);
  });

  test('after kill -9 and a restart it goes on, scripts and all, with the same client', async () => {
    const [store] = stores();
    await store.open(ana, 'c');
    await server.kill9();
    const renewed = store.renew(ana, 'c');
    // Told with the first try to come back that fails; a server that is back before has been away for nobody.
    while (troubles.length === 0) await sleep(5);
    await server.restart();
    expect(await renewed).toBe(false);
    expect(await store.open(ana, 'c')).toBe('first');
    expect((await store.leases(ana)).map(({ connectionId }) => connectionId)).toEqual(['c']);
  });
});

describe('the operations', () => {
  test('an opening that is sent again after a lost answer answers the same', async () => {
    const redis = client();
    const keys = ['again:{w}', 'again-due:{w}'];
    const open = (connection: string, attempt: string) =>
      OPEN.run(redis, keys, ['agent/ana', connection, 1_000, attempt, '']);
    expect([await open('c', 'one'), await open('c', 'one')]).toEqual([1, 1]);
    expect([await open('c', 'two'), await open('d', 'three'), await open('d', 'three')]).toEqual([0, 0, 0]);
  });

  test('read the leases of an older release, which say less', async () => {
    const redis = client();
    const in1h = Date.now() + 3_600_000;
    const holding = { claim: 0, leases: { c: [in1h - 1, in1h, 0, 'one', 1] } };
    await redis.hset('older:leases:{w}', 'agent/ana', JSON.stringify(holding));
    const store = new RedisLeaseStore({ redis, prefix: 'older' });
    expect(await store.renew(ana, 'c', true)).toBe(true);
    expect(await store.leases(ana)).toMatchObject([{ connectionId: 'c', openedAt: in1h - 1, epoch: 0, about: '' }]);
  });

  test('never touch a key that they don’t name, so that a cluster can route them', () => {
    for (const script of [CLOSE, LEASES, OPEN, REAP, RENEW, SETTLE, TAKE_DUE]) {
      const { text } = script as unknown as { text: string };
      const calls = [...text.matchAll(/redis\.call\('([A-Z]+)',? ?(\w*(\[\d\])?)/g)];
      expect(calls.length).toBeGreaterThan(0);
      for (const [, command, key] of calls) if (command !== 'TIME') expect(key).toMatch(/^KEYS\[[12]\]$/);
    }
  });

  test('a workspace’s keys lie in one slot, whatever it is called', async () => {
    const redis = client();
    const workspace = 'a}b{c d';
    const store = new RedisLeaseStore({ redis, prefix: 'slots' });
    await store.open({ ...ana, workspace }, 'c');
    const keys = await redis.keys('slots:leases*');
    expect(keys).toHaveLength(2);
    expect(new Set(keys.map((key) => /\{(.+?)\}/.exec(key)?.[1]))).toEqual(new Set([encodeURIComponent(workspace)]));
    expect(await store.leases({ ...ana, workspace })).toMatchObject([{ connectionId: 'c' }]);
  });
});

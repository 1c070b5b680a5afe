// The contract of limits on a real Redis, by its real clock.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { LIMITS_CONTRACT } from '@frontdesk/lease/testing';
import type { Redis } from 'ioredis';
import { startRedis, type NativeRedis } from '../../../deploy/native/redis.mjs';
import { openRedis, RedisLimits } from './index.js';

let server: NativeRedis;
const clients: Redis[] = [];
let made = 0;

jest.setTimeout(30_000);

beforeAll(async () => void (server = await startRedis()));
afterAll(async () => {
  for (const client of clients) client.disconnect();
  await server?.stop();
});

function client(): Redis {
  const redis = openRedis(server.url, () => undefined);
  clients.push(redis);
  return redis;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('limits in Redis', () => {
  test.concurrent.each(LIMITS_CONTRACT)('$name', async ({ run }) => {
    const prefix = `spec${++made}`;
    await run({ limits: new RedisLimits(client(), prefix), other: new RedisLimits(client(), prefix), advance: sleep });
  });

  test('a workspace’s keys lie in one slot, and go when they say nothing more', async () => {
    const redis = client();
    const bucket = { key: 'k', policy: 'key', quota: 10, windowMs: 500 };
    await new RedisLimits(redis, 'slots').take('a}b{c d', [bucket, { ...bucket, key: 'l' }]);
    const keys = await redis.keys('slots:*');
    expect(keys.map((key) => /\{(.+?)\}/.exec(key)?.[1])).toEqual(Array(2).fill(encodeURIComponent('a}b{c d')));
    for (const key of keys) expect(await redis.pttl(key)).toBeLessThanOrEqual(50);
  });
});

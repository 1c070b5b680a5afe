// Signals between processes, on a real Redis: heard by everybody, and named first by one alone.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NativeRedis } from '../../../deploy/native/redis.mjs';
import { startTestRedis } from '../../../deploy/native/servers.mjs';
import { redisSignals, type RedisSignals } from './redis-signals.js';

let server: NativeRedis;
let one: RedisSignals;
let other: RedisSignals;

beforeAll(async () => {
  server = await startTestRedis();
  [one, other] = [redisSignals(server.url, () => undefined), redisSignals(server.url, () => undefined)];
}, 30_000);

afterAll(async () => {
  one.close();
  other.close();
  await server.stop();
});

/** Subscribing takes a moment, so it is said until it is heard. */
async function heard(by: RedisSignals, from: RedisSignals): Promise<string> {
  const text = await new Promise<string>((resolve) => {
    const deaf = by.listen('typing', (said) => {
      clearInterval(timer);
      deaf();
      resolve(said);
    });
    const timer = setInterval(() => from.send('typing', 'somebody writes'), 20);
  });
  return text;
}

test('what one process sends, the others hear, and it itself', async () => {
  expect(await heard(other, one)).toBe('somebody writes');
  expect(await heard(one, one)).toBe('somebody writes');
});

test('of many who name a key at once, one is the first, until its time is over', async () => {
  const key = `ticket-${process.pid}`;
  const named = await Promise.all([one, other, one, other].map((signals) => signals.first(key, 200)));
  expect(named.filter((isFirst) => isFirst)).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await other.first(key, 200)).toBe(true);
});

// What a patch of a library's inside needs: proof that it is still needed, and that it works.
import { expect, jest, test } from '@jest/globals';
import { createRequire } from 'node:module';

const path = 'kafkajs/src/network/requestQueue';

/** Timers that an idle connection's queue begins in 100 ms. */
async function timersOf(Queue: new (options: object) => { checkPendingRequests(): void; destroy(): void }) {
  const queue = new Queue({ requestTimeout: 1_000, clientId: 'spec', broker: 'none', logger: {} });
  const begun = jest.spyOn(globalThis, 'setTimeout');
  queue.checkPendingRequests();
  const before = Date.now();
  while (Date.now() < before + 100) await new Promise((resolve) => setImmediate(resolve));
  const timers = begun.mock.calls.length;
  begun.mockRestore();
  queue.destroy();
  return timers;
}

test('an idle connection of kafkajs begins timer after timer; ours begins none', async () => {
  const Queue = createRequire(import.meta.url)(path);
  expect(await timersOf(Queue)).toBeGreaterThan(10);
  const { openKafka } = await import('./index.js');
  openKafka({ brokers: ['127.0.0.1:1'], clientId: 'spec' });
  expect(await timersOf(Queue)).toBe(0);
});

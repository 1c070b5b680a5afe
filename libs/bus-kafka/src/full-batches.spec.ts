// What a patch of a library's inside needs: proof that it is still needed, and that it works.
import { expect, test } from '@jest/globals';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Runner = require('kafkajs/src/consumer/runner') as { prototype: object };
const Batch = require('kafkajs/src/consumer/batch') as new (topic: string, offset: string, data: object) => object;

/** A runner whose broker answers so many messages for each partition. */
function runnerOf(counts: readonly number[], stopsMeanwhile = false) {
  const seen = { heartbeats: 0 };
  const message = (offset: number) => ({ offset: String(offset), isControlRecord: false });
  const batches = counts.map((count, partition) => {
    const messages = Array.from({ length: count }, (_, i) => message(i));
    return new Batch('t', '0', { partition, highWatermark: String(count), abortedTransactions: [], messages });
  });
  const runner = Object.assign(Object.create(Runner.prototype), {
    running: true,
    consumerGroup: {
      fetch: async () => {
        if (stopsMeanwhile) runner.running = false;
        return batches;
      },
      heartbeat: async () => void seen.heartbeats++,
    },
    instrumentationEmitter: { emit: () => undefined },
    logger: { debug: () => undefined },
  }) as { running: boolean; fetch(node: number): Promise<readonly { partition: number }[]> };
  const fetched = async () => (await runner.fetch(0)).map(({ partition }) => partition);
  return { fetched, seen };
}

test('a fetch of kafkajs answers empty batches first, each good for a heartbeat; ours answers what holds something', async () => {
  expect(await runnerOf([0, 0, 2]).fetched()).toEqual([0, 1, 2]);
  const { openKafka } = await import('./index.js');
  openKafka({ brokers: ['127.0.0.1:1'], clientId: 'spec' });

  const some = runnerOf([0, 0, 2]);
  expect([await some.fetched(), some.seen.heartbeats]).toEqual([[2], 0]);

  const none = runnerOf([0, 0, 0]);
  expect([await none.fetched(), none.seen.heartbeats]).toEqual([[], 1]);

  const stopping = runnerOf([0, 0], true);
  expect([await stopping.fetched(), stopping.seen.heartbeats]).toEqual([[], 0]);

  const unasked = runnerOf([]);
  expect([await unasked.fetched(), unasked.seen.heartbeats]).toEqual([[], 1]);
});

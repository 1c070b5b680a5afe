// One lane whose handler is busy: what waits behind it is neither lost nor handed over by who stops.
import { expect, it } from '@jest/globals';
import type { StoredRecord } from '@frontdesk/journal';
import { LaneQueue } from './lane-queue.js';

const lane = { service: 'conversation', topic: 'conversation.events', partition: 19 };

/** A lane whose handler ends by hand. */
function given() {
  const handed: number[][] = [];
  const ends: (() => void)[] = [];
  const queue = new LaneQueue(lane, 0, {
    ...{ batch: 500, onTrouble: () => undefined, onProgress: () => undefined },
    timers: { random: () => 0, wait: async () => undefined },
    onBatch: (_, records) => {
      handed.push(records.map(({ seq }) => seq));
      return new Promise((end) => ends.push(end));
    },
  });
  const comes = (...seqs: readonly number[]): void => {
    for (const seq of seqs) queue.take({ lane, seq } as StoredRecord, 100 + seq);
    queue.work();
  };
  const ended = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise((done) => setImmediate(done));
  };
  return { queue, handed, comes, ended };
}

it('hands over together what came while its handler was busy', async () => {
  const { queue, handed, comes, ended } = given();
  comes(1);
  comes(2);
  comes(3);
  expect([handed, queue.pending]).toEqual([[[1]], 101]);
  await ended();
  expect([handed, queue.pending]).toEqual([[[1], [2, 3]], 102]);
  await ended();
  expect(queue.pending).toBeNull();
});

it('hands nothing more over once it stops, and says that it is still pending', async () => {
  const { queue, handed, comes, ended } = given();
  comes(1);
  comes(2);
  const stopped = queue.stop();
  await ended();
  await stopped;
  expect([handed, queue.pending]).toEqual([[[1]], 102]);
});

it('forgets what waits when the lane becomes another’s, and takes it in when it comes back', async () => {
  const { queue, handed, comes, ended } = given();
  comes(1);
  comes(2);
  queue.forget();
  await ended();
  expect([handed, queue.pending]).toEqual([[[1]], null]);
  comes(2);
  await ended();
  expect(handed).toEqual([[1], [2]]);
});

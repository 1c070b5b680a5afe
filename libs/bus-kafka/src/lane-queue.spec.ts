// One lane that lets others go first: what waits meanwhile is neither lost nor handed over by who stops.
import { describe, expect, it } from '@jest/globals';
import type { StoredRecord } from '@frontdesk/journal';
import { LaneQueue } from './lane-queue.js';

const lane = { service: 'conversation', topic: 'conversation.events', partition: 19 };
const YIELDS_MS = 20;

/** A lane whose waits end by hand. */
function given() {
  const handed: number[][] = [];
  const waits: { readonly ms: number; readonly end: () => void }[] = [];
  const queue = new LaneQueue(lane, 0, {
    ...{ batch: 500, yieldsMs: YIELDS_MS, onTrouble: () => undefined, onProgress: () => undefined },
    onBatch: async (_, records) => void handed.push(records.map(({ seq }) => seq)),
    timers: {
      random: () => 0,
      wait: (ms, signal) =>
        new Promise((end) => {
          waits.push({ ms, end });
          signal.addEventListener('abort', () => end(), { once: true });
        }),
    },
  });
  const comes = (from: number, to = from): void => {
    for (let seq = from; seq <= to; seq++) queue.take({ lane, seq } as StoredRecord, 100 + seq);
    queue.work();
  };
  const settled = () => new Promise((done) => setImmediate(done));
  return { queue, handed, waits, comes, settled };
}

describe('a lane that lets others go first', () => {
  it('hands over after its wait, and what came meanwhile along with it', async () => {
    const { queue, handed, waits, comes, settled } = given();
    comes(1);
    comes(2);
    await settled();
    expect([handed, waits.map(({ ms }) => ms), queue.pending]).toEqual([[], [YIELDS_MS], 101]);
    waits[0]?.end();
    await settled();
    expect([handed, queue.pending]).toEqual([[[1, 2]], null]);
  });

  it('holds no backlog up', async () => {
    const { handed, waits, comes, settled } = given();
    comes(1, 17);
    await settled();
    expect([handed.map((batch) => batch.length), waits]).toEqual([[17], []]);
  });

  it('hands nothing over once it stops, and says that it is still pending', async () => {
    const { queue, handed, comes } = given();
    comes(1);
    await queue.stop();
    expect([handed, queue.pending]).toEqual([[], 101]);
  });

  it('forgets what waits when the lane becomes another’s, and takes it in when it comes back', async () => {
    const { queue, handed, waits, comes, settled } = given();
    comes(1);
    queue.forget();
    await settled();
    expect(handed).toEqual([]);
    comes(1);
    await settled();
    waits.at(-1)?.end();
    await settled();
    expect(handed).toEqual([[1]]);
  });
});

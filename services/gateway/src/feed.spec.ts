// A feed is gap-free and doubled-free whatever the order, number and timing of its wake-ups.
import type { ConversationEvent } from '@frontdesk/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Feed } from './feed.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

const event = (sequence: number): ConversationEvent => ({
  sequence,
  type: 'conversation.requested',
  at: '2026-01-01T00:00:00.000Z',
  data: { groupId: 'support' },
});

function conversation(length: number) {
  const log = Array.from({ length }, (_, i) => event(i + 1));
  const seen: number[] = [];
  let refusals = 0;
  let reads = 0;
  const open = (after: number, pause: () => Promise<void> = () => Promise.resolve()) =>
    new Feed(
      after,
      async (from, limit) => {
        reads++;
        const read = log.filter(({ sequence }) => sequence > from).slice(0, limit);
        await pause();
        return read;
      },
      (events) => seen.push(...events.map(({ sequence }) => sequence)),
      () => refusals++,
    );
  return { log, seen, open, refusals: () => refusals, reads: () => reads };
}

describe('a feed', () => {
  test('brings everything after a sequence, over many pages, then what comes', async () => {
    const { log, seen, open } = conversation(450);
    const feed = open(20);
    await feed.catchUp();
    log.push(event(451));
    feed.advance(451);
    await feed.catchUp();
    expect(seen).toEqual(Array.from({ length: 431 }, (_, i) => 21 + i));
  });

  test('P57: repeated and late wake-ups double nothing', async () => {
    const { seen, open } = conversation(3);
    const feed = open(0);
    feed.advance(1);
    feed.advance(3);
    feed.advance(2);
    await feed.catchUp();
    feed.advance(3);
    await feed.catchUp();
    expect(seen).toEqual([1, 2, 3]);
  });

  test('the very next event is sent as it comes, unread; a hole, and what comes while reading, is read', async () => {
    const { log, seen, open, reads } = conversation(2);
    const feed = open(0);
    feed.advance(2, event(2));
    await feed.catchUp();
    const before = reads();
    for (const sequence of [3, 4]) {
      log.push(event(sequence));
      feed.advance(sequence, event(sequence));
    }
    expect([seen, reads() - before]).toEqual([[1, 2, 3, 4], 0]);
    log.push(event(5), event(6));
    feed.advance(6, event(6));
    log.push(event(7));
    feed.advance(7, event(7));
    await feed.catchUp();
    feed.advance(6, event(6));
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('a log that can not be read is read again later, for as long as somebody follows', async () => {
    let failures = 2;
    const seen: number[] = [];
    const waiting: (() => void)[] = [];
    const feed = new Feed(
      0,
      () => (failures-- > 0 ? Promise.reject(new Error('away')) : Promise.resolve([event(1)])),
      (events) => seen.push(...events.map(({ sequence }) => sequence)),
      () => undefined,
      (again) => waiting.push(again),
    );
    feed.advance(1, event(1));
    for (let tries = 0; tries < 2; tries++) {
      while (waiting.length === 0) await Promise.resolve();
      waiting.shift()?.();
    }
    await feed.catchUp();
    expect(seen).toEqual([1]);
  });

  test('what is not the reader’s ends in one refusal', async () => {
    let refusals = 0;
    const feed = new Feed(
      0,
      () => Promise.resolve(null),
      () => expect(false).toBe(true),
      () => refusals++,
    );
    await feed.catchUp();
    expect(refusals).toBe(1);
  });

  test('a closed feed sends nothing more', async () => {
    const { seen, open } = conversation(3);
    const feed = open(0);
    const reading = feed.catchUp();
    feed.close();
    await reading;
    feed.advance(3);
    expect(seen).toEqual([]);
  });

  test('any interleaving of writing and waking gives the log, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 12 }),
        async (scheduler, bursts) => {
          const { log, seen, open } = conversation(0);
          const feed = open(0, () => scheduler.schedule(Promise.resolve()));
          const writing = scheduler.scheduleSequence(
            bursts.map((count) => async () => {
              for (let i = 0; i < count; i++) log.push(event(log.length + 1));
              feed.advance(log.length, log.length % 3 === 0 ? undefined : log.at(-1));
              await Promise.resolve();
            }),
          );
          await scheduler.waitFor(writing.task);
          await scheduler.waitFor(feed.catchUp());
          expect(seen).toEqual(log.map(({ sequence }) => sequence));
        },
      ),
      { seed, numRuns: 200 },
    );
  });
});

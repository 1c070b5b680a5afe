// A place on one socket: what is told when, and why it got worse.
import { HandClock } from '@frontdesk/engine/testing';
import { expect, test } from '@jest/globals';
import type { EnginePlace, QueuePlace } from '@frontdesk/contracts';
import { PlaceWatch } from './place-watch.js';

const PAUSE_MS = 2_000;

function watched(reassurance: QueuePlace['reassurance'] = null) {
  const clock = new HandClock(0);
  const sent: { at: number; place: QueuePlace }[] = [];
  const world: { position: number | null; gone: boolean } = { position: 3, gone: false };
  const queue = {
    place: () => {
      const { position } = world;
      const place = { waitedMs: 0, groupId: 'support', agentId: null, forecast: null, warning: null };
      return Promise.resolve(position === null ? null : { ...place, position, ahead: position - 1 });
    },
  };
  const conversation = {
    queuePlace: (_: string, __: string, { position, ahead }: EnginePlace, moment: string) =>
      Promise.resolve({ position, ahead, waitedMs: 0, message: `${moment} ${position}`, reassurance }),
  };
  const watch = new PlaceWatch({
    ...{ workspace: 'demo', conversationId: 'c1' },
    ports: { clock, peers: { queue, conversation }, tuning: { positionEveryMs: PAUSE_MS } } as never,
    send: (place) => sent.push({ at: clock.now(), place }),
    gone: () => (world.gone = true),
  });
  const settled = async () => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settled();
  };
  return { watch, sent, world, settled, pass };
}

test('E3b the first change after a moment, then one per pause, and the last one always', async () => {
  const { watch, sent, world, settled, pass } = watched();
  await settled();
  for (const position of [2, 5, 4]) {
    world.position = position;
    watch.moved([]);
    await settled();
    await pass(25);
  }
  world.position = 1;
  watch.moved([]);
  for (let passed = 0; passed < 100; passed++) await pass(25);
  expect(sent.map(({ at, place }) => [at, place.message])).toEqual([
    [0, 'entry 3'],
    [25, 'change 2'],
    [25 + PAUSE_MS, 'change 1'],
  ]);
});

test('E1c a position that worsens names its cause; one that gets better has none', async () => {
  const { watch, sent, world, settled, pass } = watched();
  await settled();
  world.position = 4;
  watch.moved([{ groupId: 'support', fromPosition: 2, cause: 'priority' }]);
  await pass(PAUSE_MS);
  world.position = 5;
  watch.moved([
    { groupId: 'sales', fromPosition: 1, cause: 'priority' },
    { groupId: 'support', fromPosition: 4, cause: 'returned' },
  ]);
  await pass(PAUSE_MS);
  world.position = 2;
  watch.moved([{ groupId: 'support', fromPosition: 9, cause: 'priority' }]);
  await pass(PAUSE_MS);
  expect(sent.map(({ place }) => [place.position, place.worsened ?? null])).toEqual([
    [3, null],
    [4, 'priority'],
    [5, 'returned'],
    [2, null],
  ]);
});

test('E1c why a place got worse may come behind the worse place: it is waited for, once', async () => {
  const { watch, sent, world, settled, pass } = watched();
  await settled();
  world.position = 4;
  watch.moved([]);
  await pass(25);
  watch.moved([{ groupId: 'support', fromPosition: 2, cause: 'priority' }]);
  await pass(PAUSE_MS);
  world.position = 6;
  watch.moved([]);
  await pass(PAUSE_MS);
  await pass(PAUSE_MS);
  expect(sent.map(({ place }) => [place.position, place.worsened ?? null])).toEqual([
    [3, null],
    [4, 'priority'],
    [6, null],
  ]);
});

test('E3c reassurance is said from time to time while nothing changes, and stops with the wait', async () => {
  const { watch, sent, world, settled, pass } = watched({ everyMs: 60_000, text: 'Still here.' });
  await settled();
  await pass(60_000);
  await pass(60_000);
  expect(sent.map(({ place }) => place.message)).toEqual(['entry 3', 'Still here.', 'Still here.']);
  world.position = null;
  watch.moved([]);
  await pass(PAUSE_MS);
  expect(world.gone).toBe(true);
  watch.cancel();
  await pass(600_000);
  expect(sent).toHaveLength(3);
});

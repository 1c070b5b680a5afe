// At once, then one per pause, and the last one always.
import { HandClock } from '@frontdesk/engine/testing';
import { expect, test } from '@jest/globals';
import { Coalesced } from './coalesce.js';

function acted(pauseMs: number, gatherMs = 0) {
  const clock = new HandClock(0);
  const at: number[] = [];
  return { clock, at, coalesced: new Coalesced(clock, pauseMs, () => at.push(clock.now()), gatherMs) };
}

test('E3: the first change at once, then at most one per pause, the last value always', () => {
  const { clock, at, coalesced } = acted(2_000);
  coalesced.call();
  for (let i = 0; i < 30; i++) {
    clock.advance(100);
    coalesced.call();
  }
  clock.advance(10_000);
  expect(at).toEqual([0, 2_000, 4_000]);
});

test('after a quiet time the next one is at once again', () => {
  const { clock, at, coalesced } = acted(2_000);
  coalesced.call();
  clock.advance(5_000);
  coalesced.call();
  expect(at).toEqual([0, 5_000]);
});

test('what comes in bursts is one, a moment later', () => {
  const { clock, at, coalesced } = acted(250, 30);
  for (let i = 0; i < 3; i++) {
    coalesced.call();
    clock.advance(10);
  }
  clock.advance(1_000);
  coalesced.call();
  clock.advance(1_000);
  expect(at).toEqual([30, 1_060]);
});

test('cancelled means never', () => {
  const { clock, at, coalesced } = acted(2_000);
  coalesced.call();
  coalesced.call();
  coalesced.cancel();
  clock.advance(5_000);
  expect(at).toEqual([0]);
});

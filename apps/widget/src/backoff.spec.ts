// The bounds of the waiting times.
import { expect, it } from '@jest/globals';
import { backoff, restartDelay } from './backoff.js';

it('waits between half a second and ten, longer with every attempt', () => {
  expect(backoff(1, () => 0)).toBe(500);
  expect(backoff(1, () => 1)).toBe(1_000);
  expect(backoff(4, () => 1)).toBe(8_000);
  expect(backoff(40, () => 1)).toBe(10_000);
  expect(backoff(40, () => 0.5)).toBe(5_250);
});

it('spreads the return after a restart over two seconds', () => {
  expect(restartDelay(() => 0)).toBe(200);
  expect(restartDelay(() => 1)).toBe(2_000);
});

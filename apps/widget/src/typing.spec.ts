// How often a preview goes out, and how long a sign stays.
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { TypingPreview, TypingSign } from './typing.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('tells the first change at once, then at most one per interval, the last one always', () => {
  const told: string[] = [];
  const preview = new TypingPreview((text) => told.push(text));
  for (const text of ['h', 'he', 'hel', 'hell']) preview.update(text);
  expect(told).toEqual(['h']);
  jest.advanceTimersByTime(1_200);
  expect(told).toEqual(['h', 'hell']);
  preview.clear();
  jest.advanceTimersByTime(5_000);
  expect(told).toEqual(['h', 'hell', '']);
});

it('lets the agent’s sign fade when it is not renewed', () => {
  const shown: boolean[] = [];
  const sign = new TypingSign((typing) => shown.push(typing));
  sign.seen(true);
  jest.advanceTimersByTime(4_000);
  sign.seen(true);
  jest.advanceTimersByTime(4_999);
  expect(shown).toEqual([true, true]);
  jest.advanceTimersByTime(1);
  expect(shown).toEqual([true, true, false]);
});

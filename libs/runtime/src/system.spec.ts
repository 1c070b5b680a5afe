// The clock of a process: the machine's, or one that runs faster since an instant that all processes are told.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { clockAt, clockOf, systemClock } from './system.js';

const START = 1_700_000_000_000;

beforeEach(() => void jest.useFakeTimers({ now: START }));
afterEach(() => void jest.useRealTimers());

describe('a clock', () => {
  test('that is not told to be fast is the machine’s', () => {
    expect(clockOf(null)).toBe(systemClock);
    jest.advanceTimersByTime(1_234);
    expect(systemClock.now()).toBe(START + 1_234);
  });

  test('that is told the same shows the same in every process, whenever that starts', () => {
    const pace = { from: START, speed: 10 };
    const early = clockAt(pace);
    jest.advanceTimersByTime(60_000);
    const late = clockAt(pace);
    expect([early.now(), late.now()]).toEqual([START + 600_000, START + 600_000]);
  });

  test('calls at its own time, or not at all', () => {
    const clock = clockAt({ from: START, speed: 10 });
    const called: string[] = [];
    clock.at(START + 20_000, () => called.push('due'));
    const cancel = clock.at(START + 20_000, () => called.push('cancelled'));
    cancel();
    jest.advanceTimersByTime(1_999);
    expect(called).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(called).toEqual(['due']);
  });

  test('waits longer than a timer of the machine can', () => {
    const called: number[] = [];
    const month = 30 * 86_400_000;
    systemClock.at(START + month, () => called.push(Date.now()));
    jest.advanceTimersByTime(month);
    expect(called).toEqual([START + month]);
  });

  test('never calls before its time, although the machine’s timer rings early', () => {
    const called: number[] = [];
    const clock = clockAt({ from: START, speed: 10 });
    clock.at(START + 1_000, () => called.push(clock.now()));
    // As when the machine's clock is corrected, or its timers count from a little earlier.
    jest.setSystemTime(START - 1);
    jest.advanceTimersByTime(100);
    expect(called).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(called).toEqual([START + 1_000]);
  });
});

// Failing and trying again: with full jitter, so that what failed together doesn't come back together.
import { setTimeout as sleep } from 'node:timers/promises';
import type { FollowerTimers } from '@frontdesk/journal';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 10_000;

export const realTimers: FollowerTimers = {
  random: Math.random,
  wait: (ms, signal) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined),
};

/** For what has no crowd behind it, and should be back soon after an outage. */
export const shortPauses: FollowerTimers = {
  ...realTimers,
  wait: (ms, signal) => realTimers.wait(Math.min(ms, 1_000), signal),
};

export const pauseMs = (attempt: number, timers: FollowerTimers): number =>
  timers.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));

export interface Trying {
  readonly timers: FollowerTimers;
  /** Ends the trying; work that has begun is still awaited. */
  readonly signal: AbortSignal;
  readonly onTrouble?: (error: unknown, attempt: number) => void;
}

/** Answers false when it was given up. */
export async function untilDone(work: () => Promise<void> | void, trying: Trying): Promise<boolean> {
  const { timers, signal, onTrouble } = trying;
  for (let attempt = 1; !signal.aborted; attempt++) {
    try {
      await work();
      return true;
    } catch (error) {
      onTrouble?.(error, attempt);
      await timers.wait(pauseMs(attempt, timers), signal);
    }
  }
  return false;
}

/** Resolves with the work or after `ms`, whichever is first; for good manners that nobody may have to wait for. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const late = new AbortController();
  await Promise.race([work.catch(() => undefined), realTimers.wait(ms, late.signal)]);
  late.abort();
}

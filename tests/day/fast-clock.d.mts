// What fast-clock.mjs offers to stories.
import type { Clock } from '@frontdesk/engine';

export interface Pace {
  /** The machine's time since which the clock is fast, in ms. */
  readonly startsAt: number;
  readonly speed: number;
}

export interface FastClock extends Clock {
  sleepUntil(at: number): Promise<void>;
  sleep(ms: number): Promise<void>;
}

export function fastClock(pace: Pace): FastClock;
export function environmentOf(pace: Pace): Record<string, string>;

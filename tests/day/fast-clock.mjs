// The product's fast clock for those who visit it, so that they speak of the same time: hours of a reception in minutes.
import { clockAt } from '@frontdesk/runtime';

/**
 * @param {{ startsAt: number, speed: number }} options startsAt: the machine's time at which the day begins, ms
 * @returns {import('@frontdesk/engine').Clock & { sleepUntil(at: number): Promise<void>, sleep(ms: number): Promise<void> }}
 */
export function fastClock({ startsAt, speed }) {
  const { now, at } = clockAt({ from: startsAt, speed });
  const sleepUntil = (instant) =>
    new Promise((done) => setTimeout(done, Math.max(0, Math.ceil((instant - now()) / speed))));
  return { now, at, sleepUntil, sleep: (ms) => sleepUntil(now() + ms) };
}

/** What the product must be told, each of its processes alike, to go by the same clock. */
export const environmentOf = ({ startsAt, speed }) => ({
  FRONTDESK_CLOCK_FROM: String(startsAt),
  FRONTDESK_CLOCK_SPEED: String(speed),
});

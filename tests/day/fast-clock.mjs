// A clock that starts now and runs so many times as fast: hours of a reception in minutes. Both the product and those
// who visit it read it, so that they speak of the same time.

const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * @param {{ startsAt: number, speed: number }} options startsAt: the machine's time at which the day begins, ms
 * @returns {import('@frontdesk/engine').Clock & { sleepUntil(at: number): Promise<void>, sleep(ms: number): Promise<void> }}
 */
export function fastClock({ startsAt, speed }) {
  const now = () => Math.floor(startsAt + (Date.now() - startsAt) * speed);
  const at = (instant, call) => {
    let timer;
    const arm = () => {
      const wait = Math.ceil((instant - now()) / speed);
      timer = setTimeout(wait > LONGEST_TIMEOUT_MS ? arm : call, Math.min(Math.max(wait, 0), LONGEST_TIMEOUT_MS));
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  };
  const sleepUntil = (instant) =>
    new Promise((done) => setTimeout(done, Math.max(0, Math.ceil((instant - now()) / speed))));
  return { now, at, sleepUntil, sleep: (ms) => sleepUntil(now() + ms) };
}

// Full jitter: after a restart of the server its clients come back spread out, not all at once.
export const FIRST_CEILING_MS = 500;
export const LAST_CEILING_MS = 10_000;

/** A delay between 0 and a ceiling that doubles with every failed attempt (0, 1, 2 …). `random` is in [0, 1). */
export function backoffMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(LAST_CEILING_MS, FIRST_CEILING_MS * 2 ** Math.min(attempt, 16)));
}

// How long to wait before the next try: full jitter, so that a restart does not bring every browser back at once.

/** Between 0.5 s and a bound that doubles with every attempt, at most 10 s. */
export function backoff(attempt: number, random = Math.random): number {
  return 500 + random() * (Math.min(10_000, 500 * 2 ** attempt) - 500);
}

/** After an announced restart the server is back in a moment: spread, but do not wait. */
export function restartDelay(random = Math.random): number {
  return 200 + random() * 1_800;
}

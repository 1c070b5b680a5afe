// Time as the cores know it: a number that entered once with an input, never a clock.

/** Milliseconds since 1970-01-01T00:00Z; always an integer. */
export type Instant = number;

/** A length of time in milliseconds; always an integer ≥ 0. */
export type DurationMs = number;

export const seconds = (n: number): DurationMs => Math.round(n * 1000);
export const minutes = (n: number): DurationMs => Math.round(n * 60_000);

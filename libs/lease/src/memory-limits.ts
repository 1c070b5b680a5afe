// Limits in memory: for one process, and for many when what they share is away.
import type { Instant } from '@frontdesk/kernel';
import { standingOf, type Bucket, type Limits, type Taken } from './limits.js';

/** Above this, buckets that are full again are thrown out: they say nothing. */
const SWEEP_ABOVE = 50_000;

export class MemoryLimits implements Limits {
  /** When each bucket would be full again. */
  readonly #fullAt = new Map<string, number>();
  #sweepAbove = SWEEP_ABOVE;

  constructor(private readonly now: () => Instant) {}

  async take(workspace: string, buckets: readonly Bucket[], look?: 'look'): Promise<Taken> {
    const now = this.now();
    const asked = buckets.map((bucket) => {
      const key = `${workspace}\u0000${bucket.key}`;
      const fullAt = Math.max(this.#fullAt.get(key) ?? 0, now);
      const then = fullAt + bucket.windowMs / bucket.quota;
      return { bucket, key, fullAt, then, late: then - now - bucket.windowMs };
    });
    const retryMs = Math.ceil(Math.max(0, ...asked.map(({ late }) => late)));
    const allowed = retryMs === 0;
    const taking = allowed && look === undefined;
    if (taking) for (const { key, then } of asked) this.#fullAt.set(key, then);
    if (this.#fullAt.size > this.#sweepAbove) this.#sweep(now);
    const standings = asked.map(({ bucket, fullAt, then }) => standingOf(bucket, taking ? then : fullAt, now));
    return { allowed, standings, retryMs };
  }

  #sweep(now: Instant): void {
    for (const [key, fullAt] of this.#fullAt) if (fullAt <= now) this.#fullAt.delete(key);
    // Many that are in use at once: look again when there are twice as many, not at every call.
    this.#sweepAbove = Math.max(SWEEP_ABOVE, this.#fullAt.size * 2);
  }
}

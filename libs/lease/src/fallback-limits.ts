// A limit must never be the reason why nothing goes: what doesn't answer in time is stood in for.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import type { Bucket, Limits, Taken } from './limits.js';

export interface FallbackTimes {
  readonly now: () => Instant;
  /** Who takes longer to answer is away. */
  readonly withinMs: DurationMs;
  /** What was away is not asked again for so long: nobody waits for it meanwhile. */
  readonly pauseMs: DurationMs;
}

/** While `shared` is away, each process counts for itself. */
export class FallbackLimits implements Limits {
  #awayUntil = 0;

  constructor(
    private readonly shared: Limits,
    private readonly own: Limits,
    private readonly times: FallbackTimes,
  ) {}

  async take(workspace: string, buckets: readonly Bucket[], look?: 'look'): Promise<Taken> {
    const { now, withinMs, pauseMs } = this.times;
    if (now() >= this.#awayUntil) {
      const taken = await inTime(this.shared.take(workspace, buckets, look), withinMs);
      if (taken !== null) return taken;
      this.#awayUntil = now() + pauseMs;
    }
    return this.own.take(workspace, buckets, look);
  }
}

/** null: failed, or late. */
async function inTime<T>(asked: Promise<T>, ms: DurationMs): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  const answered = await Promise.race([asked.catch(() => null), late]);
  clearTimeout(timer);
  return answered;
}

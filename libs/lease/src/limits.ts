// Rate limits: how often something may happen. Two adapters (memory, Redis), one contract suite (./testing).
//
// Semantics every adapter keeps, and the suite proves:
//   1. A bucket lets `quota` happen at once, and fills again evenly over its window (GCRA): never more than twice the
//      quota in any window, without a jump where one window ends.
//   2. Taking is atomic over all buckets of one call: when one refuses, none is taken from.
//   3. Of any number of concurrent takes no more than the quota are allowed, whichever process they come from.
//   4. The store's own clock alone decides. What is forgotten (a flush) is a full bucket.
import type { DurationMs } from '@frontdesk/kernel';

export interface Bucket {
  /** Unique within the workspace, e.g. `visitor/123`. */
  readonly key: string;
  /** The name of the policy, as clients see it. */
  readonly policy: string;
  readonly quota: number;
  readonly windowMs: DurationMs;
}

export interface Standing {
  readonly policy: string;
  readonly quota: number;
  readonly windowMs: DurationMs;
  readonly remaining: number;
  /** Until it is full again. */
  readonly resetMs: DurationMs;
}

export interface Taken {
  readonly allowed: boolean;
  /** Of each bucket, in the order in which they were asked for. */
  readonly standings: readonly Standing[];
  /** When the same may be tried again; 0 when it was allowed. */
  readonly retryMs: DurationMs;
}

export interface Limits {
  /** `look`: answers whether it would be allowed, and takes nothing. */
  take(workspace: string, buckets: readonly Bucket[], look?: 'look'): Promise<Taken>;
}

/** One bucket's answer from what a store keeps of it; `fullAt`: when it would be full, were nothing more taken. */
export function standingOf({ policy, quota, windowMs }: Bucket, fullAt: number, now: number): Standing {
  const missing = Math.max(0, fullAt - now);
  const remaining = Math.max(0, Math.floor(((windowMs - missing) * quota) / windowMs + ROUNDING));
  return { policy, quota, windowMs, remaining, resetMs: Math.ceil(missing) };
}

/** Of a thousandth: times are kept in fractions of milliseconds. */
const ROUNDING = 1e-3;

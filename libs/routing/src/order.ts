// Who is served first. Total, in integers and code units only.
import type { Instant } from '@frontdesk/kernel';

/** UTF-16 code-unit order: the same on every machine, whatever its locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface Turn {
  /** Fixed places come before open ones, in the order in which they were fixed (E1). */
  readonly tier: number;
  readonly priority: number;
  readonly arrivedAt: Instant;
  /** The domain's arrival number: no two who wait share one. */
  readonly seq: number;
}

/** The tier of everybody whose place is not fixed. */
export const OPEN_TIER = 2 ** 30 - 1;

/** The order within a queue (E1): fixed places, then higher priority, then earlier arrival. */
export function byTurn(a: Turn, b: Turn): number {
  if (a.tier !== b.tier) return a.tier - b.tier;
  return byPriority(a, b);
}

/** The order among those whose places are not fixed; also where several queues meet, for it never changes. */
export function byPriority(a: Turn, b: Turn): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  if (a.arrivedAt !== b.arrivedAt) return a.arrivedAt - b.arrivedAt;
  return a.seq - b.seq;
}

/** Who came first, whatever their priority. */
export function byArrival(a: Turn, b: Turn): number {
  return a.arrivedAt - b.arrivedAt || a.seq - b.seq;
}

/** Among the heads of several queues: whoever was overtaken often enough is first, then as within a queue. */
export function byUrgency(a: Turn, b: Turn): number {
  const fixedA = a.tier !== OPEN_TIER;
  const fixedB = b.tier !== OPEN_TIER;
  if (fixedA !== fixedB) return fixedA ? -1 : 1;
  return fixedA ? a.arrivedAt - b.arrivedAt || a.seq - b.seq : byPriority(a, b);
}

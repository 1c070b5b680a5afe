// The two orders of the domain: who is served first, and who serves. Total, in integers and code units only.
import type { Instant } from '@frontdesk/kernel';

/** UTF-16 code-unit order: the same on every machine, whatever its locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface Turn {
  readonly priority: number;
  readonly arrivedAt: Instant;
  /** The domain's arrival number: no two who wait share one. */
  readonly seq: number;
}

/** Queue order (E1): higher priority, then earlier arrival. */
export function byTurn(a: Turn, b: Turn): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  if (a.arrivedAt !== b.arrivedAt) return a.arrivedAt - b.arrivedAt;
  return a.seq - b.seq;
}

export interface Burden {
  readonly agentId: string;
  readonly load: number;
  readonly limit: number;
  readonly idleSince: Instant;
}

/** The sign of a.load/a.limit − b.load/b.limit, cross-multiplied: a float could tie or split differently. */
export function compareSaturation(a: Burden, b: Burden): number {
  return a.load * b.limit - b.load * a.limit;
}

/** Method `saturation` (B4): the least saturated, then the longest idle, then the id. */
export function bySaturation(a: Burden, b: Burden): number {
  const saturation = compareSaturation(a, b);
  if (saturation !== 0) return saturation;
  if (a.idleSince !== b.idleSince) return a.idleSince - b.idleSince;
  return byCodeUnit(a.agentId, b.agentId);
}

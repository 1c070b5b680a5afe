// Method `saturation`: the least saturated, then the longest idle, then the id.
import { byCodeUnit } from '../order.js';
import type { Burden, MethodRules } from './burden.js';

/** The sign of a.load/a.limit − b.load/b.limit, cross-multiplied: a float could tie or split differently. */
function compareSaturation(a: Burden, b: Burden): number {
  return a.load * b.limit - b.load * a.limit;
}

export function bySaturation(a: Burden, b: Burden): number {
  const saturation = compareSaturation(a, b);
  if (saturation !== 0) return saturation;
  if (a.idleSince !== b.idleSince) return a.idleSince - b.idleSince;
  return byCodeUnit(a.agentId, b.agentId);
}

export const saturation: MethodRules = {
  compare: bySaturation,
  tieBreak: (chosen, runnerUp) => {
    if (compareSaturation(chosen, runnerUp) !== 0) return 'saturation';
    return chosen.idleSince !== runnerUp.idleSince ? 'longest_idle' : 'id';
  },
};

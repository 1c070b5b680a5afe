// Method `least_loaded`: who holds least, whatever their limit; then the longest idle, then the id.
import { byCodeUnit } from '../order.js';
import type { Burden, MethodRules } from './burden.js';

function compare(a: Burden, b: Burden): number {
  if (a.load !== b.load) return a.load - b.load;
  if (a.idleSince !== b.idleSince) return a.idleSince - b.idleSince;
  return byCodeUnit(a.agentId, b.agentId);
}

export const leastLoaded: MethodRules = {
  compare,
  tieBreak: (chosen, runnerUp) => {
    if (chosen.load !== runnerUp.load) return 'least_loaded';
    return chosen.idleSince !== runnerUp.idleSince ? 'longest_idle' : 'id';
  },
};

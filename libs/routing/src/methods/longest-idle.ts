// Method `longest_idle`: whose last take, give-back or coming online is longest ago, whatever they hold; then the id.
import { byCodeUnit } from '../order.js';
import type { Burden, MethodRules } from './burden.js';

function compare(a: Burden, b: Burden): number {
  return a.idleSince - b.idleSince || byCodeUnit(a.agentId, b.agentId);
}

export const longestIdle: MethodRules = {
  compare,
  tieBreak: (chosen, runnerUp) => (chosen.idleSince !== runnerUp.idleSince ? 'longest_idle' : 'id'),
};

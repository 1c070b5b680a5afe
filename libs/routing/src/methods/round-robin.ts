// Method `round_robin`: in turn by account creation. Each group has a turn of its own, so that groups do not disturb
// each other (R12). The turn is the place of the last who was taken, not an index: whoever comes or goes, the next after
// that place is next, and a rebuild of the state from the log finds the same one (P12).
import { byCodeUnit } from '../order.js';
import type { RankedList } from '../ranked-list.js';
import type { Burden, MethodRules } from './burden.js';

/** Whose turn it was last. */
export interface Turnstile {
  readonly order: number;
  readonly agentId: string;
}

export function byAccount(a: Turnstile, b: Turnstile): number {
  return a.order - b.order || byCodeUnit(a.agentId, b.agentId);
}

export const roundRobin: MethodRules = { compare: byAccount, tieBreak: () => 'round_robin' };

/** Those after the last one first, then from the beginning. */
export function inTurnAfter(last: Turnstile | null): (a: Turnstile, b: Turnstile) => number {
  if (last === null) return byAccount;
  const isPast = (one: Turnstile): boolean => byAccount(one, last) <= 0;
  return (a, b) => Number(isPast(a)) - Number(isPast(b)) || byAccount(a, b);
}

/** Up to `most` of a list in the order of accounts, beginning after the last one: O(log n + most). */
export function sliceInTurn<T extends Burden>(list: RankedList<T, Burden>, last: Turnstile | null, most: number): T[] {
  if (last === null) return list.slice(0, most);
  // A key right after the last one, whose id no agent has.
  const after = { ...last, agentId: `${last.agentId}\u0000`, load: 0, limit: 0, idleSince: 0 };
  const start = list.rankOf(after);
  const found = list.slice(start, most);
  return found.length === most ? found : [...found, ...list.slice(0, Math.min(start, most - found.length))];
}

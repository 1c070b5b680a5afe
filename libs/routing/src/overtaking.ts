// The stated maximum of overtakes (E1). Whoever enters with a higher priority overtakes all of lower ones; each priority
// counts how often that happened, and whoever waits remembers the count they came in with. The difference is how often
// they were overtaken, and it is greatest for the first of their priority: only they have to be looked at.
//
// At the maximum the order of all up to them is fixed: they get a tier of their own, before every later arrival. Their
// order among themselves stays, so no list has to be sorted again, and nobody is fixed twice.
import type { Waiting } from './conversations.js';
import type { Group } from './groups.js';
import { OPEN_TIER, type Turn } from './order.js';

/** Somebody stands before all of lower priority from now on; below `from` they did so before. */
export function countOvertaken(group: Group, priority: number, from = -Infinity): void {
  if (group.rules?.queue.maxOvertakes === undefined) return;
  for (const [lower, count] of group.overtakings) {
    if (lower >= priority || lower < from) continue;
    if (firstOf(group, lower) === undefined) group.overtakings.delete(lower);
    else group.overtakings.set(lower, count + 1);
  }
}

/** The rule is new, or back: whoever waits already is counted from now on. O(priorities · log n). */
export function beginCounting(group: Group): void {
  if (group.rules?.queue.maxOvertakes === undefined) return;
  let [next] = group.queue.slice(group.queue.rankOf(beginOf(Infinity)), 1);
  while (next !== undefined) {
    if (!group.overtakings.has(next.priority)) group.overtakings.set(next.priority, 0);
    [next] = group.queue.slice(group.queue.rankOf({ ...beginOf(next.priority), arrivedAt: Infinity }), 1);
  }
}

/** For one who is about to enter: nobody of their priority was overtaken more often than those who stand before them. */
export function countAtEntry(group: Group, turn: Turn): number {
  if (group.rules?.queue.maxOvertakes === undefined) return group.overtakings.get(turn.priority) ?? 0;
  const count = group.overtakings.get(turn.priority) ?? 0;
  group.overtakings.set(turn.priority, count);
  const [behind] = group.queue.slice(group.queue.rankOf(turn), 1);
  const isAlike = behind !== undefined && behind.tier === turn.tier && behind.priority === turn.priority;
  return isAlike ? Math.min(count, behind.overtakenFrom) : count;
}

/** The last of those who were overtaken as often as the group allows, with their place; null: nobody was. */
export function lastAtMaximum(group: Group): { readonly waiting: Waiting; readonly position: number } | null {
  const most = group.rules?.queue.maxOvertakes;
  if (most === undefined) return null;
  let last = -1;
  for (const [priority, count] of group.overtakings) last = Math.max(last, lastRankAt(group, priority, count - most));
  const [waiting] = last < 0 ? [] : group.queue.slice(last, 1);
  return waiting === undefined ? null : { waiting, position: last + 1 };
}

/** Those whose places are fixed keep the tier they have. */
export function fixPlaces(group: Group, position: number, tier: number): void {
  const open = group.queue.rankOf(beginOf(Infinity));
  for (const waiting of group.queue.slice(open, position - open)) waiting.tier = tier;
}

/** The greatest rank in this priority with a count of at most this at entry; −1: none. O(log² n), O(log n) if none. */
function lastRankAt(group: Group, priority: number, most: number): number {
  const first = group.queue.rankOf(beginOf(priority));
  const isAt = (rank: number): boolean => {
    const [waiting] = group.queue.slice(rank, 1);
    return waiting !== undefined && waiting.priority === priority && waiting.overtakenFrom <= most;
  };
  if (!isAt(first)) return -1;
  let low = first;
  let high = group.queue.rankOf({ ...beginOf(priority), arrivedAt: Infinity }) - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isAt(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function firstOf(group: Group, priority: number): Waiting | undefined {
  const [waiting] = group.queue.slice(group.queue.rankOf(beginOf(priority)), 1);
  return waiting?.priority === priority ? waiting : undefined;
}

function beginOf(priority: number): Turn {
  return { tier: OPEN_TIER, priority, arrivedAt: -1, seq: -1 };
}

// Into a queue: is there room, which place is it, whom does it move back, and whose order is fixed by it.
import type { Instant } from '@frontdesk/kernel';
import { emit, reasonFor, type Decision } from './decision.js';
import { capacityOf } from './evolve-waiting.js';
import type { Queued } from './event.js';
import { withTerms, type Given } from './giving.js';
import type { Group } from './groups.js';
import type { RequeueCause } from './later-event.js';
import { isAsync } from './mode.js';
import { OPEN_TIER } from './order.js';
import { lastAtMaximum } from './overtaking.js';
import { pool } from './pooling.js';

/** Whoever asks for a place. */
export interface Entrant extends Given {
  readonly priority: number;
  /** Of a place that was fixed (E1). */
  readonly tier?: number;
}

export function isRoomIn(group: Group): boolean {
  return group.rules !== null && group.rules.queue.enabled && !group.shut && group.queue.size < capacityOf(group);
}

export function enqueue(decision: Decision, entrant: Entrant, group: Group, keptFor?: Queued['keptFor']): void {
  const { state, at } = decision;
  // Only by overflow: who arrives where there is no queue never asks for a place.
  if (isAsync(state, group, entrant)) return pool(decision, entrant, group, 'overflow');
  const { groupId } = group;
  const { conversationId, visitorId, priority, arrivedAt } = entrant;
  const position = placeFor(decision, group, entrant);
  const timeoutAt = timeoutFrom(group, at);
  const reason = reasonFor(state, group, entrant.ruleId, entrant);
  const place = { conversationId, visitorId, groupId, priority, arrivedAt, position, timeoutAt, reason };
  const data = withTerms(decision, keptFor === undefined ? place : { ...place, keptFor }, entrant.terms);
  emit(decision, { type: 'queued', data });
  worsen(decision, group, position, conversationId);
}

export interface Return extends Entrant {
  readonly cause: RequeueCause;
  readonly fromAgentId: string | null;
  readonly timeoutAt: Instant | null;
}

/** At the old time of arrival. There is always room for somebody who was here before. Where there is no queue: the pool. */
export function requeue(decision: Decision, back: Return, group: Group): void {
  const { groupId } = group;
  const { conversationId, visitorId, priority, arrivedAt, cause, fromAgentId, timeoutAt, excludedAgentIds } = back;
  if (isAsync(decision.state, group, back)) return pool(decision, back, group, cause, fromAgentId);
  const position = placeFor(decision, group, back);
  const reason = reasonFor(decision.state, group, back.ruleId, back);
  const place = { conversationId, visitorId, groupId, priority, arrivedAt, position, timeoutAt };
  const data = withTerms(decision, { ...place, cause, fromAgentId, excludedAgentIds, reason }, back.terms);
  emit(decision, { type: 'requeued', data });
  worsen(decision, group, position, conversationId);
}

/** Whoever is moved back is told by whom; at the maximum of overtakes the order of all up to them is fixed (E1). */
function worsen(decision: Decision, group: Group, position: number, causedBy: string): void {
  const { groupId } = group;
  if (position >= group.queue.size) return;
  emit(decision, { type: 'place_worsened', data: { groupId, fromPosition: position, causedBy } });
  fixOrder(decision, group);
}

export function fixOrder(decision: Decision, group: Group): void {
  const last = lastAtMaximum(group);
  if (last === null) return;
  const data = { groupId: group.groupId, upTo: last.waiting.conversationId, position: last.position };
  emit(decision, { type: 'places_fixed', data });
}

export function timeoutFrom({ rules }: Group, from: Instant): Instant | null {
  const longest = rules?.queue.maxWaitMs ?? null;
  return longest === null ? null : from + longest;
}

/** Nobody in the queue has the next number yet, so the rank is that of the place to be taken. */
function placeFor({ state }: Decision, group: Group, { priority, arrivedAt, tier = OPEN_TIER }: Entrant): number {
  return group.queue.rankOf({ tier, priority, arrivedAt, seq: state.arrivals + 1 }) + 1;
}

// How a place in a queue comes, changes and moves in the state.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import type { Conversation, Waiting } from './conversations.js';
import type { Queued } from './event.js';
import { expectedWait, slotsOf } from './forecast.js';
import { letGo } from './evolve-holding.js';
import type { Group } from './groups.js';
import type { Overflowed, Reprioritised, Requeued } from './later-event.js';
import { OPEN_TIER } from './order.js';
import { countAtEntry, countOvertaken } from './overtaking.js';
import { groupIn, type Routing } from './state.js';
import { abandonAfter, cancel, detach, track } from './tracking.js';
import { NOBODY } from './wanted.js';

/** Waits with the rules of this moment: later settings are for those who come later. */
export function enqueue(state: Routing, event: Queued): void {
  const { conversationId, groupId, arrivedAt, timeoutAt, keptFor } = event;
  const waiting = newPlace(state, event, event.reason.ruleId);
  const group = groupIn(state, groupId);
  waiting.timeout = timeoutAt === null ? null : state.deadlines.add('timeout', conversationId, timeoutAt);
  startWarning(state, group, waiting, timeoutAt);
  if (keptFor !== undefined) {
    const timer = state.deadlines.add('kept', conversationId, keptFor.until);
    waiting.keptFor = { agentId: keptFor.agentId, timer };
  }
  waiting.expectedMs = expectedWait(state, group, event.position);
  waiting.placeAtFirst = waiting.expectedMs === 0 ? 0 : event.position;
  track(state, waiting, arrivedAt + waiting.abandonAfterMs);
  enter(state, group, waiting);
}

/** Back at the old time of arrival, with the agents who had it excluded. */
export function requeue(state: Routing, event: Requeued, at: Instant): void {
  const { conversationId, groupId, timeoutAt } = event;
  const before = state.conversations.get(conversationId);
  letGo(state, before, at);
  detach(state, before);
  const fresh = newPlace(state, event, event.reason.ruleId);
  const sameGroup = before?.groupId === groupId;
  const waiting: Waiting = {
    ...fresh,
    terms: event.terms ?? termsOf(before),
    excludedAgentIds: event.excludedAgentIds,
    visited: visitedBy(before, event),
    tier: sameGroup && before !== undefined && 'tier' in before ? before.tier : OPEN_TIER,
  };
  const group = groupIn(state, groupId);
  waiting.timeout = timeoutAt === null ? null : state.deadlines.add('timeout', conversationId, timeoutAt);
  if (before?.state === 'waiting' || before?.state === 'offered') {
    waiting.warned = before.warned && sameGroup;
    waiting.extended = before.extended;
  }
  if (!waiting.warned) startWarning(state, group, waiting, timeoutAt);
  const leased = before !== undefined && before.state !== 'assigned' ? before : null;
  // Whoever had an agent and has no lease is passed over: an agent would be given somebody who is not there (P50).
  waiting.live = leased === null ? waiting.visitor.connected : leased.live;
  track(state, waiting, leased?.abandon?.deadline ?? at + waiting.abandonAfterMs);
  enter(state, group, waiting);
}

function newPlace(
  state: Routing,
  place: Omit<Queued, 'position' | 'reason' | 'keptFor' | 'timeoutAt'>,
  ruleId: string | null,
): Waiting {
  const { conversationId, visitorId, groupId, priority, arrivedAt, terms } = place;
  // Member by member: this is made for everybody who waits, and spreading would cost as much as the rest. What the order
  // of a queue looks at stands first and together, then what a leave looks at: a search visits many places, and what lies
  // in one line of the processor's cache is fetched once.
  return {
    state: 'waiting',
    tier: OPEN_TIER,
    priority,
    arrivedAt,
    seq: ++state.arrivals,
    live: true,
    line: 'main',
    groupId,
    conversationId,
    visitorId,
    visitor: state.visitors.in(visitorId),
    sibling: null,
    abandon: null,
    timeout: null,
    warning: null,
    overflow: null,
    keptFor: null,
    guestIn: NOBODY,
    expectedMs: 0,
    ruleId,
    terms: terms ?? null,
    excludedAgentIds: NOBODY,
    overtakenFrom: 0,
    warned: false,
    extended: 0,
    visited: NOBODY,
    placeAtFirst: 0,
    abandonAfterMs: abandonAfter(state, groupId),
  };
}

/** The queue itself: counts whom it overtakes, and notices when it is full. */
function enter(state: Routing, group: Group, waiting: Waiting): void {
  waiting.overtakenFrom = countAtEntry(group, waiting);
  countOvertaken(group, waiting.priority);
  group.queue.insert(waiting);
  if (group.rules?.queue.reopenAt !== undefined && group.queue.size >= capacityOf(group)) group.shut = true;
  startOverflow(state, group, waiting);
}

/** How many may wait in the group now: fixed, or by the slots of those online (E2). */
export function capacityOf(group: Group): number {
  if (group.rules === null) return 0;
  const { maxLength, maxPerSlot } = group.rules.queue;
  return Math.min(maxLength ?? Infinity, maxPerSlot === undefined ? Infinity : maxPerSlot * slotsOf(group));
}

export function warn(state: Routing, conversationId: string): void {
  const waiting = waitingIn(state, conversationId);
  if (waiting === null) return;
  cancel(state, waiting.warning);
  waiting.warning = null;
  waiting.warned = true;
}

export function extend(state: Routing, conversationId: string, timeoutAt: Instant): void {
  const waiting = waitingIn(state, conversationId);
  if (waiting === null) return;
  cancel(state, waiting.timeout);
  cancel(state, waiting.warning);
  waiting.timeout = state.deadlines.add('timeout', conversationId, timeoutAt);
  waiting.warning = null;
  waiting.warned = false;
  waiting.extended++;
  startWarning(state, groupIn(state, waiting.groupId), waiting, timeoutAt);
}

export function endKeeping(state: Routing, conversationId: string): void {
  const waiting = waitingIn(state, conversationId);
  if (waiting === null || waiting.keptFor === null) return;
  const { queue } = groupIn(state, waiting.groupId);
  queue.remove(waiting);
  state.deadlines.cancel(waiting.keptFor.timer);
  waiting.keptFor = null;
  queue.insert(waiting);
}

export function reprioritise(state: Routing, { conversationId, priority }: Reprioritised): void {
  const waiting = waitingIn(state, conversationId);
  if (waiting === null) return;
  const group = groupIn(state, waiting.groupId);
  const hosts = waiting.guestIn.map((groupId) => groupIn(state, groupId).guests);
  for (const list of [group.queue, ...hosts]) list.remove(waiting);
  const old = waiting.priority;
  waiting.priority = priority;
  waiting.overtakenFrom = countAtEntry(group, waiting);
  countOvertaken(group, priority, old);
  for (const list of [group.queue, ...hosts]) list.insert(waiting);
}

/** From now on the other group serves it too. What another event tells of in the same decision needs nothing here. */
export function becomeGuest(state: Routing, { conversationId, toGroupId, when }: Overflowed): void {
  const waiting = waitingIn(state, conversationId);
  if (waiting === null || when !== 'waited') return;
  cancel(state, waiting.overflow?.timer ?? null);
  waiting.overflow = null;
  if (!waiting.guestIn.includes(toGroupId)) {
    waiting.guestIn = [...waiting.guestIn, toGroupId];
    groupIn(state, toGroupId).guests.insert(waiting);
  }
  startOverflow(state, groupIn(state, waiting.groupId), waiting);
}

interface Link {
  readonly groupId: string;
  readonly afterMs: DurationMs;
}

/** The next link `waited` of the chain that is still ahead of this place; null: there is none. */
function nextWaited(group: Group, waiting: Waiting): Link | null {
  const chain = group.rules?.overflow;
  if (chain === undefined) return null;
  let next: Link | null = null;
  for (const { groupId, when, afterMs = 0 } of chain) {
    // A chain that names its own group says nothing.
    if (when !== 'waited' || groupId === group.groupId || waiting.guestIn.includes(groupId)) continue;
    if (next === null || afterMs < next.afterMs) next = { groupId, afterMs };
  }
  return next;
}

function startOverflow(state: Routing, group: Group, waiting: Waiting): void {
  const next = nextWaited(group, waiting);
  if (next === null) return;
  const timer = state.deadlines.add('overflow', waiting.conversationId, waiting.arrivedAt + next.afterMs);
  waiting.overflow = { toGroupId: next.groupId, timer };
}

function startWarning(state: Routing, { rules }: Group, waiting: Waiting, timeoutAt: Instant | null): void {
  const before = rules?.queue.warnBeforeMs;
  if (before === undefined || timeoutAt === null) return;
  waiting.warning = state.deadlines.add('warning', waiting.conversationId, timeoutAt - before);
}

function visitedBy(before: Conversation | undefined, { cause }: Requeued): readonly string[] {
  if (before?.state !== 'waiting') return NOBODY;
  return cause === 'overflow' ? [...before.visited, before.groupId] : before.visited;
}

function termsOf(before: Conversation | undefined): Waiting['terms'] {
  return before !== undefined && 'terms' in before ? before.terms : null;
}

export function waitingIn(state: Routing, conversationId: string): Waiting | null {
  const conversation = state.conversations.get(conversationId);
  return conversation?.state === 'waiting' ? conversation : null;
}

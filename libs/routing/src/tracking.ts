// Conversations without an agent: found by their visitor, timed by the visitor's lease, and taken out of everything at once.
import { minutes, type DurationMs, type Instant } from '@frontdesk/kernel';
import type { Conversation, Pooled, Unserved, Waiting } from './conversations.js';
import type { Timer } from './deadlines.js';
import { isEmpty, type Group } from './groups.js';
import { poolRules } from './mode.js';
import { Pool, poolOrder } from './pool.js';
import { forgetGroupIfBare, groupIn, type Routing } from './state.js';

/** For a history that queued someone in a group without rules; no decision of ours does. */
const FALLBACK_ABANDON_MS = minutes(2);

export function abandonAfter(state: Routing, groupId: string): DurationMs {
  return state.groups.get(groupId)?.rules?.queue.abandonAfterMs ?? FALLBACK_ABANDON_MS;
}

/** A visitor whose socket is not there yet counts as live, but not for ever: the lease ends at `abandonAt`. */
export function track(state: Routing, conversation: Exclude<Unserved, Pooled>, abandonAt: Instant): void {
  state.conversations.set(conversation.conversationId, conversation);
  state.visitors.join(conversation);
  if (!conversation.visitor.connected) startAbandonTimer(state, conversation, abandonAt);
}

/** Takes it out of everything that counts, times or finds it; answers what it was. */
export function detach(state: Routing, conversation: Conversation | undefined): Unserved | null {
  if (conversation === undefined || conversation.state === 'assigned') return null;
  state.visitors.leave(conversation);
  cancel(state, conversation.abandon);
  if (conversation.state === 'waiting') leaveQueue(state, conversation);
  if (conversation.state === 'pooled') leavePool(state, conversation);
  if (conversation.state === 'offered') cancel(state, conversation.expiry);
  return conversation;
}

/** From the last beat, not from when we learnt of it: the promise is made to the visitor. */
export function beginAbandonment(state: Routing, visitorId: string, lastBeatAt: Instant): void {
  for (const conversation of state.visitors.unservedOf(visitorId)) {
    setLive(state, conversation, false);
    // They may go and come back (I1).
    if (conversation.state === 'pooled') continue;
    cancel(state, conversation.abandon);
    startAbandonTimer(state, conversation, lastBeatAt + conversation.abandonAfterMs);
  }
}

export function endAbandonment(state: Routing, visitorId: string): void {
  for (const conversation of state.visitors.unservedOf(visitorId)) {
    setLive(state, conversation, true);
    cancel(state, conversation.abandon);
    conversation.abandon = null;
  }
}

export function cancel(state: Routing, timer: Timer | null): void {
  if (timer !== null) state.deadlines.cancel(timer);
}

function startAbandonTimer(state: Routing, conversation: Unserved, deadline: Instant): void {
  conversation.abandon = state.deadlines.add('abandon', conversation.conversationId, deadline);
}

function setLive(state: Routing, conversation: Unserved, live: boolean): void {
  if (conversation.live === live) return;
  conversation.live = live;
  if (conversation.state !== 'waiting') return;
  groupIn(state, conversation.groupId).queue.readinessChanged(conversation);
  for (const groupId of conversation.guestIn) groupIn(state, groupId).guests.readinessChanged(conversation);
}

function leaveQueue(state: Routing, waiting: Waiting): void {
  cancel(state, waiting.timeout);
  cancel(state, waiting.warning);
  if (waiting.overflow !== null) cancel(state, waiting.overflow.timer);
  if (waiting.keptFor !== null) cancel(state, waiting.keptFor.timer);
  for (const groupId of waiting.guestIn) {
    const host = groupIn(state, groupId);
    host.guests.remove(waiting);
    forgetGroupIfBare(state, host);
  }
  const group = groupIn(state, waiting.groupId);
  group.queue.remove(waiting);
  if (group.shut && group.queue.size <= (group.rules?.queue.reopenAt ?? Infinity)) group.shut = false;
  forgetIfLeft(state, group);
}

function forgetIfLeft(state: Routing, group: Group): void {
  if (!group.removed || !isEmpty(group)) return;
  group.removed = false;
  forgetRules(state, group.groupId);
}

export function intoPool(state: Routing, pooled: Pooled): void {
  const group = groupIn(state, pooled.groupId);
  group.pool ??= new Pool(poolOrder(poolRules(state)));
  group.pool.insert(pooled);
  state.pooling.add(group);
}

function leavePool(state: Routing, pooled: Pooled): void {
  cancel(state, pooled.timeout);
  const group = groupIn(state, pooled.groupId);
  group.pool?.remove(pooled);
  if (group.pool?.size !== 0) return;
  group.pool = null;
  state.pooling.delete(group);
  forgetIfLeft(state, group);
  forgetGroupIfBare(state, group);
}

/** The last who waited under them is gone, or nobody does. */
export function forgetRules(state: Routing, groupId: string): void {
  const group = groupIn(state, groupId);
  for (const target of group.rules?.overflow ?? []) unlink(state, groupId, target.groupId);
  group.rules = null;
  forgetGroupIfBare(state, group);
}

export function unlink(state: Routing, fromGroupId: string, toGroupId: string): void {
  const target = groupIn(state, toGroupId);
  target.sources.delete(groupIn(state, fromGroupId));
  forgetGroupIfBare(state, target);
}

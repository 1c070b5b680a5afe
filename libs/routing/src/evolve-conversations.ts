// How conversations come, move and end in the state: their place, their timers and their agent's load.
import { minutes, type DurationMs, type Instant } from '@frontdesk/kernel';
import { seat, unseat } from './agents.js';
import type { Offered, Unserved, Waiting } from './conversations.js';
import type { Assigned, Queued, SubmissionOffered } from './event.js';
import { agentIn, forgetAgentIfIdle, forgetGroupIfBare, groupIn, type Routing } from './state.js';

/** For a history that queued someone in a group without rules; no decision of ours does. */
const FALLBACK_ABANDON_MS = minutes(2);

/** Waits with the rules of this moment: later settings are for those who come later. */
export function enqueue(state: Routing, event: Queued): void {
  const { conversationId, visitorId, groupId, priority, arrivedAt, timeoutAt } = event;
  const waiting: Waiting = {
    state: 'waiting',
    conversationId,
    visitorId,
    groupId,
    priority,
    arrivedAt,
    seq: ++state.arrivals,
    ruleId: event.reason.ruleId,
    abandonAfterMs: abandonAfter(state, groupId),
    live: true,
    timeout: timeoutAt === null ? null : state.deadlines.add('timeout', conversationId, timeoutAt),
    abandon: null,
    visitor: state.visitors.in(visitorId),
    sibling: null,
  };
  track(state, waiting);
  groupIn(state, groupId).queue.insert(waiting);
}

/** From the queue or straight from the arrival: the visitor may leave a submission now. */
export function offer(state: Routing, event: SubmissionOffered, at: Instant): void {
  const { conversationId, visitorId, groupId, arrivedAt, why } = event;
  const waited = detach(state, conversationId);
  const offered: Offered = {
    state: 'submission_offered',
    conversationId,
    visitorId,
    groupId,
    arrivedAt,
    why,
    waitedMs: at - arrivedAt,
    abandonAfterMs: waited?.abandonAfterMs ?? abandonAfter(state, groupId),
    live: waited?.live ?? true,
    abandon: null,
    visitor: state.visitors.in(visitorId),
    sibling: null,
  };
  track(state, offered, waited?.abandon?.deadline);
}

export function hold(state: Routing, event: Assigned): void {
  const { conversationId, visitorId, groupId, arrivedAt, agentId } = event;
  detach(state, conversationId);
  state.conversations.set(conversationId, {
    state: 'assigned',
    conversationId,
    visitorId,
    groupId,
    arrivedAt,
    agentId,
  });
}

/** Over, whatever it was. What has to outlive it is remembered elsewhere. */
export function end(state: Routing, conversationId: string): void {
  detach(state, conversationId);
  state.conversations.delete(conversationId);
}

/** The one place where load changes, so load is what the log says and nothing else (P22). */
export function addLoad(state: Routing, agentId: string, change: 1 | -1, at: Instant): void {
  const agent = agentIn(state, agentId);
  unseat(agent);
  agent.load = Math.max(0, agent.load + change);
  agent.idleSince = at;
  seat(agent);
  forgetAgentIfIdle(state, agent);
}

/** From the last beat, not from when we learnt of it: the promise is made to the visitor. */
export function beginAbandonment(state: Routing, visitorId: string, lastBeatAt: Instant): void {
  for (const conversation of state.visitors.unservedOf(visitorId)) {
    setLive(state, conversation, false);
    if (conversation.abandon !== null) state.deadlines.cancel(conversation.abandon);
    startAbandonTimer(state, conversation, lastBeatAt + conversation.abandonAfterMs);
  }
}

export function endAbandonment(state: Routing, visitorId: string): void {
  for (const conversation of state.visitors.unservedOf(visitorId)) {
    setLive(state, conversation, true);
    if (conversation.abandon !== null) state.deadlines.cancel(conversation.abandon);
    conversation.abandon = null;
  }
}

function abandonAfter(state: Routing, groupId: string): DurationMs {
  return state.groups.get(groupId)?.rules?.queue.abandonAfterMs ?? FALLBACK_ABANDON_MS;
}

/** A visitor whose socket is not there yet counts as live, but not for ever. */
function track(state: Routing, conversation: Unserved, abandonAt?: Instant): void {
  state.conversations.set(conversation.conversationId, conversation);
  state.visitors.join(conversation);
  if (conversation.visitor.connected) return;
  startAbandonTimer(state, conversation, abandonAt ?? conversation.arrivedAt + conversation.abandonAfterMs);
}

function startAbandonTimer(state: Routing, conversation: Unserved, deadline: Instant): void {
  conversation.abandon = state.deadlines.add('abandon', conversation.conversationId, deadline);
}

function setLive(state: Routing, conversation: Unserved, live: boolean): void {
  if (conversation.live === live) return;
  conversation.live = live;
  if (conversation.state === 'waiting') groupIn(state, conversation.groupId).queue.readinessChanged(conversation);
}

/** Takes an unserved conversation out of everything that counts, times or finds it; answers what it was. */
function detach(state: Routing, conversationId: string): Unserved | null {
  const conversation = state.conversations.get(conversationId);
  if (conversation === undefined || conversation.state === 'assigned') return null;
  state.visitors.leave(conversation);
  if (conversation.abandon !== null) state.deadlines.cancel(conversation.abandon);
  if (conversation.state === 'waiting') leaveQueue(state, conversation);
  return conversation;
}

function leaveQueue(state: Routing, waiting: Waiting): void {
  if (waiting.timeout !== null) state.deadlines.cancel(waiting.timeout);
  const group = groupIn(state, waiting.groupId);
  group.queue.remove(waiting);
  if (!group.removed || group.queue.size > 0) return;
  group.removed = false;
  group.rules = null;
  forgetGroupIfBare(state, group);
}

// A conversation arrives (D1): the agent who knows the visitor, else an agent by the method, else a place, else neither.
import { isEligible, isMember, anybodyOnline, type Agent } from './agents.js';
import { candidatesOf, emit, named, reasonFor, type Decision } from './decision.js';
import type { AssignmentCause, Reason, RefusalReason } from './event.js';
import type { Group } from './groups.js';
import type { ConversationRequested } from './input.js';
import type { Consequence, GroupRules } from './settings.js';

export function arrive(decision: Decision, request: ConversationRequested): void {
  const { state } = decision;
  // A conversation has one outcome, however often it is requested (P05).
  if (state.conversations.has(request.conversationId)) return;
  const group = state.groups.get(request.groupId);
  if (group === undefined || group.rules === null || group.removed) return refuseUnknownGroup(decision, request);
  const { consequences } = group.rules;
  const familiar = returningTo(decision, request);
  if (familiar !== null) return welcome(decision, request, group, named(familiar, group), 'direct_return');
  if (!group.open) return turnAway(decision, request, group, 'out_of_hours', consequences.outOfHours);
  const candidates = candidatesOf(group);
  if (candidates.length > 0) return welcome(decision, request, group, candidates, 'arrival');
  if (consequences.nobodyOnline !== 'queue' && !anybodyOnline(group.profiles)) {
    return turnAway(decision, request, group, 'nobody_online', consequences.nobodyOnline);
  }
  if (hasRoom(group, group.rules)) return queue(decision, request, group, group.rules);
  turnAway(decision, request, group, 'full', consequences.full);
}

/** The agent who held this visitor's last chat a short while ago, if they can take this one (B6). */
function returningTo({ state, at }: Decision, request: ConversationRequested): Agent | null {
  const last = state.returns.get(request.visitorId);
  if (last === undefined || at - last.since > state.strategy.directReturnMs) return null;
  const agent = state.agents.get(last.value);
  return agent !== undefined && isEligible(agent) && isMember(agent, request.groupId) ? agent : null;
}

function hasRoom(group: Group, { queue }: GroupRules): boolean {
  return queue.enabled && (queue.maxLength === null || group.queue.size < queue.maxLength);
}

function welcome(
  decision: Decision,
  { conversationId, visitorId, groupId, ruleId }: ConversationRequested,
  group: Group,
  candidates: readonly Agent[],
  cause: AssignmentCause,
): void {
  const { agentId } = candidates[0] as Agent;
  const reason = reasonFor(decision.state, group, ruleId, candidates, cause === 'direct_return' ? 'name' : 'method');
  const arrivedAt = decision.at;
  const data = { conversationId, visitorId, agentId, groupId, cause, arrivedAt, waitedMs: 0, reason };
  emit(decision, { type: 'assigned', data });
}

function queue(decision: Decision, request: ConversationRequested, group: Group, rules: GroupRules): void {
  const { conversationId, visitorId, groupId, priority, ruleId } = request;
  const arrivedAt = decision.at;
  // Nobody in the queue has this number yet, so the rank is that of the place to be taken.
  const turn = { priority, arrivedAt, seq: decision.state.arrivals + 1 };
  const position = group.queue.rankOf(turn) + 1;
  const worsened = position <= group.queue.size;
  const timeoutAt = rules.queue.maxWaitMs === null ? null : arrivedAt + rules.queue.maxWaitMs;
  const reason = reasonFor(decision.state, group, ruleId);
  const data = { conversationId, visitorId, groupId, priority, arrivedAt, position, timeoutAt, reason };
  emit(decision, { type: 'queued', data });
  if (worsened) {
    emit(decision, { type: 'place_worsened', data: { groupId, fromPosition: position, causedBy: conversationId } });
  }
}

function turnAway(
  decision: Decision,
  { conversationId, visitorId, groupId, ruleId }: ConversationRequested,
  group: Group,
  why: RefusalReason,
  consequence: Consequence | 'overflow',
): void {
  const reason = reasonFor(decision.state, group, ruleId);
  const data = { conversationId, visitorId, groupId, arrivedAt: decision.at, why, reason };
  emit(decision, { type: consequence === 'submission' ? 'submission_offered' : 'refused', data });
}

/** Settings may still be on their way; a visitor is never answered with an error because of that. */
function refuseUnknownGroup(decision: Decision, request: ConversationRequested): void {
  const { conversationId, visitorId, groupId, ruleId, settingsVersion } = request;
  const excluded = { offline: 0, busy: 0, full: 0 };
  const { ruleVersion } = decision.state;
  const reason: Reason = { ruleVersion, settingsVersion, ruleId, excluded, candidates: [], tieBreak: null };
  const data = { conversationId, visitorId, groupId, arrivedAt: decision.at, why: 'nobody_online' as const, reason };
  emit(decision, { type: 'refused', data });
}

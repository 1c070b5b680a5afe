// What staff asks for (D7, E6, F3): assign, take, move, transfer, another priority. Compare-and-set: each is answered by
// what it brought about, or refused with the reason.
import { hasRoom, weightOf, type Agent } from './agents.js';
import { candidatesFor } from './choosing.js';
import type { Conversation, Held } from './conversations.js';
import { emit, named, reasonFor, type Decision } from './decision.js';
import { fixOrder, requeue, timeoutFrom } from './entering.js';
import { give, withTerms, type Given } from './giving.js';
import type { Group } from './groups.js';
import type { AssignRequested, RoutingInput } from './input.js';
import type { CommandRefusal } from './later-event.js';
import { isForAll } from './mode.js';
import { endOffer } from './offers.js';
import { OPEN_TIER } from './order.js';
import { serveAgent, serveOne } from './serving.js';
import { groupIn } from './state.js';
import { NOBODY } from './wanted.js';

export function assignByStaff(decision: Decision, request: AssignRequested): void {
  const { state } = decision;
  const { conversationId, to, by, role } = request;
  const conversation = state.conversations.get(conversationId);
  const refuse = refusing(decision, request);
  if (conversation === undefined) return refuse('visitor_left');
  if (role === 'agent' && conversation.state === 'assigned' && conversation.agentId !== by) return refuse('not_yours');
  if ('agentId' in to) return toAgent(decision, request, conversation, to.agentId);
  const group = state.groups.get(to.groupId);
  if (group === undefined || group.rules === null || group.removed) return refuse('unknown_group');
  toGroup(decision, request, conversation, group);
}

function toAgent(decision: Decision, request: AssignRequested, conversation: Conversation, agentId: string): void {
  const { state } = decision;
  const refuse = refusing(decision, request);
  const agent = state.agents.get(agentId);
  if (agent === undefined || agent.rules === null) return refuse('unknown_agent');
  const given = givenOf(conversation);
  const isAsked = agent.status === 'online' || isForAll(state, groupIn(state, conversation.groupId), given);
  if (!isAsked) return refuse('not_online');
  if (conversation.state === 'assigned' && conversation.agentId === agentId) return refuse('no_change');
  const isTheirs = conversation.state === 'offered' && conversation.agentId === agentId;
  if (!isTheirs && !hasRoom(agent, weightOf(agent, given))) return refuse('at_limit');
  const group = groupIn(state, conversation.groupId);
  const from = ownerOf(conversation);
  endOffer(decision, conversation, isTheirs ? 'accepted' : 'withdrawn');
  const candidates = named(state, agent, group, given);
  if (conversation.state === 'assigned') transfer(decision, request, conversation, group, candidates);
  else give(decision, given, group, candidates, 'assigned_by_staff');
  if (from !== null && from !== agentId) serveAgent(decision, from);
}

/** Straight to an agent of the group where one is free, else into its queue, at the old time of arrival. */
function toGroup(decision: Decision, request: AssignRequested, conversation: Conversation, group: Group): void {
  const { state } = decision;
  const isHere = conversation.groupId === group.groupId;
  if (isHere && conversation.state !== 'assigned') return refusing(decision, request)('no_change');
  const from = ownerOf(conversation);
  endOffer(decision, conversation, 'withdrawn');
  if (conversation.state === 'assigned') {
    const wanted = {
      terms: conversation.terms,
      excludedAgentIds: [...conversation.excludedAgentIds, conversation.agentId],
    };
    const candidates = group.open ? candidatesFor(state, group, wanted) : [];
    if (candidates.length > 0 && state.strategy.offer === undefined) {
      transfer(decision, request, conversation, group, candidates, 'method');
    } else
      back(
        decision,
        { ...arriving(decision, conversation, group, request), ...wanted },
        group,
        'transfer',
        conversation.agentId,
      );
  } else back(decision, conversation, group, 'moved', null);
  serveOne(decision, conversation.conversationId);
  if (from !== null) serveAgent(decision, from);
}

/** A hand-over may be asked to queue otherwise than by its time of arrival; its kind, the priority, stays as it is. */
function arriving(decision: Decision, held: Held, group: Group, { order }: AssignRequested): Held {
  if (order === undefined) return held;
  if (order === 'end') return { ...held, arrivedAt: decision.at };
  const oldest = group.queue.oldest();
  return oldest === undefined || oldest.arrivedAt > held.arrivedAt
    ? held
    : { ...held, arrivedAt: oldest.arrivedAt - 1 };
}

/** The load moves in this very event (F3, P22). */
function transfer(
  decision: Decision,
  { by }: AssignRequested,
  held: Held,
  { groupId }: Group,
  candidates: readonly Agent[],
  how: 'name' | 'method' = 'name',
): void {
  const { state } = decision;
  const { conversationId, visitorId, arrivedAt, agentId: fromAgentId, ruleId } = held;
  const to = candidates[0] as Agent;
  const reason = reasonFor(state, groupIn(state, groupId), ruleId, held, candidates, how);
  const told = { conversationId, visitorId, fromAgentId, toAgentId: to.agentId, groupId, arrivedAt, by, reason };
  emit(decision, { type: 'transferred', data: withTerms(decision, told, null, weightOf(to, held)) });
}

/** Who comes back may wait anew for as long as the group lets anybody wait, at the old time of arrival. */
export function back(
  decision: Decision,
  conversation: Conversation,
  group: Group,
  cause: 'moved' | 'transfer' | 'agent_lost' | 'no_first_response',
  fromAgentId: string | null,
): void {
  const given = givenOf(conversation);
  const priority = 'priority' in conversation ? conversation.priority : 0;
  const isHere = conversation.groupId === group.groupId;
  const tier = isHere && 'tier' in conversation ? conversation.tier : OPEN_TIER;
  const timeoutAt = timeoutFrom(group, decision.at);
  requeue(decision, { ...given, priority, tier, cause, fromAgentId, timeoutAt }, group);
}

type PriorityRequested = Extract<RoutingInput, { type: 'priority_requested' }>['data'];

export function changePriority(decision: Decision, request: PriorityRequested): void {
  const { conversationId, priority, by } = request;
  const waiting = decision.state.conversations.get(conversationId);
  const refuse = refusing(decision, request);
  if (waiting === undefined) return refuse('visitor_left');
  if (waiting.state !== 'waiting') return refuse('not_waiting');
  if (waiting.tier !== OPEN_TIER) return refuse('place_fixed');
  if (waiting.priority === priority) return refuse('no_change');
  const group = groupIn(decision.state, waiting.groupId);
  const { groupId } = group;
  const { arrivedAt, seq, tier } = waiting;
  const toPosition = group.queue.rankOf(waiting) + 1;
  // Without their own old place, which stands before the new one when they fall back.
  const position = group.queue.rankOf({ tier, priority, arrivedAt, seq }) + (priority < waiting.priority ? 0 : 1);
  emit(decision, { type: 'reprioritised', data: { conversationId, groupId, priority, position, by } });
  if (position >= toPosition) return;
  const worsened = { groupId, fromPosition: position, toPosition, causedBy: conversationId };
  emit(decision, { type: 'place_worsened', data: worsened });
  fixOrder(decision, group);
}

function refusing(decision: Decision, { commandId, conversationId, by }: AssignRequested | PriorityRequested) {
  return (reason: CommandRefusal): void =>
    emit(decision, { type: 'command_refused', data: { commandId, conversationId, reason, by } });
}

function ownerOf(conversation: Conversation): string | null {
  return conversation.state === 'assigned' || conversation.state === 'offered' ? conversation.agentId : null;
}

/** Whoever was offered a submission has no terms any more. */
function givenOf(conversation: Conversation): Given {
  if (conversation.state !== 'submission_offered') return conversation;
  return { ...conversation, ruleId: null, terms: null, excludedAgentIds: NOBODY };
}

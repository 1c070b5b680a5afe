// An agent who is gone or silent: their conversations go back to the queue at the old time of arrival (C4, D7, P26, P41).
import type { Held } from './conversations.js';
import { emit, reasonFor, type Decision } from './decision.js';
import type { RoutingInput } from './input.js';
import { isAsync, isForAll } from './mode.js';
import { byCodeUnit } from './order.js';
import { serveAgent, serveOne } from './serving.js';
import { back } from './staff.js';
import { groupIn } from './state.js';

/** The grace after the last lease has passed, and they did not come back. */
export function loseAgent(decision: Decision, agentId: string): void {
  const { state, at } = decision;
  const agent = state.agents.get(agentId);
  const then = state.strategy.agentLost?.then ?? 'keep';
  const held = [...(agent?.held ?? [])].sort(byArrival);
  emit(decision, { type: 'agent_lost', data: { agentId, lostAt: agent?.lostAt ?? at } });
  for (const conversation of held) {
    const group = groupIn(state, conversation.groupId);
    // Given to them although they were not there: that they are gone changes nothing (I1).
    if (then === 'keep' || isForAll(state, group, conversation)) continue;
    if (then === 'requeue' || isAsync(state, group, conversation)) giveBack(decision, conversation, 'agent_lost');
    else offerSubmission(decision, conversation);
  }
  // Whoever is given out among all, there or not, may have waited for what has become free.
  if (then !== 'keep') serveAgent(decision, agentId);
}

/** The agent may still be there, and is then free for somebody else. */
export function missFirstResponse(decision: Decision, conversation: Held): void {
  giveBack(decision, conversation, 'no_first_response');
  serveAgent(decision, conversation.agentId);
}

type AgentResponded = Extract<RoutingInput, { type: 'agent_responded' }>['data'];

/** Only while somebody counts the time is it news. */
export function respond(decision: Decision, { conversationId, agentId }: AgentResponded): void {
  const conversation = decision.state.conversations.get(conversationId);
  if (conversation?.state !== 'assigned' || conversation.agentId !== agentId || conversation.response === null) return;
  emit(decision, { type: 'agent_responded', data: { conversationId, agentId } });
}

function giveBack(decision: Decision, conversation: Held, cause: 'agent_lost' | 'no_first_response'): void {
  const { state } = decision;
  const { conversationId, agentId, groupId, excludedAgentIds } = conversation;
  const excluded = [...new Set([...excludedAgentIds, agentId])];
  back(decision, { ...conversation, excludedAgentIds: excluded }, groupIn(state, groupId), cause, agentId);
  serveOne(decision, conversationId);
}

function offerSubmission(decision: Decision, conversation: Held): void {
  const { conversationId, visitorId, groupId, arrivedAt, ruleId } = conversation;
  const reason = reasonFor(decision.state, groupIn(decision.state, groupId), ruleId, conversation);
  const data = { conversationId, visitorId, groupId, arrivedAt, why: 'agent_lost' as const, reason };
  emit(decision, { type: 'submission_offered', data });
}

function byArrival(a: Held, b: Held): number {
  return a.arrivedAt - b.arrivedAt || byCodeUnit(a.conversationId, b.conversationId);
}

// Those who wait are served by the very fact that frees or adds capacity (D4); nothing polls.
//
// Between two decisions no live visitor waits for an eligible agent. So only the agent or visitor whom the fact
// concerns can make a pair, and looking at them alone keeps it so.
import { isEligible, type Agent } from './agents.js';
import type { Waiting } from './conversations.js';
import { candidatesOf, emit, named, reasonFor, type Decision } from './decision.js';
import { byTurn } from './order.js';
import { groupIn, type Routing } from './state.js';

/** The agent takes the best heads of all their groups until none or no slot is left (P16, P17). */
export function serveAgent(decision: Decision, agentId: string): void {
  const agent = decision.state.agents.get(agentId);
  if (agent === undefined) return;
  while (isEligible(agent)) {
    const head = bestHead(decision.state, agent);
    if (head === null) return;
    serve(decision, head);
  }
}

/** A visitor who is live again gets the next free slot, which may be free already (P24). */
export function serveVisitor(decision: Decision, visitorId: string): void {
  const { state } = decision;
  for (const waiting of state.visitors.unservedOf(visitorId).filter(isWaiting).sort(byTurn)) {
    if (waiting.live && candidatesOf(groupIn(state, waiting.groupId)).length > 0) serve(decision, waiting);
  }
}

export function serveGroup(decision: Decision, groupId: string): void {
  const group = decision.state.groups.get(groupId);
  let head = group?.queue.firstReady();
  while (group !== undefined && head !== undefined && candidatesOf(group).length > 0) {
    serve(decision, head);
    head = group.queue.firstReady();
  }
}

/** An agent takes this one although it was not their turn (D7). */
export function pull(decision: Decision, waiting: Waiting, agent: Agent): void {
  const group = groupIn(decision.state, waiting.groupId);
  assign(decision, waiting, named(agent, group), 'pull');
}

function serve(decision: Decision, waiting: Waiting): void {
  assign(decision, waiting, candidatesOf(groupIn(decision.state, waiting.groupId)), 'freed');
}

function assign(decision: Decision, waiting: Waiting, candidates: readonly Agent[], cause: 'freed' | 'pull'): void {
  const { conversationId, visitorId, groupId, arrivedAt, ruleId } = waiting;
  const { agentId } = candidates[0] as Agent;
  const group = groupIn(decision.state, groupId);
  const reason = reasonFor(decision.state, group, ruleId, candidates, cause === 'pull' ? 'name' : 'method');
  const waitedMs = decision.at - arrivedAt;
  const data = { conversationId, visitorId, agentId, groupId, cause, arrivedAt, waitedMs, reason };
  emit(decision, { type: 'assigned', data });
}

function bestHead(state: Routing, agent: Agent): Waiting | null {
  let best: Waiting | null = null;
  for (const groupId of agent.profile?.groupIds ?? []) {
    const head = state.groups.get(groupId)?.queue.firstReady();
    if (head !== undefined && (best === null || byTurn(head, best) < 0)) best = head;
  }
  return best;
}

function isWaiting(conversation: { readonly state: string }): conversation is Waiting {
  return conversation.state === 'waiting';
}

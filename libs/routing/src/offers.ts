// Offers to agents (B4): the slot is held, the agent accepts, refuses or lets it lapse, and every offer ends exactly once
// (P64). Whoever refused or let it lapse is not asked again about this conversation (P25); its time of arrival stays.
import type { Agent } from './agents.js';
import { closingOf, sendHome } from './closing-time.js';
import type { Conversation, Proposed } from './conversations.js';
import { emit, named, type Decision } from './decision.js';
import { requeue } from './entering.js';
import { give } from './giving.js';
import type { OfferAnswer } from './input.js';
import type { CommandRefusal, OfferEnded } from './later-event.js';
import { isAsync } from './mode.js';
import { byCodeUnit } from './order.js';
import { reach, reachForPool } from './reach.js';
import { hand, serveAgent } from './serving.js';
import { groupIn } from './state.js';
import { turnAway } from './turning-away.js';

export function accept(decision: Decision, answer: OfferAnswer): void {
  const proposed = openOffer(decision, answer);
  if (proposed === null) return;
  const { state } = decision;
  const agent = state.agents.get(answer.agentId) as Agent;
  const group = groupIn(state, proposed.groupId);
  endOffer(decision, proposed, 'accepted');
  give(decision, proposed, group, named(state, agent, group, proposed), 'offer_accepted');
}

export function refuse(decision: Decision, answer: OfferAnswer): void {
  const proposed = openOffer(decision, answer);
  if (proposed !== null) passOn(decision, proposed, 'rejected');
}

export function lapse(decision: Decision, proposed: Proposed): void {
  passOn(decision, proposed, 'timed_out');
}

/** The offer ends, the next agent is asked, and the one who had it may serve somebody else. */
function passOn(decision: Decision, proposed: Proposed, how: OfferEnded['how']): void {
  const freed = endOffer(decision, proposed, how);
  findNext(decision, proposed);
  if (freed !== null) serveAgent(decision, freed);
}

/** Not online any more, not of the group, or over their limit: what they were offered goes on to others (C5, P43). */
export function withdrawOffers(decision: Decision, agentId: string): void {
  const agent = decision.state.agents.get(agentId);
  // The last first: it is the one that no longer fits.
  const offers = [...(agent?.offers ?? [])].sort(byExpiry).reverse();
  for (const proposed of offers) {
    if (agent !== undefined && isStillFor(agent, proposed)) continue;
    endOffer(decision, proposed, 'withdrawn');
    findNext(decision, proposed);
  }
}

/** Answers the agent whose slot is free again; null: it was not offered to anybody. */
export function endOffer(decision: Decision, conversation: Conversation, how: OfferEnded['how']): string | null {
  if (conversation.state !== 'offered' || conversation.agentId === null) return null;
  const { offerId, conversationId, agentId } = conversation;
  emit(decision, { type: 'offer_ended', data: { offerId, conversationId, agentId, how } });
  return agentId;
}

/** After an offer: the next agent, else the old place; where there is no queue, as if it was full. */
export function findNext(decision: Decision, proposed: Proposed): void {
  const { state } = decision;
  const group = groupIn(state, proposed.groupId);
  const inPool = isAsync(state, group, proposed);
  const present = inPool ? reachForPool(state, group, proposed) : null;
  const reached = proposed.live && !inPool ? reach(state, group, proposed, null) : present;
  if (reached !== null) return hand(decision, proposed, group.groupId, reached, 'freed');
  if (group.rules?.queue.enabled === false && !inPool) {
    return turnAway(decision, proposed, group, 'full', group.rules.consequences.full);
  }
  const consequence = inPool ? null : closingOf(group);
  if (consequence !== null) return sendHome(decision, proposed, group, consequence);
  const { timeoutAt } = proposed;
  requeue(decision, { ...proposed, cause: 'offer', fromAgentId: null, timeoutAt }, group);
}

function openOffer(decision: Decision, { commandId, offerId, conversationId, agentId }: OfferAnswer): Proposed | null {
  const conversation = decision.state.conversations.get(conversationId);
  const isOffered = conversation?.state === 'offered' && conversation.agentId === agentId;
  if (isOffered && conversation.offerId === offerId) return conversation;
  const reason = refusalOf(conversation, agentId);
  emit(decision, { type: 'command_refused', data: { commandId, conversationId, reason, by: agentId } });
  return null;
}

function refusalOf(conversation: Conversation | undefined, agentId: string): CommandRefusal {
  if (conversation === undefined || conversation.state === 'submission_offered') return 'visitor_left';
  if (conversation.state === 'assigned' && conversation.agentId === agentId) return 'no_change';
  const isTaken =
    conversation.state === 'assigned' || (conversation.state === 'offered' && conversation.agentId !== agentId);
  return isTaken ? 'taken_by_other' : 'offer_over';
}

function isStillFor(agent: Agent, { groupId }: Proposed): boolean {
  if (agent.status !== 'online' || agent.limit === 0 || agent.load > agent.limit) return false;
  return agent.profile !== null && agent.profile.groupIds.includes(groupId);
}

function byExpiry(a: Proposed, b: Proposed): number {
  return (a.expiry?.deadline ?? 0) - (b.expiry?.deadline ?? 0) || byCodeUnit(a.conversationId, b.conversationId);
}

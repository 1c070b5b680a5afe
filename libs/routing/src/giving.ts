// A conversation and an agent have found each other: it is assigned, or offered where agents may refuse (B4).
import type { Instant } from '@frontdesk/kernel';
import { weightOf, type Agent } from './agents.js';
import { emit, reasonFor, type Decision } from './decision.js';
import type { Terms } from './place.js';
import type { AssignmentCause } from './reason.js';
import type { Group } from './groups.js';
import type { Wanted } from './wanted.js';

/** As much of a request or of somebody who waits as an assignment tells of. */
export interface Given extends Wanted {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly arrivedAt: Instant;
  readonly ruleId: string | null;
  /** What an offer of it holds already: an accepted one takes no more than that. */
  readonly weight?: number;
}

/** Whoever these causes name was not chosen by the method. */
const NAMED: readonly AssignmentCause[] = [
  ...(['direct_return', 'familiar', 'designated'] as const),
  ...(['pull', 'assigned_by_staff', 'offer_accepted'] as const),
];
/** They have said already that they want it. */
const DIRECT: readonly AssignmentCause[] = ['pull', 'assigned_by_staff', 'offer_accepted'];

/** @param candidates best first; the first gets it */
export function give(
  decision: Decision,
  given: Given,
  group: Group,
  candidates: readonly Agent[],
  cause: AssignmentCause,
): void {
  const { state, at } = decision;
  const { conversationId, visitorId, arrivedAt } = given;
  const agent = candidates[0] as Agent;
  const by = NAMED.includes(cause) ? 'name' : 'method';
  const reason = reasonFor(state, group, given.ruleId, given, candidates, by);
  const { agentId } = agent;
  const { groupId } = group;
  const { offer } = state.strategy;
  const weight = (cause === 'offer_accepted' ? given.weight : undefined) ?? weightOf(agent, given);
  // Whoever is not there cannot answer an offer; only the pool goes to them (I1).
  if (offer === undefined || DIRECT.includes(cause) || agent.status !== 'online') {
    const waitedMs = at - arrivedAt;
    const data = { conversationId, visitorId, agentId, groupId, cause, arrivedAt, waitedMs, reason };
    return emit(decision, { type: 'assigned', data: withTerms(decision, data, given.terms, weight) });
  }
  const offerId = `${conversationId}.${state.offers + 1}`;
  const expiresAt = at + offer.acceptMs;
  const data = { conversationId, visitorId, agentId, groupId, cause, arrivedAt, offerId, expiresAt, reason };
  emit(decision, { type: 'offered', data: withTerms(decision, data, given.terms, weight) });
}

/** Terms are told only where the workspace's records are detailed, and a weight only where it is not 1. */
export function withTerms<Data extends object>(
  { state }: Decision,
  data: Data,
  terms: Terms | null,
  weight = 1,
): Data & { readonly terms?: Terms; readonly weight?: number } {
  const isTold = state.strategy.detailed === true && terms !== null;
  // Most have neither: a copy for nothing would be made in every decision.
  if (!isTold && weight === 1) return data;
  return { ...data, ...(isTold && { terms }), ...(weight !== 1 && { weight }) };
}

// A conversation and an agent have found each other: it is assigned, or offered where agents may refuse (B4).
import type { Instant } from '@frontdesk/kernel';
import { weightOf, type Agent } from './agents.js';
import { emit, reasonFor, type Decision } from './decision.js';
import type { AssignmentCause, Terms } from './event.js';
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
  const { offer } = state.strategy;
  const shared = {
    conversationId,
    visitorId,
    agentId: agent.agentId,
    groupId: group.groupId,
    cause,
    arrivedAt,
    reason,
  };
  const weight = (cause === 'offer_accepted' ? given.weight : undefined) ?? weightOf(agent, given);
  const told = { ...shared, ...termsAndWeight(decision, given.terms, weight) };
  if (offer === undefined || DIRECT.includes(cause)) {
    return emit(decision, { type: 'assigned', data: { ...told, waitedMs: at - arrivedAt } });
  }
  const offerId = `${conversationId}.${state.offers + 1}`;
  emit(decision, { type: 'offered', data: { ...told, offerId, expiresAt: at + offer.acceptMs } });
}

/** Told only where the workspace's records are detailed, and a weight only where it is not 1. */
export function termsAndWeight(
  { state }: Decision,
  terms: Terms | null,
  weight: number,
): { readonly terms?: Terms; readonly weight?: number } {
  const isTold = state.strategy.detailed === true && terms !== null;
  return { ...(isTold && { terms }), ...(weight !== 1 && { weight }) };
}

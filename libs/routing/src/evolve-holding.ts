// How agents come to hold conversations, and give them back: the one place where load changes, so that load is what the
// log says and nothing else (P22).
import type { Instant } from '@frontdesk/kernel';
import { seat, unseat, type Agent } from './agents.js';
import type { Claim, Conversation, Held, Offered, Proposed, Unserved } from './conversations.js';
import type { Assigned, SubmissionOffered } from './event.js';
import type { Terms } from './place.js';
import type { Reason } from './reason.js';
import type { OfferedToAgent, OfferEnded, Transferred } from './later-event.js';
import { learnService, learnWait } from './forecast.js';
import { isAsync } from './mode.js';
import { OPEN_TIER } from './order.js';
import { agentIn, forgetAgentIfIdle, groupIn, type Routing } from './state.js';
import { abandonAfter, cancel, detach, track } from './tracking.js';
import { NOBODY } from './wanted.js';

/** Within this time the ramp counts (D8). */
export const RAMP_MS = 60_000;

export function hold(state: Routing, event: Assigned, at: Instant): void {
  const { conversationId, visitorId, groupId, arrivedAt, agentId, weight = 1 } = event;
  const before = detach(state, state.conversations.get(conversationId));
  if (before?.state === 'waiting') learnWait(state, before, at);
  const { priority, ruleId, terms, excludedAgentIds, tier } = claimHeld(state, before, event);
  const held: Held = {
    state: 'assigned',
    conversationId,
    visitorId,
    groupId,
    arrivedAt,
    agentId,
    weight,
    since: state.strategy.detailed === true ? at : 0,
    response: responseTimer(state, event, terms, at),
    priority,
    ruleId,
    terms,
    excludedAgentIds,
    tier,
  };
  state.conversations.set(conversationId, held);
  takeTurn(state, groupId, agentId, event.reason);
  const agent = takeOut(state, agentId);
  agent.held.push(held);
  if (event.cause !== 'offer_accepted') countGiven(state, agent, at);
  putBack(state, agent, weight, at);
}

/** Out of the queue, and the agent's slot is held; nobody owns it yet. */
export function propose(state: Routing, event: OfferedToAgent, at: Instant): void {
  const { conversationId, visitorId, groupId, arrivedAt, offerId, agentId, cause, weight = 1 } = event;
  const before = detach(state, state.conversations.get(conversationId));
  const { priority, ruleId, terms, excludedAgentIds, tier } = claimOf(before, event);
  const inQueue = before?.state === 'waiting' || before?.state === 'offered' ? before : null;
  const proposed: Proposed = {
    state: 'offered',
    conversationId,
    visitorId,
    groupId,
    arrivedAt,
    offerId,
    agentId,
    cause,
    weight,
    priority,
    ruleId,
    terms,
    excludedAgentIds,
    tier,
    expiry: state.deadlines.add('expiry', conversationId, event.expiresAt),
    timeoutAt: before?.state === 'offered' ? before.timeoutAt : timeoutOf(before),
    warned: inQueue?.warned ?? false,
    extended: inQueue?.extended ?? 0,
    abandonAfterMs: before?.abandonAfterMs ?? abandonAfter(state, groupId),
    live: before?.live ?? true,
    abandon: null,
    visitor: state.visitors.in(visitorId),
    sibling: null,
  };
  state.offers++;
  track(state, proposed, before?.abandon?.deadline ?? arrivedAt + proposed.abandonAfterMs);
  takeTurn(state, groupId, agentId, event.reason);
  const agent = takeOut(state, agentId);
  agent.offers.push(proposed);
  countGiven(state, agent, at);
  putBack(state, agent, weight, at);
}

function timeoutOf(before: Unserved | null): Instant | null {
  return before?.state === 'waiting' ? (before.timeout?.deadline ?? null) : null;
}

/** Gives the slot back; what becomes of the conversation is told next. */
export function endOffer(state: Routing, { conversationId, agentId, how }: OfferEnded, at: Instant): void {
  const proposed = state.conversations.get(conversationId);
  if (proposed?.state !== 'offered' || proposed.agentId !== agentId) return;
  letGo(state, proposed, at);
  cancel(state, proposed.expiry);
  proposed.expiry = null;
  proposed.agentId = null;
  if (how === 'rejected' || how === 'timed_out') proposed.excludedAgentIds = [...proposed.excludedAgentIds, agentId];
}

/** Whoever holds its slot does so no longer. */
export function letGo(state: Routing, conversation: Conversation | undefined, at: Instant): void {
  if (conversation?.state === 'assigned') {
    cancel(state, conversation.response);
    const agent = takeOut(state, conversation.agentId);
    remove(agent.held, conversation);
    putBack(state, agent, -conversation.weight, at);
  }
  if (conversation?.state === 'offered' && conversation.agentId !== null) {
    const agent = takeOut(state, conversation.agentId);
    remove(agent.offers, conversation);
    putBack(state, agent, -conversation.weight, at);
  }
}

/** Over, whatever it was. What has to outlive it is remembered elsewhere. */
export function end(state: Routing, conversationId: string, at: Instant): void {
  const conversation = state.conversations.get(conversationId);
  if (conversation?.state === 'assigned') learnService(state, conversation, at);
  letGo(state, conversation, at);
  detach(state, conversation);
  state.conversations.delete(conversationId);
}

export function transfer(state: Routing, event: Transferred, at: Instant): void {
  const { conversationId, visitorId, groupId, arrivedAt, toAgentId, weight = 1 } = event;
  const before = state.conversations.get(conversationId);
  letGo(state, before, at);
  detach(state, before);
  const { priority, ruleId, terms, excludedAgentIds, tier } = claimHeld(state, before ?? null, event);
  const response = responseTimer(state, event, terms, at);
  const since = state.strategy.detailed === true ? at : 0;
  const held: Held = {
    state: 'assigned',
    conversationId,
    visitorId,
    groupId,
    arrivedAt,
    agentId: toAgentId,
    weight,
    since,
    response,
    priority,
    ruleId,
    terms,
    excludedAgentIds,
    tier,
  };
  state.conversations.set(conversationId, held);
  const agent = takeOut(state, toAgentId);
  agent.held.push(held);
  countGiven(state, agent, at);
  putBack(state, agent, weight, at);
}

/** From the queue, from an agent, or straight from the arrival: the visitor may leave a submission now. */
export function offerSubmission(state: Routing, event: SubmissionOffered, at: Instant): void {
  const { conversationId, visitorId, groupId, arrivedAt, why } = event;
  const held = state.conversations.get(conversationId);
  letGo(state, held, at);
  const before = detach(state, held);
  const offered: Offered = {
    state: 'submission_offered',
    conversationId,
    visitorId,
    groupId,
    arrivedAt,
    why,
    waitedMs: at - arrivedAt,
    abandonAfterMs: before?.abandonAfterMs ?? abandonAfter(state, groupId),
    live: before?.live ?? true,
    abandon: null,
    visitor: state.visitors.in(visitorId),
    sibling: null,
  };
  const since = held?.state === 'assigned' ? at : arrivedAt;
  track(state, offered, before?.abandon?.deadline ?? since + offered.abandonAfterMs);
}

/** Out of the choice, until `putBack`: what the order depends on changes in between. */
export function takeOut(state: Routing, agentId: string): Agent {
  const agent = agentIn(state, agentId);
  unseat(agent);
  return agent;
}

/** Holds so much more from now on. */
export function putBack(state: Routing, agent: Agent, change: number, at: Instant): void {
  agent.load = Math.max(0, agent.load + change);
  agent.idleSince = at;
  seat(agent);
  forgetAgentIfIdle(state, agent);
}

/** The agent is out of the choice: as many as allowed within a minute, and the ramp holds until the first is a minute old. */
function countGiven(state: Routing, agent: Agent, at: Instant): void {
  const most = state.strategy.rampPerMinute;
  if (most === undefined) return;
  agent.given = [...agent.given, at].slice(-most);
  const [first = at] = agent.given;
  if (agent.given.length < most || at - first >= RAMP_MS) return;
  cancel(state, agent.ramp);
  agent.ramp = state.deadlines.add('ramp', agent.agentId, first + RAMP_MS);
}

/** Only what the method chose moves its turn. */
function takeTurn(state: Routing, groupId: string, agentId: string, reason: Reason): void {
  if (state.strategy.method !== 'round_robin' || reason.tieBreak === 'named') return;
  groupIn(state, groupId).turn = { order: agentIn(state, agentId).order, agentId };
}

/** What an assignment keeps for a later return to the queue: where records are not detailed, nothing (as before). */
function claimHeld(state: Routing, before: Conversation | null, event: Told): Claim {
  return state.strategy.detailed === true ? claimOf(before, event) : NO_CLAIM;
}

interface Told {
  readonly groupId: string;
  readonly terms?: Terms;
  readonly reason: Reason;
}

const NO_CLAIM: Claim = { priority: 0, ruleId: null, terms: null, excludedAgentIds: NOBODY, tier: OPEN_TIER };

function claimOf(before: Conversation | null, event: Told): Claim {
  if (before !== null && before.state !== 'submission_offered') {
    // A place is fixed in one queue; in another group's it would mean nothing.
    return before.groupId === event.groupId ? before : { ...before, tier: OPEN_TIER };
  }
  const terms = event.terms ?? null;
  const priority = terms?.priority ?? 0;
  return { priority, ruleId: event.reason.ruleId, terms, excludedAgentIds: NOBODY, tier: OPEN_TIER };
}

/** In the asynchronous mode nobody waits for the answer at a screen (I1). */
function responseTimer(
  state: Routing,
  { conversationId, groupId }: { readonly conversationId: string; readonly groupId: string },
  terms: Terms | null,
  at: Instant,
): Held['response'] {
  const { firstResponseMs } = state.strategy;
  if (firstResponseMs === undefined || isAsync(state, { groupId }, { terms })) return null;
  return state.deadlines.add('response', conversationId, at + firstResponseMs);
}

function remove<T>(list: T[], item: T): void {
  const index = list.indexOf(item);
  if (index < 0) return;
  // By hand: `splice` allocates its answer, and this runs at every close.
  for (let i = index + 1; i < list.length; i++) list[i - 1] = list[i] as T;
  list.pop();
}

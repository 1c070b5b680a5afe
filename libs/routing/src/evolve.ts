// The only place where the state of routing changes: one recorded event, one change. Total; never throws for data.
import { minutes, unreachable, type DurationMs, type Instant } from '@frontdesk/kernel';
import type { RoutingEvent } from './event.js';
import type { LaterEvent } from './later-event.js';
import { beginWrapUp, endGrace, endRamp, endWrapUp, setStatus } from './evolve-agents.js';
import { end, endOffer, hold, offerSubmission, propose, transfer } from './evolve-holding.js';
import { configureAgent, configureGroup, removeAgent, removeGroup, setHours } from './evolve-settings.js';
import { becomeGuest, endKeeping, enqueue, extend, reprioritise, requeue, warn } from './evolve-waiting.js';
import { enterPool, noteMessage, setMode } from './evolve-pooling.js';
import { fixPlaces } from './overtaking.js';
import { changeMethod, groupIn, type Routing } from './state.js';
import { beginAbandonment, cancel, endAbandonment } from './tracking.js';

/** A conversion repeated within this time is known to be the same. */
const CONVERSIONS_KEPT_MS = minutes(10);

export function evolve(state: Routing, event: RoutingEvent, at: Instant): void {
  switch (event.type) {
    case 'agent_configured':
      return configureAgent(state, event.data);
    case 'agent_removed':
      return removeAgent(state, event.data.agentId);
    case 'group_configured':
      return configureGroup(state, event.data);
    case 'group_removed':
      return removeGroup(state, event.data.groupId);
    case 'group_hours_changed':
      return setHours(state, event.data);
    case 'strategy_configured':
      return changeMethod(state, event.data);
    case 'mode_configured':
      return setMode(state, event.data);
    case 'rules_activated':
      state.ruleVersion = event.data.ruleVersion;
      return;
    case 'agent_status_changed':
      return setStatus(state, event.data, at);
    case 'visitor_connected':
      state.visitors.connect(event.data.visitorId);
      return endAbandonment(state, event.data.visitorId);
    case 'visitor_lost':
      beginAbandonment(state, event.data.visitorId, event.data.lastBeatAt);
      return state.visitors.disconnect(event.data.visitorId);
    case 'deadlines_extended':
      return extendDeadlines(state, event.data.byMs);
    default:
      return evolveConversation(state, event, at);
  }
}

type SettingsEvent =
  | `${'group' | 'strategy' | 'mode' | 'rules' | 'deadlines'}_${string}`
  | 'visitor_connected'
  | 'visitor_lost'
  | 'agent_configured'
  | 'agent_removed'
  | 'agent_status_changed';
type ConversationEvent = Exclude<RoutingEvent, { type: SettingsEvent }>;

function evolveConversation(state: Routing, event: ConversationEvent, at: Instant): void {
  switch (event.type) {
    case 'queued':
      return enqueue(state, event.data);
    case 'assigned':
      return hold(state, event.data, at);
    case 'submission_offered':
      return offerSubmission(state, event.data, at);
    case 'released':
      end(state, event.data.conversationId, at);
      return rememberReturn(state, event.data.visitorId, event.data.agentId, at);
    case 'converted':
      state.conversions.remember(event.data.conversationId, event.data.submissionId, at, CONVERSIONS_KEPT_MS);
      return end(state, event.data.conversationId, at);
    case 'refused':
    case 'abandoned':
    case 'timed_out':
    case 'closed_by_staff':
      return end(state, event.data.conversationId, at);
    // Answers and news: nothing to remember.
    case 'convert_refused':
    case 'pull_refused':
    case 'command_refused':
    case 'place_worsened':
      return;
    default:
      return evolveLater(state, event, at);
  }
}

function evolveLater(state: Routing, event: LaterEvent, at: Instant): void {
  switch (event.type) {
    case 'offered':
      return propose(state, event.data, at);
    case 'offer_ended':
      return endOffer(state, event.data, at);
    case 'requeued':
      return requeue(state, event.data, at);
    case 'pooled':
      return enterPool(state, event.data, at);
    case 'visitor_wrote':
      return noteMessage(state, event.data.conversationId, at);
    case 'transferred':
      return transfer(state, event.data, at);
    case 'agent_responded':
      return endResponse(state, event.data.conversationId);
    case 'agent_lost':
      return endGrace(state, event.data.agentId);
    case 'ramp_elapsed':
      return endRamp(state, event.data.agentId);
    case 'wrap_up_started':
      return beginWrapUp(state, event.data, at);
    case 'wrap_up_ended':
      return endWrapUp(state, event.data, at);
    case 'command_refused':
      return;
    default:
      return evolvePlace(state, event);
  }
}

type PlaceEvent = Extract<
  LaterEvent,
  { type: `wait_${string}` | 'overflowed' | 'keeping_ended' | 'reprioritised' | 'places_fixed' }
>;

function evolvePlace(state: Routing, event: PlaceEvent): void {
  switch (event.type) {
    case 'overflowed':
      return becomeGuest(state, event.data);
    case 'wait_warned':
      return warn(state, event.data.conversationId);
    case 'wait_extended':
      return extend(state, event.data.conversationId, event.data.timeoutAt);
    case 'keeping_ended':
      return endKeeping(state, event.data.conversationId);
    case 'reprioritised':
      return reprioritise(state, event.data);
    case 'places_fixed':
      return fixPlaces(groupIn(state, event.data.groupId), event.data.position, ++state.fixings);
    default:
      return unreachable(event);
  }
}

function endResponse(state: Routing, conversationId: string): void {
  const held = state.conversations.get(conversationId);
  if (held?.state !== 'assigned') return;
  cancel(state, held.response);
  held.response = null;
}

/** Also the longest waits of those who are offered to an agent, which stand still outside the heap. */
function extendDeadlines(state: Routing, by: DurationMs): void {
  state.deadlines.extend(by);
  for (const { offers } of state.agents.values()) {
    for (const offer of offers) if (offer.timeoutAt !== null) offer.timeoutAt += by;
  }
}

/** For as long as anything may ask for it: the direct return, or familiarity. */
function rememberReturn(state: Routing, visitorId: string, agentId: string, at: Instant): void {
  const { directReturnMs, familiarity } = state.strategy;
  state.returns.remember(visitorId, agentId, at, Math.max(directReturnMs, familiarity?.withinMs ?? 0));
}

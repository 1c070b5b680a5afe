// The only place where the state of routing changes: one recorded event, one change. Total; never throws for data.
import { minutes, unreachable, type DurationMs, type Instant } from '@frontdesk/kernel';
import type { RoutingEvent } from './event.js';
import { configureAgent, configureGroup, removeAgent, removeGroup, setHours, setStatus } from './evolve-settings.js';
import { addLoad, beginAbandonment, end, endAbandonment, hold, offer, enqueue } from './evolve-conversations.js';
import type { Routing } from './state.js';

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
      state.strategy = event.data;
      return;
    case 'rules_activated':
      state.ruleVersion = event.data.ruleVersion;
      return;
    case 'agent_status_changed':
      return setStatus(state, event.data.agentId, event.data.status, at);
    case 'visitor_connected':
      state.visitors.connect(event.data.visitorId);
      return endAbandonment(state, event.data.visitorId);
    case 'visitor_lost':
      beginAbandonment(state, event.data.visitorId, event.data.lastBeatAt);
      return state.visitors.disconnect(event.data.visitorId);
    case 'deadlines_extended':
      return state.deadlines.extend(event.data.byMs);
    default:
      return evolveConversation(state, event, at);
  }
}

type ConversationEvent = Exclude<
  RoutingEvent,
  {
    type:
      | `${'group' | 'strategy' | 'rules' | 'visitor' | 'deadlines'}_${string}`
      | 'agent_configured'
      | 'agent_removed'
      | 'agent_status_changed';
  }
>;

function evolveConversation(state: Routing, event: ConversationEvent, at: Instant): void {
  switch (event.type) {
    case 'queued':
      return enqueue(state, event.data);
    case 'assigned':
      hold(state, event.data);
      return addLoad(state, event.data.agentId, 1, at);
    case 'submission_offered':
      return offer(state, event.data, at);
    case 'released':
      end(state, event.data.conversationId);
      rememberReturn(state, event.data.visitorId, event.data.agentId, at);
      return addLoad(state, event.data.agentId, -1, at);
    case 'converted':
      state.conversions.remember(event.data.conversationId, event.data.submissionId, at, CONVERSIONS_KEPT_MS);
      return end(state, event.data.conversationId);
    case 'refused':
    case 'abandoned':
    case 'timed_out':
    case 'closed_by_staff':
      return end(state, event.data.conversationId);
    // Answers and news: nothing to remember.
    case 'convert_refused':
    case 'pull_refused':
    case 'place_worsened':
    case 'command_refused':
      return;
    case 'offered':
    case 'offer_ended':
    case 'requeued':
    case 'transferred':
    case 'overflowed':
    case 'wait_warned':
    case 'wait_extended':
    case 'keeping_ended':
    case 'reprioritised':
    case 'places_fixed':
    case 'wrap_up_started':
    case 'wrap_up_ended':
    case 'agent_responded':
    case 'agent_lost':
    case 'ramp_elapsed':
      // Not decided yet.
      return;
    default:
      return unreachable(event);
  }
}

function rememberReturn(state: Routing, visitorId: string, agentId: string, at: Instant): void {
  const keepMs: DurationMs = state.strategy.directReturnMs;
  state.returns.remember(visitorId, agentId, at, keepMs);
}

// One input, one decision. What is due fires first, so that nothing is decided on a state that time has overtaken.
import { assert, canonical, unreachable, type Instant } from '@frontdesk/kernel';
import { arrive } from './arrival.js';
import type { Timer } from './deadlines.js';
import { emit, type Decision } from './decision.js';
import { abandon, close, convert, timeOut } from './ending.js';
import type { RoutingEvent } from './event.js';
import type { GroupHours, RoutingInput } from './input.js';
import { requestPull } from './pulling.js';
import { serveAgent, serveGroup, serveVisitor } from './serving.js';
import type { AgentRules, AgentStatus } from './settings.js';
import type { Routing } from './state.js';

/** Decides one input and has already evolved the state by the answer. */
export function step(state: Routing, input: RoutingInput, at: Instant): readonly RoutingEvent[] {
  const decision: Decision = { state, at, events: [] };
  // Before anything fires: what expired during an outage did not expire for the visitors.
  if (input.type === 'resumed' && input.data.gapMs > 0 && state.deadlines.hasWaits()) {
    emit(decision, { type: 'deadlines_extended', data: { byMs: input.data.gapMs } });
  }
  fireDue(decision);
  decide(decision, input);
  return decision.events;
}

/** When the next timer is due. O(1). */
export function nextDeadline(state: Routing): Instant | null {
  return state.deadlines.first()?.deadline ?? null;
}

function fireDue(decision: Decision): void {
  const { state, at } = decision;
  for (let due = state.deadlines.first(); due !== undefined && due.deadline <= at; due = state.deadlines.first()) {
    if (due.kind === 'hours') flipHours(decision, due.id);
    else expire(decision, due);
  }
}

function expire(decision: Decision, { id, kind }: Timer): void {
  const conversation = decision.state.conversations.get(id);
  // Every transition cancels its timers (P53); one that survived would be due for ever.
  assert(conversation !== undefined && conversation.state !== 'assigned', 'a timer ends with what it times');
  if (kind === 'abandon') return abandon(decision, conversation);
  assert(conversation.state === 'waiting', 'only those who wait time out');
  timeOut(decision, conversation);
}

function flipHours(decision: Decision, groupId: string): void {
  changeHours(decision, { groupId, open: !(decision.state.groups.get(groupId)?.open ?? true), until: null });
}

function decide(decision: Decision, input: RoutingInput): void {
  switch (input.type) {
    case 'conversation_requested':
      return arrive(decision, input.data);
    case 'conversation_closed':
      return close(decision, input.data);
    case 'pull_requested':
      return requestPull(decision, input.data);
    case 'convert_requested':
      return convert(decision, input.data.conversationId, input.data.submissionId);
    case 'visitor_connected':
      return connectVisitor(decision, input.data.visitorId);
    case 'visitor_lost':
      return loseVisitor(decision, input.data.visitorId, input.data.lastBeatAt);
    case 'agent_status':
      return changeStatus(decision, input.data.agentId, input.data.status);
    case 'tick':
    case 'resumed':
      return;
    default:
      return configure(decision, input);
  }
}

type Configuration = Extract<
  RoutingInput,
  { type: `${string}_configured` | `${string}_removed` | `${string}_activated` | 'group_hours' }
>;

function configure(decision: Decision, input: Configuration): void {
  const { state } = decision;
  switch (input.type) {
    case 'agent_configured':
      return configureAgent(decision, input.data);
    case 'agent_removed':
      if ((state.agents.get(input.data.agentId)?.rules ?? null) !== null) emit(decision, input);
      return;
    case 'group_configured': {
      const group = state.groups.get(input.data.groupId);
      if (group === undefined || group.removed || !same(group.rules, input.data)) emit(decision, input);
      return;
    }
    case 'group_removed': {
      const group = state.groups.get(input.data.groupId);
      if (group !== undefined && group.rules !== null && !group.removed) emit(decision, input);
      return;
    }
    case 'group_hours':
      return changeHours(decision, input.data);
    case 'strategy_configured':
      if (!same(state.strategy, input.data)) emit(decision, input);
      return;
    case 'rules_activated':
      if (state.ruleVersion !== input.data.ruleVersion) emit(decision, input);
      return;
    default:
      return unreachable(input);
  }
}

function configureAgent(decision: Decision, rules: AgentRules): void {
  if (same(decision.state.agents.get(rules.agentId)?.rules ?? null, rules)) return;
  emit(decision, { type: 'agent_configured', data: rules });
  serveAgent(decision, rules.agentId);
}

function changeStatus(decision: Decision, agentId: string, status: AgentStatus): void {
  if ((decision.state.agents.get(agentId)?.status ?? 'offline') === status) return;
  emit(decision, { type: 'agent_status_changed', data: { agentId, status } });
  serveAgent(decision, agentId);
}

function changeHours(decision: Decision, { groupId, open, until }: GroupHours): void {
  const group = decision.state.groups.get(groupId);
  if (open === (group?.open ?? true) && until === (group?.until ?? null)) return;
  emit(decision, { type: 'group_hours_changed', data: { groupId, open, until } });
  serveGroup(decision, groupId);
}

function connectVisitor(decision: Decision, visitorId: string): void {
  if (decision.state.visitors.isConnected(visitorId)) return;
  emit(decision, { type: 'visitor_connected', data: { visitorId } });
  serveVisitor(decision, visitorId);
}

function loseVisitor(decision: Decision, visitorId: string, lastBeatAt: Instant): void {
  const { state } = decision;
  const waits = state.visitors.unservedOf(visitorId).some((conversation) => conversation.live);
  if (state.visitors.isConnected(visitorId) || waits)
    emit(decision, { type: 'visitor_lost', data: { visitorId, lastBeatAt } });
}

function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

// Facts that other contexts own. What changes nothing is no event; what frees or adds capacity serves at once (D4).
import { canonical, unreachable, type Instant } from '@frontdesk/kernel';
import { endHours } from './closing-time.js';
import { emit, type Decision } from './decision.js';
import { fixOrder } from './entering.js';
import type { AgentStatusChange, GroupHours, RoutingInput } from './input.js';
import { endKeepingsOf } from './keeping.js';
import { withdrawOffers } from './offers.js';
import { serveAgent, serveGroup, serveSources, serveVisitor } from './serving.js';
import type { AgentRules, GroupRules } from './settings.js';
import { groupIn } from './state.js';
import { comeBack, configureMode } from './switching.js';
import { NOBODY } from './wanted.js';

/** Settings' documents, one fact at a time; also the hours, which settings compute. */
type Configuration = Extract<
  RoutingInput,
  { type: `${string}_configured` | `${string}_removed` | `${string}_activated` | 'group_hours' }
>;

export function configure(decision: Decision, input: Configuration): void {
  const { state } = decision;
  switch (input.type) {
    case 'agent_configured':
      return configureAgent(decision, input.data);
    case 'agent_removed':
      if ((state.agents.get(input.data.agentId)?.rules ?? null) !== null) removeAgent(decision, input.data.agentId);
      return;
    case 'group_configured':
      return configureGroup(decision, input.data);
    case 'group_removed': {
      const group = state.groups.get(input.data.groupId);
      if (group === undefined || group.rules === null || group.removed) return;
      emit(decision, input);
      // Its hours are gone with it: who is in its pool is served at any time.
      return group.pool === null ? undefined : serveGroup(decision, group.groupId);
    }
    case 'group_hours':
      return changeHours(decision, input.data);
    case 'strategy_configured':
      if (!same(state.strategy, input.data)) emit(decision, input);
      return;
    case 'mode_configured':
      return configureMode(decision, input.data);
    case 'rules_activated':
      if (state.ruleVersion !== input.data.ruleVersion) emit(decision, input);
      return;
    default:
      return unreachable(input);
  }
}

function configureAgent(decision: Decision, rules: AgentRules): void {
  const { agentId } = rules;
  const agent = decision.state.agents.get(agentId);
  if (same(agent?.rules ?? null, rules)) return;
  const before = agent?.profile?.groupIds ?? NOBODY;
  emit(decision, { type: 'agent_configured', data: rules });
  const after = decision.state.agents.get(agentId)?.profile?.groupIds ?? NOBODY;
  const left = before.filter((groupId) => !after.includes(groupId));
  changed(decision, agentId, [...new Set([...before, ...after])], left);
}

function removeAgent(decision: Decision, agentId: string): void {
  const groupIds = decision.state.agents.get(agentId)?.profile?.groupIds ?? NOBODY;
  emit(decision, { type: 'agent_removed', data: { agentId } });
  changed(decision, agentId, groupIds, groupIds);
}

export function changeStatus(decision: Decision, change: AgentStatusChange): void {
  const { agentId, status } = change;
  const agent = decision.state.agents.get(agentId);
  if ((agent?.status ?? 'offline') === status) return;
  const groupIds = agent?.profile?.groupIds ?? NOBODY;
  emit(decision, { type: 'agent_status_changed', data: change });
  changed(decision, agentId, groupIds, status === 'offline' ? groupIds : NOBODY);
}

/** What they cannot take any more goes on to others, what they can take comes to them (D4); their groups may overflow. */
function changed(decision: Decision, agentId: string, groupIds: readonly string[], left: readonly string[]): void {
  withdrawOffers(decision, agentId);
  endKeepingsOf(decision, agentId, left);
  serveAgent(decision, agentId);
  for (const groupId of groupIds) {
    if ((decision.state.groups.get(groupId)?.rules?.overflow ?? NOBODY).length > 0) serveGroup(decision, groupId);
  }
}

function configureGroup(decision: Decision, rules: GroupRules): void {
  const { groupId } = rules;
  const group = decision.state.groups.get(groupId);
  if (group !== undefined && !group.removed && same(group.rules, rules)) return;
  emit(decision, { type: 'group_configured', data: rules });
  fixOrder(decision, groupIn(decision.state, groupId));
  serveGroup(decision, groupId);
  serveSources(decision, groupId);
}

export function changeHours(decision: Decision, { groupId, open, until }: GroupHours): void {
  const group = decision.state.groups.get(groupId);
  if (open === (group?.open ?? true) && until === (group?.until ?? null)) return;
  const ends = !open && (group?.open ?? true);
  emit(decision, { type: 'group_hours_changed', data: { groupId, open, until } });
  serveGroup(decision, groupId);
  serveSources(decision, groupId);
  if (ends) endHours(decision, groupId);
}

export function connectVisitor(decision: Decision, visitorId: string): void {
  if (decision.state.visitors.isConnected(visitorId)) return;
  emit(decision, { type: 'visitor_connected', data: { visitorId } });
  comeBack(decision, visitorId);
  serveVisitor(decision, visitorId);
}

/** Of a visitor whom nothing here depends on there is nothing to remember. */
export function loseVisitor(decision: Decision, visitorId: string, lastBeatAt: Instant): void {
  const { state } = decision;
  const waits = state.visitors.unservedOf(visitorId).some((conversation) => conversation.live);
  if (state.visitors.isConnected(visitorId) || waits)
    emit(decision, { type: 'visitor_lost', data: { visitorId, lastBeatAt } });
}

/** Counts only for one whom nobody has yet, and where the pool is given out by it (I1). */
export function noteMessage(decision: Decision, conversationId: string): void {
  const { state } = decision;
  if (state.mode?.pool.order !== 'last_message') return;
  if (state.conversations.get(conversationId)?.state !== 'pooled') return;
  emit(decision, { type: 'visitor_wrote', data: { conversationId } });
}

/** Settings are told again after every restart of their owner: only what differs is news. */
function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

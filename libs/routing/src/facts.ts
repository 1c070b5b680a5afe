// Facts that other contexts own. What changes nothing is no event; what frees or adds capacity serves at once (D4).
import { canonical, unreachable, type Instant } from '@frontdesk/kernel';
import { emit, type Decision } from './decision.js';
import type { GroupHours, RoutingInput } from './input.js';
import { serveAgent, serveGroup, serveVisitor } from './serving.js';
import type { AgentRules, AgentStatus } from './settings.js';

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

export function changeStatus(decision: Decision, agentId: string, status: AgentStatus): void {
  if ((decision.state.agents.get(agentId)?.status ?? 'offline') === status) return;
  emit(decision, { type: 'agent_status_changed', data: { agentId, status } });
  serveAgent(decision, agentId);
}

export function changeHours(decision: Decision, { groupId, open, until }: GroupHours): void {
  const group = decision.state.groups.get(groupId);
  if (open === (group?.open ?? true) && until === (group?.until ?? null)) return;
  emit(decision, { type: 'group_hours_changed', data: { groupId, open, until } });
  serveGroup(decision, groupId);
}

export function connectVisitor(decision: Decision, visitorId: string): void {
  if (decision.state.visitors.isConnected(visitorId)) return;
  emit(decision, { type: 'visitor_connected', data: { visitorId } });
  serveVisitor(decision, visitorId);
}

/** Of a visitor whom nothing here depends on there is nothing to remember. */
export function loseVisitor(decision: Decision, visitorId: string, lastBeatAt: Instant): void {
  const { state } = decision;
  const waits = state.visitors.unservedOf(visitorId).some((conversation) => conversation.live);
  if (state.visitors.isConnected(visitorId) || waits)
    emit(decision, { type: 'visitor_lost', data: { visitorId, lastBeatAt } });
}

/** Settings are told again after every restart of their owner: only what differs is news. */
function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

// An agent asks for one who waits: compare-and-set, answered either way (D7, P04).
import { emit, type Decision } from './decision.js';
import type { PullRefused } from './event.js';
import type { RoutingInput } from './input.js';
import { pull } from './serving.js';

type PullRequested = Extract<RoutingInput, { type: 'pull_requested' }>['data'];

export function requestPull(decision: Decision, { commandId, conversationId, agentId }: PullRequested): void {
  const { agents, conversations } = decision.state;
  const refuse = (reason: PullRefused['reason']) =>
    emit(decision, { type: 'pull_refused', data: { commandId, conversationId, agentId, reason } });
  const agent = agents.get(agentId);
  if (agent === undefined || agent.rules === null) return refuse('unknown_agent');
  if (agent.status !== 'online') return refuse('not_online');
  if (agent.load >= agent.limit) return refuse('at_limit');
  const conversation = conversations.get(conversationId);
  if (conversation?.state === 'assigned') return refuse('taken_by_other');
  if (conversation?.state !== 'waiting') return refuse('visitor_left');
  pull(decision, conversation, agent);
}

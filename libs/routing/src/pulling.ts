// An agent asks for one who waits: compare-and-set, answered either way (D7, P04).
import { hasRoom, weightOf } from './agents.js';
import type { Pooled, Waiting } from './conversations.js';
import { emit, type Decision } from './decision.js';
import type { PullRefused } from './event.js';
import type { RoutingInput } from './input.js';
import { isForAll } from './mode.js';
import { pull } from './serving.js';
import { groupIn } from './state.js';

type PullRequested = Extract<RoutingInput, { type: 'pull_requested' }>['data'];

export function requestPull(decision: Decision, { commandId, conversationId, agentId }: PullRequested): void {
  const { agents, conversations } = decision.state;
  const refuse = (reason: PullRefused['reason']) =>
    emit(decision, { type: 'pull_refused', data: { commandId, conversationId, agentId, reason } });
  const agent = agents.get(agentId);
  if (agent === undefined || agent.rules === null) return refuse('unknown_agent');
  const conversation = conversations.get(conversationId);
  const wanted = conversation?.state === 'waiting' || conversation?.state === 'pooled' ? conversation : null;
  if (agent.status !== 'online' && !isForAbsent(decision, wanted)) return refuse('not_online');
  // Whoever has room for nothing is told so first; otherwise it depends on what they ask for.
  const isFull = wanted === null ? agent.load >= agent.limit : !hasRoom(agent, weightOf(agent, wanted));
  if (isFull) return refuse('at_limit');
  // Offered to an agent it is out of the queue, too.
  if (conversation?.state === 'assigned' || conversation?.state === 'offered') return refuse('taken_by_other');
  if (wanted === null) return refuse('visitor_left');
  pull(decision, wanted, agent);
}

/** Of the pool they may take what they could be given anyway (I1). */
function isForAbsent({ state }: Decision, wanted: Waiting | Pooled | null): boolean {
  return wanted?.state === 'pooled' && isForAll(state, groupIn(state, wanted.groupId), wanted);
}

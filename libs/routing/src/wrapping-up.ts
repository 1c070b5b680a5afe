// After a close the slot stays held for a while (C8); the agent may end it sooner.
import { emit, type Decision } from './decision.js';
import { serveAgent } from './serving.js';

/** Follows the release in the same decision: between the two nobody is served. */
export function beginWrapUp(decision: Decision, conversationId: string, agentId: string, weight: number): void {
  const { state, at } = decision;
  const { wrapUpMs = 0 } = state.strategy;
  if (wrapUpMs <= 0) return;
  const agent = state.agents.get(agentId);
  if (agent === undefined || agent.rules === null) return;
  const until = at + wrapUpMs;
  const earlier = state.wrapUps.get(conversationId);
  if (earlier !== undefined) finish(decision, conversationId, earlier, 'elapsed');
  emit(decision, {
    type: 'wrap_up_started',
    data: { agentId, conversationId, until, ...(weight !== 1 && { weight }) },
  });
  // It came again and is over again: whoever wrapped it up before is free.
  if (earlier !== undefined) serveAgent(decision, earlier);
}

/** By the agent, or because its time has passed. Of one that is over there is nothing to say. */
export function endWrapUp(decision: Decision, conversationId: string, cause: 'agent' | 'elapsed', by?: string): void {
  const agentId = decision.state.wrapUps.get(conversationId);
  if (agentId === undefined || (by !== undefined && by !== agentId)) return;
  finish(decision, conversationId, agentId, cause);
  serveAgent(decision, agentId);
}

function finish(decision: Decision, conversationId: string, agentId: string, cause: 'agent' | 'elapsed'): void {
  emit(decision, { type: 'wrap_up_ended', data: { agentId, conversationId, cause } });
}

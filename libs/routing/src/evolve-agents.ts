// What becomes of agents between conversations: status, grace after a lost lease, wrap-ups and the ramp.
import type { Instant } from '@frontdesk/kernel';
import { seat, unseat } from './agents.js';
import type { RoutingEvent } from './event.js';
import { putBack, takeOut } from './evolve-holding.js';
import type { AgentStatusChange } from './input.js';
import { agentIn, forgetAgentIfIdle, type Routing } from './state.js';
import { cancel } from './tracking.js';

type Data<Type extends RoutingEvent['type']> = Extract<RoutingEvent, { type: Type }>['data'];

/** Idle begins with coming online: a longer absence is no merit. */
export function setStatus(state: Routing, { agentId, status, lostAt }: AgentStatusChange, at: Instant): void {
  const agent = agentIn(state, agentId);
  unseat(agent);
  if (status === 'online' && agent.status !== 'online') agent.idleSince = at;
  agent.status = status;
  seat(agent);
  cancel(state, agent.grace);
  agent.grace = null;
  agent.lostAt = null;
  const policy = state.strategy.agentLost;
  if (lostAt !== undefined && policy !== undefined && policy.then !== 'keep' && agent.held.length > 0) {
    agent.lostAt = lostAt;
    agent.grace = state.deadlines.add('grace', agentId, lostAt + policy.graceMs);
  }
  forgetAgentIfIdle(state, agent);
}

export function endGrace(state: Routing, agentId: string): void {
  const agent = agentIn(state, agentId);
  cancel(state, agent.grace);
  agent.grace = null;
  agent.lostAt = null;
  forgetAgentIfIdle(state, agent);
}

export function endRamp(state: Routing, agentId: string): void {
  const agent = agentIn(state, agentId);
  unseat(agent);
  cancel(state, agent.ramp);
  agent.ramp = null;
  seat(agent);
  forgetAgentIfIdle(state, agent);
}

export function beginWrapUp(state: Routing, event: Data<'wrap_up_started'>, at: Instant): void {
  const { agentId, conversationId, until, weight = 1 } = event;
  // A conversation that came again and is over again: one wrap-up at a time.
  endWrapUp(state, { agentId: state.wrapUps.get(conversationId) ?? '', conversationId, cause: 'elapsed' }, at);
  const agent = takeOut(state, agentId);
  const timer = state.deadlines.add('wrap_up', conversationId, until);
  agent.wrapUps.push({ conversationId, weight, timer });
  agent.wrapping += weight;
  state.wrapUps.set(conversationId, agentId);
  putBack(state, agent, weight, at);
}

export function endWrapUp(state: Routing, { agentId, conversationId }: Data<'wrap_up_ended'>, at: Instant): void {
  const wrapUps = state.agents.get(agentId)?.wrapUps ?? [];
  const index = wrapUps.findIndex((each) => each.conversationId === conversationId);
  const wrapUp = wrapUps[index];
  if (wrapUp === undefined) return;
  const agent = takeOut(state, agentId);
  state.deadlines.cancel(wrapUp.timer);
  agent.wrapUps.splice(index, 1);
  agent.wrapping -= wrapUp.weight;
  state.wrapUps.delete(conversationId);
  putBack(state, agent, -wrapUp.weight, at);
}

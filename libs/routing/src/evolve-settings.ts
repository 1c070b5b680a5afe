// How settings, hours and presence change the state. An agent is unseated while what the choice depends on changes.
import type { Instant } from '@frontdesk/kernel';
import { seat, unseat } from './agents.js';
import type { GroupHours } from './input.js';
import type { AgentRules, AgentStatus, GroupRules } from './settings.js';
import { agentIn, forgetAgentIfIdle, forgetGroupIfBare, groupIn, moveToProfile, type Routing } from './state.js';

export function configureAgent(state: Routing, rules: AgentRules): void {
  const agent = agentIn(state, rules.agentId);
  unseat(agent);
  agent.rules = rules;
  agent.limit = rules.limit;
  moveToProfile(state, agent);
  seat(agent);
}

/** What they hold stays theirs until it is released; they are in no group any more. */
export function removeAgent(state: Routing, agentId: string): void {
  const agent = agentIn(state, agentId);
  unseat(agent);
  agent.rules = null;
  agent.limit = 0;
  moveToProfile(state, agent);
  forgetAgentIfIdle(state, agent);
}

/** Idle begins with coming online: a longer absence is no merit. */
export function setStatus(state: Routing, agentId: string, status: AgentStatus, at: Instant): void {
  const agent = agentIn(state, agentId);
  unseat(agent);
  if (status === 'online' && agent.status !== 'online') agent.idleSince = at;
  agent.status = status;
  seat(agent);
  forgetAgentIfIdle(state, agent);
}

export function configureGroup(state: Routing, rules: GroupRules): void {
  const group = groupIn(state, rules.groupId);
  group.rules = rules;
  group.removed = false;
}

/** Its hours go with it; its rules stay for as long as somebody waits under them. */
export function removeGroup(state: Routing, groupId: string): void {
  setHours(state, { groupId, open: true, until: null });
  const group = groupIn(state, groupId);
  group.removed = group.queue.size > 0;
  if (!group.removed) group.rules = null;
  forgetGroupIfBare(state, group);
}

export function setHours(state: Routing, hours: GroupHours): void {
  const group = groupIn(state, hours.groupId);
  if (group.flip !== null) state.deadlines.cancel(group.flip);
  group.open = hours.open;
  group.until = hours.until;
  group.flip = hours.until === null ? null : state.deadlines.add('hours', hours.groupId, hours.until);
  forgetGroupIfBare(state, group);
}

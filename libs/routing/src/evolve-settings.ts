// How settings and hours change the state. An agent is unseated while what the choice depends on changes.
import { seat, unseat } from './agents.js';
import type { GroupHours } from './input.js';
import type { AgentRules, GroupRules } from './settings.js';
import { isEmpty } from './groups.js';
import { beginCounting } from './overtaking.js';
import { agentIn, forgetAgentIfIdle, forgetGroupIfBare, groupIn, moveToProfile, type Routing } from './state.js';
import { forgetRules, unlink } from './tracking.js';

export function configureAgent(state: Routing, rules: AgentRules): void {
  const agent = agentIn(state, rules.agentId);
  unseat(agent);
  agent.rules = rules;
  agent.limit = rules.limit;
  agent.order = rules.order ?? 0;
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

export function configureGroup(state: Routing, rules: GroupRules): void {
  const group = groupIn(state, rules.groupId);
  for (const { groupId } of group.rules?.overflow ?? []) unlink(state, rules.groupId, groupId);
  group.rules = rules;
  group.removed = false;
  beginCounting(group);
  for (const { groupId } of rules.overflow ?? []) groupIn(state, groupId).sources.add(group);
  if (group.queue.size <= (rules.queue.reopenAt ?? Infinity)) group.shut = false;
}

/** Its hours go with it; its rules stay for as long as somebody waits under them. */
export function removeGroup(state: Routing, groupId: string): void {
  setHours(state, { groupId, open: true, until: null });
  const group = groupIn(state, groupId);
  group.removed = !isEmpty(group);
  if (group.removed) forgetGroupIfBare(state, group);
  else forgetRules(state, groupId);
}

export function setHours(state: Routing, hours: GroupHours): void {
  const group = groupIn(state, hours.groupId);
  if (group.flip !== null) state.deadlines.cancel(group.flip);
  group.open = hours.open;
  group.until = hours.until;
  group.flip = hours.until === null ? null : state.deadlines.add('hours', hours.groupId, hours.until);
  forgetGroupIfBare(state, group);
}

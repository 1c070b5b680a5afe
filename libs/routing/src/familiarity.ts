// The agent who knows the visitor (B6), and the one who is named: asked before the method is, and never waited for in
// vain. Who is offline, gone, or of another group is passed over (P28).
import type { Instant } from '@frontdesk/kernel';
import { isEligible, isMember, type Agent } from './agents.js';
import type { Decision } from './decision.js';
import type { Group } from './groups.js';
import { isForAll } from './mode.js';
import { hasSkills, type Wanted } from './wanted.js';
import type { Routing } from './state.js';

type Known = Wanted & { readonly visitorId: string };

/** Held this visitor's last chat a moment ago, and can take this one. */
export function returningTo(decision: Decision, group: Group, visitor: Known): Agent | null {
  const agent = lastAgent(decision, visitor, decision.state.strategy.directReturnMs);
  return agent !== null && canTake(decision.state, agent, group, visitor) ? agent : null;
}

/** Held it within the longer time of familiarity, and can take this one. */
export function familiarAgent(decision: Decision, group: Group, visitor: Known): Agent | null {
  const agent = lastAgent(decision, visitor, decision.state.strategy.familiarity?.withinMs ?? 0);
  return agent !== null && canTake(decision.state, agent, group, visitor) ? agent : null;
}

/** Is there, but full or busy: the place is kept for them for a while. Null: not in this workspace, or nobody is. */
export function keeper(decision: Decision, group: Group, visitor: Known): { agentId: string; until: Instant } | null {
  const { familiarity } = decision.state.strategy;
  if (familiarity?.mode !== 'wait' || (familiarity.waitMs ?? 0) <= 0) return null;
  const agent = lastAgent(decision, visitor, familiarity.withinMs);
  if (agent === null || agent.status === 'offline' || !isMember(agent, group.groupId)) return null;
  if (agent.profile === null || agent.limit === 0 || !hasSkills(agent.profile, visitor)) return null;
  return { agentId: agent.agentId, until: decision.at + (familiarity.waitMs ?? 0) };
}

export function canTake(state: Routing, agent: Agent, group: Group, wanted: Wanted): boolean {
  return isEligible(agent, wanted, isForAll(state, group, wanted)) && isMember(agent, group.groupId);
}

function lastAgent({ state, at }: Decision, { visitorId }: Known, within: number): Agent | null {
  const last = within > 0 ? state.returns.get(visitorId) : undefined;
  if (last === undefined || at - last.since > within) return null;
  return state.agents.get(last.value) ?? null;
}

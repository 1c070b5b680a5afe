// One decision in the making: what is emitted has happened at once, so every later thought sees its effect.
import type { Instant } from '@frontdesk/kernel';
import { bestOf, countExcluded, type Agent } from './agents.js';
import type { Candidate, Reason, RoutingEvent } from './event.js';
import { evolve } from './evolve.js';
import type { Group } from './groups.js';
import { compareSaturation } from './order.js';
import type { Routing } from './state.js';

/** The chosen one and five runners-up (D6). */
const CANDIDATES = 6;

export interface Decision {
  readonly state: Routing;
  readonly at: Instant;
  readonly events: RoutingEvent[];
}

export function emit(decision: Decision, event: RoutingEvent): void {
  decision.events.push(event);
  evolve(decision.state, event, decision.at);
}

/** The eligible of a group, best first; no more than a reason tells of. */
export function candidatesOf(group: Group): Agent[] {
  return bestOf(group.profiles, CANDIDATES);
}

/** The agent who was named by rule or command, before those whom the method would have taken. */
export function named(agent: Agent, group: Group): Agent[] {
  return [agent, ...candidatesOf(group).filter((other) => other !== agent)].slice(0, CANDIDATES);
}

/** `by` tells how the first candidate was chosen. To be taken before the assignment: it shows what the choice saw. */
export function reasonFor(
  state: Routing,
  group: Group,
  ruleId: string | null,
  candidates: readonly Agent[] = [],
  by: 'method' | 'name' = 'method',
): Reason {
  return {
    ruleVersion: state.ruleVersion,
    settingsVersion: group.rules?.settingsVersion ?? 0,
    ruleId,
    excluded: countExcluded(group.profiles),
    candidates: candidates.map(asCandidate),
    tieBreak: by === 'name' ? 'named' : tieBreakOf(candidates),
  };
}

function asCandidate({ agentId, load, limit, idleSince }: Agent): Candidate {
  return { agentId, load, limit, idleSince };
}

function tieBreakOf([chosen, runnerUp]: readonly Agent[]): Reason['tieBreak'] {
  if (chosen === undefined) return null;
  if (runnerUp === undefined) return 'only_candidate';
  if (compareSaturation(chosen, runnerUp) !== 0) return 'saturation';
  return chosen.idleSince !== runnerUp.idleSince ? 'longest_idle' : 'id';
}

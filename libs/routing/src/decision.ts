// One decision in the making: what is emitted has happened at once, so every later thought sees its effect.
import type { Instant } from '@frontdesk/kernel';
import type { Agent } from './agents.js';
import { CANDIDATES, candidatesFor, countExcluded, preferenceOf } from './choosing.js';
import type { RoutingEvent } from './event.js';
import type { Candidate, Reason } from './reason.js';
import { evolve } from './evolve.js';
import type { Group } from './groups.js';
import { methodRules } from './methods/methods.js';
import type { Routing } from './state.js';
import type { Wanted } from './wanted.js';

export interface Decision {
  readonly state: Routing;
  readonly at: Instant;
  events: RoutingEvent[];
}

export function emit(decision: Decision, event: RoutingEvent): void {
  decision.events = followedBy(decision.events, event);
  evolve(decision.state, event, decision.at);
}

/** Nearly every decision has one event or two; the first push onto an empty list would make room for seventeen. */
function followedBy(events: RoutingEvent[], event: RoutingEvent): RoutingEvent[] {
  const first = events[0];
  if (first === undefined) return [event];
  if (events.length === 1) return [first, event];
  events.push(event);
  return events;
}

/** The agent who was named by rule or command, before those whom the method would have taken. */
export function named(state: Routing, agent: Agent, group: Group, wanted: Wanted): Agent[] {
  const others = candidatesFor(state, group, wanted).filter((other) => other !== agent);
  return [agent, ...others].slice(0, CANDIDATES);
}

/** `by` tells how the first candidate was chosen. To be taken before the assignment: it shows what the choice saw. */
export function reasonFor(
  state: Routing,
  group: Group,
  ruleId: string | null,
  wanted: Wanted,
  candidates: readonly Agent[] = [],
  by: 'method' | 'name' = 'method',
): Reason {
  return {
    ruleVersion: state.ruleVersion,
    settingsVersion: group.rules?.settingsVersion ?? 0,
    ruleId,
    excluded: countExcluded(state, group, wanted),
    candidates: candidates.length === 0 ? NO_CANDIDATES : asCandidates(state, group, candidates),
    tieBreak: by === 'name' ? 'named' : tieBreakOf(state, group, candidates),
  };
}

const NO_CANDIDATES: readonly Candidate[] = [];

function asCandidates(state: Routing, group: Group, agents: readonly Agent[]): Candidate[] {
  return agents.map((agent) => asCandidate(state, group, agent));
}

/** What only some choices look at is told only by them. */
function asCandidate({ strategy }: Routing, group: Group, agent: Agent): Candidate {
  const { agentId, load, limit, idleSince, order } = agent;
  const preference = preferenceOf(agent, group);
  if (preference === 1 && strategy.method !== 'round_robin') return { agentId, load, limit, idleSince };
  const told = strategy.method === 'round_robin' ? { order } : {};
  return { agentId, load, limit, idleSince, ...told, ...(preference !== 1 && { preference }) };
}

function tieBreakOf({ strategy }: Routing, group: Group, candidates: readonly Agent[]): Reason['tieBreak'] {
  const chosen = candidates[0];
  const runnerUp = candidates[1];
  if (chosen === undefined) return null;
  if (runnerUp === undefined) return 'only_candidate';
  if (preferenceOf(chosen, group) !== preferenceOf(runnerUp, group)) return 'preference';
  return methodRules(strategy.method).tieBreak(chosen, runnerUp);
}

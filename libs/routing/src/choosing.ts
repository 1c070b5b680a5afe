// The choice among the eligible of a group (B2, B4): preference first, the method among equals.
import { exclusionOf, type Agent, type Seats } from './agents.js';
import type { Excluded } from './reason.js';
import type { Group } from './groups.js';
import { methodRules } from './methods/methods.js';
import { inTurnAfter, sliceInTurn } from './methods/round-robin.js';
import { isForAll } from './mode.js';
import { preferenceIn, seatsFor } from './profiles.js';
import { hasSkills, type Wanted } from './wanted.js';
import type { Routing } from './state.js';

/** The chosen one and five runners-up (D6). */
export const CANDIDATES = 6;

/** The eligible for this, best first, no more than a reason tells of: O(profiles + log n), and what was excluded. */
export function candidatesFor(state: Routing, group: Group, wanted: Wanted): readonly Agent[] {
  let best = NO_AGENTS;
  for (const profile of group.profiles) {
    // Most have nobody free: nothing is made for them.
    const seats = seatsFor(profile, wanted);
    if (profile.online === 0 || seats.eligible.size === 0 || !hasSkills(profile, wanted)) continue;
    best = joined(best, firstOf(state, group, seats, wanted), state, group);
  }
  if (!isForAll(state, group, wanted)) return best;
  for (const profile of group.profiles) {
    const seats = seatsFor(profile, wanted, 'away');
    if (seats.eligible.size === 0 || !hasSkills(profile, wanted)) continue;
    best = joined(best, firstOf(state, group, seats, wanted), state, group);
  }
  return best;
}

const NO_AGENTS: readonly Agent[] = [];

function joined(best: readonly Agent[], first: readonly Agent[], state: Routing, group: Group): readonly Agent[] {
  if (first.length === 0) return best;
  return best.length === 0 ? first : bestOf(best, first, preferenceOrder(state, group));
}

function bestOf(
  best: readonly Agent[],
  more: readonly Agent[],
  compare: (a: Agent, b: Agent) => number,
): readonly Agent[] {
  const last = best[best.length - 1];
  const head = more[0];
  if (head === undefined || (best.length === CANDIDATES && last !== undefined && compare(last, head) < 0)) return best;
  return [...best, ...more].sort(compare).slice(0, CANDIDATES);
}

/** Who stands first in the eyes of the method, within one preference. */
export function methodOrder({ strategy }: Routing, group: Group): (a: Agent, b: Agent) => number {
  return strategy.method === 'round_robin' ? inTurnAfter(group.turn) : methodRules(strategy.method).compare;
}

export function preferenceOrder(state: Routing, group: Group): (a: Agent, b: Agent) => number {
  const compare = methodOrder(state, group);
  if (group.preferring === 0) return compare;
  return (a, b) => preferenceOf(a, group) - preferenceOf(b, group) || compare(a, b);
}

export function preferenceOf(agent: Agent, { groupId }: Group): number {
  return agent.profile === null ? 1 : preferenceIn(agent.profile, groupId);
}

/** Is there anybody for it? */
export function hasCandidate(state: Routing, group: Group, wanted: Wanted): boolean {
  for (const profile of group.profiles) {
    if (profile.online === 0 || !hasSkills(profile, wanted)) continue;
    const { eligible } = seatsFor(profile, wanted);
    if (eligible.size > wanted.excludedAgentIds.length) return true;
    if (eligible.size > 0 && firstOf(state, group, seatsFor(profile, wanted), wanted).length > 0) return true;
  }
  return false;
}

function firstOf({ strategy }: Routing, group: Group, { eligible }: Seats, wanted: Wanted): Agent[] {
  if (eligible.size === 0) return [];
  const excluded = wanted.excludedAgentIds;
  // The ordinary case of a full house: the one who was freed just now.
  if (eligible.size === 1 && excluded.length === 0) return [eligible.first() as Agent];
  const most = CANDIDATES + excluded.length;
  const found = strategy.method === 'round_robin' ? sliceInTurn(eligible, group.turn, most) : eligible.slice(0, most);
  if (excluded.length === 0) return found;
  return found.filter(({ agentId }) => !excluded.includes(agentId)).slice(0, CANDIDATES);
}

/** Agents of the group who cannot take it, by reason. The newer reasons are told only where they occur. */
export function countExcluded(state: Routing, group: Group, wanted: Wanted): Excluded {
  const forAll = isForAll(state, group, wanted);
  let offline = 0;
  let busy = 0;
  let full = 0;
  let skill = 0;
  let ramp = 0;
  let wrapUp = 0;
  for (const profile of group.profiles) {
    if (!forAll) {
      offline += profile.offline;
      busy += profile.busy;
    }
    if (hasSkills(profile, wanted)) {
      const seats = seatsFor(profile, wanted);
      const away = forAll ? seatsFor(profile, wanted, 'away') : NO_SEATS;
      full += seats.full + away.full;
      wrapUp += seats.wrapUp + away.wrapUp;
      ramp += forAll ? profile.ramp + profile.awayRamp : profile.ramp;
    } else skill += forAll ? profile.members : profile.online;
  }
  const excluded = excludedOf(state, group, wanted, forAll);
  if (skill + ramp + wrapUp + excluded === 0) return { offline, busy, full };
  return {
    ...{ offline, busy, full },
    ...(skill > 0 && { skill }),
    ...(excluded > 0 && { excluded }),
    ...(ramp > 0 && { ramp }),
    ...(wrapUp > 0 && { wrap_up: wrapUp }),
  };
}

const NO_SEATS = { full: 0, wrapUp: 0 };

function excludedOf(state: Routing, group: Group, wanted: Wanted, forAll: boolean): number {
  if (wanted.excludedAgentIds.length === 0) return 0;
  return wanted.excludedAgentIds.filter((agentId) => {
    const agent = state.agents.get(agentId);
    return agent?.profile?.groupIds.includes(group.groupId) && exclusionOf(agent, wanted, forAll) === 'excluded';
  }).length;
}

export function countEligible(state: Routing, group: Group, wanted: Wanted): number {
  const forAll = isForAll(state, group, wanted);
  let eligible = 0;
  for (const profile of group.profiles) {
    if (!hasSkills(profile, wanted)) continue;
    eligible += seatsFor(profile, wanted).eligible.size;
    if (forAll) eligible += seatsFor(profile, wanted, 'away').eligible.size;
  }
  return eligible;
}

/** Somebody with the skills is online, even at the limit: "nobody online" and "all full" are different outcomes (D2). */
export function anybodyOnline(group: Group, wanted: Wanted): boolean {
  for (const profile of group.profiles) if (profile.online > 0 && hasSkills(profile, wanted)) return true;
  return false;
}

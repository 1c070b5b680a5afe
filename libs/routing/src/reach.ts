// Who could serve somebody of a group now: its own agents, else those of the first group of its overflow chain whose
// condition holds (B5). Availability is answered from here too, so it cannot differ from what routing would do (P27).
import { isEligible, isMember, type Agent } from './agents.js';
import { anybodyOnline, candidatesFor, hasCandidate } from './choosing.js';
import type { Waiting } from './conversations.js';
import type { Group } from './groups.js';
import { isAsync } from './mode.js';
import type { Overflow } from './settings.js';
import type { Routing } from './state.js';
import type { Wanted } from './wanted.js';

export interface Reached {
  readonly group: Group;
  readonly candidates: readonly Agent[];
  /** Null: the group's own agents. */
  readonly via: Overflow | null;
}

/** Null: nobody. `waiting` null: they only arrive, and have not waited. */
export function reach(state: Routing, group: Group, wanted: Wanted, waiting: Waiting | null): Reached | null {
  const isKept = waiting !== null && waiting.keptFor !== null;
  const own = isKept ? keeperOf(state, group, waiting) : candidatesFor(state, group, wanted);
  if (own.length > 0) return { group, candidates: own, via: null };
  for (const via of isKept ? [] : linksOf(group, waiting)) {
    if (via.groupId === group.groupId || !holds(group, wanted, via, waiting)) continue;
    const target = dutyGroup(state, via.groupId);
    const candidates = target === null ? [] : candidatesFor(state, target, wanted);
    if (target !== null && candidates.length > 0) return { group: target, candidates, via };
  }
  return null;
}

/** For one in the pool, or about to be: only a group on duty serves it, for nobody waits at a screen (I1). Null: nobody. */
export function reachForPool(state: Routing, group: Group, wanted: Wanted): Reached | null {
  const own = group.open ? candidatesFor(state, group, wanted) : [];
  if (own.length > 0) return { group, candidates: own, via: null };
  for (const via of linksOf(group, null)) {
    const target = holds(group, wanted, via, null) ? dutyGroup(state, via.groupId) : null;
    const candidates = target === null || target === group ? [] : candidatesFor(state, target, wanted);
    if (target !== null && candidates.length > 0) return { group: target, candidates, via };
  }
  return null;
}

/** The chain, and whoever serves it as a guest by a chain that was changed since. */
function linksOf({ rules }: Group, waiting: Waiting | null): readonly Overflow[] {
  const chain = rules?.overflow ?? NO_LINKS;
  if (waiting === null || waiting.guestIn.length === 0) return chain;
  return [...chain, ...waiting.guestIn.map((groupId) => ({ groupId, when: 'waited' as const }))];
}

const NO_LINKS: readonly Overflow[] = [];

/** Does the link's condition hold for this one now? */
export function holds(group: Group, wanted: Wanted, { when, groupId }: Overflow, waiting: Waiting | null): boolean {
  switch (when) {
    case 'any':
      return true;
    case 'off_duty':
      return !group.open;
    case 'no_agent_online':
      return !anybodyOnline(group, wanted);
    case 'all_full':
      return anybodyOnline(group, wanted);
    case 'waited':
      return waiting !== null && waiting.guestIn.includes(groupId);
  }
}

/** A group that takes conversations now: configured and on duty. */
export function dutyGroup(state: Routing, groupId: string): Group | null {
  const group = state.groups.get(groupId);
  return group !== undefined && group.rules !== null && !group.removed && group.open ? group : null;
}

/** Its own agents, and those of every group that could serve it if its condition came to hold. */
export function anybodyReachable(state: Routing, group: Group, wanted: Wanted): boolean {
  if (anybodyOnline(group, wanted)) return true;
  return (group.rules?.overflow ?? []).some((via) => {
    const target = dutyGroup(state, via.groupId);
    if (target === null || via.when === 'all_full' || (via.when === 'off_duty' && group.open)) return false;
    return anybodyOnline(target, wanted);
  });
}

/** `asynchronous`: nobody at once, but what is written is kept for the next who can take it (I1). */
export type Availability = 'online' | 'all_full' | 'nobody_online' | 'out_of_hours' | 'asynchronous';

/** What a visitor of this group would meet, were they to come now. */
export function availabilityOf(state: Routing, groupId: string, wanted: Wanted): Availability {
  const group = state.groups.get(groupId);
  if (group === undefined || group.rules === null || group.removed) return 'nobody_online';
  if (isAsync(state, group, wanted)) return reachForPool(state, group, wanted) === null ? 'asynchronous' : 'online';
  if (!group.open) return offDutyTarget(state, group, wanted) === null ? 'out_of_hours' : 'online';
  if (reach(state, group, wanted, null) !== null) return 'online';
  return anybodyReachable(state, group, wanted) ? 'all_full' : 'nobody_online';
}

/** Where those go who come out of hours: the first group of the chain that is on duty and has somebody for them. */
export function offDutyTarget(state: Routing, group: Group, wanted: Wanted): { target: Group; via: Overflow } | null {
  for (const via of group.rules?.overflow ?? []) {
    const target = via.when === 'off_duty' || via.when === 'any' ? dutyGroup(state, via.groupId) : null;
    if (target !== null && (hasCandidate(state, target, wanted) || anybodyOnline(target, wanted)))
      return { target, via };
  }
  return null;
}

function keeperOf(state: Routing, group: Group, waiting: Waiting): Agent[] {
  const agent = state.agents.get(waiting.keptFor?.agentId ?? '');
  return agent !== undefined && isMember(agent, group.groupId) && isEligible(agent, waiting) ? [agent] : [];
}

// Agents who are alike to every choice: the same groups with the same preferences, skills and weights. A choice looks at
// the few profiles of a group, not at its agents.
import type { Agent, Profile, Seats } from './agents.js';
import type { Burden } from './methods/burden.js';
import { byCodeUnit } from './order.js';
import { RankedList } from './ranked-list.js';
import type { AgentRules } from './settings.js';
import { valueIn, weightIn, type Wanted } from './wanted.js';

type Order = (a: Burden, b: Burden) => number;

export function newProfile(key: string, rules: AgentRules, order: Order): Profile {
  const weights = [...new Set([1, ...Object.values(rules.weights ?? {})])];
  return {
    key,
    groupIds: groupsOf(rules),
    preference: rules.preference ?? null,
    skills: rules.skills ?? null,
    weights: rules.weights ?? null,
    seats: weights.map((weight) => seatsOf(weight, order)),
    away: weights.map((weight) => seatsOf(weight, order)),
    ...{ members: 0, offline: 0, busy: 0, online: 0, ramp: 0, awayRamp: 0, slots: 0 },
  };
}

function seatsOf(weight: number, order: Order): Seats {
  return { weight, eligible: new RankedList<Agent, Burden>(order), full: 0, wrapUp: 0 };
}

/** A set has one key, in whatever order its members came. */
export function profileKey(rules: AgentRules): string {
  const groupIds = groupsOf(rules);
  const { preference, skills, weights } = rules;
  if (preference === undefined && skills === undefined && weights === undefined) return JSON.stringify(groupIds);
  return JSON.stringify([groupIds, ...[preference, skills, weights].map(sorted)]);
}

function groupsOf(rules: AgentRules): string[] {
  return [...new Set(rules.groupIds)].sort(byCodeUnit);
}

function sorted(record: Readonly<Record<string, number>> | undefined): [string, number][] {
  return Object.entries(record ?? {}).sort(([a], [b]) => byCodeUnit(a, b));
}

export function seatsFor(profile: Profile, { terms }: Wanted, of: 'seats' | 'away' = 'seats'): Seats {
  const first = profile[of][0] as Seats;
  if (profile.weights === null) return first;
  const weight = weightIn(profile, terms);
  return profile[of].find((seats) => seats.weight === weight) ?? first;
}

export function preferenceIn(profile: Profile, groupId: string): number {
  return profile.preference === null ? 1 : (valueIn(profile.preference, groupId) ?? 1);
}

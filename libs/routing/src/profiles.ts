// Agents who are alike to every choice: the same groups with the same preferences, skills and weights. A choice looks at
// the few profiles of a group, not at its agents.
import type { Agent } from './agents.js';
import type { Terms } from './event.js';
import type { Burden } from './methods/burden.js';
import { byCodeUnit } from './order.js';
import { RankedList } from './ranked-list.js';
import type { AgentRules } from './settings.js';
import { valueIn, type Wanted } from './wanted.js';

/** The agents of a profile by room for one more conversation of this weight. */
export interface Seats {
  readonly weight: number;
  eligible: RankedList<Agent, Burden>;
  /** Without room for it. */
  full: number;
  /** Would have room, were it not for a wrap-up. */
  wrapUp: number;
}

export interface Profile {
  readonly key: string;
  readonly groupIds: readonly string[];
  readonly preference: Readonly<Record<string, number>> | null;
  readonly skills: Readonly<Record<string, number>> | null;
  readonly weights: Readonly<Record<string, number>> | null;
  /** One for each weight that occurs; the first is of weight 1. */
  readonly seats: readonly Seats[];
  /** The same of those who are not online: the pool may be given to them, too (I1). */
  readonly away: readonly Seats[];
  members: number;
  offline: number;
  busy: number;
  /** Online, whatever they hold. */
  online: number;
  /** Online, but given as many as they may be for now. */
  ramp: number;
  /** The same of those who are not online. */
  awayRamp: number;
  /** The limits of those online, added up. */
  slots: number;
}

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

export function weightIn(profile: Profile, terms: Terms | null): number {
  return terms === null ? 1 : (valueIn(profile.weights, terms.channel) ?? 1);
}

export function seatsFor(profile: Profile, { terms }: Wanted, of: 'seats' | 'away' = 'seats'): Seats {
  const first = profile[of][0] as Seats;
  if (profile.weights === null) return first;
  const weight = weightIn(profile, terms);
  return profile[of].find((seats) => seats.weight === weight) ?? first;
}

export function hasSkills(profile: Profile, { terms }: Wanted): boolean {
  if (terms === null || terms.requiredSkills === undefined) return true;
  for (const [skill, level] of Object.entries(terms.requiredSkills)) {
    if ((valueIn(profile.skills, skill) ?? 0) < level) return false;
  }
  return true;
}

export function preferenceIn(profile: Profile, groupId: string): number {
  return profile.preference === null ? 1 : (valueIn(profile.preference, groupId) ?? 1);
}

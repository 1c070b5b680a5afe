// Agents as the choice sees them: gathered by profile (their set of groups), the eligible ones of each in method order.
import type { Instant } from '@frontdesk/kernel';
import type { Excluded } from './event.js';
import { bySaturation, byCodeUnit, type Burden } from './order.js';
import { RankedList } from './ranked-list.js';
import type { AgentRules, AgentStatus } from './settings.js';

export interface Agent {
  readonly agentId: string;
  /** null: only their status or what they still hold is known. */
  rules: AgentRules | null;
  limit: number;
  status: AgentStatus;
  /** One capacity, however many groups the agent is in. */
  load: number;
  /** The last time they took, gave back, or came online. */
  idleSince: Instant;
  profile: Profile | null;
}

/** All agents with the same set of groups. A choice looks at the few profiles of a group, not at its agents. */
export interface Profile {
  readonly key: string;
  readonly groupIds: readonly string[];
  readonly eligible: RankedList<Agent, Burden>;
  members: number;
  offline: number;
  busy: number;
  full: number;
}

/** Why an agent of a group is not eligible; null when they are. */
export type Exclusion = keyof Excluded | null;

export function newAgent(agentId: string): Agent {
  return { agentId, rules: null, limit: 0, status: 'offline', load: 0, idleSince: 0, profile: null };
}

export function newProfile(key: string, groupIds: readonly string[]): Profile {
  return { key, groupIds, eligible: new RankedList(bySaturation), members: 0, offline: 0, busy: 0, full: 0 };
}

/** A set has one key, in whatever order its members came. */
export function profileGroups(rules: AgentRules): string[] {
  return [...new Set(rules.groupIds)].sort(byCodeUnit);
}

export function exclusionOf(agent: Agent): 'offline' | 'busy' | 'full' | null {
  if (agent.status !== 'online') return agent.status;
  return agent.load < agent.limit ? null : 'full';
}

export function isEligible(agent: Agent): boolean {
  return agent.profile !== null && exclusionOf(agent) === null;
}

export function isMember(agent: Agent, groupId: string): boolean {
  return agent.profile !== null && agent.profile.groupIds.includes(groupId);
}

/** Takes the agent out of the choice. What the order depends on may only change between this and `seat`. */
export function unseat(agent: Agent): void {
  const { profile } = agent;
  if (profile === null) return;
  const exclusion = exclusionOf(agent);
  if (exclusion === null) profile.eligible.remove(agent);
  else profile[exclusion]--;
}

export function seat(agent: Agent): void {
  const { profile } = agent;
  if (profile === null) return;
  const exclusion = exclusionOf(agent);
  if (exclusion === null) profile.eligible.insert(agent);
  else profile[exclusion]++;
}

/** The chosen agent and at most `most - 1` runners-up of all these profiles: O(profiles + most · log n). */
export function bestOf(profiles: Iterable<Profile>, most: number): Agent[] {
  let best: Agent[] = [];
  for (const profile of profiles) {
    const first = profile.eligible.first();
    if (first === undefined) continue;
    const last = best[best.length - 1];
    if (best.length === most && last !== undefined && bySaturation(last, first) < 0) continue;
    const firsts = profile.eligible.slice(0, most);
    best = best.length === 0 ? firsts : [...best, ...firsts].sort(bySaturation).slice(0, most);
  }
  return best;
}

export function countExcluded(profiles: Iterable<Profile>): Excluded {
  let offline = 0;
  let busy = 0;
  let full = 0;
  for (const profile of profiles) {
    offline += profile.offline;
    busy += profile.busy;
    full += profile.full;
  }
  return { offline, busy, full };
}

/** Online counts even at the limit: "nobody online" and "all full" are different outcomes (D2). */
export function anybodyOnline(profiles: Iterable<Profile>): boolean {
  for (const profile of profiles) if (profile.eligible.size + profile.full > 0) return true;
  return false;
}

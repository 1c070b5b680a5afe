// Why somebody still waits, and what a choice in a group looks like now (D6): structured, for a sentence to be made of.
import type { Instant } from '@frontdesk/kernel';
import { exclusionOf, isMember, type Agent, type Exclusion } from './agents.js';
import { countEligible, countExcluded, preferenceOrder } from './choosing.js';
import type { Waiting } from './conversations.js';
import type { RoutingEvent } from './event.js';
import type { Excluded } from './reason.js';
import { waitingIn } from './evolve-waiting.js';
import { isForAll } from './mode.js';
import { byCodeUnit } from './order.js';
import type { AgentStatus } from './settings.js';
import type { Routing } from './state.js';
import { positionOf, type Position } from './views.js';
import { ANYBODY_WILL_DO, valueIn, type Wanted } from './wanted.js';

export interface WaitExplained extends Position {
  /**
   * What has to change first: the visitor must come back, the group needs agents, one of them must come online,
   * a slot must become free, somebody with the skills who did not have it before must come, or the agent who knows the
   * visitor must be free or the time for them pass.
   */
  readonly cause: 'passed_over' | 'no_agents' | 'nobody_online' | 'all_full' | 'nobody_suits' | 'kept';
  readonly groupOpen: boolean;
  readonly excluded: Excluded;
  /** Who could take somebody else right now; not 0 only for a visitor who is passed over. */
  readonly eligible: number;
  /** The agent it is kept for (B6). */
  readonly keptFor?: string;
}

/** The same for one in the pool (I1): no place, and the group may be off duty. */
export interface PoolExplained {
  readonly groupId: string;
  readonly arrivedAt: Instant;
  readonly priority: number;
  readonly cause: 'off_duty' | Exclude<WaitExplained['cause'], 'passed_over' | 'kept'>;
  readonly groupOpen: boolean;
  readonly excluded: Excluded;
  /** Not 0 only while the group is off duty. */
  readonly eligible: number;
  readonly timeoutAt: Instant | null;
}

export interface CandidateRow {
  readonly agentId: string;
  readonly status: AgentStatus;
  readonly load: number;
  readonly limit: number;
  readonly idleSince: Instant;
  /** Their level in each skill that is asked for, 0: none; absent where none is. */
  readonly skills?: Readonly<Record<string, number>>;
  /** Null: eligible. */
  readonly notTaken: Exclusion;
}

/** Null: does not wait. */
export function whyWaiting(state: Routing, conversationId: string): WaitExplained | null {
  const waiting = waitingIn(state, conversationId);
  const position = waiting === null ? null : positionOf(state, conversationId);
  const group = position === null ? undefined : state.groups.get(position.groupId);
  if (waiting === null || position === null || group === undefined) return null;
  const excluded = countExcluded(state, group, waiting);
  const eligible = countEligible(state, group, waiting) - (excluded.excluded ?? 0);
  const cause = causeOf(waiting, eligible, excluded);
  const keptFor = waiting.keptFor === null ? {} : { keptFor: waiting.keptFor.agentId };
  return { ...position, cause, groupOpen: group.open, excluded, eligible, ...keptFor };
}

/** Null: is not in a pool. */
export function whyPooled(state: Routing, conversationId: string): PoolExplained | null {
  const pooled = state.conversations.get(conversationId);
  if (pooled?.state !== 'pooled') return null;
  const { groupId, arrivedAt, priority, timeout } = pooled;
  const group = state.groups.get(groupId);
  if (group === undefined) return null;
  const excluded = countExcluded(state, group, pooled);
  const eligible = countEligible(state, group, pooled) - (excluded.excluded ?? 0);
  const cause = group.open ? lackOf(eligible, excluded) : 'off_duty';
  const timeoutAt = timeout?.deadline ?? null;
  return { groupId, arrivedAt, priority, cause, groupOpen: group.open, excluded, eligible, timeoutAt };
}

/**
 * Every agent of the group: the eligible in the order of the choice, then the others by id. O(agents). For one
 * conversation: with what it asks for, and without those who had it.
 */
export function candidateTable(state: Routing, groupId: string, conversationId?: string): CandidateRow[] {
  const conversation = conversationId === undefined ? undefined : state.conversations.get(conversationId);
  const wanted = conversation === undefined || !('terms' in conversation) ? ANYBODY_WILL_DO : conversation;
  return candidatesAs(state, groupId, wanted);
}

/**
 * The whole of what a recorded choice looked at (D6): call with the state folded to right before this very event. Null:
 * nobody was chosen among in it.
 */
export function tableOf(state: Routing, { data }: RoutingEvent): CandidateRow[] | null {
  if (!('reason' in data && 'groupId' in data) || data.reason === null || typeof data.reason === 'string') return null;
  const known = state.conversations.get(data.conversationId);
  const before = known !== undefined && 'terms' in known ? known : ANYBODY_WILL_DO;
  const terms = ('terms' in data ? data.terms : undefined) ?? before.terms;
  const excludedAgentIds = ('excludedAgentIds' in data ? data.excludedAgentIds : undefined) ?? before.excludedAgentIds;
  return candidatesAs(state, data.groupId, { terms, excludedAgentIds });
}

/** The settings in force, each by the version in which it was saved last; null: nobody has ever said. */
export interface VersionsInForce {
  readonly group: number | null;
  readonly strategy: number | null;
  readonly mode: number | null;
}

/** What an event was decided by, as it is before the event; null: it is about no group, so nothing was chosen. */
export function versionsOf({ groups, strategy, mode }: Routing, { data }: RoutingEvent): VersionsInForce | null {
  if (!('reason' in data && 'groupId' in data) || data.reason === null || typeof data.reason === 'string') return null;
  return {
    group: groups.get(data.groupId)?.rules?.settingsVersion ?? null,
    strategy: strategy.settingsVersion || null,
    mode: mode?.settingsVersion ?? null,
  };
}

/** The same for somebody who is not here yet. */
export function candidatesAs(state: Routing, groupId: string, wanted: Wanted): CandidateRow[] {
  const group = state.groups.get(groupId);
  const agents = [...state.agents.values()].filter((agent) => isMember(agent, groupId));
  if (group === undefined) return [];
  const compare = preferenceOrder(state, group);
  const forAll = isForAll(state, group, wanted);
  const byId = (a: Agent, b: Agent) => byCodeUnit(a.agentId, b.agentId);
  const isOut = (agent: Agent) => exclusionOf(agent, wanted, forAll) !== null;
  const eligible = agents.filter((agent) => !isOut(agent)).sort(compare);
  return [...eligible, ...agents.filter(isOut).sort(byId)].map((agent) => rowOf(agent, wanted, forAll));
}

function causeOf(waiting: Waiting, eligible: number, excluded: Excluded): WaitExplained['cause'] {
  if (!waiting.live) return 'passed_over';
  return waiting.keptFor !== null ? 'kept' : lackOf(eligible, excluded);
}

function lackOf(eligible: number, excluded: Excluded): Exclude<WaitExplained['cause'], 'passed_over' | 'kept'> {
  const { offline, busy, full, skill = 0, ramp = 0, wrap_up: wrapUp = 0 } = excluded;
  const had = excluded.excluded ?? 0;
  if (eligible + offline + busy + full + skill + ramp + wrapUp + had === 0) return 'no_agents';
  if (full + ramp + wrapUp > 0) return 'all_full';
  return skill + had > 0 ? 'nobody_suits' : 'nobody_online';
}

function rowOf(agent: Agent, wanted: Wanted, forAll: boolean): CandidateRow {
  const { agentId, status, load, limit, idleSince } = agent;
  const asked = Object.keys(wanted.terms?.requiredSkills ?? {}).sort();
  const levels = asked.map((skill) => [skill, valueIn(agent.profile?.skills, skill) ?? 0] as const);
  const skills = asked.length === 0 ? {} : { skills: Object.fromEntries(levels) };
  return { agentId, status, load, limit, idleSince, ...skills, notTaken: exclusionOf(agent, wanted, forAll) };
}

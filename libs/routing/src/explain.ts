// Why somebody still waits, and what a choice in a group looks like now (D6): structured, for a sentence to be made of.
import type { Instant } from '@frontdesk/kernel';
import { countExcluded, exclusionOf, isMember, type Agent, type Exclusion } from './agents.js';
import type { Excluded } from './event.js';
import type { Group } from './groups.js';
import { bySaturation, byCodeUnit } from './order.js';
import type { AgentStatus } from './settings.js';
import type { Routing } from './state.js';
import { positionOf, type Position } from './views.js';

export interface WaitExplained extends Position {
  /**
   * What has to change first: the visitor must come back, the group needs agents, one of them must come online,
   * or a slot must become free.
   */
  readonly cause: 'passed_over' | 'no_agents' | 'nobody_online' | 'all_full';
  readonly groupOpen: boolean;
  readonly excluded: Excluded;
  /** Who could take somebody else right now; not 0 only for a visitor who is passed over. */
  readonly eligible: number;
}

export interface CandidateRow {
  readonly agentId: string;
  readonly status: AgentStatus;
  readonly load: number;
  readonly limit: number;
  readonly idleSince: Instant;
  /** Null: eligible. */
  readonly notTaken: Exclusion;
}

/** Null: does not wait. */
export function whyWaiting(state: Routing, conversationId: string): WaitExplained | null {
  const position = positionOf(state, conversationId);
  const group = position === null ? undefined : state.groups.get(position.groupId);
  if (position === null || group === undefined) return null;
  const excluded = countExcluded(group.profiles);
  const eligible = countEligible(group);
  return { ...position, cause: causeOf(position.live, eligible, excluded), groupOpen: group.open, excluded, eligible };
}

/** Every agent of the group: the eligible in the order of the method, then the others by id. O(agents). */
export function candidateTable(state: Routing, groupId: string): CandidateRow[] {
  const agents = [...state.agents.values()].filter((agent) => isMember(agent, groupId));
  return agents.map(rowOf).sort((a, b) => {
    if (a.notTaken !== null && b.notTaken !== null) return byCodeUnit(a.agentId, b.agentId);
    if (a.notTaken !== null || b.notTaken !== null) return a.notTaken === null ? -1 : 1;
    return bySaturation(a, b);
  });
}

function causeOf(live: boolean, eligible: number, { offline, busy, full }: Excluded): WaitExplained['cause'] {
  if (!live) return 'passed_over';
  if (eligible + offline + busy + full === 0) return 'no_agents';
  return full === 0 ? 'nobody_online' : 'all_full';
}

function countEligible(group: Group): number {
  let eligible = 0;
  for (const profile of group.profiles) eligible += profile.eligible.size;
  return eligible;
}

function rowOf(agent: Agent): CandidateRow {
  const { agentId, status, load, limit, idleSince } = agent;
  return { agentId, status, load, limit, idleSince, notTaken: exclusionOf(agent) };
}

// Agents as the choice sees them: each sits in their profile, among the eligible or counted by what keeps them from it.
import type { Instant } from '@frontdesk/kernel';
import type { Held, Proposed } from './conversations.js';
import type { Timer } from './deadlines.js';
import type { Burden } from './methods/burden.js';
import type { RankedList } from './ranked-list.js';
import type { Excluded } from './reason.js';
import { hasSkills, weightIn, type Wanted } from './wanted.js';
import type { AgentRules, AgentStatus } from './settings.js';

export interface Agent {
  readonly agentId: string;
  /** null: only their status or what they still hold is known. */
  rules: AgentRules | null;
  limit: number;
  /** Of account creation. */
  order: number;
  status: AgentStatus;
  /** One capacity, however many groups the agent is in: the weights of what they hold, are offered and wrap up. */
  load: number;
  /** The last time they took, gave back, or came online. */
  idleSince: Instant;
  profile: Profile | null;
  readonly held: Held[];
  readonly offers: Proposed[];
  readonly wrapUps: WrapUp[];
  /** What wrap-ups add to the load. */
  wrapping: number;
  /** When they were last given conversations, no more than the ramp looks at (D8). */
  given: readonly Instant[];
  /** Given as many as they may be, until then. */
  ramp: Timer | null;
  /** Their last lease ran out, and they may come back until then (C4). */
  grace: Timer | null;
  lostAt: Instant | null;
}

export interface WrapUp {
  readonly conversationId: string;
  readonly weight: number;
  readonly timer: Timer;
}

/** The agents of a profile by room for one more conversation of this weight. */
export interface Seats {
  readonly weight: number;
  eligible: RankedList<Agent, Burden>;
  /** Without room for it. */
  full: number;
  /** Would have room, were it not for a wrap-up. */
  wrapUp: number;
}

/** Where agents sit who are alike to every choice: see profiles.ts. */
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

/** Why an agent of a group is not eligible; null when they are. */
export type Exclusion = keyof Excluded | null;

export function newAgent(agentId: string): Agent {
  // Written out in one go: put together of parts, each would have a shape of its own to the engine that runs this, and
  // all that looks at agents would be slow. What every choice looks at stands first: fetched from memory at once.
  return {
    status: 'offline',
    load: 0,
    limit: 0,
    idleSince: 0,
    agentId,
    profile: null,
    ramp: null,
    held: [],
    rules: null,
    order: 0,
    offers: [],
    wrapUps: [],
    wrapping: 0,
    given: [],
    grace: null,
    lostAt: null,
  };
}

/** With this weight more they would stay within the limit; a limit of 0 means none, whatever it weighs. */
export function hasRoom({ load, limit }: Agent, weight: number): boolean {
  return limit > 0 && load + weight <= limit;
}

/** For something, whatever it is: whoever is full needs no look at the queues. */
export function hasAnyRoom(agent: Agent): boolean {
  for (const { weight } of agent.profile?.seats ?? []) if (hasRoom(agent, weight)) return true;
  return false;
}

export function weightOf(agent: Agent, { terms }: Wanted): number {
  return agent.profile === null ? 1 : weightIn(agent.profile, terms);
}

/** Could be given this by the method, or by name, right now. */
export function isEligible(agent: Agent, wanted: Wanted, forAll = false): boolean {
  return agent.profile !== null && exclusionOf(agent, wanted, forAll) === null;
}

export function isMember(agent: Agent, groupId: string): boolean {
  return agent.profile !== null && agent.profile.groupIds.includes(groupId);
}

/** The first reason that applies; the counts of a record follow the same order. `forAll`: whatever their status (I1). */
export function exclusionOf(agent: Agent, wanted: Wanted, forAll = false): Exclusion {
  if (agent.status !== 'online' && !forAll) return agent.status;
  if (agent.profile !== null && !hasSkills(agent.profile, wanted)) return 'skill';
  if (agent.ramp !== null) return 'ramp';
  const weight = weightOf(agent, wanted);
  if (!hasRoom(agent, weight)) return fullFor(agent, weight);
  return wanted.excludedAgentIds.includes(agent.agentId) ? 'excluded' : null;
}

function fullFor(agent: Agent, weight: number): 'full' | 'wrap_up' {
  const { limit, load, wrapping } = agent;
  return wrapping > 0 && limit > 0 && load - wrapping + weight <= limit ? 'wrap_up' : 'full';
}

/** Takes the agent out of the choice. What the order depends on may only change between this and `seat`. */
export function unseat(agent: Agent): void {
  const { profile, status } = agent;
  if (profile === null) return;
  if (status !== 'online') return leaveAway(agent, profile, status);
  profile.online--;
  profile.slots -= agent.limit;
  if (agent.ramp !== null) return void profile.ramp--;
  for (const seats of profile.seats) {
    if (hasRoom(agent, seats.weight)) seats.eligible.remove(agent);
    else if (fullFor(agent, seats.weight) === 'full') seats.full--;
    else seats.wrapUp--;
  }
}

export function seat(agent: Agent): void {
  const { profile, status } = agent;
  if (profile === null) return;
  if (status !== 'online') return seatAway(agent, profile, status);
  profile.online++;
  profile.slots += agent.limit;
  if (agent.ramp !== null) return void profile.ramp++;
  for (const seats of profile.seats) {
    if (hasRoom(agent, seats.weight)) seats.eligible.insert(agent);
    else if (fullFor(agent, seats.weight) === 'full') seats.full++;
    else seats.wrapUp++;
  }
}

/** Whoever is not online is counted by that, and stands among those whom the pool may be given to (I1). */
function leaveAway(agent: Agent, profile: Profile, status: 'busy' | 'offline'): void {
  profile[status]--;
  if (agent.ramp !== null) return void profile.awayRamp--;
  for (const seats of profile.away) {
    if (hasRoom(agent, seats.weight)) seats.eligible.remove(agent);
    else if (fullFor(agent, seats.weight) === 'full') seats.full--;
    else seats.wrapUp--;
  }
}

function seatAway(agent: Agent, profile: Profile, status: 'busy' | 'offline'): void {
  profile[status]++;
  if (agent.ramp !== null) return void profile.awayRamp++;
  for (const seats of profile.away) {
    if (hasRoom(agent, seats.weight)) seats.eligible.insert(agent);
    else if (fullFor(agent, seats.weight) === 'full') seats.full++;
    else seats.wrapUp++;
  }
}

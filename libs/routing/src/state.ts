// The state of one routing domain. Private to this library, mutable, and changed by `evolve` alone.
import { newAgent, seat, unseat, type Agent, type Profile } from './agents.js';
import type { Conversation } from './conversations.js';
import { Deadlines } from './deadlines.js';
import { isBare, newGroup, type Group } from './groups.js';
import { methodRules } from './methods/methods.js';
import { newProfile, profileKey } from './profiles.js';
import { RankedList } from './ranked-list.js';
import { Recent } from './recent.js';
import type { AgentRules, ModeRules, Strategy } from './settings.js';
import { Visitors } from './visitors.js';

/** Changes whenever the same input may be decided differently. */
export const RULE_VERSION = 1;
/** Changes whenever the snapshot's shape does. */
export const SNAPSHOT_VERSION = 1;

export interface Routing {
  ruleVersion: number;
  strategy: Strategy;
  /** null: nobody ever said; everything is real-time (B1). */
  mode: ModeRules | null;
  /** How many have ever entered a queue or a pool: the last word in the order of two who wait. */
  arrivals: number;
  /** How many offers to agents there have ever been: the next one's name. */
  offers: number;
  /** How often places were fixed: the next ones' tier (E1). Never begins again, so a place kept is never mistaken. */
  fixings: number;
  readonly agents: Map<string, Agent>;
  readonly profiles: Map<string, Profile>;
  readonly groups: Map<string, Group>;
  /** Those with somebody in their pool: in the real-time mode one look at it settles that there is nobody. */
  readonly pooling: Set<Group>;
  /** Those that are not over. */
  readonly conversations: Map<string, Conversation>;
  /** Those with a live lease, with or without a conversation, and those who wait without one. */
  readonly visitors: Visitors;
  /** Conversation that is over to the agent who wraps it up. */
  readonly wrapUps: Map<string, string>;
  readonly deadlines: Deadlines;
  /** Visitor to the agent who held their last chat (B6). */
  readonly returns: Recent;
  /** Conversation to its submission, so that a repeated conversion is no second one. */
  readonly conversions: Recent;
}

export function createRouting(): Routing {
  return {
    ruleVersion: RULE_VERSION,
    strategy: { settingsVersion: 0, method: 'saturation', directReturnMs: 0 },
    mode: null,
    arrivals: 0,
    offers: 0,
    fixings: 0,
    agents: new Map(),
    profiles: new Map(),
    groups: new Map(),
    pooling: new Set(),
    conversations: new Map(),
    visitors: new Visitors(),
    wrapUps: new Map(),
    deadlines: new Deadlines(),
    returns: new Recent(),
    conversions: new Recent(),
  };
}

/** Whatever is mentioned exists from then on; see `forgetAgentIfIdle` and `forgetGroupIfBare` for when it ends. */
export function agentIn(state: Routing, agentId: string): Agent {
  let agent = state.agents.get(agentId);
  if (agent === undefined) state.agents.set(agentId, (agent = newAgent(agentId)));
  return agent;
}

export function groupIn(state: Routing, groupId: string): Group {
  let group = state.groups.get(groupId);
  if (group === undefined) state.groups.set(groupId, (group = newGroup(groupId)));
  return group;
}

export function forgetAgentIfIdle(state: Routing, agent: Agent): void {
  const { rules, status, load, ramp, grace } = agent;
  if (rules !== null) return;
  const isIdle = status === 'offline' && load === 0 && ramp === null && grace === null;
  if (isIdle && agent.held.length + agent.offers.length + agent.wrapUps.length === 0)
    state.agents.delete(agent.agentId);
}

export function forgetGroupIfBare(state: Routing, group: Group): void {
  if (isBare(group)) state.groups.delete(group.groupId);
}

/** Puts an unseated agent into the profile that their rules ask for. */
export function moveToProfile(state: Routing, agent: Agent): void {
  const { rules, profile: old } = agent;
  const key = rules === null ? null : profileKey(rules);
  if (old !== null && old.key === key) return;
  agent.profile = rules === null || key === null ? null : joinProfile(state, key, rules);
  if (old !== null) leaveProfile(state, old);
}

/** Another method is another order. O(agents · log agents), when settings change it. */
export function changeMethod(state: Routing, strategy: Strategy): void {
  const seated = strategy.method === state.strategy.method ? [] : [...state.agents.values()];
  for (const agent of seated) unseat(agent);
  state.strategy = strategy;
  if (seated.length === 0) return;
  for (const { seats, away } of state.profiles.values()) {
    for (const each of [...seats, ...away]) each.eligible = new RankedList(methodRules(strategy.method).compare);
  }
  for (const agent of seated) seat(agent);
}

function joinProfile(state: Routing, key: string, rules: AgentRules): Profile {
  let profile = state.profiles.get(key);
  if (profile === undefined) {
    profile = newProfile(key, rules, methodRules(state.strategy.method).compare);
    state.profiles.set(key, profile);
    for (const groupId of profile.groupIds) {
      const group = groupIn(state, groupId);
      group.profiles.add(profile);
      if (profile.preference !== null) group.preferring++;
    }
  }
  profile.members++;
  return profile;
}

function leaveProfile(state: Routing, profile: Profile): void {
  profile.members--;
  if (profile.members > 0) return;
  state.profiles.delete(profile.key);
  for (const groupId of profile.groupIds) {
    const group = groupIn(state, groupId);
    group.profiles.delete(profile);
    if (profile.preference !== null) group.preferring--;
    forgetGroupIfBare(state, group);
  }
}

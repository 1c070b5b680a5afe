// The state of one routing domain. Private to this library, mutable, and changed by `evolve` alone.
import { newAgent, newProfile, profileGroups, type Agent, type Profile } from './agents.js';
import type { Conversation } from './conversations.js';
import { Deadlines } from './deadlines.js';
import { isBare, newGroup, type Group } from './groups.js';
import { Recent } from './recent.js';
import type { Strategy } from './settings.js';
import { Visitors } from './visitors.js';

/** Changes whenever the same input may be decided differently. */
export const RULE_VERSION = 1;
/** Changes whenever the snapshot's shape does. */
export const SNAPSHOT_VERSION = 1;

export interface Routing {
  ruleVersion: number;
  strategy: Strategy;
  /** How many have ever entered a queue: the last word in the order of two who wait. */
  arrivals: number;
  readonly agents: Map<string, Agent>;
  readonly profiles: Map<string, Profile>;
  readonly groups: Map<string, Group>;
  /** Those that are not over. */
  readonly conversations: Map<string, Conversation>;
  /** Those with a live lease, with or without a conversation, and those who wait without one. */
  readonly visitors: Visitors;
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
    arrivals: 0,
    agents: new Map(),
    profiles: new Map(),
    groups: new Map(),
    conversations: new Map(),
    visitors: new Visitors(),
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
  if (agent.rules === null && agent.status === 'offline' && agent.load === 0) state.agents.delete(agent.agentId);
}

export function forgetGroupIfBare(state: Routing, group: Group): void {
  if (isBare(group)) state.groups.delete(group.groupId);
}

/** Puts an unseated agent into the profile that their rules ask for. */
export function moveToProfile(state: Routing, agent: Agent): void {
  const groupIds = agent.rules === null ? null : profileGroups(agent.rules);
  const key = JSON.stringify(groupIds);
  const old = agent.profile;
  if (old !== null && old.key === key) return;
  agent.profile = groupIds === null ? null : joinProfile(state, key, groupIds);
  if (old !== null) leaveProfile(state, old);
}

function joinProfile(state: Routing, key: string, groupIds: readonly string[]): Profile {
  let profile = state.profiles.get(key);
  if (profile === undefined) {
    state.profiles.set(key, (profile = newProfile(key, groupIds)));
    for (const groupId of groupIds) groupIn(state, groupId).profiles.add(profile);
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
    forgetGroupIfBare(state, group);
  }
}

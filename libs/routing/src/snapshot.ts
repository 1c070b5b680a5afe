// The whole state as plain data, independent of the inner shape of trees and heaps: equal states give equal text.
//
// Agents and groups stand in the order of their ids. Conversations, connected visitors and memories stand in the order
// in which they came, which is part of the state (and needs no sort of 100,000 ids). Rows are arrays to keep it small.
import type { Json } from '@frontdesk/kernel';
import { seat, type Agent } from './agents.js';
import { hasDefaultHours, type Group } from './groups.js';
import { byCodeUnit } from './order.js';
import type { Recent } from './recent.js';
import {
  agentMore,
  groupMore,
  restoreAgentMore,
  restoreGroupMore,
  type AgentMore,
  type GroupMore,
} from './snapshot-more.js';
import { CopiedConversations, SortedLater } from './copied-conversations.js';
import { restoreConversation, rowOf, type Row } from './snapshot-rows.js';
import type { GroupRules, ModeRules, Strategy } from './settings.js';
import { agentIn, createRouting, groupIn, moveToProfile, SNAPSHOT_VERSION, type Routing } from './state.js';

interface Snapshot {
  readonly snapshotVersion: number;
  readonly ruleVersion: number;
  readonly strategy: Strategy;
  /** Left out where nobody ever said. */
  readonly mode?: ModeRules;
  readonly arrivals: number;
  /** Left out while nothing was ever offered to an agent. */
  readonly offers?: number;
  /** Left out while no place was ever fixed. */
  readonly fixings?: number;
  readonly agents: readonly AgentRow[];
  readonly groups: readonly (Pick<Group, 'groupId' | 'removed' | 'open' | 'until'> & {
    rules: GroupRules | null;
    more?: GroupMore;
  })[];
  readonly connected: readonly string[];
  readonly conversations: readonly Row[];
  readonly returns: readonly Memory[];
  readonly conversions: readonly Memory[];
}

type AgentRow = Pick<Agent, 'agentId' | 'rules' | 'status' | 'load' | 'idleSince'> & { more?: AgentMore };
type Memory = readonly [key: string, value: string, since: number];

export function toSnapshot(state: Routing): Json {
  const conversations = Array.from(state.conversations.values(), rowOf);
  return snapshotOf(state, agentRows(state).sort(byAgentId), conversations) as unknown as Json;
}

/** For the text alone, made later and a part at a time: the copy is there after a moment, however many wait. */
export function copyOf(state: Routing): object {
  return snapshotOf(state, new SortedLater(agentRows(state), byAgentId), new CopiedConversations(state.conversations));
}

function snapshotOf<Agents, Rows>(state: Routing, agents: Agents, conversations: Rows) {
  // A group that agents merely mention comes back with them.
  const groups = [...state.groups.values()]
    .filter((group) => group.rules !== null || !hasDefaultHours(group) || groupMore(group) !== null)
    .sort((a, b) => byCodeUnit(a.groupId, b.groupId));
  return {
    snapshotVersion: SNAPSHOT_VERSION,
    ruleVersion: state.ruleVersion,
    strategy: state.strategy,
    ...(state.mode !== null && { mode: state.mode }),
    arrivals: state.arrivals,
    ...(state.offers > 0 && { offers: state.offers }),
    ...(state.fixings > 0 && { fixings: state.fixings }),
    // Members in the order of the canonical text: then it needs no copy.
    agents,
    groups: groups.map(groupRow),
    connected: state.visitors.connectedIds(),
    conversations,
    returns: memories(state.returns),
    conversions: memories(state.conversions),
  } satisfies Omit<Snapshot, 'agents' | 'conversations'> & { agents: Agents; conversations: Rows };
}

/** In no order yet: one after another as they lie in memory, they are copied several times as fast. */
function agentRows(state: Routing): AgentRow[] {
  return Array.from(state.agents.values(), agentRow);
}

function byAgentId(a: AgentRow, b: AgentRow): number {
  return byCodeUnit(a.agentId, b.agentId);
}

function agentRow(agent: Agent): AgentRow {
  const { agentId, idleSince, load, rules, status } = agent;
  const more = agentMore(agent);
  if (more === null) return { agentId, idleSince, load, rules, status };
  return { agentId, idleSince, load, more, rules, status };
}

function groupRow(group: Group): Snapshot['groups'][number] {
  const { groupId, open, removed, rules, until } = group;
  const more = groupMore(group);
  if (more === null) return { groupId, open, removed, rules, until };
  return { groupId, more, open, removed, rules, until };
}

export function fromSnapshot(json: Json): Routing {
  // Written by `toSnapshot` and guarded by a hash; a snapshot is a cache, and a wrong one is replaced by a replay.
  const snapshot = json as unknown as Snapshot;
  const state = createRouting();
  state.ruleVersion = snapshot.ruleVersion;
  state.strategy = snapshot.strategy;
  state.mode = snapshot.mode ?? null;
  state.arrivals = snapshot.arrivals;
  state.offers = snapshot.offers ?? 0;
  state.fixings = snapshot.fixings ?? 0;
  for (const row of snapshot.groups) restoreGroup(state, row);
  for (const row of snapshot.agents) restoreAgent(state, row);
  for (const visitorId of snapshot.connected) state.visitors.connect(visitorId);
  for (const row of snapshot.conversations) restoreConversation(state, row);
  for (const [key, value, since] of snapshot.returns) state.returns.restore({ key, value, since });
  for (const [key, value, since] of snapshot.conversions) state.conversions.restore({ key, value, since });
  return state;
}

function restoreGroup(state: Routing, row: Snapshot['groups'][number]): void {
  const { groupId, rules, removed, open, until } = row;
  const group = groupIn(state, groupId);
  group.rules = rules;
  for (const link of rules?.overflow ?? []) groupIn(state, link.groupId).sources.add(group);
  if (row.more !== undefined) restoreGroupMore(group, row.more);
  group.removed = removed;
  group.open = open;
  group.until = until;
  group.flip = until === null ? null : state.deadlines.add('hours', groupId, until);
}

function restoreAgent(state: Routing, row: AgentRow): void {
  const { agentId, rules, status, load, idleSince } = row;
  const agent = agentIn(state, agentId);
  agent.rules = rules;
  agent.limit = rules?.limit ?? 0;
  agent.order = rules?.order ?? 0;
  agent.status = status;
  agent.load = load;
  agent.idleSince = idleSince;
  if (row.more !== undefined) restoreAgentMore(state, agent, row.more);
  moveToProfile(state, agent);
  seat(agent);
}

function memories(recent: Recent): Memory[] {
  return Array.from(recent, ({ key, value, since }) => [key, value, since] as const);
}

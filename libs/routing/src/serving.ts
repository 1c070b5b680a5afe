// Those who wait, and those in the pool, are served by the very fact that frees or adds capacity (D4); nothing polls.
//
// Between two decisions no live visitor waits for an eligible agent, of their group or of one that it overflows to. So
// only the agent, visitor or group whom the fact concerns can make a pair, and looking at them alone keeps it so.
import { hasAnyRoom, type Agent } from './agents.js';
import type { Pooled, Waiting } from './conversations.js';
import { emit, named, type Decision } from './decision.js';
import type { AssignmentCause } from './reason.js';
import { give } from './giving.js';
import type { Group } from './groups.js';
import { byPriority, byTurn, byUrgency } from './order.js';
import { isForAll, poolRules } from './mode.js';
import { poolOrder } from './pool.js';
import { holds, reach, reachForPool, type Reached } from './reach.js';
import { groupIn, type Routing } from './state.js';
import type { Wanted } from './wanted.js';

/** The agent takes the best heads of all they can serve until none or no slot is left (P16, P17). */
export function serveAgent(decision: Decision, agentId: string): void {
  const agent = decision.state.agents.get(agentId);
  if (agent === undefined) return;
  while (agent.profile !== null && agent.status === 'online' && agent.ramp === null && hasAnyRoom(agent)) {
    const head = bestHead(decision.state, agent);
    if (head === null || !serve(decision, head)) break;
  }
  if (decision.state.pooling.size > 0) serveFromPools(decision, agent);
}

/** After those who wait at a screen; some of the pool is for agents who are not online, too (I1). */
function serveFromPools(decision: Decision, agent: Agent): void {
  while (agent.profile !== null && agent.ramp === null) {
    const [head] = pooledFor(decision.state, agent);
    if (head === undefined || !servePooled(decision, head)) return;
  }
}

/** A visitor who is live again gets the next free slot, which may be free already (P24). */
export function serveVisitor(decision: Decision, visitorId: string): void {
  const { state } = decision;
  for (const waiting of state.visitors.unservedOf(visitorId).filter(isWaiting).sort(byTurn)) serve(decision, waiting);
}

/** Something about the whole group changed: its hours, its chain, or who of it is there. */
export function serveGroup(decision: Decision, groupId: string): void {
  for (;;) {
    const group = decision.state.groups.get(groupId);
    if (group === undefined || !group.queue.heads().some((head) => serve(decision, head))) break;
  }
  for (;;) {
    const pool = decision.state.groups.get(groupId)?.pool ?? null;
    if (pool === null || !pool.heads().some((head) => servePooled(decision, head))) return;
  }
}

/** Much has changed at once, for many: in the order of their turns, whatever group they are in; then the pools (B1). */
export function serveEverybody(decision: Decision): void {
  const { state } = decision;
  for (;;) {
    const heads = [...state.groups.values()].flatMap(({ queue }) => queue.heads());
    if (!heads.sort(byUrgency).some((head) => serve(decision, head))) break;
  }
  for (;;) {
    const heads = [...state.pooling].flatMap(({ pool }) => pool?.heads() ?? []);
    if (!heads.sort(poolOrder(poolRules(state))).some((head) => servePooled(decision, head))) return;
  }
}

/** Those who wait elsewhere and may be served by this group, which can do more than before. */
export function serveSources(decision: Decision, groupId: string): void {
  const sources = decision.state.groups.get(groupId)?.sources ?? new Set();
  for (const source of [...sources].sort((a, b) => (a.groupId < b.groupId ? -1 : 1)))
    serveGroup(decision, source.groupId);
  serveGuests(decision, groupId);
}

/** Those who waited elsewhere and are guests here. Their own group's chain may be another one by now. */
function serveGuests(decision: Decision, groupId: string): void {
  for (;;) {
    const heads = decision.state.groups.get(groupId)?.guests.heads() ?? [];
    if (!heads.sort(byPriority).some((head) => serve(decision, head))) return;
  }
}

/** An agent takes this one although it was not their turn (D7). */
export function pull(decision: Decision, waiting: Waiting | Pooled, agent: Agent): void {
  const group = groupIn(decision.state, waiting.groupId);
  give(decision, waiting, group, named(decision.state, agent, group, waiting), 'pull');
}

/** Answers whether anybody was there for them. */
export function serve(decision: Decision, waiting: Waiting, cause: AssignmentCause = 'freed'): boolean {
  const { state } = decision;
  const reached = waiting.live ? reach(state, groupIn(state, waiting.groupId), waiting, waiting) : null;
  if (reached === null) return false;
  if (waiting.keptFor !== null && reached.via === null) return giveToKeeper(decision, waiting, reached);
  hand(decision, waiting, waiting.groupId, reached, cause);
  return true;
}

/** For one who has just come back to a queue or pool. */
export function serveOne(decision: Decision, conversationId: string): void {
  const conversation = decision.state.conversations.get(conversationId);
  if (conversation?.state === 'waiting') serve(decision, conversation);
  if (conversation?.state === 'pooled') servePooled(decision, conversation);
}

function servePooled(decision: Decision, pooled: Pooled): boolean {
  const reached = reachForPool(decision.state, groupIn(decision.state, pooled.groupId), pooled);
  if (reached === null) return false;
  hand(decision, pooled, pooled.groupId, reached, 'freed');
  return true;
}

/** Gives it to those who were reached, and says so if they are of another group. */
export function hand(
  decision: Decision,
  given: Parameters<typeof give>[1],
  fromGroupId: string,
  { group, candidates, via }: Reached,
  cause: AssignmentCause,
): void {
  if (via === null) return give(decision, given, group, candidates, cause);
  const { conversationId } = given;
  // Who waited long enough was told of as an overflow when that time had come.
  if (via.when !== 'waited') {
    const data = { conversationId, fromGroupId, toGroupId: group.groupId, when: via.when };
    emit(decision, { type: 'overflowed', data });
  }
  give(decision, given, group, candidates, 'overflow');
}

function giveToKeeper(decision: Decision, waiting: Waiting, { group, candidates }: Reached): boolean {
  const [keeper] = candidates;
  if (keeper === undefined) return false;
  give(decision, waiting, group, named(decision.state, keeper, group, waiting), 'familiar');
  return true;
}

function bestHead(state: Routing, agent: Agent): Waiting | null {
  let best: Waiting | null = null;
  for (const groupId of agent.profile?.groupIds ?? []) {
    const group = state.groups.get(groupId);
    if (group === undefined) continue;
    best = firstOf(best, group.queue.firstFor(agent));
    if (!group.open || group.rules === null || group.removed) continue;
    if (group.guests.size > 0) best = firstOf(best, group.guests.firstFor(agent));
    for (const source of group.sources) best = firstOf(best, headOf(source, group, agent));
  }
  return best;
}

/** The head of a group that overflows to this one, if its condition holds for them. */
function headOf(source: Group, target: Group, agent: Agent): Waiting | undefined {
  const links = source.rules?.overflow?.filter(({ groupId, when }) => groupId === target.groupId && when !== 'waited');
  if (links === undefined || links.length === 0 || source.queue.size === 0) return undefined;
  return source.queue.headsFor(agent).find((head) => links.some((link) => holds(source, head, link, head)));
}

/** The first of the pools of their groups, and of those that overflow to these; one for each line at most, in their order. */
function pooledFor(state: Routing, agent: Agent): Pooled[] {
  const found: Pooled[] = [];
  for (const groupId of agent.profile?.groupIds ?? []) {
    const group = state.groups.get(groupId);
    if (group === undefined || !group.open) continue;
    const mayHave = (wanted: Wanted): boolean => agent.status === 'online' || isForAll(state, group, wanted);
    found.push(...(group.pool?.headsFor(agent, mayHave) ?? []));
    if (group.rules === null || group.removed) continue;
    for (const source of group.sources) found.push(...overflowing(source, group, agent, mayHave));
  }
  return found.sort(poolOrder(poolRules(state)));
}

function overflowing(source: Group, target: Group, agent: Agent, mayHave: (wanted: Wanted) => boolean): Pooled[] {
  const links = source.rules?.overflow?.filter(({ groupId }) => groupId === target.groupId) ?? [];
  if (links.length === 0 || source.pool === null) return [];
  return source.pool.headsFor(agent, mayHave).filter((head) => links.some((link) => holds(source, head, link, null)));
}

function firstOf(best: Waiting | null, head: Waiting | undefined): Waiting | null {
  if (head === undefined) return best;
  return best === null || byUrgency(head, best) < 0 ? head : best;
}

function isWaiting(conversation: { readonly state: string }): conversation is Waiting {
  return conversation.state === 'waiting';
}

// One open conversation as a row of a snapshot, and back. The first member tells which of the five it is.
//
// What a row says only sometimes stands in an object at its end, which is left out when it would be empty: a history
// that does not use a feature has the rows, and so the hash, that it had before there was the feature.
import { unreachable, type DurationMs, type Instant } from '@frontdesk/kernel';
import type { Conversation, Held, Offered, Pooled, Proposed, Unserved, Waiting } from './conversations.js';
import type { Timer } from './deadlines.js';
import type { Terms } from './place.js';
import { OPEN_TIER } from './order.js';
import { agentIn, groupIn, type Routing } from './state.js';
import { intoPool } from './tracking.js';
import { NOBODY } from './wanted.js';

type Identity = readonly [conversationId: string, visitorId: string, groupId: string, arrivedAt: Instant];
type Lease = readonly [live: boolean, abandonAfterMs: DurationMs, abandonAt: Instant | null];
type WaitingRow = readonly [
  'w',
  ...Identity,
  ...Lease,
  priority: number,
  seq: number,
  ruleId: string | null,
  timeoutAt: Instant | null,
  more?: WaitingMore,
];
type PooledRow = readonly ['l', ...Identity, ...Lease, priority: number, seq: number, PooledMore];
type OfferedRow = readonly ['o', ...Identity, ...Lease, why: Offered['why'], waitedMs: DurationMs];
type ProposedRow = readonly ['p', ...Identity, ...Lease, Proposal];
type HeldRow = readonly ['a', ...Identity, agentId: string, more?: HeldMore];

export type Row = WaitingRow | PooledRow | OfferedRow | ProposedRow | HeldRow;

interface ClaimMore {
  readonly terms?: Terms;
  readonly excluded?: readonly string[];
  readonly tier?: number;
}

interface PooledMore extends ClaimMore {
  readonly ruleId?: string;
  readonly timeoutAt?: Instant;
  /** Left out while it is the arrival. */
  readonly wroteAt?: Instant;
}

interface WaitingMore extends ClaimMore {
  readonly overtakenFrom?: number;
  readonly keptFor?: readonly [agentId: string, until: Instant];
  readonly warningAt?: Instant;
  readonly warned?: true;
  readonly extended?: number;
  readonly overflow?: readonly [toGroupId: string, at: Instant];
  readonly guestIn?: readonly string[];
  readonly visited?: readonly string[];
  readonly expected?: readonly [expectedMs: DurationMs, place: number];
}

interface HeldMore extends ClaimMore {
  readonly priority?: number;
  readonly ruleId?: string;
  readonly weight?: number;
  readonly since?: Instant;
  readonly responseAt?: Instant;
}

type Proposal = Pick<
  Proposed,
  'offerId' | 'agentId' | 'cause' | 'weight' | 'timeoutAt' | 'warned' | 'extended' | 'priority' | 'ruleId'
> &
  ClaimMore & { readonly expiresAt: Instant | null };

/** Each row is written out in one go: put together of parts, 100,000 of them take twice as long. */
export function rowOf(c: Conversation): Row {
  const { conversationId, visitorId, groupId, arrivedAt } = c;
  switch (c.state) {
    case 'waiting':
      return waitingRow(c);
    case 'pooled': {
      const { live, abandonAfterMs, priority, seq } = c;
      return [
        'l',
        conversationId,
        visitorId,
        groupId,
        arrivedAt,
        live,
        abandonAfterMs,
        null,
        priority,
        seq,
        pooledMore(c),
      ];
    }
    case 'submission_offered': {
      const { live, abandonAfterMs, abandon, why, waitedMs } = c;
      const at = deadlineOf(abandon);
      return ['o', conversationId, visitorId, groupId, arrivedAt, live, abandonAfterMs, at, why, waitedMs];
    }
    case 'offered': {
      const { live, abandonAfterMs, abandon } = c;
      const at = deadlineOf(abandon);
      return ['p', conversationId, visitorId, groupId, arrivedAt, live, abandonAfterMs, at, proposalOf(c)];
    }
    case 'assigned': {
      const more = heldMore(c);
      if (more === null) return ['a', conversationId, visitorId, groupId, arrivedAt, c.agentId];
      return ['a', conversationId, visitorId, groupId, arrivedAt, c.agentId, more];
    }
    default:
      return unreachable(c);
  }
}

function waitingRow(c: Waiting): WaitingRow {
  const { conversationId, visitorId, groupId, arrivedAt, live, abandonAfterMs, abandon } = c;
  const { priority, seq, ruleId, timeout } = c;
  const leftAt = deadlineOf(abandon);
  const until = deadlineOf(timeout);
  const row = [
    'w',
    conversationId,
    visitorId,
    groupId,
    arrivedAt,
    live,
    abandonAfterMs,
    leftAt,
    priority,
    seq,
    ruleId,
    until,
  ] as const;
  const more = waitingMore(c);
  return more === null ? row : [...row, more];
}

function pooledMore(c: Pooled): PooledMore {
  return {
    ...claimMore(c),
    ...(c.ruleId !== null && { ruleId: c.ruleId }),
    ...(c.timeout !== null && { timeoutAt: c.timeout.deadline }),
    ...(c.wroteAt !== c.arrivedAt && { wroteAt: c.wroteAt }),
  };
}

function claimMore({ terms, excludedAgentIds, tier }: Waiting | Pooled | Proposed | Held): ClaimMore {
  return {
    ...(terms !== null && { terms }),
    ...(excludedAgentIds.length > 0 && { excluded: excludedAgentIds }),
    ...(tier !== OPEN_TIER && { tier }),
  };
}

/** Asked for everybody who waits: the ordinary answer comes without an object. */
export function waitingMore(c: Waiting): WaitingMore | null {
  const isOrdinary =
    c.terms === null && c.excludedAgentIds.length === 0 && c.tier === OPEN_TIER && c.overtakenFrom === 0;
  const isTimed = c.keptFor !== null || c.warning !== null || c.overflow !== null;
  const hasPast = c.warned || c.extended > 0 || c.guestIn.length + c.visited.length > 0 || c.expectedMs > 0;
  if (isOrdinary && !isTimed && !hasPast) return null;
  return {
    ...claimMore(c),
    ...(c.overtakenFrom > 0 && { overtakenFrom: c.overtakenFrom }),
    ...(c.keptFor !== null && { keptFor: [c.keptFor.agentId, c.keptFor.timer.deadline] as const }),
    ...(c.warning !== null && { warningAt: c.warning.deadline }),
    ...(c.warned && { warned: true as const }),
    ...(c.extended > 0 && { extended: c.extended }),
    ...(c.overflow !== null && { overflow: [c.overflow.toGroupId, c.overflow.timer.deadline] as const }),
    ...(c.guestIn.length > 0 && { guestIn: c.guestIn }),
    ...(c.visited.length > 0 && { visited: c.visited }),
    ...(c.expectedMs > 0 && { expected: [c.expectedMs, c.placeAtFirst] as const }),
  };
}

export function heldMore(c: Held): HeldMore | null {
  const { priority, ruleId, weight, since, response, terms, excludedAgentIds, tier } = c;
  const isOrdinary = terms === null && excludedAgentIds.length === 0 && tier === OPEN_TIER && priority === 0;
  if (isOrdinary && ruleId === null && weight === 1 && since === 0 && response === null) return null;
  return {
    ...claimMore(c),
    ...(priority !== 0 && { priority }),
    ...(ruleId !== null && { ruleId }),
    ...(weight !== 1 && { weight }),
    ...(since !== 0 && { since }),
    ...(response !== null && { responseAt: response.deadline }),
  };
}

function proposalOf(c: Proposed): Proposal {
  const { offerId, agentId, cause, weight, timeoutAt, warned, extended, priority, ruleId } = c;
  const expiresAt = deadlineOf(c.expiry);
  return {
    ...{ offerId, agentId, cause, weight, timeoutAt, warned, extended, priority, ruleId, expiresAt },
    ...claimMore(c),
  };
}

/** After agents and groups; adds no load, which stands with the agent. */
export function restoreConversation(state: Routing, row: Row): void {
  const [, conversationId, visitorId, groupId, arrivedAt] = row;
  const identity = { conversationId, visitorId, groupId, arrivedAt };
  if (row[0] === 'a') return restoreHeld(state, identity, row);
  const [, , , , , live, abandonAfterMs, abandonAt] = row;
  const abandon = timerAt(state, 'abandon', conversationId, abandonAt);
  const visitor = state.visitors.in(visitorId);
  const lease = { live, abandonAfterMs, abandon, visitor, sibling: null };
  const conversation = unservedOf(state, row, identity, lease);
  state.conversations.set(conversationId, conversation);
  state.visitors.join(conversation);
}

type Named = Pick<Waiting, 'conversationId' | 'visitorId' | 'groupId' | 'arrivedAt'>;
type Leased = Pick<Waiting, 'live' | 'abandonAfterMs' | 'abandon' | 'visitor' | 'sibling'>;

function unservedOf(state: Routing, row: Exclude<Row, HeldRow>, identity: Named, lease: Leased): Unserved {
  switch (row[0]) {
    case 'w':
      return waitingOf(state, row, identity, lease);
    case 'l':
      return pooledOf(state, row, identity, lease);
    case 'o':
      return { state: 'submission_offered', ...identity, ...lease, why: row[8], waitedMs: row[9] };
    case 'p':
      return proposedOf(state, row[8], identity, lease);
  }
}

function claimOf({ terms = null as unknown as Terms, excluded = NOBODY, tier = OPEN_TIER }: ClaimMore) {
  return { terms: terms as Terms | null, excludedAgentIds: excluded, tier };
}

function restoreHeld(state: Routing, identity: Named, [, , , , , agentId, more = {}]: HeldRow): void {
  const { priority = 0, ruleId = null, weight = 1, since = 0, responseAt = null } = more;
  const response = timerAt(state, 'response', identity.conversationId, responseAt);
  const held: Held = {
    state: 'assigned',
    conversationId: identity.conversationId,
    visitorId: identity.visitorId,
    groupId: identity.groupId,
    arrivedAt: identity.arrivedAt,
    agentId,
    weight,
    since,
    response,
    priority,
    ruleId,
    terms: more.terms ?? null,
    excludedAgentIds: more.excluded ?? NOBODY,
    tier: more.tier ?? OPEN_TIER,
  };
  state.conversations.set(identity.conversationId, held);
  agentIn(state, agentId).held.push(held);
}

function proposedOf(state: Routing, proposal: Proposal, identity: Named, lease: Leased): Proposed {
  const { offerId, agentId, cause, weight, timeoutAt, warned, extended, priority, ruleId, expiresAt } = proposal;
  const expiry = timerAt(state, 'expiry', identity.conversationId, expiresAt);
  const own = { offerId, agentId, cause, weight, timeoutAt, warned, extended, priority, ruleId, expiry };
  const proposed: Proposed = { state: 'offered', ...identity, ...lease, ...own, ...claimOf(proposal) };
  if (agentId !== null) agentIn(state, agentId).offers.push(proposed);
  return proposed;
}

function pooledOf(state: Routing, row: PooledRow, identity: Named, lease: Leased): Pooled {
  const [, , , , , , , , priority, seq, more] = row;
  const timeout = timerAt(state, 'timeout', identity.conversationId, more.timeoutAt ?? null);
  const own = { priority, seq, ruleId: more.ruleId ?? null, timeout, wroteAt: more.wroteAt ?? identity.arrivedAt };
  const pooled: Pooled = { state: 'pooled', ...identity, ...lease, ...own, ...claimOf(more) };
  intoPool(state, pooled);
  return pooled;
}

function waitingOf(state: Routing, row: WaitingRow, identity: Named, lease: Leased): Waiting {
  const [, , , , , , , , priority, seq, ruleId, timeoutAt, more = {}] = row;
  const timer = (kind: Timer['kind'], at: Instant | null = null) => timerAt(state, kind, identity.conversationId, at);
  const { keptFor, overflow, expected = [0, 0] } = more;
  const kept = timer('kept', keptFor?.[1]);
  const next = timer('overflow', overflow?.[1]);
  // Member by member and in the order of a new place: put together of parts, each of 100,000 would have a shape of its own
  // to the engine that runs this, and whatever reads them would be many times as slow.
  const waiting: Waiting = {
    state: 'waiting',
    tier: more.tier ?? OPEN_TIER,
    priority,
    arrivedAt: identity.arrivedAt,
    seq,
    live: lease.live,
    line: 'main',
    groupId: identity.groupId,
    conversationId: identity.conversationId,
    visitorId: identity.visitorId,
    visitor: lease.visitor,
    sibling: null,
    abandon: lease.abandon,
    timeout: timer('timeout', timeoutAt),
    warning: timer('warning', more.warningAt),
    overflow: overflow === undefined || next === null ? null : { toGroupId: overflow[0], timer: next },
    keptFor: keptFor === undefined || kept === null ? null : { agentId: keptFor[0], timer: kept },
    guestIn: more.guestIn ?? NOBODY,
    expectedMs: expected[0],
    ruleId,
    terms: more.terms ?? null,
    excludedAgentIds: more.excluded ?? NOBODY,
    overtakenFrom: more.overtakenFrom ?? 0,
    warned: more.warned ?? false,
    extended: more.extended ?? 0,
    visited: more.visited ?? NOBODY,
    placeAtFirst: expected[1],
    abandonAfterMs: lease.abandonAfterMs,
  };
  groupIn(state, identity.groupId).queue.insert(waiting);
  for (const groupId of waiting.guestIn) groupIn(state, groupId).guests.insert(waiting);
  return waiting;
}

function deadlineOf(timer: Timer | null): Instant | null {
  return timer === null ? null : timer.deadline;
}

/** The heap's order is total, so the order of restoring does not show. */
export function timerAt(state: Routing, kind: Timer['kind'], id: string, deadline: Instant | null): Timer | null {
  return deadline === null ? null : state.deadlines.add(kind, id, deadline);
}

// One open conversation as a row of a snapshot, and back. The first member tells which of the three it is.
import { unreachable, type DurationMs, type Instant } from '@frontdesk/kernel';
import type { Conversation, Offered, Waiting } from './conversations.js';
import type { Timer } from './deadlines.js';
import { groupIn, type Routing } from './state.js';

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
];
type OfferedRow = readonly ['o', ...Identity, ...Lease, why: Offered['why'], waitedMs: DurationMs];
type HeldRow = readonly ['a', ...Identity, agentId: string];

export type Row = WaitingRow | OfferedRow | HeldRow;

/** Each row is written out in one go: put together of parts, 100,000 of them take twice as long. */
export function rowOf(c: Conversation): Row {
  const { conversationId, visitorId, groupId, arrivedAt } = c;
  switch (c.state) {
    case 'waiting': {
      const { live, abandonAfterMs, abandon, priority, seq, ruleId, timeout } = c;
      const leftAt = deadlineOf(abandon);
      const until = deadlineOf(timeout);
      return [
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
      ];
    }
    case 'submission_offered': {
      const { live, abandonAfterMs, abandon, why, waitedMs } = c;
      const at = deadlineOf(abandon);
      return ['o', conversationId, visitorId, groupId, arrivedAt, live, abandonAfterMs, at, why, waitedMs];
    }
    case 'assigned':
      return ['a', conversationId, visitorId, groupId, arrivedAt, c.agentId];
    default:
      return unreachable(c);
  }
}

/** After agents and groups; adds no load, which stands with the agent. */
export function restoreConversation(state: Routing, row: Row): void {
  const [, conversationId, visitorId, groupId, arrivedAt] = row;
  const identity = { conversationId, visitorId, groupId, arrivedAt };
  if (row[0] === 'a') {
    state.conversations.set(conversationId, { state: 'assigned', ...identity, agentId: row[5] });
    return;
  }
  const [, , , , , live, abandonAfterMs, abandonAt] = row;
  const abandon = timerAt(state, 'abandon', conversationId, abandonAt);
  const visitor = state.visitors.in(visitorId);
  const lease = { live, abandonAfterMs, abandon, visitor, sibling: null };
  const conversation = row[0] === 'w' ? waitingOf(state, row, identity, lease) : offeredOf(row, identity, lease);
  state.conversations.set(conversationId, conversation);
  state.visitors.join(conversation);
}

type Named = Pick<Waiting, 'conversationId' | 'visitorId' | 'groupId' | 'arrivedAt'>;
type Leased = Pick<Waiting, 'live' | 'abandonAfterMs' | 'abandon' | 'visitor' | 'sibling'>;

function waitingOf(state: Routing, row: WaitingRow, identity: Named, lease: Leased): Waiting {
  const [, , , , , , , , priority, seq, ruleId, timeoutAt] = row;
  const timeout = timerAt(state, 'timeout', identity.conversationId, timeoutAt);
  const waiting: Waiting = { state: 'waiting', ...identity, ...lease, priority, seq, ruleId, timeout };
  groupIn(state, identity.groupId).queue.insert(waiting);
  return waiting;
}

function offeredOf([, , , , , , , , why, waitedMs]: OfferedRow, identity: Named, lease: Leased): Offered {
  return { state: 'submission_offered', ...identity, ...lease, why, waitedMs };
}

function deadlineOf(timer: Timer | null): Instant | null {
  return timer === null ? null : timer.deadline;
}

/** The heap's order is total, so the order of restoring does not show. */
function timerAt(state: Routing, kind: Timer['kind'], id: string, deadline: Instant | null): Timer | null {
  return deadline === null ? null : state.deadlines.add(kind, id, deadline);
}

// Stays in queues, from the engine's events: who waited where, for how long, and how it ended (E6).
//
//   queued ─▶ a stay begins ─▶ (offered, refused, offered …: it goes on) ─▶ assigned, abandoned, …: it ends
//   requeued, overflowed into another group: one stay ends there, the next begins here
import type { QueueStay } from '@frontdesk/contracts';
import type { Queryable } from '@frontdesk/nest';
import type { RoutingEvent } from '@frontdesk/routing';

type Reason = QueueStay['reason'];

interface Ending {
  readonly reason: Reason;
  readonly agentId: string | null;
}

/** Writes what one decision says of stays, in the transaction that takes the decision in. */
export async function keepStays(
  tx: Queryable,
  workspace: string,
  at: Date,
  events: readonly RoutingEvent[],
): Promise<void> {
  for (const event of events) {
    const ending = endingOf(event);
    if (ending !== null) {
      const { conversationId } = event.data as { readonly conversationId: string };
      await tx.query(
        `UPDATE queue_stay SET left_at = $3, reason = $4, agent_id = $5
         WHERE workspace = $1 AND conversation_id = $2 AND left_at IS NULL`,
        [workspace, conversationId, at, ending.reason, ending.agentId],
      );
    } else if (event.type === 'queued' || event.type === 'requeued') {
      await begin(tx, workspace, at, event);
    } else if (event.type === 'reprioritised') {
      const { conversationId, priority } = event.data;
      await tx.query(
        'UPDATE queue_stay SET priority = $3 WHERE workspace = $1 AND conversation_id = $2 AND left_at IS NULL',
        [workspace, conversationId, priority],
      );
    }
  }
}

async function begin(
  tx: Queryable,
  workspace: string,
  at: Date,
  { type, data }: Extract<RoutingEvent, { type: 'queued' | 'requeued' }>,
): Promise<void> {
  const { conversationId, groupId, priority, arrivedAt } = data;
  if (type === 'requeued') {
    // Back from an offer it has never left; into another queue it has.
    const reason: Reason = data.cause === 'overflow' ? 'overflowed' : 'moved';
    await tx.query(
      `UPDATE queue_stay SET left_at = $3, reason = $4
       WHERE workspace = $1 AND conversation_id = $2 AND left_at IS NULL AND group_id <> $5`,
      [workspace, conversationId, at, reason, groupId],
    );
  }
  const entered = type === 'queued' ? new Date(arrivedAt) : at;
  await tx.query(
    `INSERT INTO queue_stay (workspace, conversation_id, group_id, priority, entered_at)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [workspace, conversationId, groupId, priority, entered],
  );
}

/** Null: ends no stay. */
function endingOf(event: RoutingEvent): Ending | null {
  switch (event.type) {
    case 'assigned':
      // Served on arrival there was no stay, and nothing to write.
      if (event.data.waitedMs === 0) return null;
      return { reason: event.data.cause === 'pull' ? 'pulled' : 'assigned', agentId: event.data.agentId };
    case 'abandoned':
    case 'timed_out':
    case 'converted':
    case 'refused':
      return { reason: event.type, agentId: null };
    case 'pooled':
      return { reason: 'pooled', agentId: null };
    case 'submission_offered':
      return { reason: event.data.why === 'timed_out' ? 'timed_out' : 'refused', agentId: null };
    case 'closed_by_staff':
      return { reason: 'closed', agentId: null };
    default:
      return null;
  }
}

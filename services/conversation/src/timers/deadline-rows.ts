// The nearest deadline of each conversation, kept with the facts that set or end it: one append, so that no crash loses
// one, and none outlives what it was for.
import type { Due, TimerName } from '@frontdesk/conversation';
import type { Queryable, ServicePorts } from '@frontdesk/nest';

export interface DeadlineRow {
  readonly conversationId: string;
  readonly workspace: string;
  readonly timer: TimerName;
  readonly epoch: number;
  readonly nth: number;
}

export async function saveDeadline(
  tx: Queryable,
  workspace: string,
  conversationId: string,
  due: Due | null,
): Promise<void> {
  if (due === null) {
    await tx.query('DELETE FROM deadline WHERE conversation_id = $1', [conversationId]);
    return;
  }
  const { timer, epoch, nth, dueAt } = due;
  await tx.query(
    `INSERT INTO deadline (conversation_id, workspace, timer, epoch, nth, due_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (conversation_id) DO UPDATE
     SET timer = excluded.timer, epoch = excluded.epoch, nth = excluded.nth, due_at = excluded.due_at`,
    [conversationId, workspace, timer, epoch, nth, new Date(dueAt)],
  );
}

/** These end a conversation: nobody loses one for an outage in which they could not have written. */
const ENDING: readonly TimerName[] = ['visitor_timeout', 'visitor_left'];

/** What was due before `endingFrom` and would end a conversation is left out until then. */
export function dueRows(
  { db }: ServicePorts,
  now: Date,
  { startedAt, endingFrom }: { readonly startedAt: Date; readonly endingFrom: Date },
  limit: number,
): Promise<DeadlineRow[]> {
  return db.query<DeadlineRow[]>(
    `SELECT conversation_id AS "conversationId", workspace, timer, epoch, nth FROM deadline
     WHERE due_at <= $1 AND NOT (timer = ANY($2) AND due_at <= $3 AND $1 < $4) ORDER BY due_at LIMIT $5`,
    [now, ENDING, startedAt, endingFrom, limit],
  );
}

export async function nextDeadline({ db }: ServicePorts, after: Date): Promise<number | null> {
  const [row] = await db.query<{ due: Date | null }[]>('SELECT min(due_at) AS due FROM deadline WHERE due_at > $1', [
    after,
  ]);
  return row?.due?.getTime() ?? null;
}

/** Due, and yet it brought nothing about: looked at again later, and not without pause. */
export async function putOff({ db }: ServicePorts, conversationId: string, from: Date, to: Date): Promise<void> {
  await db.query('UPDATE deadline SET due_at = $3 WHERE conversation_id = $1 AND due_at <= $2', [
    conversationId,
    from,
    to,
  ]);
}

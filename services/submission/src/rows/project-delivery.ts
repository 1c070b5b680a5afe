// Facts → the delivery's row, and what its submission says of all its deliveries, inside the append of the facts.
import type { StoredRecord } from '@frontdesk/journal';
import { unreachable } from '@frontdesk/kernel';
import type { Queryable } from '@frontdesk/nest';
import type { DeliveryFact } from '@frontdesk/submission';
import { SUBMISSION_EVENTS } from '../topics.js';

export async function projectDelivery(tx: Queryable, stored: readonly StoredRecord[]): Promise<void> {
  for (const record of stored) if (record.lane.topic === SUBMISSION_EVENTS) await projectRecord(tx, record);
}

async function projectRecord(tx: Queryable, record: StoredRecord): Promise<void> {
  const fact = { type: record.type, data: JSON.parse(record.body) as unknown } as DeliveryFact;
  await writeRow(tx, record, fact);
  await tx.query(
    // What needs somebody comes first.
    `UPDATE submission SET delivery = (
       SELECT status FROM delivery WHERE workspace = $1 AND submission_id = $2
       ORDER BY array_position(ARRAY['dead', 'pending', 'no_recipient', 'delivered'], status) LIMIT 1)
     WHERE workspace = $1 AND submission_id = $2`,
    [record.workspace, fact.data.submissionId],
  );
}

async function writeRow(tx: Queryable, record: StoredRecord, fact: DeliveryFact): Promise<void> {
  const at = new Date(record.at);
  switch (fact.type) {
    case 'submission.delivery_planned': {
      const { deliveryId, submissionId, about, messageId, channel, to } = fact.data;
      const status = channel === 'none' ? 'no_recipient' : 'pending';
      await tx.query(
        `INSERT INTO delivery (delivery_id, workspace, submission_id, about, message_id, channel, address, status, due_at,
           planned_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          ...[deliveryId, record.workspace, submissionId, about, messageId, channel, to, status],
          ...[channel === 'none' ? null : at, at],
        ],
      );
      return;
    }
    case 'submission.delivered':
      return settle(tx, record, 'delivered', fact.data.attempt, null);
    case 'submission.delivery_failed': {
      const { attempt, reason, nextAt } = fact.data;
      if (nextAt === null) return settle(tx, record, 'dead', attempt, reason);
      await tx.query(
        `UPDATE delivery SET attempts = $2, last_error = $3, due_at = $4, leased_until = NULL WHERE delivery_id = $1`,
        [record.stream, attempt, reason, new Date(nextAt)],
      );
      return;
    }
    case 'submission.delivery_retried':
      await tx.query(
        `UPDATE delivery SET status = 'pending', attempts = 0, due_at = $2, settled_at = NULL, leased_until = NULL
         WHERE delivery_id = $1`,
        [record.stream, at],
      );
      return;
    default:
      return unreachable(fact);
  }
}

async function settle(
  tx: Queryable,
  { stream, at }: StoredRecord,
  status: 'delivered' | 'dead',
  attempts: number,
  reason: string | null,
): Promise<void> {
  await tx.query(
    `UPDATE delivery SET status = $2, attempts = $3, last_error = $4, settled_at = $5, due_at = NULL, leased_until = NULL
     WHERE delivery_id = $1`,
    [stream, status, attempts, reason, new Date(at)],
  );
}

// Facts → the submission's row, inside the append that writes the facts.
import type { StoredRecord } from '@frontdesk/journal';
import { unreachable } from '@frontdesk/kernel';
import type { Queryable } from '@frontdesk/nest';
import type { SubmissionFact } from '@frontdesk/submission';
import { SUBMISSION_EVENTS } from '../topics.js';

export async function projectSubmission(tx: Queryable, stored: readonly StoredRecord[]): Promise<void> {
  for (const record of stored) if (record.lane.topic === SUBMISSION_EVENTS) await projectRecord(tx, record);
}

async function projectRecord(tx: Queryable, record: StoredRecord): Promise<void> {
  const fact = { type: record.type, data: JSON.parse(record.body) as unknown } as SubmissionFact;
  const at = new Date(record.at);
  switch (fact.type) {
    case 'submission.received': {
      const { submissionId, receiptId, conversationId, visitorId, groupId, reason, name, email, text } = fact.data;
      await tx.query(
        `INSERT INTO submission (submission_id, workspace, receipt_id, conversation_id, visitor_id, group_id, reason,
           name, email, text, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          ...[submissionId, record.workspace, receiptId, conversationId, visitorId, groupId, reason],
          ...[name, email, text, at],
        ],
      );
      return;
    }
    case 'submission.confirmed':
      return mark(tx, record, 'confirmed', null);
    case 'submission.withdrawn':
      return mark(tx, record, 'withdrawn', null);
    case 'submission.closed':
      return mark(tx, record, 'closed', at);
    default:
      return unreachable(fact);
  }
}

async function mark(tx: Queryable, { workspace, stream }: StoredRecord, status: string, closedAt: Date | null) {
  const set = 'UPDATE submission SET status = $3, closed_at = $4 WHERE workspace = $1 AND submission_id = $2';
  await tx.query(set, [workspace, stream, status, closedAt]);
}

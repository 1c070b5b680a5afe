// Facts → the submission's row, inside the append that writes the facts.
import { createHash } from 'node:crypto';
import type { StoredRecord } from '@frontdesk/journal';
import { canonical, unreachable } from '@frontdesk/kernel';
import type { Queryable } from '@frontdesk/nest';
import type { Attachment, SubmissionFact, SubmissionReceived } from '@frontdesk/submission';
import { SUBMISSION_EVENTS } from '../topics.js';

export async function projectSubmission(tx: Queryable, stored: readonly StoredRecord[]): Promise<void> {
  for (const record of stored) if (record.lane.topic === SUBMISSION_EVENTS) await projectRecord(tx, record);
}

/** Of what a visitor has said: the same again is the same submission (G6). */
const contentHash = ({ title, text, type, answers, groupId, attachments = [] }: SubmissionReceived): string =>
  createHash('sha256')
    .update(canonical([title ?? '', text, type?.id ?? '', answers ?? [], groupId, ...attachments.map(likeness)]))
    .digest('hex');

/** The same file is uploaded under another id. */
const likeness = ({ name, mediaType, bytes }: Attachment) => [name, mediaType, bytes];

async function projectRecord(tx: Queryable, record: StoredRecord): Promise<void> {
  const fact = { type: record.type, data: JSON.parse(record.body) as unknown } as SubmissionFact;
  const at = new Date(record.at);
  switch (fact.type) {
    case 'submission.received':
      return insert(tx, record, fact.data);
    case 'submission.confirmed':
      return set(tx, record, "status = 'confirmed', closed_at = NULL", []);
    case 'submission.withdrawn':
      return set(tx, record, "status = 'withdrawn', closed_at = NULL", []);
    case 'submission.assigned':
      return set(tx, record, 'assignee = $3', [fact.data.agentId]);
    case 'submission.accepted':
      return set(tx, record, "status = 'accepted'", []);
    case 'submission.replied': {
      const answer = fact.data.author === 'agent';
      const counted = 'last_message_at = $3, waits_for_answer = $4, answered = answered + $5';
      return set(tx, record, counted, [at, !answer, answer ? 1 : 0]);
    }
    case 'submission.closed':
    case 'submission.became_conversation':
      return set(tx, record, "status = 'closed', closed_at = $3, waits_for_answer = false", [at]);
    case 'submission.reopened':
      return set(
        tx,
        record,
        "status = CASE WHEN assignee IS NULL THEN 'confirmed' ELSE 'accepted' END, closed_at = NULL",
        [],
      );
    case 'submission.rated':
      return set(tx, record, 'score = $3, comment = $4', [fact.data.score, fact.data.comment]);
    case 'submission.rating_given': {
      const { score, text } = fact.data;
      const rating = JSON.stringify({ ...fact.data, at: record.at });
      return set(tx, record, 'score = $3, comment = $4, rating = $5', [score, text ?? '', rating]);
    }
    default:
      return unreachable(fact);
  }
}

async function insert(tx: Queryable, { workspace, at }: StoredRecord, received: SubmissionReceived): Promise<void> {
  const { submissionId, receiptId, conversationId, visitorId, groupId, reason, name, email, text } = received;
  const {
    mode = 'ticket',
    language = null,
    title = null,
    phone = null,
    type,
    answers = [],
    attachments = [],
  } = received;
  await tx.query(
    `INSERT INTO submission (submission_id, workspace, receipt_id, conversation_id, visitor_id, group_id, reason, name,
       email, text, received_at, mode, language, title, phone, type_path, answers, content_hash, attachments, last_message_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $11)`,
    [
      ...[submissionId, workspace, receiptId, conversationId, visitorId, groupId, reason, name, email, text],
      ...[new Date(at), mode, language, title, phone, JSON.stringify(type?.path ?? []), JSON.stringify(answers)],
      ...[contentHash(received), JSON.stringify(attachments)],
    ],
  );
}

async function set(
  tx: Queryable,
  { workspace, stream }: StoredRecord,
  what: string,
  values: readonly unknown[],
): Promise<void> {
  await tx.query(`UPDATE submission SET ${what} WHERE workspace = $1 AND submission_id = $2`, [
    ...[workspace, stream],
    ...values,
  ]);
}

// A submission as its visitor and the desk see it, of its row.
import type { OwnSubmission, RatingDocument, SubmissionView } from '@frontdesk/contracts';
import { saidIn } from '@frontdesk/submission';
import type { SubmissionRow } from '../rows/submission-row.js';
import { askedTemplate, ratingFormFor, ratingOf } from './rating.js';

/** `names` of agents, by id; who has none is called by the id. */
export function toSubmissionView(
  row: SubmissionRow,
  names: ReadonlyMap<string, string>,
  ratings: RatingDocument,
): SubmissionView {
  const { submissionId, receiptId, status, conversationId, groupId, reason, name, email, text, assignee } = row;
  const { mode, language, phone, title, typePath, delivery, waitsForAnswer, attachments } = row;
  return {
    ...{ submissionId, receiptId, status, conversationId, groupId, reason, name, email, text },
    ...{ mode, language, phone, title, type: typePath, delivery, waitsForAnswer, attachments },
    answers: row.answers.map((answer) => ({ id: answer.id, label: answer.label, value: saidIn(answer) })),
    assignee: assignee === null ? null : { agentId: assignee, name: names.get(assignee) ?? assignee },
    rating: ratingOf(row, ratings, null),
    receivedAt: row.receivedAt.toISOString(),
    lastMessageAt: (row.lastMessageAt ?? row.receivedAt).toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

interface Own {
  readonly mayReply: boolean;
  readonly ratings: RatingDocument;
  readonly now: number;
}

export function toOwnSubmission(row: SubmissionRow, { mayReply, ratings, now }: Own): OwnSubmission {
  const ratingForm = ratingFormFor(askedTemplate(ratings, row.groupId), row, now);
  const { submissionId, receiptId, status, title, text, answered, seen, attachments } = row;
  return {
    ...{ submissionId, receiptId, status, title, text, attachments, unread: answered - seen, messages: [] },
    receivedAt: row.receivedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    rating: ratingOf(row, ratings, row.language),
    ratingForm,
    mayRate: ratingForm !== null,
    mayReply,
  };
}

// One row per submission, kept in the same transaction as its facts.
import type { SubmissionView } from '@frontdesk/contracts';
import { EntitySchema } from 'typeorm';

export interface SubmissionRow {
  readonly submissionId: string;
  readonly workspace: string;
  readonly receiptId: string;
  readonly status: SubmissionView['status'];
  readonly conversationId: string | null;
  readonly visitorId: string;
  readonly groupId: string;
  readonly reason: string | null;
  readonly name: string | null;
  readonly email: string;
  readonly text: string;
  readonly receivedAt: Date;
  readonly closedAt: Date | null;
}

export const SubmissionRows = new EntitySchema<SubmissionRow>({
  name: 'submission',
  columns: {
    submissionId: { name: 'submission_id', type: 'text', primary: true },
    workspace: { type: 'text' },
    receiptId: { name: 'receipt_id', type: 'text' },
    status: { type: 'text' },
    conversationId: { name: 'conversation_id', type: 'text', nullable: true },
    visitorId: { name: 'visitor_id', type: 'text' },
    groupId: { name: 'group_id', type: 'text' },
    reason: { type: 'text', nullable: true },
    name: { type: 'text', nullable: true },
    email: { type: 'text' },
    text: { type: 'text' },
    receivedAt: { name: 'received_at', type: 'timestamptz' },
    closedAt: { name: 'closed_at', type: 'timestamptz', nullable: true },
  },
});

export function toSubmissionView(row: SubmissionRow): SubmissionView {
  const { submissionId, receiptId, status, conversationId, groupId, reason, name, email, text } = row;
  return {
    ...{ submissionId, receiptId, status, conversationId, groupId, reason, name, email, text },
    receivedAt: row.receivedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

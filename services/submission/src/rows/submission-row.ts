// One row per submission, kept in the same transaction as its facts.
import type { SubmissionState, SubmissionView } from '@frontdesk/contracts';
import type { Answer, Attachment, SubmissionRatingGiven } from '@frontdesk/submission';
import { EntitySchema } from 'typeorm';

export interface SubmissionRow {
  readonly submissionId: string;
  readonly workspace: string;
  readonly receiptId: string;
  readonly status: SubmissionState;
  readonly conversationId: string | null;
  readonly visitorId: string;
  readonly groupId: string;
  readonly reason: string | null;
  readonly mode: SubmissionView['mode'];
  readonly language: string | null;
  readonly name: string | null;
  readonly email: string;
  readonly phone: string | null;
  readonly title: string | null;
  readonly typePath: readonly string[];
  readonly text: string;
  readonly answers: readonly Answer[];
  readonly attachments: readonly Attachment[];
  readonly assignee: string | null;
  readonly score: number | null;
  readonly comment: string | null;
  /** null: none, or of the time before templates. */
  readonly rating: (SubmissionRatingGiven & { readonly at: number }) | null;
  readonly delivery: SubmissionView['delivery'];
  readonly receivedAt: Date;
  /** null: of the time before there were replies. */
  readonly lastMessageAt: Date | null;
  readonly waitsForAnswer: boolean;
  readonly closedAt: Date | null;
  /** How often the house has replied, and how many of these the visitor has seen. */
  readonly answered: number;
  readonly seen: number;
  readonly contentHash: string | null;
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
    mode: { type: 'text' },
    language: { type: 'text', nullable: true },
    name: { type: 'text', nullable: true },
    email: { type: 'text' },
    phone: { type: 'text', nullable: true },
    title: { type: 'text', nullable: true },
    typePath: { name: 'type_path', type: 'jsonb' },
    text: { type: 'text' },
    answers: { type: 'jsonb' },
    attachments: { type: 'jsonb' },
    assignee: { type: 'text', nullable: true },
    score: { type: 'int', nullable: true },
    comment: { type: 'text', nullable: true },
    rating: { type: 'jsonb', nullable: true },
    delivery: { type: 'text' },
    receivedAt: { name: 'received_at', type: 'timestamptz' },
    lastMessageAt: { name: 'last_message_at', type: 'timestamptz', nullable: true },
    waitsForAnswer: { name: 'waits_for_answer', type: 'boolean' },
    closedAt: { name: 'closed_at', type: 'timestamptz', nullable: true },
    answered: { type: 'int' },
    seen: { type: 'int' },
    contentHash: { name: 'content_hash', type: 'text', nullable: true },
  },
});

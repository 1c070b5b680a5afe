// Submissions over HTTP: what is asked for, what is left, the visitor's own ones, and the desk that answers them (G).
import type { FieldKind, FileLimits } from '@frontdesk/settings';
import type { GiveRating, RatingForm, RatingGiven } from './rating.js';
import type { StoredFile } from './visitor.js';

/**
 * GET /v1/submissions/form?conversationId=&groupId=&language=: what is asked for, in one language. Of a conversation it
 * is the form of its group; else of the group that is named, else of the site's.
 */
export interface SubmissionFormView {
  readonly groupId: string;
  /** In which the words are wanted; null: none was named. */
  readonly language: string | null;
  readonly mode: 'offline_message' | 'ticket';
  /** null: name, e-mail and text. */
  readonly templateId: string | null;
  /** false: nothing may be left here, and it would be refused with `not_offered`. */
  readonly offered: boolean;
  /** Shown above the fields; may be empty. */
  readonly guide: string;
  /** In the order in which they are asked. */
  readonly fields: readonly FormFieldView[];
  /** What has to be agreed to (`consent: true`); null: nothing. */
  readonly consent: string | null;
}

export interface FormFieldView {
  /** Where its value goes in LeaveSubmission, and its faults' pointer: `/email`, `/fields/order`. */
  readonly pointer: string;
  /** Unique in the form: `name email phone title type text attachments`, or the id of a field of the house's own. */
  readonly id: string;
  /** `type`: one of `choices`, which are a tree. `phone`: text. `files`: what POST /v1/submissions/files has answered. */
  readonly kind: FieldKind | 'phone' | 'type' | 'files';
  /** null: a usual field, for which the widget has words. */
  readonly label: string | null;
  readonly help: string;
  readonly required: boolean;
  readonly choices: readonly FormChoiceView[];
  /** Bounds of a number, of a text's characters, of how many are chosen or attached. */
  readonly min: number | null;
  readonly max: number | null;
  /** Of `files` alone: what is let in. */
  readonly files?: FileLimits;
}

export interface FormChoiceView {
  readonly id: string;
  readonly label: string;
  /** Of a tree: the one above, which comes earlier; else null. */
  readonly parent: string | null;
}

/** `date`: 2026-11-30, `time`: 14:05, `choices`: ids. */
export type FieldValue = string | number | boolean | readonly string[];

/**
 * POST /v1/submissions, with Idempotency-Key. Durable when answered; `receiptId` is what the visitor keeps. Faults are
 * named by pointer (422 invalid_submission). 409 not_offered: the settings do not offer it here.
 */
export interface LeaveSubmission {
  readonly conversationId?: string;
  readonly groupId?: string;
  /** The visitor's, for the words of an answer. */
  readonly language?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly title?: string;
  /** Id of a type. */
  readonly type?: string;
  readonly text?: string;
  /** By id of the field. */
  readonly fields?: Readonly<Record<string, FieldValue>>;
  /** Ids of files that were uploaded with POST /v1/submissions/files, within an hour. */
  readonly attachments?: readonly string[];
  readonly consent?: boolean;
}

export interface SubmissionReceipt {
  readonly submissionId: string;
  readonly receiptId: string;
  /** `withdrawn`: an agent came first and has the text as a message. */
  readonly status: 'pending' | 'confirmed' | 'withdrawn';
  /** The same text had been left a moment ago: this is its receipt. */
  readonly duplicate?: true;
}

/** `confirmed`: nobody has taken it yet. `accepted`: somebody has. */
export type SubmissionState = 'pending' | 'confirmed' | 'accepted' | 'withdrawn' | 'closed';

/**
 * GET /v1/submissions?status=open|confirmed|accepted|closed|all&q=&group=&agent=&from=&to=&limit=&cursor= → {data, nextCursor},
 * the newest first. `open`: not closed. `agent=none`: nobody's. `from` and `to`: ISO 8601, half-open.
 */
export interface SubmissionView {
  readonly submissionId: string;
  readonly receiptId: string;
  readonly status: SubmissionState;
  readonly conversationId: string | null;
  readonly groupId: string;
  readonly reason: string | null;
  readonly mode: 'offline_message' | 'ticket';
  readonly name: string | null;
  /** Empty: none was given; the answer waits in the widget. */
  readonly email: string;
  readonly phone: string | null;
  readonly title: string | null;
  /** Labels from the top of the tree to the type. */
  readonly type: readonly string[];
  readonly text: string;
  readonly answers: readonly SubmissionAnswer[];
  /** Where one is: GET /v1/submissions/{id}/files/{fileId} → FileLink, for a while. */
  readonly attachments: readonly StoredFile[];
  readonly language: string | null;
  readonly assignee: { readonly agentId: string; readonly name: string } | null;
  readonly rating: SubmissionRating | null;
  /** Of all its deliveries the one that needs most attention; `none`: nothing is planned yet. */
  readonly delivery: 'none' | DeliveryView['status'];
  readonly receivedAt: string;
  /** Of the last message of either side. */
  readonly lastMessageAt: string;
  /** The last message is the visitor's. */
  readonly waitsForAnswer: boolean;
  readonly closedAt: string | null;
}

/** What was answered to a field of the house's own, in words that can be read without its template. */
export interface SubmissionAnswer {
  readonly id: string;
  readonly label: string;
  readonly value: string;
}

/** GET /v1/submissions/{id} */
export interface SubmissionDetail extends SubmissionView {
  readonly messages: readonly SubmissionMessage[];
  /** Everything that happened, the oldest first: who did what. */
  readonly history: readonly SubmissionChange[];
}

export interface SubmissionMessage {
  readonly messageId: string;
  readonly author: 'visitor' | 'agent';
  /** Of the agent; null: the visitor. */
  readonly name: string | null;
  readonly text: string;
  readonly at: string;
}

export interface SubmissionChange {
  readonly at: string;
  /** The event's type. */
  readonly type: string;
  readonly by: string;
  /** Empty: a visitor who has not said what they are called. */
  readonly byName: string;
  /** What the event says beside that; no text. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

/** POST /v1/submissions/{id}/assign. POST …/accept takes it oneself; both answer the SubmissionView, as do close and reopen. */
export interface AssignSubmission {
  readonly agentId: string;
}

/** POST /v1/submissions/{id}/replies and …/mine/{id}/replies, with Idempotency-Key. Answers 201 with a SubmissionMessage. */
export interface ReplySubmission {
  readonly text: string;
}

/** POST /v1/submissions/{id}/conversation: the visitor is here, so the agent who asks speaks with them (G5). */
export interface SubmissionConversation {
  readonly conversationId: string;
}

/** GET /v1/submissions/mine → {data}, the newest first, at most 50; GET /v1/submissions/mine/{id} */
export interface OwnSubmission {
  readonly submissionId: string;
  readonly receiptId: string;
  readonly status: 'pending' | 'confirmed' | 'accepted' | 'withdrawn' | 'closed';
  readonly title: string | null;
  readonly text: string;
  /** Where one is: GET /v1/submissions/mine/{id}/files/{fileId}. */
  readonly attachments: readonly StoredFile[];
  readonly receivedAt: string;
  readonly closedAt: string | null;
  /** Replies of the house that came after the visitor last looked (GET of the one). */
  readonly unread: number;
  /** Only of the one. */
  readonly messages: readonly SubmissionMessage[];
  readonly rating: SubmissionRating | null;
  /** What is asked, in the language it was left in; null: nothing can be said now. */
  readonly ratingForm: RatingForm | null;
  /** Whether POST …/rating and …/replies are taken now. */
  readonly mayRate: boolean;
  readonly mayReply: boolean;
}

/** Given by a template of the rating settings, as conversations are. */
export interface SubmissionRating extends RatingGiven {
  /** The text, or empty. */
  readonly comment: string;
}

/** POST /v1/submissions/mine/{id}/rating, when it is closed, and anew as long as the template says. */
export interface RateSubmission extends GiveRating {
  /** As `text`, for who has known no other. */
  readonly comment?: string;
}

/** GET /v1/submissions/{id}/deliveries → {data}, in the order in which they are made. */
export interface DeliveryView {
  readonly deliveryId: string;
  readonly submissionId: string;
  /** What is told: a new submission, a message of the visitor's, an answer to the visitor. */
  readonly about: 'received' | 'visitor_replied' | 'agent_replied';
  /** `none`: nobody is to be told. */
  readonly channel: 'email' | 'webhook' | 'none';
  readonly to: string | null;
  /** `dead`: given up; POST /v1/submissions/{id}/deliveries/{deliveryId}/retry begins anew. */
  readonly status: 'pending' | 'delivered' | 'dead' | 'no_recipient';
  readonly attempts: number;
  readonly nextTryAt: string | null;
  /** Why the last try failed. */
  readonly lastError: string | null;
  readonly plannedAt: string;
  readonly settledAt: string | null;
}

/** GET /v1/submissions/webhooks → {data}: the addresses in the settings, each with the secret that signs what it gets. */
export interface WebhookSecret {
  readonly url: string;
  readonly secret: string;
  /** Until when the secret before it signs, too; null: it signs no more. */
  readonly olderUntil: string | null;
  readonly rotatedAt: string | null;
  readonly rotatedBy: string | null;
}

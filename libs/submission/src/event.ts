// The facts of one submission: what a visitor leaves when no agent takes the conversation, and what becomes of it.
import type { Rating, RatingTerm } from '@frontdesk/kernel';

export interface SubmissionReceived {
  readonly submissionId: string;
  /** What the visitor keeps. */
  readonly receiptId: string;
  /** The conversation whose place it takes; null when it was left without one. */
  readonly conversationId: string | null;
  readonly visitorId: string;
  readonly groupId: string;
  readonly name: string | null;
  /** Empty: none was given, and answers wait in the widget. */
  readonly email: string;
  readonly text: string;
  /** Why it was offered; null: the visitor's own choice. */
  readonly reason: string | null;
  /** Absent: a ticket that asks for name, e-mail and text. */
  readonly mode?: 'offline_message' | 'ticket';
  /** What asked for it; absent: no template. */
  readonly template?: { readonly id: string; readonly version: number };
  readonly language?: string;
  readonly title?: string;
  readonly phone?: string;
  readonly type?: ChosenType;
  readonly answers?: readonly Answer[];
  readonly attachments?: readonly Attachment[];
  /** The words that the visitor has agreed to. */
  readonly consent?: string;
  /** Where it is told of, as the settings said at that moment; absent or none: nowhere. */
  readonly targets?: readonly Target[];
  /** Where the visitor was. */
  readonly channel?: string;
  /** Nobody filled in a form: a first message that reached nobody. */
  readonly automatic?: true;
}

/** A type with the labels that lead to it, from the top of the tree. */
export interface ChosenType {
  readonly id: string;
  readonly path: readonly string[];
}

/** An answer to a field of the house's own, readable without its template. */
export interface Answer {
  readonly id: string;
  readonly label: string;
  readonly value: string | number | boolean | readonly string[];
  /** The value in words, where it is an id or a list of them. */
  readonly said?: string;
}

/** A file that was left with it; its bytes are elsewhere. */
export interface Attachment {
  readonly fileId: string;
  readonly name: string;
  /** As its content shows it. */
  readonly mediaType: string;
  readonly bytes: number;
}

export interface Target {
  readonly channel: 'email' | 'webhook';
  readonly to: string;
}

/** An agent came first. The fact carries what was typed, so that the conversation can take it without asking back. */
export interface SubmissionWithdrawn {
  readonly conversationId: string;
  readonly reason: 'assigned';
  readonly text: string;
  readonly attachments?: readonly Attachment[];
}

export interface SubmissionAssigned {
  readonly agentId: string;
  /** `in_turn`: the next agent of the group. */
  readonly how: 'in_turn' | 'named' | 'taken';
  readonly by: string;
}

export interface SubmissionReplied {
  readonly messageId: string;
  readonly author: 'agent' | 'visitor';
  readonly by: string;
  readonly text: string;
}

export interface SubmissionReopened {
  /** `replied`: the visitor wrote again. */
  readonly why: 'replied' | 'by_hand';
  readonly by: string;
}

/** Of the time before ratings were asked for by a template. */
export interface SubmissionRated {
  /** 1 to 5. */
  readonly score: number;
  readonly comment: string;
}

/** What the template asked, and what the visitor answered; the last one counts. */
export interface SubmissionRatingGiven extends Rating, RatingTerm {}

/** An agent speaks with the visitor who is back: the conversation is begun from this fact. */
export interface SubmissionBecameConversation {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly agentId: string;
  readonly text: string;
  readonly name: string | null;
  readonly language: string | null;
  /** Where the visitor was when they left it. */
  readonly channel?: string;
  readonly attachments?: readonly Attachment[];
}

export type SubmissionFact =
  | { readonly type: 'submission.received'; readonly data: SubmissionReceived }
  /** It counts: the visitor will be answered. */
  | { readonly type: 'submission.confirmed'; readonly data: Record<never, never> }
  | { readonly type: 'submission.withdrawn'; readonly data: SubmissionWithdrawn }
  | { readonly type: 'submission.assigned'; readonly data: SubmissionAssigned }
  /** Whoever it is assigned to works on it. */
  | { readonly type: 'submission.accepted'; readonly data: { readonly by: string } }
  | { readonly type: 'submission.replied'; readonly data: SubmissionReplied }
  | { readonly type: 'submission.closed'; readonly data: { readonly by: string } }
  | { readonly type: 'submission.reopened'; readonly data: SubmissionReopened }
  | { readonly type: 'submission.rated'; readonly data: SubmissionRated }
  | { readonly type: 'submission.rating_given'; readonly data: SubmissionRatingGiven }
  | { readonly type: 'submission.became_conversation'; readonly data: SubmissionBecameConversation };

/** One delivery of one thing to one address. Its tries are told one by one, so that nothing fails unseen (G3). */
export interface DeliveryPlanned {
  readonly deliveryId: string;
  readonly submissionId: string;
  readonly about: 'received' | 'visitor_replied' | 'agent_replied';
  /** Which reply; null: the submission itself. */
  readonly messageId: string | null;
  /** `none`: nobody is to be told. */
  readonly channel: 'email' | 'webhook' | 'none';
  readonly to: string | null;
}

export interface DeliveryFailed {
  readonly submissionId: string;
  /** Counts from 1, anew after a retry. */
  readonly attempt: number;
  readonly reason: string;
  /** When it is tried again, in epoch milliseconds; null: it is given up. */
  readonly nextAt: number | null;
}

export type DeliveryFact =
  | { readonly type: 'submission.delivery_planned'; readonly data: DeliveryPlanned }
  | {
      readonly type: 'submission.delivered';
      readonly data: { readonly submissionId: string; readonly attempt: number };
    }
  | { readonly type: 'submission.delivery_failed'; readonly data: DeliveryFailed }
  | {
      readonly type: 'submission.delivery_retried';
      readonly data: { readonly submissionId: string; readonly by: string };
    };

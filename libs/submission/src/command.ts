// What a submission is at any moment, what may be asked of it, and why it is refused.
import type { Rating, Rejected } from '@frontdesk/kernel';
import type { SubmissionFact, SubmissionReceived } from './event.js';
import type { FormRules, Typed } from './form.js';

export type SubmissionStatus = 'none' | 'pending' | 'confirmed' | 'accepted' | 'withdrawn' | 'closed';

export interface SubmissionState {
  readonly status: SubmissionStatus;
  readonly conversationId: string | null;
  /** As it was received: what is told of it, handed on, and begun from it. */
  readonly received: SubmissionReceived | null;
  readonly assigneeId: string | null;
  /** null: not yet. */
  readonly rated: Rated | null;
  /** Replies that were said: the same one twice is once. */
  readonly replies: readonly string[];
}

export interface Rated {
  /** null: of the time before templates. */
  readonly rating: Rating | null;
  readonly changeableUntil: number;
}

export type SubmissionCommand =
  | {
      readonly type: 'leave';
      readonly submission: SubmissionReceived;
      /** Absent: name, e-mail and text. */
      readonly form?: FormRules;
      readonly typed?: Typed;
    }
  | { readonly type: 'confirm' }
  | { readonly type: 'withdraw' }
  | { readonly type: 'assign'; readonly agentId: string; readonly how: 'in_turn' | 'named'; readonly by: string }
  | { readonly type: 'accept'; readonly by: string }
  | {
      readonly type: 'reply';
      readonly messageId: string;
      readonly author: 'agent' | 'visitor';
      readonly by: string;
      readonly text: string;
      /** Whether it may open a closed one: the settings say for how long. */
      readonly mayReopen: boolean;
    }
  | { readonly type: 'close'; readonly by: string }
  | { readonly type: 'reopen'; readonly by: string }
  | {
      readonly type: 'rate';
      /** An answer that its template takes. */
      readonly rating: Rating;
      readonly at: number;
      /** When a first one may be given no more. */
      readonly openUntil: number;
      readonly changeMs: number;
    }
  | { readonly type: 'converse'; readonly conversationId: string; readonly by: string };

export type SubmissionRefusal = Rejected<
  | ('unknown_submission' | 'invalid_submission' | 'submission_pending' | 'submission_withdrawn')
  | ('submission_closed' | 'submission_open' | 'submission_taken' | 'already_rated' | 'rating_not_open')
>;

export type Answer = readonly SubmissionFact[] | SubmissionRefusal;

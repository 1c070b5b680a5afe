// What can be asked of a conversation, and how it refuses.
import type { DurationMs, Instant, Rating, Rejected } from '@frontdesk/kernel';
import type {
  ClosedBy,
  ClosedReason,
  ConversationAssigned,
  ConversationFact,
  ConversationOffered,
  ConversationSummarised,
  ConversationPooled,
  ConversationRequested,
  ConversationRequeued,
  ConversationTransferred,
  OfferEnded,
  OfferReason,
} from './event.js';
import type { MessageAdded, MessageFile } from './message-event.js';
import type { ConversationReopened } from './later-event.js';
import type { RulesInForce } from './rules.js';
import type { Fired } from './timers.js';

/** Who asks. The shell has checked the credential; whether this conversation is theirs is decided here. */
export type Actor =
  | { readonly kind: 'visitor'; readonly id: string }
  | { readonly kind: 'agent'; readonly id: string; readonly name: string; readonly supervisor: boolean };

export interface TypedMessage {
  readonly messageId: string;
  /** The sender's own id: the same one again is the same message. */
  readonly clientMessageId: string;
  /** May be empty where there is a file. */
  readonly text: string;
  /** For the house only. */
  readonly note?: true;
  readonly file?: MessageFile;
  /** The message it answers, as it reads now. */
  readonly quoted?: Earlier;
}

/** A message as it reads now, its edits taken in; the shell looks it up in the log before it asks. */
export interface Earlier {
  readonly sequence: number;
  readonly message: MessageAdded;
}

/** A change of a message by its author, while there is time. */
export interface MessageChange {
  readonly actor: Actor;
  readonly earlier: Earlier;
  readonly sentAt: Instant;
  readonly at: Instant;
  /** How long after it was sent; 0: never. */
  readonly withinMs: DurationMs;
}

/** What the shell has checked against the fields and tags of the settings. */
export type Summary = Pick<ConversationSummarised, 'fields' | 'tags'>;

/** When the settings let a visitor rate. */
export interface RatingTerms {
  readonly atEnd: boolean;
  readonly anyTime: boolean;
  readonly changeMs: DurationMs;
  /** null: it has not ended. */
  readonly openUntil: Instant | null;
}

/** To an agent or a group. */
export interface AskTransfer {
  readonly actor: Actor;
  readonly requestId: string;
  readonly to: { readonly agentId: string } | { readonly groupId: string };
  readonly toName: string;
  readonly note: string;
}

export type TransferAnswer = 'approve' | 'refuse' | 'cancel';

/** The engine has decided: recorded, never argued with. A conversation that is closed already stays as it is. */
export type Recorded =
  | { readonly type: 'record_queued'; readonly groupId: string; readonly position: number }
  | ({ readonly type: 'record_assigned' } & ConversationAssigned)
  | { readonly type: 'record_offered'; readonly reason: OfferReason }
  | {
      readonly type: 'record_ended';
      readonly reason: ClosedReason;
      readonly by: ClosedBy;
      readonly why: OfferReason | null;
    }
  | ({ readonly type: 'record_agent_asked' } & ConversationOffered)
  | ({ readonly type: 'record_offer_ended' } & OfferEnded)
  | ({ readonly type: 'record_requeued' } & ConversationRequeued)
  | ({ readonly type: 'record_pooled' } & ConversationPooled)
  | ({ readonly type: 'record_transferred' } & ConversationTransferred)
  | { readonly type: 'record_transfer_failed'; readonly requestId: string; readonly reason: string }
  /** What changes nothing of who has it, and is told as it is. */
  | { readonly type: 'record_news'; readonly news: News };

/** Facts about the wait of a visitor who goes on waiting. */
export type News = Extract<
  ConversationFact,
  {
    readonly type:
      | 'conversation.overflowed'
      | 'conversation.reprioritised'
      | 'conversation.wait_warned'
      | 'conversation.wait_extended';
  }
>;

/** With the time, and the rules of the workspace as they are now: what neither is asked of goes without. */
export type ConversationCommand = Asked & { readonly at?: Instant; readonly inForce?: RulesInForce };

type Asked =
  | {
      readonly type: 'start';
      readonly request: ConversationRequested;
      readonly first: TypedMessage | null;
      /** The visitor has never been here before. */
      readonly newcomer?: boolean;
    }
  | Recorded
  /** All that one decision says of this conversation, in its order: one append, so that it is recorded whole. */
  | {
      readonly type: 'record_decision';
      readonly decided: readonly Recorded[];
      /** The decision about its very request. */
      readonly answersRequest?: boolean;
    }
  | { readonly type: 'add_message'; readonly actor: Actor; readonly message: TypedMessage }
  /** What the visitor typed into a submission that an agent overtook. */
  | { readonly type: 'carry_message'; readonly message: TypedMessage }
  | ({ readonly type: 'edit_message'; readonly text: string } & MessageChange)
  | ({ readonly type: 'recall_message' } & MessageChange)
  | { readonly type: 'mark_read'; readonly agentId: string; readonly upTo: number }
  | { readonly type: 'mark_read_by_visitor'; readonly visitorId: string; readonly upTo: number }
  /** `required`: fields of the summary without which its agent may not close. */
  | { readonly type: 'close'; readonly actor: Actor; readonly required?: readonly string[] }
  | { readonly type: 'summarise'; readonly actor: Actor; readonly summary: Summary }
  | { readonly type: 'invite_rating'; readonly actor: Actor; readonly templateId: string }
  | {
      readonly type: 'rate';
      readonly actor: Actor;
      /** An answer that its template takes. */
      readonly rating: Rating;
      readonly terms: RatingTerms;
      readonly at: Instant;
    }
  /** Ended by the house. */
  | { readonly type: 'end'; readonly reason: Extract<ClosedReason, 'new_window' | 'blocked' | 'unassigned_timeout'> }
  /** The visitor is here anew: in another window, say. */
  | { readonly type: 'come_back' }
  | { readonly type: 'reopen'; readonly actor: Actor; readonly to: Omit<ConversationReopened, 'by'> }
  | { readonly type: 'lock' | 'unlock'; readonly actor: Actor }
  | { readonly type: 'lose_visitor'; readonly lastBeatAt: Instant }
  | { readonly type: 'find_visitor' }
  | ({ readonly type: 'ask_transfer' } & AskTransfer)
  | {
      readonly type: 'answer_transfer';
      readonly actor: Actor;
      readonly requestId: string;
      readonly answer: TransferAnswer;
    }
  | ({ readonly type: 'fire_timer' } & Omit<Fired, 'at'>);

export type ConversationRefusal = Rejected<
  | 'unknown_conversation'
  | 'invalid_conversation'
  | 'invalid_message'
  | 'conversation_closed'
  | 'not_the_owner'
  | 'not_the_author'
  | 'not_editable'
  | 'message_recalled'
  | 'too_late'
  | 'not_served'
  | 'rating_not_open'
  | 'rating_final'
  | 'not_assigned'
  | 'not_reopenable'
  | 'no_change'
  | 'not_asked'
  | 'transfer_pending'
  | 'transfer_over'
  | 'summary_missing'
>;

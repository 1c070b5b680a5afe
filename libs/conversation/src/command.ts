// What can be asked of a conversation, and how it refuses.
import type { Rejected } from '@frontdesk/kernel';
import type { ClosedBy, ClosedReason, ConversationAssigned, ConversationRequested, OfferReason } from './event.js';

/** Who asks. The shell has checked the credential; whether this conversation is theirs is decided here. */
export type Actor =
  | { readonly kind: 'visitor'; readonly id: string }
  | { readonly kind: 'agent'; readonly id: string; readonly name: string; readonly supervisor: boolean };

export interface TypedMessage {
  readonly messageId: string;
  /** The sender's own id: the same one again is the same message. */
  readonly clientMessageId: string;
  readonly text: string;
}

export type ConversationCommand =
  | { readonly type: 'start'; readonly request: ConversationRequested; readonly first: TypedMessage | null }
  /** The engine has decided: recorded, never argued with. A conversation that is closed already stays as it is. */
  | { readonly type: 'record_queued'; readonly groupId: string; readonly position: number }
  | ({ readonly type: 'record_assigned' } & ConversationAssigned)
  | { readonly type: 'record_offered'; readonly reason: OfferReason }
  | {
      readonly type: 'record_ended';
      readonly reason: ClosedReason;
      readonly by: ClosedBy;
      readonly why: OfferReason | null;
    }
  | { readonly type: 'add_message'; readonly actor: Actor; readonly message: TypedMessage }
  /** What the visitor typed into a submission that an agent overtook. */
  | { readonly type: 'carry_message'; readonly message: TypedMessage }
  | { readonly type: 'mark_read'; readonly agentId: string; readonly upTo: number }
  | { readonly type: 'close'; readonly actor: Actor };

export type ConversationRefusal = Rejected<
  'unknown_conversation' | 'invalid_conversation' | 'invalid_message' | 'conversation_closed' | 'not_the_owner'
>;

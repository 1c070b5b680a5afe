// One row per conversation: its view, kept by the projection in the same transaction as the facts.
import type { ClosedReason, ConversationRated, ConversationSummarised, OfferReason } from '@frontdesk/conversation';
import type { ConversationState, Outcome } from '@frontdesk/contracts';
import { EntitySchema } from 'typeorm';

export interface ConversationRow {
  readonly conversationId: string;
  readonly workspace: string;
  readonly channel: string;
  readonly visitorId: string;
  readonly visitorName: string;
  /** The host site has signed for the visitor. */
  readonly verified: boolean;
  /** In which mode a rule sent it; null: none did. */
  readonly mode: 'real_time' | 'asynchronous' | null;
  readonly groupId: string;
  readonly language: string | null;
  readonly page: string | null;
  readonly state: ConversationState;
  readonly outcome: Outcome;
  readonly sequence: number;
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly offerReason: OfferReason | null;
  readonly arrivedAt: Date;
  readonly assignedAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedReason: ClosedReason | null;
  readonly lastAuthor: 'visitor' | 'agent' | 'system' | null;
  /** Empty: taken back. */
  readonly lastText: string | null;
  /** The number and kind of the last message that is not a note. */
  readonly lastSequence: number | null;
  readonly lastKind: 'image' | 'file' | 'system' | null;
  readonly lastAt: Date | null;
  /** Sequences of the visitor's messages that the agent has neither read nor answered. */
  readonly unread: readonly number[];
  /** The last one, with when it was given (epoch ms). */
  readonly rating: (ConversationRated & { readonly at: number }) | null;
  readonly ratingInvited: boolean;
  readonly summary: (ConversationSummarised & { readonly at: number }) | null;
  readonly locked: boolean;
  readonly transfer: TransferColumn | null;
  /** The browser window in which it was begun. */
  readonly windowId: string | null;
  /** An agent has had it, since it was opened last. */
  readonly served: boolean;
}

/** A hand-over that is asked for, or on its way. */
export interface TransferColumn {
  readonly requestId: string;
  readonly toAgentId: string | null;
  readonly toGroupId: string | null;
  readonly toName: string;
  readonly by: string;
  readonly byName: string;
  readonly note: string;
  readonly approval: 'none' | 'agent' | 'supervisor';
  /** Epoch ms. */
  readonly expiresAt: number | null;
  readonly approved: boolean;
}

export const ConversationRows = new EntitySchema<ConversationRow>({
  name: 'conversation',
  columns: {
    conversationId: { name: 'conversation_id', type: 'text', primary: true },
    workspace: { type: 'text' },
    channel: { type: 'text' },
    visitorId: { name: 'visitor_id', type: 'text' },
    visitorName: { name: 'visitor_name', type: 'text' },
    verified: { type: 'boolean' },
    mode: { type: 'text', nullable: true },
    groupId: { name: 'group_id', type: 'text' },
    language: { type: 'text', nullable: true },
    page: { type: 'text', nullable: true },
    state: { type: 'text' },
    outcome: { type: 'text' },
    sequence: { type: 'int' },
    agentId: { name: 'agent_id', type: 'text', nullable: true },
    agentName: { name: 'agent_name', type: 'text', nullable: true },
    offerReason: { name: 'offer_reason', type: 'text', nullable: true },
    arrivedAt: { name: 'arrived_at', type: 'timestamptz' },
    assignedAt: { name: 'assigned_at', type: 'timestamptz', nullable: true },
    closedAt: { name: 'closed_at', type: 'timestamptz', nullable: true },
    closedReason: { name: 'closed_reason', type: 'text', nullable: true },
    lastAuthor: { name: 'last_author', type: 'text', nullable: true },
    lastText: { name: 'last_text', type: 'text', nullable: true },
    lastSequence: { name: 'last_sequence', type: 'int', nullable: true },
    lastKind: { name: 'last_kind', type: 'text', nullable: true },
    lastAt: { name: 'last_at', type: 'timestamptz', nullable: true },
    unread: { type: 'int', array: true },
    rating: { type: 'jsonb', nullable: true },
    summary: { type: 'jsonb', nullable: true },
    ratingInvited: { name: 'rating_invited', type: 'boolean' },
    locked: { type: 'boolean' },
    transfer: { type: 'jsonb', nullable: true },
    windowId: { name: 'window_id', type: 'text', nullable: true },
    served: { type: 'boolean' },
  },
});

/** For queries by hand that answer whole rows. */
export const CONVERSATION_COLUMNS = Object.entries(ConversationRows.options.columns)
  .map(([property, column]) => `${column?.name ?? property} AS "${property}"`)
  .join(', ');

// The facts of one conversation. Their type literals are public: the same in the log, in Kafka, in the API.
import type { DurationMs } from '@frontdesk/kernel';

export type Author =
  | { readonly kind: 'visitor'; readonly id: string }
  | { readonly kind: 'agent'; readonly id: string; readonly name: string }
  | { readonly kind: 'system'; readonly id: 'frontdesk' };

/** Why nobody takes the visitor at once. */
export type OfferReason = 'full' | 'out_of_hours' | 'nobody_online' | 'timed_out';

export type ClosedReason =
  'agent' | 'visitor' | 'visitor_timeout' | 'queue_timeout' | 'refused' | 'converted' | 'supervisor';

export type ClosedBy = 'visitor' | 'agent' | 'supervisor' | 'system';

export interface ConversationRequested {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly visitorName: string;
  readonly channel: string;
  readonly groupId: string;
  readonly priority: number;
  readonly ruleId: string | null;
  readonly settingsVersion: number;
  readonly language: string | null;
  readonly page: string | null;
}

export interface ConversationAssigned {
  readonly agentId: string;
  readonly agentName: string;
  readonly groupId: string;
  readonly waitedMs: DurationMs;
  readonly cause: string;
}

export interface MessageAdded {
  readonly messageId: string;
  readonly clientMessageId: string;
  readonly author: Author;
  readonly text: string;
}

export interface ConversationClosed {
  readonly reason: ClosedReason;
  readonly by: ClosedBy;
  /** Why the visitor went without an agent; null for every other end. */
  readonly why: OfferReason | null;
}

export type ConversationFact =
  | { readonly type: 'conversation.requested'; readonly data: ConversationRequested }
  | { readonly type: 'conversation.queued'; readonly data: { readonly groupId: string; readonly position: number } }
  | { readonly type: 'conversation.assigned'; readonly data: ConversationAssigned }
  | { readonly type: 'conversation.submission_offered'; readonly data: { readonly reason: OfferReason } }
  | { readonly type: 'conversation.message_added'; readonly data: MessageAdded }
  /** The owner has read the visitor's messages up to and including this sequence. */
  | { readonly type: 'conversation.messages_read'; readonly data: { readonly agentId: string; readonly upTo: number } }
  | { readonly type: 'conversation.closed'; readonly data: ConversationClosed };

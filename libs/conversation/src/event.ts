// The facts of one conversation. Their type literals are public: the same in the log, in Kafka, in the API.
import type { DurationMs, Instant, Rating, RatingTerm } from '@frontdesk/kernel';
import type { MessageFact } from './message-event.js';
import type { LaterFact } from './later-event.js';
import type { RuleTried } from './rule-tried.js';

/** Why nobody takes the visitor at once. */
export type OfferReason =
  'full' | 'out_of_hours' | 'nobody_online' | 'timed_out' | 'by_rule' | 'agent_lost' | 'blocked';

export type ClosedReason =
  | 'agent'
  | 'visitor'
  /** The visitor was silent, or gone, for too long. */
  | 'visitor_timeout'
  /** The agent was lost, and nobody else could take it. */
  | 'agent_offline'
  | 'queue_timeout'
  /** Nobody took it out of the pool in time. */
  | 'unassigned_timeout'
  /** The visitor began another one in another window. */
  | 'new_window'
  | 'blocked'
  | 'refused'
  /** The hours ended while the visitor waited. */
  | 'closing_time'
  | 'converted'
  | 'supervisor';

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
  /** The host site has signed for the visitor, name and all; absent: they say so themselves. */
  readonly verified?: true;
  /** The agent whom a rule, or the visitor, asked for. */
  readonly agentId?: string;
  /** Skill → least level, 1–5. */
  readonly requiredSkills?: Readonly<Record<string, number>>;
  /** A rule said in which mode, whatever channel and group say. */
  readonly mode?: 'real_time' | 'asynchronous';
  /** A rule sent the visitor to leave a message, whoever is there. */
  readonly result?: 'submission';
  /** On the block list: refused, whoever is there. */
  readonly blocked?: true;
  /** Routing is asked only with the visitor's first message (D9). */
  readonly delayed?: true;
  /** The browser window in which it was begun, where it says so. */
  readonly windowId?: string;
  /** The routing rules that came before the one that matched, each with the condition that failed. */
  readonly tried?: readonly RuleTried[];
}

export interface ConversationAssigned {
  readonly agentId: string;
  readonly agentName: string;
  readonly groupId: string;
  readonly waitedMs: DurationMs;
  readonly cause: string;
}

/** How the asking of one agent ended; a conversation has at most one offer at a time, and each ends exactly once. */
export type OfferOutcome = 'accepted' | 'rejected' | 'timed_out' | 'withdrawn' | 'visitor_left';

export interface ConversationOffered {
  readonly offerId: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly groupId: string;
  /** When it lapses unless the agent has answered. */
  readonly expiresAt: Instant;
}

export interface OfferEnded {
  readonly offerId: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly outcome: OfferOutcome;
}

/** Back in a queue with the arrival it had: an offer ended, an agent was lost or silent, or staff moved it. */
export interface ConversationRequeued {
  readonly groupId: string;
  readonly position: number;
  readonly cause: string;
}

/** Nobody has it, and its visitor need not stay: it is answered later, here (I1). */
export interface ConversationPooled {
  readonly groupId: string;
  /** How it came there: at its arrival, by a switch of the mode, or back from an agent. */
  readonly cause: string;
}

export interface ConversationTransferred {
  readonly fromAgentId: string;
  readonly toAgentId: string;
  readonly toAgentName: string;
  readonly groupId: string;
  /** Who did it; a person's id. */
  readonly by: string;
}

export interface ConversationReprioritised {
  readonly groupId: string;
  readonly priority: number;
  readonly position: number;
  readonly by: string;
}

export interface ConversationOverflowed {
  readonly fromGroupId: string;
  readonly toGroupId: string;
  /** The condition of the chain that held. */
  readonly when: string;
}

export interface ConversationClosed {
  readonly reason: ClosedReason;
  readonly by: ClosedBy;
  /** Why the visitor went without an agent; null for every other end. */
  readonly why: OfferReason | null;
}

/** What a visitor thinks of it; the last one counts. */
export interface ConversationRated extends Rating, RatingTerm {
  /** Who had it, and where it was served. */
  readonly agentId: string | null;
  readonly groupId: string;
}

/** What its agent says it was about; the last one counts. */
export interface ConversationSummarised {
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  readonly tags: readonly string[];
  readonly by: string;
}

export type ConversationFact =
  | { readonly type: 'conversation.requested'; readonly data: ConversationRequested }
  /** The first message of a conversation that was delayed until then: routing is asked from now on. */
  | { readonly type: 'conversation.agent_requested'; readonly data: { readonly groupId: string } }
  | { readonly type: 'conversation.queued'; readonly data: { readonly groupId: string; readonly position: number } }
  | { readonly type: 'conversation.assigned'; readonly data: ConversationAssigned }
  | { readonly type: 'conversation.offered'; readonly data: ConversationOffered }
  | { readonly type: 'conversation.offer_ended'; readonly data: OfferEnded }
  | { readonly type: 'conversation.requeued'; readonly data: ConversationRequeued }
  | { readonly type: 'conversation.pooled'; readonly data: ConversationPooled }
  | { readonly type: 'conversation.transferred'; readonly data: ConversationTransferred }
  | { readonly type: 'conversation.overflowed'; readonly data: ConversationOverflowed }
  | { readonly type: 'conversation.reprioritised'; readonly data: ConversationReprioritised }
  /** The longest wait is nearly over; the visitor may ask to go on waiting. */
  | { readonly type: 'conversation.wait_warned'; readonly data: { readonly timeoutAt: Instant } }
  /** `left`: how often the visitor may ask again. */
  | {
      readonly type: 'conversation.wait_extended';
      readonly data: { readonly timeoutAt: Instant; readonly left: number };
    }
  | { readonly type: 'conversation.submission_offered'; readonly data: { readonly reason: OfferReason } }
  | MessageFact
  | { readonly type: 'conversation.closed'; readonly data: ConversationClosed }
  | {
      readonly type: 'conversation.rating_invited';
      readonly data: { readonly templateId: string; readonly by: string };
    }
  | { readonly type: 'conversation.rated'; readonly data: ConversationRated }
  | { readonly type: 'conversation.summarised'; readonly data: ConversationSummarised }
  | LaterFact;

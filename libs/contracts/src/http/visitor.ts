// What the visitor's side of the API looks like: session, conversation, messages. One type from wire to page.
import type { ClosedReason, OfferReason } from '@frontdesk/conversation';
import type { ConversationEvent } from './events.js';
import type { TransferView, WayOn } from './life.js';
import type { RatingView, SummaryView } from './rating.js';
import type { MessagesDocument } from './settings.js';

// The core's own words: why it was offered, and why it ended.
export { type ClosedReason, type OfferReason } from '@frontdesk/conversation';

/** POST /v1/visitor-sessions. No credential: this is how a visitor gets one. */
export interface VisitorSessionRequest {
  /** The channel's public key, from the host page's `site` attribute. */
  readonly site: string;
  /** A session kept by the browser; a valid one is renewed and keeps the visitor's identity. */
  readonly token?: string;
  /** Who the visitor is, signed by the host site; of use where the channel asks for it. */
  readonly identity?: string;
  /** What the page knows of its visitor: shown as such, and for routing rules. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** The browser's window: where one visitor has one window, a new one does not go on with what another has open. */
  readonly windowId?: string;
}

export interface VisitorSession {
  readonly visitorId: string;
  /** The host site has signed for this visitor. */
  readonly verified: boolean;
  readonly token: string;
  readonly expiresAt: string;
  readonly workspaceId: string;
  readonly channel: string;
  readonly groups: readonly { readonly groupId: string; readonly name: string }[];
  /** Whether somebody could be reached right now, as routing would see it; a start is always answered all the same. */
  readonly availability: Availability;
  /** With nobody there: what a start comes to, as far as the settings say. A page says it beforehand. */
  readonly leadsTo?: 'form' | 'queue';
  /** The conversation that is open, if any: reload and go on. */
  readonly conversation: ConversationView | null;
  /** What may be done with messages here; a page offers no more than this. */
  readonly messages?: MessagesDocument;
}

/** `asynchronous`: nobody at once, but what is written is kept, and answered in the same conversation later. */
export type Availability = 'online' | 'nobody_online' | 'out_of_hours' | 'asynchronous';

export type Outcome = 'assigned' | 'queued' | 'pooled' | 'submission_offered' | 'unavailable' | 'pending';

/** POST /v1/conversations, with Idempotency-Key. Answers 201, or 202 when there is no decision within 3 s. */
export interface StartConversation {
  readonly text?: string;
  readonly groupId?: string;
  readonly language?: string;
  readonly page?: string;
  readonly visitorName?: string;
  /** Asked for by name: comes before rules and the choice of group, and falls through when nobody is there. */
  readonly agentId?: string;
  readonly designatedGroupId?: string;
  /** For routing rules: what the page knows, and nobody has vouched for. */
  readonly referrer?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  readonly customFields?: Readonly<Record<string, string | number | boolean>>;
  /** The browser's window: see the settings document `conversation`, `newWindow`. */
  readonly windowId?: string;
}

export type ConversationState = 'requested' | 'queued' | 'pooled' | 'assigned' | 'submission_offered' | 'closed';

export interface AgentCard {
  readonly agentId: string;
  readonly name: string;
  readonly pictureUrl: string | null;
}

export interface ConversationView {
  readonly conversationId: string;
  readonly state: ConversationState;
  readonly outcome: Outcome;
  readonly groupId: string;
  readonly visitor: {
    readonly visitorId: string;
    readonly name: string;
    /** The host site has signed for them; else the name is what they say it is. */
    readonly verified?: boolean;
  };
  /** For staff: the channel by which they came. */
  readonly channel?: string;
  readonly language: string | null;
  readonly page: string | null;
  readonly agent: AgentCard | null;
  readonly arrivedAt: string;
  readonly assignedAt: string | null;
  readonly closedAt: string | null;
  readonly closedReason: ClosedReason | null;
  /** Only while queued. */
  readonly place: QueuePlace | null;
  /** Only while a submission is offered, or when unavailable: why, and the administrator's words for it. */
  readonly offer: { readonly reason: OfferReason; readonly text: string } | null;
  /** Once it is over, and a message may still be left: the administrator's words for it (G1). */
  readonly afterwards?: { readonly text: string } | null;
  /** Only while pooled, or closed because nobody took it: the administrator's words for it; absent: none. */
  readonly pool?: { readonly text: string };
  /** The last event's number: resume with `after`. */
  readonly sequence: number;
  readonly lastMessage: {
    readonly author: 'visitor' | 'agent' | 'system';
    /** Empty: taken back. */
    readonly text: string;
    readonly at: string;
    /** Absent: text. */
    readonly kind?: 'image' | 'file' | 'system';
  } | null;
  /** Messages of the visitor after the agent's last read or answer. */
  readonly unread: number;
  /** Absent: nothing was rated here, and nothing can be. */
  readonly rating?: RatingView;
  /** The times that are counted for agent and visitor stand still. */
  readonly locked?: boolean;
  /** For staff: a hand-over that is asked for, or on its way. */
  readonly transfer?: TransferView | null;
  /** Of a closed one: where to go from here, the best first. */
  readonly waysOn?: readonly WayOn[];
  /** For staff alone. Absent: nobody has summed it up. */
  readonly summary?: SummaryView;
  /** It has ended, and what the settings require of a summary is missing. */
  readonly summaryOwed?: true;
}

/** GET /v1/queue/{conversationId} and the socket's `position` frames. */
export interface QueuePlace {
  readonly position: number;
  readonly ahead: number;
  readonly waitedMs: number;
  /** The administrator's words in the visitor's language, filled in; now and then those that reassure. */
  readonly message: string;
  /** From now: half of such waits are over by p50, nine of ten by p90. null or absent: nothing to forecast from. */
  readonly forecast?: { readonly p50Ms: number; readonly p90Ms: number } | null;
  /** While the end of the longest wait is near. */
  readonly warning?: WaitWarning | null;
  /** Why this place is further back than the one before; only with the frame that brings it. */
  readonly worsened?: PlaceWorsened | null;
  /** How often the reassurance is said, and its words; null or absent: never. */
  readonly reassurance?: { readonly everyMs: number; readonly text: string } | null;
  /** What stands in the input field while waiting; empty or absent: the widget's own words. */
  readonly placeholder?: string;
  /** false: nothing may be written while waiting. */
  readonly typing?: boolean;
  /** A message may be left instead of waiting (G1); null or absent: not offered. Whoever does not take it keeps the place. */
  readonly submission?: WaitingOffer | null;
}

export interface WaitingOffer {
  /** For those who would rather; the administrator's words, which may be empty. null: not offered. */
  readonly choice: { readonly text: string } | null;
  /** It takes too long, now (0) or in so many milliseconds if the wait goes on: to be shown then. null: it never does. */
  readonly prompt: { readonly reason: 'waited' | 'forecast'; readonly text: string; readonly inMs: number } | null;
}

export interface WaitWarning {
  /** The administrator's words; may be empty. */
  readonly text: string;
  readonly timeoutAt: string;
  readonly remainingMs: number;
  /** How often the visitor may still ask to go on waiting: POST /v1/conversations/{id}/keep-waiting. */
  readonly left: number;
}

/** `priority`: somebody of a higher class came; `returned`: somebody who had come earlier is back in the queue. */
export type PlaceWorsened = 'priority' | 'returned';

/** POST /v1/conversations/{id}/messages. `clientMessageId` makes a repetition harmless: it answers the first's message. */
export interface PostMessage {
  readonly clientMessageId: string;
  /** May be empty where there is a file. */
  readonly text: string;
  /** For the house only; staff. */
  readonly note?: boolean;
  /** What POST /v1/conversations/{id}/files has answered. */
  readonly fileId?: string;
  /** The sequence of the message it answers. */
  readonly quote?: number;
}

/** PATCH /v1/conversations/{id}/messages/{sequence}; DELETE on the same takes the message back. */
export interface EditMessage {
  readonly text: string;
}

/** POST /v1/conversations/{id}/files?name=…: the bytes as application/octet-stream, with an Idempotency-Key. */
export interface StoredFile {
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** GET /v1/conversations/{id}/files/{fileId}: where its bytes are, for a while. */
export interface FileLink extends StoredFile {
  readonly url: string;
  readonly expiresAt: string;
}

/** GET /v1/conversations/{id}/events?after=n&limit=200 */
export interface ConversationEvents {
  readonly data: readonly ConversationEvent[];
  readonly hasMore: boolean;
}

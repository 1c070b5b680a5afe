// What agents, supervisors and administrators see and do over HTTP.
import type { TransferView } from './life.js';
import type { EffectiveStatus } from './presence.js';
import type { ConversationView } from './visitor.js';

/** GET /v1/conversations?view=mine|all&state=open|closed */
export interface ConversationList {
  readonly data: readonly ConversationView[];
  readonly nextCursor: string | null;
}

/** GET /v1/conversations/transfers: those that wait for the caller's yes. */
export interface TransferList {
  readonly data: readonly { readonly conversation: ConversationView; readonly transfer: TransferView }[];
}

/** GET /v1/queue: who waits, in order, over the groups the caller may see. */
export interface QueueList {
  readonly data: readonly QueuedVisitor[];
}

export interface QueuedVisitor {
  readonly conversationId: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly position: number;
  readonly priority: number;
  readonly arrivedAt: string;
  readonly waitedMs: number;
  /** false: the visitor's lease is gone; keeps the place, is passed over. */
  readonly live: boolean;
  /** Name, page, language and first words come from the conversation service; absent while they are not there yet. */
  readonly visitorName: string | null;
  readonly page: string | null;
  readonly language: string | null;
  readonly lastText: string | null;
}

/** GET /v1/queue/pool: whom nobody has in the asynchronous mode, group by group, in the order in which they are given out. */
export interface PoolList {
  /** Somebody here may come to be served in that mode: the workspace, a channel, or a group says so. */
  readonly asynchronous: boolean;
  readonly data: readonly PooledConversation[];
}

export interface PooledConversation extends Omit<QueuedVisitor, 'position' | 'live'> {
  /** When it ends without an agent; null: never. */
  readonly timeoutAt: string | null;
}

/** POST /v1/queue/{conversationId}/pull → 200 or 409 problem with code taken_by_other | visitor_left | at_limit | not_online */
export interface PullAnswer {
  readonly conversationId: string;
  readonly agentId: string;
}

/** GET /v1/queue/history?limit=50&cursor=…&group=…: every stay in a queue that is over, the last one first (E6). */
export interface QueueHistory {
  readonly data: readonly QueueStay[];
  readonly nextCursor: string | null;
}

export interface QueueStay {
  readonly conversationId: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly priority: number;
  readonly enteredAt: string;
  readonly leftAt: string;
  readonly waitedMs: number;
  /**
   * How it ended. `moved`: by staff to another queue, where the next stay begins; `pooled`: into the pool, by a switch of
   * the mode or to a group that works in the other one.
   */
  readonly reason:
    | 'assigned'
    | 'pulled'
    | 'abandoned'
    | 'timed_out'
    | 'overflowed'
    | 'converted'
    | 'closed'
    | 'moved'
    | 'pooled'
    | 'refused';
  /** Who took it; null: nobody did. */
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly visitorName: string | null;
}

/** GET /v1/queue/desk: what the engine asks of this agent right now. */
export interface Desk {
  readonly offers: readonly DeskOffer[];
  readonly wrapUps: readonly DeskWrapUp[];
}

/** Waits for accept or reject; the slot is held meanwhile. */
export interface DeskOffer {
  readonly offerId: string;
  readonly conversationId: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly waitedMs: number;
  readonly expiresAt: string;
  /** Until it lapses, by the server's clock at the moment of the answer. */
  readonly remainingMs: number;
  readonly visitorName: string | null;
  readonly page: string | null;
  readonly language: string | null;
  readonly lastText: string | null;
}

/** The slot of a closed conversation that is held a while longer (C8); POST /v1/conversations/{id}/wrap-up/end frees it. */
export interface DeskWrapUp {
  readonly conversationId: string;
  readonly until: string;
  readonly remainingMs: number;
  readonly visitorName: string | null;
}

/** POST /v1/conversations/{id}/offer/accept and …/reject. One outcome: who comes too late is told `offer_over` (409). */
export interface AnswerOffer {
  readonly offerId: string;
}

/** POST /v1/conversations/{id}/assign: assign, take, move or transfer. Exactly one of the two. */
export interface AssignConversation {
  readonly agentId?: string;
  readonly groupId?: string;
}

/** What a command to the engine brought about; what it refuses is a 409 problem whose code is the reason. */
export interface CommandAnswer {
  readonly conversationId: string;
  readonly outcome:
    | 'assigned'
    | 'transferred'
    | 'offered'
    | 'queued'
    | 'pooled'
    | 'submission_offered'
    | 'reprioritised'
    | 'extended'
    | 'rejected'
    | 'closed'
    | 'ended';
  /** Who has it now, or is asked. */
  readonly agentId: string | null;
  /** Where it is served or waits now. */
  readonly groupId: string | null;
  /** Of `extended`: when the wait is over now, and how often the visitor may ask again. */
  readonly timeoutAt?: string;
  readonly left?: number;
}

/** GET /v1/board: the live board of the console. */
export interface Board {
  readonly waiting: number;
  /** Whom nobody has in the asynchronous mode. */
  readonly pooled: number;
  readonly longestWaitMs: number;
  readonly agents: readonly BoardAgent[];
  readonly groups: readonly {
    readonly groupId: string;
    readonly name: string;
    readonly open: boolean;
    readonly waiting: number;
    readonly pooled: number;
    /** Of who comes now, if the channel does not say otherwise. */
    readonly mode: 'real_time' | 'asynchronous';
    readonly online: number;
  }[];
  readonly today: {
    readonly arrivals: number;
    readonly assigned: number;
    readonly queued: number;
    readonly pooled: number;
    readonly abandoned: number;
    readonly submissions: number;
  };
}

export interface BoardAgent {
  readonly agentId: string;
  readonly name: string;
  readonly status: EffectiveStatus;
  readonly load: number;
  readonly limit: number;
  readonly groupIds: readonly string[];
}

/** GET /v1/explanations/{conversationId}: every decision about it, as recorded, with a sentence a person can read. */
export interface Explanation {
  readonly conversationId: string;
  readonly decisions: readonly {
    readonly at: string;
    readonly position: string;
    readonly type: string;
    readonly sentence: string;
    readonly record: unknown;
    /** With `?table=<its position>`: everybody who could have been chosen right before it. */
    readonly table?: readonly CandidateRow[];
    /** With the table: the versions of all settings that it was decided by (D6). */
    readonly versions?: SettingsVersions;
  }[];
  /** null when it doesn't wait. */
  readonly waiting: { readonly sentence: string; readonly table: readonly CandidateRow[] } | null;
}

/** null: nobody had ever said. */
export interface SettingsVersions {
  readonly group: number | null;
  readonly strategy: number | null;
  readonly mode: number | null;
  /** Of a new conversation: those of the rules, hours and channels that sent it here. */
  readonly request: number | null;
}

export interface CandidateRow {
  readonly agentId: string;
  readonly status: EffectiveStatus;
  readonly load: number;
  readonly limit: number;
  /** Epoch ms: since when the agent has had nothing new; whom methods take first among equals. Absent from older answers. */
  readonly idleSince?: number;
  /** The agent's level in each skill that the conversation asks for, 0: none; absent where it asks for none. */
  readonly skills?: Readonly<Record<string, number>>;
  /** Why this agent does not take it; null: could. */
  readonly notTaken: string | null;
}

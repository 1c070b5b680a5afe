// What a decision about a conversation has to remember: bounded, plain data.
import type { Instant } from '@frontdesk/kernel';
import type { ClosedReason, ConversationRated, ConversationRequested, ConversationSummarised } from './event.js';
import type { Approval, ArrivalOrder, TransferOutcome } from './later-event.js';
import type { Author } from './message-event.js';

export type ConversationStatus =
  'none' | 'requested' | 'queued' | 'pooled' | 'assigned' | 'submission_offered' | 'closed';

/** A message known by its sender's own id. */
export interface SentMessage {
  readonly authorId: string;
  readonly clientMessageId: string;
  readonly sequence: number;
}

/** Who is waiting for whom since when: every deadline follows from it. */
export interface Timing {
  /** Whose turn it is, while an agent has it. */
  readonly turn: 'agent' | 'visitor' | null;
  /** When it became their turn; later by as long as the timers stood still. */
  readonly since: Instant;
  /** The sequence of the fact that made it theirs: a timer set for another is stale. */
  readonly epoch: number;
  /** How often they have been reminded since, and when last. */
  readonly prompts: number;
  readonly promptedAt: Instant;
  /** Since when the timers stand still. */
  readonly lockedAt: Instant | null;
  /** Since when the visitor's connection is gone. */
  readonly left: { readonly since: Instant; readonly epoch: number } | null;
}

export const NO_TIMING: Timing = {
  ...{ turn: null, since: 0, epoch: 0, prompts: 0, promptedAt: 0, lockedAt: null, left: null },
};

/** A transfer that is asked for and not done yet. */
export interface PendingTransfer {
  readonly requestId: string;
  readonly to: { readonly agentId: string } | { readonly groupId: string };
  readonly toName: string;
  readonly by: string;
  readonly byName: string;
  readonly bySupervisor: boolean;
  readonly note: string;
  readonly approval: Approval;
  readonly expiresAt: Instant | null;
  readonly order: ArrivalOrder;
  /** Routing has been asked; what it decides comes as a fact. */
  readonly approved: boolean;
  readonly epoch: number;
}

/** How the last one ended. */
export interface LastTransfer {
  readonly requestId: string;
  readonly outcome: TransferOutcome;
  readonly by: string | null;
}

export interface ConversationState {
  readonly status: ConversationStatus;
  readonly visitorId: string | null;
  readonly agentId: string | null;
  readonly groupId: string | null;
  /** A request that routing has not been told of, until the visitor writes (D9). */
  readonly delayed: ConversationRequested | null;
  /** … and whether it has been told since. */
  readonly asked: boolean;
  /** The offer that an agent has not answered yet. */
  readonly offerId: string | null;
  /** Sequence of the first message of the agent who has it now; null: has not written yet. */
  readonly respondedAt: number | null;
  /** Number of facts so far = the last one's sequence. */
  readonly sequence: number;
  /** Oldest first, the last `REMEMBERED_MESSAGES` only: a client that repeats an older one has lost its memory. */
  readonly sent: readonly SentMessage[];
  readonly readUpTo: number;
  readonly visitorReadUpTo: number;
  /** Sequences of messages that were taken back, the last `REMEMBERED_MESSAGES` only: there is a window for it. */
  readonly recalled: readonly number[];
  /** The agent who had it last; whoever nobody has served has nothing to rate. */
  readonly servedBy: string | null;
  /** An agent has asked for a rating. */
  readonly ratingInvited: boolean;
  readonly rated: ConversationRated | null;
  /** What texts and routing have to know of it. */
  readonly about: About | null;
  readonly agentName: string | null;
  /** An agent has had it, since it was opened last. */
  readonly served: boolean;
  /** The visitor has been told once that an agent is there. */
  readonly connectedTold: boolean;
  readonly timing: Timing;
  readonly transfer: PendingTransfer | null;
  /** Of the last request that was answered: how it ended, for whoever comes too late. */
  readonly lastTransfer: LastTransfer | null;
  readonly closing: { readonly at: Instant; readonly reason: ClosedReason } | null;
  /** Opened again, and what routing decided before that is not to be taken for its answer. */
  readonly awaitsRouting: boolean;
  readonly summary: ConversationSummarised | null;
}

export type About = Pick<ConversationRequested, 'conversationId' | 'visitorName' | 'channel' | 'language'>;

export const REMEMBERED_MESSAGES = 1000;

/** The sequence of the message this author sent under this id, or null: how a repetition finds its first. */
export function sequenceOf(
  state: ConversationState,
  author: Pick<Author, 'id'>,
  clientMessageId: string,
): number | null {
  // Searched from the end: a repetition is nearly always of the last message.
  const found = state.sent.findLast((sent) => sent.clientMessageId === clientMessageId && sent.authorId === author.id);
  return found?.sequence ?? null;
}

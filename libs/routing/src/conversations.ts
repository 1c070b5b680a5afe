// What the domain knows of a conversation that is not over: it waits, was offered a submission, or has an agent.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import type { Timer } from './deadlines.js';
import type { SubmissionReason } from './event.js';

export interface Visitor {
  readonly visitorId: string;
  connected: boolean;
  /** The first of their conversations that wait or were offered a submission. */
  unserved: Unserved | null;
}

export interface Waiting {
  readonly state: 'waiting';
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly priority: number;
  readonly arrivedAt: Instant;
  readonly seq: number;
  readonly ruleId: string | null;
  readonly abandonAfterMs: DurationMs;
  /** False while the visitor's lease is lost: keeps the place, is passed over. */
  live: boolean;
  timeout: Timer | null;
  abandon: Timer | null;
  readonly visitor: Visitor;
  /** The next unserved one of the same visitor. */
  sibling: Unserved | null;
}

export interface Offered {
  readonly state: 'submission_offered';
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly arrivedAt: Instant;
  readonly why: SubmissionReason;
  readonly waitedMs: DurationMs;
  readonly abandonAfterMs: DurationMs;
  live: boolean;
  abandon: Timer | null;
  readonly visitor: Visitor;
  /** The next unserved one of the same visitor. */
  sibling: Unserved | null;
}

export interface Held {
  readonly state: 'assigned';
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly arrivedAt: Instant;
  readonly agentId: string;
}

export type Unserved = Waiting | Offered;
export type Conversation = Unserved | Held;

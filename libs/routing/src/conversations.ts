// What the domain knows of a conversation that is not over: it waits, is in the pool, is offered to an agent, was offered
// a submission, or has an agent.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import type { Timer } from './deadlines.js';
import type { SubmissionReason } from './event.js';
import type { Terms } from './place.js';
import type { AssignmentCause } from './reason.js';

export interface Visitor {
  readonly visitorId: string;
  connected: boolean;
  /** The first of their conversations that have no agent. */
  unserved: Unserved | null;
}

interface Identity {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly arrivedAt: Instant;
}

/** Of every conversation without an agent: what its visitor's lease does to it. */
interface Leased {
  readonly abandonAfterMs: DurationMs;
  /** False while the visitor's lease is lost: keeps the place, is passed over. */
  live: boolean;
  abandon: Timer | null;
  readonly visitor: Visitor;
  /** The next unserved one of the same visitor. */
  sibling: Unserved | null;
}

/** What comes back with it to the queue. */
export interface Claim {
  readonly priority: number;
  readonly ruleId: string | null;
  readonly terms: Terms | null;
  readonly excludedAgentIds: readonly string[];
  /** Of a fixed place (E1), or `OPEN_TIER`. */
  readonly tier: number;
}

export interface Waiting extends Identity, Leased {
  readonly state: 'waiting';
  priority: number;
  readonly seq: number;
  readonly ruleId: string | null;
  readonly terms: Terms | null;
  readonly excludedAgentIds: readonly string[];
  tier: number;
  /** The count of its class when it came: how often it was overtaken is the difference (E1). */
  overtakenFrom: number;
  /** Where its group's queue has it. */
  line: 'main' | 'others' | 'kept';
  /** The agent it is kept for (B6). */
  keptFor: { readonly agentId: string; readonly timer: Timer } | null;
  timeout: Timer | null;
  warning: Timer | null;
  warned: boolean;
  /** How often "keep waiting" was used. */
  extended: number;
  /** The next group that will serve it too, once it has waited for so long. */
  overflow: { readonly toGroupId: string; readonly timer: Timer } | null;
  /** Groups that serve it too, because it waited. */
  guestIn: readonly string[];
  /** Groups that it came from by overflow: it does not go back there. */
  readonly visited: readonly string[];
  /** What a wait at this place would have taken by the service times alone, or 0: unknown (E4). */
  expectedMs: DurationMs;
  placeAtFirst: number;
}

/** Nobody has it yet, and its visitor may go and come back: no lease ends it (I1). */
export interface Pooled extends Identity, Leased, Claim {
  readonly state: 'pooled';
  readonly seq: number;
  timeout: Timer | null;
  /** The last message that counted, or the arrival. */
  wroteAt: Instant;
}

/** Offered to an agent, whose slot it holds. `agentId` null: that offer has ended, and the decision goes on. */
export interface Proposed extends Identity, Leased, Claim {
  readonly state: 'offered';
  readonly offerId: string;
  agentId: string | null;
  readonly cause: AssignmentCause;
  readonly weight: number;
  excludedAgentIds: readonly string[];
  expiry: Timer | null;
  /** The longest wait goes on when it comes back to the queue. */
  timeoutAt: Instant | null;
  readonly warned: boolean;
  readonly extended: number;
}

/** A submission was offered to its visitor. */
export interface Offered extends Identity, Leased {
  readonly state: 'submission_offered';
  readonly why: SubmissionReason;
  readonly waitedMs: DurationMs;
}

export interface Held extends Identity, Claim {
  readonly state: 'assigned';
  readonly agentId: string;
  readonly weight: number;
  /** Since this agent has it. */
  readonly since: Instant;
  /** Until the first message of the agent is due (D7). */
  response: Timer | null;
}

export type Unserved = Waiting | Pooled | Proposed | Offered;
export type Conversation = Unserved | Held;

// What the engine decides. The state of queue and load is the fold of these and of nothing else.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import type { AgentStatus, AgentRules, Consequence, GroupRules, Strategy } from './settings.js';
import type { GroupHours } from './input.js';

export type RefusalReason = 'full' | 'out_of_hours' | 'nobody_online';

/** How an assignment came about. */
export type AssignmentCause = 'arrival' | 'direct_return' | 'freed' | 'pull';

/** One agent who was eligible, as the choice saw them (before the assignment). */
export interface Candidate {
  readonly agentId: string;
  readonly load: number;
  readonly limit: number;
  readonly idleSince: Instant;
}

/** Why it was decided so (D6): enough to explain without the full table, which a fold to this position gives. */
export interface Reason {
  readonly ruleVersion: number;
  readonly settingsVersion: number;
  readonly ruleId: string | null;
  /** Agents of the group who could not take it, by reason. */
  readonly excluded: { readonly offline: number; readonly busy: number; readonly full: number };
  /** The chosen agent first, then up to five runners-up in the order of the method; empty when nobody was eligible. */
  readonly candidates: readonly Candidate[];
  /** What set the chosen one apart from the first runner-up. */
  readonly tieBreak: 'only_candidate' | 'saturation' | 'longest_idle' | 'id' | 'named' | null;
}

/** A visitor who waits. */
export interface Place {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly priority: number;
  readonly arrivedAt: Instant;
}

export type RoutingEvent =
  | { readonly type: 'agent_configured'; readonly data: AgentRules }
  | { readonly type: 'agent_removed'; readonly data: { readonly agentId: string } }
  | { readonly type: 'group_configured'; readonly data: GroupRules }
  | { readonly type: 'group_removed'; readonly data: { readonly groupId: string } }
  | { readonly type: 'group_hours_changed'; readonly data: GroupHours }
  | { readonly type: 'strategy_configured'; readonly data: Strategy }
  | { readonly type: 'rules_activated'; readonly data: { readonly ruleVersion: number } }
  | { readonly type: 'agent_status_changed'; readonly data: { readonly agentId: string; readonly status: AgentStatus } }
  | { readonly type: 'visitor_connected'; readonly data: { readonly visitorId: string } }
  | { readonly type: 'visitor_lost'; readonly data: { readonly visitorId: string; readonly lastBeatAt: Instant } }
  | { readonly type: 'deadlines_extended'; readonly data: { readonly byMs: DurationMs } }
  /** Takes the slot: the agent's load grows by one in this very event. */
  | { readonly type: 'assigned'; readonly data: Assigned }
  | { readonly type: 'queued'; readonly data: Queued }
  /**
   * Open: the visitor may leave a submission. Ends as `converted`; when they leave without one, as `refused` with the
   * same `why`, or as `timed_out` when that was the cause.
   */
  | { readonly type: 'submission_offered'; readonly data: SubmissionOffered }
  | { readonly type: 'refused'; readonly data: Refused }
  /** Gave up: lease gone for too long, or left while waiting. */
  | { readonly type: 'abandoned'; readonly data: { readonly conversationId: string; readonly cause: 'lease' | 'left' } }
  /** With the consequence `submission` only after the offer was left unused: `submission_offered` came first. */
  | {
      readonly type: 'timed_out';
      readonly data: {
        readonly conversationId: string;
        readonly waitedMs: DurationMs;
        readonly consequence: Consequence;
      };
    }
  | { readonly type: 'converted'; readonly data: { readonly conversationId: string; readonly submissionId: string } }
  | {
      readonly type: 'convert_refused';
      readonly data: {
        readonly conversationId: string;
        readonly submissionId: string;
        readonly reason: 'assigned' | 'not_open';
      };
    }
  | { readonly type: 'closed_by_staff'; readonly data: { readonly conversationId: string } }
  | { readonly type: 'pull_refused'; readonly data: PullRefused }
  /** Gives the slot back: the agent's load shrinks by one. */
  | {
      readonly type: 'released';
      readonly data: { readonly conversationId: string; readonly agentId: string; readonly visitorId: string };
    }
  /** `causedBy` took the place `fromPosition`; everybody of the group who stood there or behind moved back by one. */
  | {
      readonly type: 'place_worsened';
      readonly data: { readonly groupId: string; readonly fromPosition: number; readonly causedBy: string };
    };

export interface Assigned {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly agentId: string;
  readonly groupId: string;
  readonly cause: AssignmentCause;
  readonly arrivedAt: Instant;
  readonly waitedMs: DurationMs;
  readonly reason: Reason;
}

export interface Queued extends Place {
  /** 1 is next. Exact at this moment, among those who wait in the group. */
  readonly position: number;
  readonly timeoutAt: Instant | null;
  readonly reason: Reason;
}

export interface SubmissionOffered {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly arrivedAt: Instant;
  readonly why: RefusalReason | 'timed_out';
  readonly reason: Reason;
}

export interface Refused {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly arrivedAt: Instant;
  readonly why: RefusalReason;
  /** null: a submission was offered before; that event holds the reason. */
  readonly reason: Reason | null;
}

export interface PullRefused {
  readonly commandId: string;
  readonly conversationId: string;
  readonly agentId: string;
  readonly reason: 'taken_by_other' | 'visitor_left' | 'at_limit' | 'not_online' | 'unknown_agent';
}

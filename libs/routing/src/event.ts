// What the engine decides. The state of queue and load is the fold of these and of nothing else.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import type { LaterEvent } from './later-event.js';
import type { AgentRules, Consequence, GroupRules, ModeRules, Strategy } from './settings.js';
import type { AgentStatusChange, GroupHours } from './input.js';
import type { AssignmentCause, Reason } from './reason.js';
import type { Terms, Place } from './place.js';

export type RefusalReason = 'full' | 'out_of_hours' | 'nobody_online';

/** Why a submission is offered. */
export type SubmissionReason = RefusalReason | 'timed_out' | 'by_rule' | 'agent_lost';

export type RoutingEvent =
  | LaterEvent
  | { readonly type: 'agent_configured'; readonly data: AgentRules }
  | { readonly type: 'agent_removed'; readonly data: { readonly agentId: string } }
  | { readonly type: 'group_configured'; readonly data: GroupRules }
  | { readonly type: 'group_removed'; readonly data: { readonly groupId: string } }
  | { readonly type: 'group_hours_changed'; readonly data: GroupHours }
  | { readonly type: 'strategy_configured'; readonly data: Strategy }
  /** In the same decision follow all who go over to the other mode, each at their old time of arrival (B1). */
  | { readonly type: 'mode_configured'; readonly data: ModeRules }
  | { readonly type: 'rules_activated'; readonly data: { readonly ruleVersion: number } }
  | { readonly type: 'agent_status_changed'; readonly data: AgentStatusChange }
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
        /** Nobody took it from the pool (I1). */
        readonly pooled?: true;
      };
    }
  | { readonly type: 'converted'; readonly data: { readonly conversationId: string; readonly submissionId: string } }
  | {
      readonly type: 'convert_refused';
      readonly data: {
        readonly conversationId: string;
        readonly submissionId: string;
        /** `pooled`: it is asynchronous by now, where what was typed is a message (I1). */
        readonly reason: 'assigned' | 'not_open' | 'pooled';
      };
    }
  | { readonly type: 'closed_by_staff'; readonly data: { readonly conversationId: string } }
  | { readonly type: 'pull_refused'; readonly data: PullRefused }
  /** Gives the slot back: the agent's load shrinks by one. */
  | {
      readonly type: 'released';
      readonly data: { readonly conversationId: string; readonly agentId: string; readonly visitorId: string };
    }
  /**
   * `causedBy` took the place `fromPosition`; everybody of the group who stood there or behind moved back by one, up to
   * `toPosition`, where `causedBy` stood before; absent: they were not there.
   */
  | {
      readonly type: 'place_worsened';
      readonly data: {
        readonly groupId: string;
        readonly fromPosition: number;
        readonly toPosition?: number;
        readonly causedBy: string;
      };
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
  readonly terms?: Terms;
  /** What it adds to the agent's load; absent: 1. */
  readonly weight?: number;
}

export interface Queued extends Place {
  /** 1 is next. Exact at this moment, among those who wait in the group. */
  readonly position: number;
  readonly timeoutAt: Instant | null;
  readonly reason: Reason;
  readonly terms?: Terms;
  /** Kept for this agent, who knows the visitor, until then (B6). */
  readonly keptFor?: { readonly agentId: string; readonly until: Instant };
}

export interface SubmissionOffered {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly arrivedAt: Instant;
  readonly why: SubmissionReason;
  readonly reason: Reason;
  /** They waited, and the hours of their group ended (H3). */
  readonly closing?: true;
}

export interface Refused {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly arrivedAt: Instant;
  readonly why: RefusalReason | 'by_rule' | 'agent_lost' | 'blocked';
  /** null: a submission was offered before; that event holds the reason. */
  readonly reason: Reason | null;
  /** They waited, and the hours of their group ended (H3). */
  readonly closing?: true;
}

export interface PullRefused {
  readonly commandId: string;
  readonly conversationId: string;
  readonly agentId: string;
  readonly reason: 'taken_by_other' | 'visitor_left' | 'at_limit' | 'not_online' | 'unknown_agent';
}

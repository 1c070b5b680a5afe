// Everything that can reach the engine. One input, one decision; no text and no personal data ever enters.
import type { Instant } from '@frontdesk/kernel';
import type { AgentRules, AgentStatus, GroupRules, Mode, ModeRules, Strategy } from './settings.js';

/**
 * A fact or command on `assignment.inputs`, keyed by routing domain (the workspace). Facts come from the services that
 * own them; commands (those with a `commandId`, and
 * `convert_requested`) are answered by an event in the decision: what they brought about, or `command_refused`.
 */
export type RoutingInput =
  | { readonly type: 'agent_configured'; readonly data: AgentRules }
  | { readonly type: 'agent_removed'; readonly data: { readonly agentId: string } }
  | { readonly type: 'group_configured'; readonly data: GroupRules }
  | { readonly type: 'group_removed'; readonly data: { readonly groupId: string } }
  /** Computed by settings in the group's time zone; the engine only times `until` (null: until further notice). */
  | { readonly type: 'group_hours'; readonly data: GroupHours }
  | { readonly type: 'strategy_configured'; readonly data: Strategy }
  | { readonly type: 'mode_configured'; readonly data: ModeRules }
  | { readonly type: 'agent_status'; readonly data: AgentStatusChange }
  | { readonly type: 'visitor_connected'; readonly data: { readonly visitorId: string } }
  | { readonly type: 'visitor_lost'; readonly data: { readonly visitorId: string; readonly lastBeatAt: Instant } }
  | { readonly type: 'conversation_requested'; readonly data: ConversationRequested }
  | { readonly type: 'conversation_closed'; readonly data: ConversationClosed }
  | {
      readonly type: 'pull_requested';
      readonly data: { readonly commandId: string; readonly conversationId: string; readonly agentId: string };
    }
  | {
      readonly type: 'convert_requested';
      readonly data: { readonly conversationId: string; readonly submissionId: string };
    }
  | { readonly type: 'offer_accepted' | 'offer_refused'; readonly data: OfferAnswer }
  /** Assign, take, move or transfer (D7, F3), whatever state the conversation is in. */
  | { readonly type: 'assign_requested'; readonly data: AssignRequested }
  | {
      readonly type: 'priority_requested';
      readonly data: {
        readonly commandId: string;
        readonly conversationId: string;
        readonly priority: number;
        readonly by: string;
      };
    }
  /** Staff closes what has no agent. What has one is closed in the conversation, which then says so. */
  | {
      readonly type: 'close_requested';
      readonly data: { readonly commandId: string; readonly conversationId: string; readonly by: string };
    }
  /** The visitor's: the longest wait begins anew (E2). */
  | {
      readonly type: 'keep_waiting_requested';
      readonly data: { readonly commandId: string; readonly conversationId: string };
    }
  /** The agent's first message, which ends the timer of D7. Said more often it changes nothing. */
  | {
      readonly type: 'agent_responded';
      readonly data: { readonly conversationId: string; readonly agentId: string };
    }
  /** A visitor whom nobody has yet wrote again (I1). Counts only where the pool is given out by that. */
  | { readonly type: 'visitor_wrote'; readonly data: { readonly conversationId: string } }
  /** The agent's own end of a wrap-up (C8). */
  | { readonly type: 'wrap_up_ended'; readonly data: { readonly agentId: string; readonly conversationId: string } }
  /** The driver's: the earliest deadline has passed and nothing else came. */
  | { readonly type: 'tick'; readonly data: Record<never, never> }
  /** The driver's, first after a takeover or start: nobody expires for an outage that lasted `gapMs`. */
  | { readonly type: 'resumed'; readonly data: { readonly gapMs: number } }
  /** From this record on, decisions follow this version of the rules. */
  | { readonly type: 'rules_activated'; readonly data: { readonly ruleVersion: number } };

/** Statuses of a workspace's own are one of these by then; presence maps them. */
export interface AgentStatusChange {
  readonly agentId: string;
  readonly status: AgentStatus;
  /** Only of `offline`: the last lease ran out then. Absent: it was the agent's, or somebody's, choice (C4). */
  readonly lostAt?: Instant;
}

export interface OfferAnswer {
  readonly commandId: string;
  readonly offerId: string;
  readonly conversationId: string;
  readonly agentId: string;
}

export interface AssignRequested {
  readonly commandId: string;
  readonly conversationId: string;
  readonly to: { readonly agentId: string } | { readonly groupId: string };
  /** Who asks. An `agent` gives away only what they hold; a `supervisor` anything. */
  readonly by: string;
  readonly role: 'agent' | 'supervisor';
  /** In the queue of a group: behind all, or before all of its priority; absent: by its old time of arrival (F3). */
  readonly order?: 'end' | 'front';
}

export interface GroupHours {
  readonly groupId: string;
  readonly open: boolean;
  /** When `open` flips; until then no other input is needed. */
  readonly until: Instant | null;
}

export interface ConversationRequested {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly channel: string;
  readonly language: string | null;
  readonly groupId: string;
  /** Higher is served first; 0 is ordinary. Integer. */
  readonly priority: number;
  /** The routing rule that matched, or null for the channel's default group. */
  readonly ruleId: string | null;
  readonly settingsVersion: number;
  /** Asked before the method is; falls through when they cannot take it (B7, P28). */
  readonly agentId?: string;
  /** By skill: the lowest level that will do (B3). */
  readonly requiredSkills?: Readonly<Record<string, number>>;
  /** A rule sends the visitor to a submission (B7). */
  readonly result?: 'submission';
  /** A rule says in which mode (B7), whatever channel and group say. */
  readonly mode?: Mode;
  /** The visitor is on the block list: refused before anything else (D1). */
  readonly blocked?: true;
}

export interface ConversationClosed {
  readonly conversationId: string;
  readonly by: 'visitor' | 'agent' | 'supervisor' | 'system';
}

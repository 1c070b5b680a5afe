// Everything that can reach the engine. One input, one decision; no text and no personal data ever enters.
import type { Instant } from '@frontdesk/kernel';
import type { AgentRules, AgentStatus, GroupRules, Strategy } from './settings.js';

/**
 * A fact or command on `assignment.inputs`, keyed by routing domain (the workspace). Facts come from the services that
 * own them; commands (`pull_requested`, `convert_requested`, `close_requested`) are answered by an event in the decision.
 */
export type RoutingInput =
  | { readonly type: 'agent_configured'; readonly data: AgentRules }
  | { readonly type: 'agent_removed'; readonly data: { readonly agentId: string } }
  | { readonly type: 'group_configured'; readonly data: GroupRules }
  | { readonly type: 'group_removed'; readonly data: { readonly groupId: string } }
  /** Computed by settings in the group's time zone; the engine only times `until` (null: until further notice). */
  | { readonly type: 'group_hours'; readonly data: GroupHours }
  | { readonly type: 'strategy_configured'; readonly data: Strategy }
  | { readonly type: 'agent_status'; readonly data: { readonly agentId: string; readonly status: AgentStatus } }
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
  /** The driver's: the earliest deadline has passed and nothing else came. */
  | { readonly type: 'tick'; readonly data: Record<never, never> }
  /** The driver's, first after a takeover or start: nobody expires for an outage that lasted `gapMs`. */
  | { readonly type: 'resumed'; readonly data: { readonly gapMs: number } }
  /** From this record on, decisions follow this version of the rules. */
  | { readonly type: 'rules_activated'; readonly data: { readonly ruleVersion: number } };

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
}

export interface ConversationClosed {
  readonly conversationId: string;
  readonly by: 'visitor' | 'agent' | 'supervisor' | 'system';
}

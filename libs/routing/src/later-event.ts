// What the engine decides beyond who gets whom at once: offers, returns to the queue, transfers, overflow, wrap-up.
// A conversation that is offered to an agent is out of the queue and holds the agent's slot, but has no owner yet.
import type { Instant } from '@frontdesk/kernel';
import type { Place, Terms } from './place.js';
import type { AssignmentCause, Reason } from './reason.js';
import type { OverflowCondition } from './settings.js';

export type LaterEvent =
  /** Holds the slot: the agent's load grows in this very event. Ends in exactly one `offer_ended`. */
  | { readonly type: 'offered'; readonly data: OfferedToAgent }
  /** Gives the slot back. In the same decision follows what comes next: assigned, offered, requeued, or an end. */
  | { readonly type: 'offer_ended'; readonly data: OfferEnded }
  /** In the queue again, at the old time of arrival. Gives the slot back if `fromAgentId` held it. */
  | { readonly type: 'requeued'; readonly data: Requeued }
  /** Nobody has it: an agent will, later; its visitor need not stay (I1). Gives the slot back if `fromAgentId` held it. */
  | { readonly type: 'pooled'; readonly data: PlaceInPool }
  /** Told only where the pool is given out by the last message. */
  | { readonly type: 'visitor_wrote'; readonly data: { readonly conversationId: string } }
  /** From one agent to the other: both loads change in this very event. */
  | { readonly type: 'transferred'; readonly data: Transferred }
  /**
   * Another group serves it: in the same decision follows assigned, offered, queued or requeued, there. Alone, and only
   * with `waited`, it keeps its place and from now on both groups may serve it.
   */
  | { readonly type: 'overflowed'; readonly data: Overflowed }
  | { readonly type: 'wait_warned'; readonly data: { readonly conversationId: string; readonly timeoutAt: Instant } }
  | {
      readonly type: 'wait_extended';
      readonly data: { readonly conversationId: string; readonly timeoutAt: Instant; readonly left: number };
    }
  /** The place is no longer kept for the agent who knows the visitor (B6): anybody of the group may take it. */
  | {
      readonly type: 'keeping_ended';
      readonly data: {
        readonly conversationId: string;
        readonly agentId: string;
        readonly cause: 'elapsed' | 'agent_gone';
      };
    }
  | { readonly type: 'reprioritised'; readonly data: Reprioritised }
  /** Somebody was overtaken as often as the group allows: the order of all up to them is fixed from now on (E1). */
  | {
      readonly type: 'places_fixed';
      readonly data: { readonly groupId: string; readonly upTo: string; readonly position: number };
    }
  /** Takes the slot that `released` gave back a moment ago, until the wrap-up ends (C8). */
  | {
      readonly type: 'wrap_up_started';
      readonly data: {
        readonly agentId: string;
        readonly conversationId: string;
        readonly until: Instant;
        /** Absent: 1. */
        readonly weight?: number;
      };
    }
  | {
      readonly type: 'wrap_up_ended';
      readonly data: {
        readonly agentId: string;
        readonly conversationId: string;
        readonly cause: 'agent' | 'elapsed';
      };
    }
  /** The first message was there in time (D7). */
  | { readonly type: 'agent_responded'; readonly data: { readonly conversationId: string; readonly agentId: string } }
  /** Did not come back within the grace (C4); what becomes of their conversations follows in the same decision. */
  | { readonly type: 'agent_lost'; readonly data: { readonly agentId: string; readonly lostAt: Instant } }
  /** May be given conversations again (D8). */
  | { readonly type: 'ramp_elapsed'; readonly data: { readonly agentId: string } }
  | { readonly type: 'command_refused'; readonly data: CommandRefused };

export interface OfferedToAgent {
  readonly offerId: string;
  readonly conversationId: string;
  readonly visitorId: string;
  readonly agentId: string;
  readonly groupId: string;
  readonly cause: AssignmentCause;
  readonly arrivedAt: Instant;
  readonly expiresAt: Instant;
  readonly reason: Reason;
  readonly terms?: Terms;
  /** What it adds to the agent's load while it is open; absent: 1. */
  readonly weight?: number;
}

export interface OfferEnded {
  readonly offerId: string;
  readonly conversationId: string;
  readonly agentId: string;
  /** P64: five outcomes that are told apart. After `rejected` and `timed_out` the agent is not asked again. */
  readonly how: 'accepted' | 'rejected' | 'timed_out' | 'withdrawn' | 'visitor_left';
}

export type RequeueCause =
  | 'offer'
  | 'agent_lost'
  | 'no_first_response'
  | 'moved'
  | 'transfer'
  | 'overflow'
  /** The mode is another one, or a visitor of the former one is back (B1). */
  | 'switched';

export interface Requeued extends Place {
  readonly position: number;
  readonly timeoutAt: Instant | null;
  readonly cause: RequeueCause;
  /** Whose slot is given back; null: nobody held it. */
  readonly fromAgentId: string | null;
  /** Will not be asked again about this conversation. */
  readonly excludedAgentIds: readonly string[];
  readonly reason: Reason;
  readonly terms?: Terms;
}

export interface PlaceInPool extends Place {
  readonly cause: 'arrival' | RequeueCause;
  /** When it ends without an agent. */
  readonly timeoutAt: Instant | null;
  readonly reason: Reason;
  readonly terms?: Terms;
  /** Absent: nobody held it. */
  readonly fromAgentId?: string;
  /** Absent: none. */
  readonly excludedAgentIds?: readonly string[];
}

export interface Transferred {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly fromAgentId: string;
  readonly toAgentId: string;
  /** The group that has it from now on. */
  readonly groupId: string;
  readonly arrivedAt: Instant;
  readonly by: string;
  readonly reason: Reason;
  /** What it adds to the new agent's load; absent: 1. */
  readonly weight?: number;
}

export interface Overflowed {
  readonly conversationId: string;
  readonly fromGroupId: string;
  readonly toGroupId: string;
  /** The condition that held; `full` and `timeout`: the consequence was overflow. */
  readonly when: OverflowCondition | 'full' | 'timeout';
}

export interface Reprioritised {
  readonly conversationId: string;
  readonly groupId: string;
  readonly priority: number;
  readonly position: number;
  readonly by: string;
}

export interface CommandRefused {
  readonly commandId: string;
  readonly conversationId: string;
  readonly reason: CommandRefusal;
  /** Who asked, where the command says so. */
  readonly by?: string;
}

export type CommandRefusal =
  /** An agent has it already. */
  | 'taken_by_other'
  /** Not open any more, or never heard of. */
  | 'visitor_left'
  | 'at_limit'
  | 'not_online'
  | 'unknown_agent'
  | 'unknown_group'
  /** The offer lapsed, was withdrawn or refused. */
  | 'offer_over'
  | 'not_waiting'
  /** Its order is fixed: it was overtaken as often as the group allows. */
  | 'place_fixed'
  | 'no_more_keep_waiting'
  /** There is no longest wait to begin anew. */
  | 'no_timeout'
  /** An agent may give away only what they hold. */
  | 'not_yours'
  /** It is there already. */
  | 'no_change';

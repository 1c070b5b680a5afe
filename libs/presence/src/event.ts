// The facts of presence. What an agent chose and whether a connection lives are different facts (C2).
import type { Instant } from '@frontdesk/kernel';
import type { Status } from './status.js';

/** `closed`: the last page said goodbye. `lease_expired`: it fell silent. */
export type LossCause = 'closed' | 'lease_expired';

/** What made the effective status change. */
export type StatusCause =
  'agent' | 'supervisor' | 'connection' | 'lease' | 'approval' | 'pending' | 'idle' | 'activity';

/** How a request to leave online ended; each ends once. `superseded`: another choice came before the answer. */
export type RequestOutcome = 'approved' | 'refused' | 'withdrawn' | 'timed_out' | 'superseded';

export type AgentEvent =
  | AgentConnectionEvent
  | RequestEvent
  /**
   * The intent; `by` is who chose, the agent or a supervisor. `status` is what it counts as, `custom` the id of the
   * custom status if it is one. Ends a pending status and the idleness.
   */
  | {
      readonly type: 'presence.agent_status_chosen';
      readonly data: {
        readonly agentId: string;
        readonly status: Status;
        readonly by: string;
        readonly custom?: string;
        readonly connectionId?: string;
      };
    }
  /** The effective status. Follows from the other facts; `from` equals `to` when only the custom status differs. */
  | {
      readonly type: 'presence.agent_status_changed';
      readonly data: {
        readonly agentId: string;
        readonly from: Status;
        readonly to: Status;
        readonly cause: StatusCause;
        readonly fromCustom?: string;
        readonly toCustom?: string;
        readonly connectionId?: string;
      };
    }
  /** Chosen for after the last conversation; until then nothing new is taken (C7). */
  | {
      readonly type: 'presence.pending_status_set';
      readonly data: {
        readonly agentId: string;
        readonly status: Status;
        readonly by: string;
        readonly custom?: string;
      };
    }
  /** Taken back before it was applied. That it was applied is an `agent_status_chosen`. */
  | {
      readonly type: 'presence.pending_status_cleared';
      readonly data: { readonly agentId: string; readonly by: string };
    }
  /** Online, but without a sign of activity for as long as the settings say. */
  | {
      readonly type: 'presence.agent_went_idle';
      readonly data: { readonly agentId: string; readonly lastActiveAt: Instant };
    }
  | {
      readonly type: 'presence.agent_became_active';
      readonly data: { readonly agentId: string; readonly connectionId?: string };
    };

export type AgentConnectionEvent =
  /** From no connection to one. */
  | {
      readonly type: 'presence.agent_connected';
      readonly data: { readonly agentId: string; readonly connectionId?: string };
    }
  /** From one connection to none; `connectionId` was the last. */
  | {
      readonly type: 'presence.agent_disconnected';
      readonly data: { readonly agentId: string; readonly cause: LossCause; readonly connectionId?: string };
    };

export type RequestEvent =
  /** The agent asks to leave online. `afterChat`: once the last conversation has ended. Lapses at `until`. */
  | {
      readonly type: 'presence.status_change_requested';
      readonly data: {
        readonly agentId: string;
        readonly requestId: string;
        readonly status: Status;
        readonly custom?: string;
        readonly afterChat: boolean;
        readonly until: Instant;
      };
    }
  | {
      readonly type: 'presence.status_change_settled';
      readonly data: {
        readonly agentId: string;
        readonly requestId: string;
        readonly outcome: RequestOutcome;
        readonly by: string;
      };
    };

export type VisitorEvent =
  | { readonly type: 'presence.visitor_connected'; readonly data: { readonly visitorId: string } }
  /** Lost is not left: the visitor keeps a place for as long as the queue's rules say since `lastBeatAt`. */
  | {
      readonly type: 'presence.visitor_lost';
      readonly data: { readonly visitorId: string; readonly lastBeatAt: Instant; readonly cause: LossCause };
    };

export type PresenceEvent = AgentEvent | VisitorEvent;

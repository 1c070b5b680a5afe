// The facts of presence. What an agent chose and whether a connection lives are different facts (C2).
import type { Instant } from '@frontdesk/kernel';
import type { Status } from './status.js';

/** `closed`: the last page said goodbye. `lease_expired`: it fell silent. */
export type LossCause = 'closed' | 'lease_expired';

/** What made the effective status change. */
export type StatusCause = 'agent' | 'supervisor' | 'connection' | 'lease';

export type AgentEvent =
  /** The intent; `by` is who chose, the agent or a supervisor. */
  | {
      readonly type: 'presence.agent_status_chosen';
      readonly data: { readonly agentId: string; readonly status: Status; readonly by: string };
    }
  /** From no connection to one. */
  | { readonly type: 'presence.agent_connected'; readonly data: { readonly agentId: string } }
  /** From one connection to none. */
  | {
      readonly type: 'presence.agent_disconnected';
      readonly data: { readonly agentId: string; readonly cause: LossCause };
    }
  /** The effective status: the intent while connected, else offline. Follows from the facts above. */
  | {
      readonly type: 'presence.agent_status_changed';
      readonly data: {
        readonly agentId: string;
        readonly from: Status;
        readonly to: Status;
        readonly cause: StatusCause;
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

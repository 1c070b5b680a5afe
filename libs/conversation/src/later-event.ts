// The facts of a conversation's later life: locks, transfers that are asked for, visitors who are gone, reopening.
import type { Instant } from '@frontdesk/kernel';
import type { RuleTried } from './rule-tried.js';

export type LaterFact =
  /** The timers of agent and visitor stand still, and go on later with the time they had left. */
  | { readonly type: 'conversation.locked'; readonly data: { readonly by: string; readonly byName: string } }
  | { readonly type: 'conversation.unlocked'; readonly data: { readonly by: string; readonly byName: string } }
  /** The visitor of an agent's conversation has no connection any more; told only where that has a consequence. */
  | { readonly type: 'conversation.visitor_lost'; readonly data: { readonly lastBeatAt: Instant } }
  | { readonly type: 'conversation.visitor_returned'; readonly data: Record<never, never> }
  | { readonly type: 'conversation.transfer_requested'; readonly data: TransferRequested }
  | { readonly type: 'conversation.transfer_request_ended'; readonly data: TransferRequestEnded }
  /** Nobody stood in its way, but routing could not do it. */
  | {
      readonly type: 'conversation.transfer_failed';
      readonly data: { readonly requestId: string; readonly reason: string };
    }
  | { readonly type: 'conversation.reopened'; readonly data: ConversationReopened };

/** Whose yes a transfer needs. */
export type Approval = 'none' | 'agent' | 'supervisor';

/** Where a conversation that is given to a group stands in its queue: as it had come, last, or first. */
export type ArrivalOrder = 'keep' | 'end' | 'front';

export interface TransferRequested {
  readonly requestId: string;
  readonly fromAgentId: string;
  /** An agent or a group: exactly one of the two. */
  readonly toAgentId?: string;
  readonly toGroupId?: string;
  readonly toName: string;
  readonly by: string;
  readonly byName: string;
  /** For whoever has it next; may be empty. Never for the visitor. */
  readonly note: string;
  readonly approval: Approval;
  /** When it lapses unless somebody has answered; null: nobody is asked. */
  readonly expiresAt: Instant | null;
  readonly order: ArrivalOrder;
  /** Asked for by somebody who may move anything. */
  readonly bySupervisor: boolean;
}

/** How asking ended, exactly once. `moot`: the conversation closed or went another way meanwhile. */
export type TransferOutcome = 'approved' | 'refused' | 'timed_out' | 'cancelled' | 'moot';

export interface TransferRequestEnded {
  readonly requestId: string;
  readonly outcome: TransferOutcome;
  /** null: nobody's doing. */
  readonly by: string | null;
  readonly byName: string | null;
}

/** It goes through routing again, as the rules are now. */
export interface ConversationReopened {
  readonly by: 'visitor' | 'agent';
  readonly groupId: string;
  readonly priority: number;
  readonly ruleId: string | null;
  readonly settingsVersion: number;
  readonly agentId?: string;
  readonly requiredSkills?: Readonly<Record<string, number>>;
  readonly mode?: 'real_time' | 'asynchronous';
  readonly result?: 'submission';
  readonly blocked?: true;
  readonly tried?: readonly RuleTried[];
}

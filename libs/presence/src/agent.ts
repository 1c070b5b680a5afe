// One agent's presence: intent and liveness apart, the effective status derived from both.
import { rejected, type Decider, type Rejected } from '@frontdesk/kernel';
import type { AgentEvent, LossCause, StatusCause } from './event.js';
import { STATUSES, type Status } from './status.js';

export type AgentCommand =
  | { readonly type: 'choose'; readonly agentId: string; readonly status: Status; readonly by: string }
  /** Any connection of the agent lives. A second device says so too, and changes nothing (P36). */
  | { readonly type: 'connect'; readonly agentId: string }
  | { readonly type: 'disconnect'; readonly agentId: string; readonly cause: LossCause };

export interface AgentState {
  readonly intent: Status;
  readonly live: boolean;
}

export type AgentRefusal = Rejected<'unknown_status'>;

export const effectiveStatus = (state: AgentState): Status => (state.live ? state.intent : 'offline');

export const agentDecider: Decider<AgentState, AgentCommand, AgentEvent, AgentRefusal> = {
  // Nobody takes conversations before having said so.
  initial: () => ({ intent: 'offline', live: false }),

  decide(state, command) {
    const { agentId } = command;
    switch (command.type) {
      case 'choose': {
        const { status, by } = command;
        if (!STATUSES.includes(status)) return rejected('unknown_status', `There is no status ${String(status)}.`);
        if (status === state.intent) return [];
        const chosen: AgentEvent = { type: 'presence.agent_status_chosen', data: { agentId, status, by } };
        return withEffect(state, agentId, chosen, by === agentId ? 'agent' : 'supervisor');
      }
      case 'connect':
        if (state.live) return [];
        return withEffect(state, agentId, { type: 'presence.agent_connected', data: { agentId } }, 'connection');
      case 'disconnect': {
        if (!state.live) return [];
        const { cause } = command;
        const lost: AgentEvent = { type: 'presence.agent_disconnected', data: { agentId, cause } };
        return withEffect(state, agentId, lost, cause === 'closed' ? 'connection' : 'lease');
      }
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'presence.agent_status_chosen':
        return { ...state, intent: event.data.status };
      case 'presence.agent_connected':
        return { ...state, live: true };
      case 'presence.agent_disconnected':
        return { ...state, live: false };
      case 'presence.agent_status_changed':
        return state;
    }
  },
};

function withEffect(state: AgentState, agentId: string, fact: AgentEvent, cause: StatusCause): readonly AgentEvent[] {
  const from = effectiveStatus(state);
  const to = effectiveStatus(agentDecider.evolve(state, fact));
  if (from === to) return [fact];
  return [fact, { type: 'presence.agent_status_changed', data: { agentId, from, to, cause } }];
}

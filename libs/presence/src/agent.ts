// One agent's presence: intent and liveness apart, the effective status derived from both.
import type { Decider, Instant } from '@frontdesk/kernel';
import { effectiveChoice, evolveAgent, initialAgent, type AgentState } from './agent-state.js';
import { choose, takeBackPending, type Choose } from './choosing.js';
import { NOTHING, type AgentRefusal, type Decided } from './decided.js';
import type { AgentEvent, LossCause } from './event.js';
import { settleRequest, type SettleRequest } from './requests.js';
import { sameChoice } from './status.js';

export type AgentCommand =
  | Choose
  | SettleRequest
  /** The agent no longer wants the status for after this chat. */
  | { readonly type: 'take_back_pending'; readonly agentId: string; readonly by: string }
  /** Nothing is held any more: a pending status is due. */
  | { readonly type: 'last_conversation_ended'; readonly agentId: string }
  /** Any connection of the agent lives. A second device says so too, and changes nothing (P36). */
  | { readonly type: 'connect'; readonly agentId: string; readonly connectionId?: string }
  | {
      readonly type: 'disconnect';
      readonly agentId: string;
      readonly cause: LossCause;
      readonly connectionId?: string;
    }
  | { readonly type: 'idle'; readonly agentId: string; readonly lastActiveAt: Instant }
  | { readonly type: 'activity'; readonly agentId: string; readonly connectionId?: string };

export const agentDecider: Decider<AgentState, AgentCommand, AgentEvent, AgentRefusal> = {
  initial: initialAgent,
  evolve: evolveAgent,
  decide(state, command) {
    const decided = decide(state, command);
    if ('rejected' in decided) return decided;
    return withEffect(state, command, decided);
  },
};

function decide(state: AgentState, command: AgentCommand): Decided | AgentRefusal {
  const { agentId } = command;
  switch (command.type) {
    case 'choose':
      return choose(state, command);
    case 'settle_request':
      return settleRequest(state, command);
    case 'take_back_pending':
      return takeBackPending(state, command.agentId, command.by);
    case 'last_conversation_ended': {
      if (state.pending === null) return NOTHING;
      const { choice, by } = state.pending;
      return { facts: [{ type: 'presence.agent_status_chosen', data: { agentId, ...choice, by } }], cause: 'pending' };
    }
    case 'connect':
      if (state.live) return NOTHING;
      return { facts: [{ type: 'presence.agent_connected', data: { agentId, ...via(command) } }], cause: 'connection' };
    case 'disconnect': {
      if (!state.live) return NOTHING;
      const { cause } = command;
      const lost: AgentEvent = { type: 'presence.agent_disconnected', data: { agentId, cause, ...via(command) } };
      return { facts: [lost], cause: cause === 'closed' ? 'connection' : 'lease' };
    }
    case 'idle': {
      if (effectiveChoice(state).status !== 'online') return NOTHING;
      const { lastActiveAt } = command;
      return { facts: [{ type: 'presence.agent_went_idle', data: { agentId, lastActiveAt } }], cause: 'idle' };
    }
    case 'activity':
      if (!state.idle) return NOTHING;
      return {
        facts: [{ type: 'presence.agent_became_active', data: { agentId, ...via(command) } }],
        cause: 'activity',
      };
  }
}

/** The facts, and the change of the effective status that they amount to. */
function withEffect(state: AgentState, command: AgentCommand, { facts, cause }: Decided): readonly AgentEvent[] {
  const before = effectiveChoice(state);
  const after = effectiveChoice(facts.reduce(evolveAgent, state));
  if (sameChoice(before, after)) return facts;
  const { agentId } = command;
  const data = {
    ...{ agentId, from: before.status, to: after.status, cause },
    ...(before.custom === undefined ? {} : { fromCustom: before.custom }),
    ...(after.custom === undefined ? {} : { toCustom: after.custom }),
    ...('connectionId' in command ? via(command) : {}),
  };
  return [...facts, { type: 'presence.agent_status_changed', data }];
}

const via = ({ connectionId }: { readonly connectionId?: string }): { readonly connectionId?: string } =>
  connectionId === undefined ? {} : { connectionId };

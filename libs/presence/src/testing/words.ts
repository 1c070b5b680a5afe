// Words for the specs of an agent: commands and facts, short enough to read in a sentence.
import type { AgentCommand, AgentEvent, Choice, LossCause, PresenceRules, StatusCause } from '../index.js';

export const ANA = 'ana';
export const SUE = 'sue';
export const UNTIL = 300_000;

export const RULES: PresenceRules = {
  statuses: [
    { id: 'meal', name: 'Meal', countsAs: 'busy' },
    { id: 'training', name: 'Training', countsAs: 'offline' },
  ],
  approval: false,
};
export const WITH_APPROVAL: PresenceRules = { ...RULES, approval: true };

type ChooseCommand = Extract<AgentCommand, { type: 'choose' }>;
type SettleCommand = Extract<AgentCommand, { type: 'settle_request' }>;
type ChangedData = Extract<AgentEvent, { type: 'presence.agent_status_changed' }>['data'];

export const choose = (status: string, more: Partial<ChooseCommand> = {}): AgentCommand => ({
  ...{ type: 'choose', agentId: ANA, status, by: ANA, rules: RULES, exempt: false, afterChat: false, holding: false },
  ...{ requestId: 'r1', until: UNTIL },
  ...more,
});
/** As an agent where a supervisor must agree. */
export const ask = (status: string, more: Partial<ChooseCommand> = {}): AgentCommand =>
  choose(status, { rules: WITH_APPROVAL, ...more });
export const settle = (
  outcome: SettleCommand['outcome'],
  by: string,
  more: Partial<SettleCommand> = {},
): AgentCommand => ({
  ...{ type: 'settle_request', agentId: ANA, requestId: 'r1', outcome, by, holding: false },
  ...more,
});
export const connect: AgentCommand = { type: 'connect', agentId: ANA };
export const disconnect = (cause: LossCause): AgentCommand => ({ type: 'disconnect', agentId: ANA, cause });
export const takeBack = (by = ANA): AgentCommand => ({ type: 'take_back_pending', agentId: ANA, by });
export const lastConversationEnded: AgentCommand = { type: 'last_conversation_ended', agentId: ANA };
export const idle: AgentCommand = { type: 'idle', agentId: ANA, lastActiveAt: 1000 };
export const activity: AgentCommand = { type: 'activity', agentId: ANA };

export const MEAL: Choice = { status: 'busy', custom: 'meal' };
export const TRAINING: Choice = { status: 'offline', custom: 'training' };
const choiceOf = (choice: Choice | Choice['status']): Choice =>
  typeof choice === 'string' ? { status: choice } : choice;

export const chosen = (choice: Choice | Choice['status'], by = ANA): AgentEvent => ({
  type: 'presence.agent_status_chosen',
  data: { agentId: ANA, ...choiceOf(choice), by },
});
export const connected: AgentEvent = { type: 'presence.agent_connected', data: { agentId: ANA } };
export const disconnected = (cause: LossCause): AgentEvent => ({
  type: 'presence.agent_disconnected',
  data: { agentId: ANA, cause },
});
export const changed = (
  from: Choice['status'],
  to: Choice['status'],
  cause: StatusCause,
  more: Partial<ChangedData> = {},
): AgentEvent => ({ type: 'presence.agent_status_changed', data: { agentId: ANA, from, to, cause, ...more } });
export const pendingSet = (choice: Choice | Choice['status']): AgentEvent => ({
  type: 'presence.pending_status_set',
  data: { agentId: ANA, ...choiceOf(choice), by: ANA },
});
export const pendingCleared: AgentEvent = { type: 'presence.pending_status_cleared', data: { agentId: ANA, by: ANA } };
export const wentIdle: AgentEvent = { type: 'presence.agent_went_idle', data: { agentId: ANA, lastActiveAt: 1000 } };
export const becameActive: AgentEvent = { type: 'presence.agent_became_active', data: { agentId: ANA } };
export const requested = (choice: Choice | Choice['status'], requestId = 'r1', afterChat = false): AgentEvent => ({
  type: 'presence.status_change_requested',
  data: { agentId: ANA, requestId, ...choiceOf(choice), afterChat, until: UNTIL },
});
export const settled = (
  outcome: Extract<AgentEvent, { type: 'presence.status_change_settled' }>['data']['outcome'],
  by: string,
  requestId = 'r1',
): AgentEvent => ({ type: 'presence.status_change_settled', data: { agentId: ANA, requestId, outcome, by } });

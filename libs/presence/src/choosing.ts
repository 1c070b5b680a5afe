// Choosing a status: at once, after this chat (P42), or, where it is asked for, once a supervisor has said yes (C5).
import type { Instant } from '@frontdesk/kernel';
import type { AgentState } from './agent-state.js';
import { NOTHING, unknownStatus, type AgentRefusal, type Decided } from './decided.js';
import type { AgentEvent } from './event.js';
import { choiceData, choiceOf, sameChoice, type Choice, type PresenceRules } from './status.js';

export interface Choose {
  readonly type: 'choose';
  readonly agentId: string;
  /** One of the three, or the id of a custom status. */
  readonly status: string;
  readonly by: string;
  readonly rules: PresenceRules;
  /** Supervisors ask nobody. */
  readonly exempt: boolean;
  readonly afterChat: boolean;
  /** Whether the agent holds a conversation: what is for after this chat is for now when there is none. */
  readonly holding: boolean;
  /** For the request, if it comes to one: its id, and when it lapses. */
  readonly requestId: string;
  readonly until: Instant;
  readonly connectionId?: string;
}

export function choose(state: AgentState, command: Choose): Decided | AgentRefusal {
  const choice = choiceOf(command.rules, command.status);
  if (choice === null) return unknownStatus(command.status);
  const own = command.by === command.agentId;
  if (needsApproval(state, command, choice)) return ask(state, command, choice);
  const facts = [...overtaken(state, command, choice), ...carryOut(state, command, choice)];
  return { facts, cause: own ? (waits(state, command, choice) ? 'pending' : 'agent') : 'supervisor' };
}

/** The facts of a choice that nobody has to agree to (any more). */
export function carryOut(
  state: AgentState,
  { agentId, by, afterChat, holding, connectionId }: CarryOut,
  choice: Choice,
): readonly AgentEvent[] {
  const data = { agentId, ...choiceData(choice), by };
  if (waits(state, { afterChat, holding }, choice)) {
    const known = state.pending !== null && sameChoice(state.pending.choice, choice);
    return known ? [] : [{ type: 'presence.pending_status_set', data }];
  }
  if (sameChoice(choice, state.intent)) return staying(state, agentId, by);
  const via = connectionId === undefined ? {} : { connectionId };
  return [{ type: 'presence.agent_status_chosen', data: { ...data, ...via } }];
}

type CarryOut = Pick<Choose, 'agentId' | 'by' | 'afterChat' | 'holding' | 'connectionId'>;

/** Waits for the last conversation. Online does not: it is no way to end one. */
export const waits = (
  state: AgentState,
  { afterChat, holding }: Pick<Choose, 'afterChat' | 'holding'>,
  choice: Choice,
): boolean => afterChat && holding && choice.status !== 'online' && !sameChoice(choice, state.intent);

export function takeBackPending(state: AgentState, agentId: string, by: string): Decided {
  if (state.pending === null) return NOTHING;
  const facts: readonly AgentEvent[] = [{ type: 'presence.pending_status_cleared', data: { agentId, by } }];
  return { facts, cause: by === agentId ? 'agent' : 'supervisor' };
}

/** What is already chosen, chosen again: whatever stood against it ends. */
function staying(state: AgentState, agentId: string, by: string): readonly AgentEvent[] {
  const facts: AgentEvent[] = [];
  if (state.pending !== null) facts.push({ type: 'presence.pending_status_cleared', data: { agentId, by } });
  if (state.idle) facts.push({ type: 'presence.agent_became_active', data: { agentId } });
  return facts;
}

/** By intent, not by what it comes to at the moment: falling idle or losing the net is no way around the question. */
function needsApproval(state: AgentState, { rules, exempt, agentId, by }: Choose, choice: Choice): boolean {
  return rules.approval && !exempt && by === agentId && state.intent.status === 'online' && choice.status !== 'online';
}

function ask(state: AgentState, command: Choose, choice: Choice): Decided {
  const { agentId, requestId, afterChat, until } = command;
  const open = state.request;
  if (open !== null && open.afterChat === afterChat && sameChoice(open.choice, choice)) return NOTHING;
  const data = { agentId, requestId, ...choiceData(choice), afterChat, until };
  const facts = [...overtaken(state, command, choice), { type: 'presence.status_change_requested' as const, data }];
  return { facts, cause: 'agent' };
}

/** A request that is still open ends with any other choice: by the agent's staying online it is withdrawn. */
function overtaken({ request }: AgentState, { agentId, by }: Choose, choice: Choice): readonly AgentEvent[] {
  if (request === null) return [];
  const outcome = by === agentId && choice.status === 'online' ? 'withdrawn' : 'superseded';
  const { requestId } = request;
  return [{ type: 'presence.status_change_settled', data: { agentId, requestId, outcome, by } }];
}

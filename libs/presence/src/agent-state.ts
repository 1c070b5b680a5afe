// What is remembered of one agent, and the status that follows from it.
import type { Instant } from '@frontdesk/kernel';
import type { AgentEvent, RequestOutcome } from './event.js';
import { choiceData, type Choice } from './status.js';

/** An open request to leave online. */
export interface StatusRequest {
  readonly requestId: string;
  readonly choice: Choice;
  readonly afterChat: boolean;
  readonly until: Instant;
}

export interface SettledRequest {
  readonly requestId: string;
  readonly outcome: RequestOutcome;
  readonly by: string;
}

/** A status that waits for the last conversation to end, and who chose it. */
export interface PendingStatus {
  readonly choice: Choice;
  readonly by: string;
}

export interface AgentState {
  readonly intent: Choice;
  readonly live: boolean;
  readonly idle: boolean;
  readonly pending: PendingStatus | null;
  readonly request: StatusRequest | null;
  /** The last few, newest first: whoever answers too late is told what came before. */
  readonly settled: readonly SettledRequest[];
}

const SETTLED_KEPT = 10;

/** Nobody takes conversations before having said so. */
export const initialAgent = (): AgentState => ({
  intent: { status: 'offline' },
  live: false,
  idle: false,
  pending: null,
  request: null,
  settled: [],
});

/**
 * The intent while a connection lives, else offline. Who is idle, or has chosen a status for after this chat, counts
 * as busy meanwhile: nothing new comes, so that the last conversation can be the last.
 */
export function effectiveChoice({ live, intent, idle, pending }: AgentState): Choice {
  if (!live) return { status: 'offline' };
  return intent.status === 'online' && (idle || pending !== null) ? { status: 'busy' } : intent;
}

export const effectiveStatus = (state: AgentState): Choice['status'] => effectiveChoice(state).status;

export function evolveAgent(state: AgentState, event: AgentEvent): AgentState {
  switch (event.type) {
    case 'presence.agent_status_chosen':
      return { ...state, intent: choiceData(event.data), pending: null, idle: false };
    case 'presence.agent_connected':
      return { ...state, live: true, idle: false };
    case 'presence.agent_disconnected':
      return { ...state, live: false, idle: false };
    case 'presence.agent_status_changed':
      return state;
    case 'presence.pending_status_set':
      return { ...state, pending: { choice: choiceData(event.data), by: event.data.by } };
    case 'presence.pending_status_cleared':
      return { ...state, pending: null };
    case 'presence.agent_went_idle':
      return { ...state, idle: true };
    case 'presence.agent_became_active':
      return { ...state, idle: false };
    case 'presence.status_change_requested': {
      const { requestId, afterChat, until } = event.data;
      return { ...state, request: { requestId, choice: choiceData(event.data), afterChat, until } };
    }
    case 'presence.status_change_settled': {
      const { requestId, outcome, by } = event.data;
      return {
        ...state,
        request: null,
        settled: [{ requestId, outcome, by }, ...state.settled].slice(0, SETTLED_KEPT),
      };
    }
  }
}

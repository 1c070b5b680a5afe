// Settling a request to leave online (C5): approved, refused, withdrawn or timed out, whichever comes first; the others
// are told what it was.
import { rejected } from '@frontdesk/kernel';
import type { AgentState, SettledRequest } from './agent-state.js';
import { carryOut, waits } from './choosing.js';
import { NOTHING, type AgentRefusal, type Decided } from './decided.js';
import type { AgentEvent } from './event.js';

export interface SettleRequest {
  readonly type: 'settle_request';
  readonly agentId: string;
  readonly requestId: string;
  readonly outcome: 'approved' | 'refused' | 'withdrawn' | 'timed_out';
  readonly by: string;
  /** Whether the agent holds a conversation now: decides when an approved change counts. */
  readonly holding: boolean;
}

export function settleRequest(state: AgentState, command: SettleRequest): Decided | AgentRefusal {
  const { agentId, requestId, outcome, by, holding } = command;
  const { request } = state;
  if (request === null || request.requestId !== requestId) return tooLate(state, command);
  const settled: AgentEvent = { type: 'presence.status_change_settled', data: { agentId, requestId, outcome, by } };
  if (outcome !== 'approved') return { facts: [settled], cause: 'agent' };
  const { afterChat, choice } = request;
  const facts = [settled, ...carryOut(state, { agentId, by: agentId, afterChat, holding }, choice)];
  return { facts, cause: waits(state, { afterChat, holding }, choice) ? 'pending' : 'approval' };
}

function tooLate({ settled }: AgentState, { requestId, outcome, by }: SettleRequest): Decided | AgentRefusal {
  const before = settled.find((one) => one.requestId === requestId);
  // A timer that fires after the answer has nothing to say; who says the same twice has said it.
  if (outcome === 'timed_out' || (before?.outcome === outcome && before.by === by)) return NOTHING;
  if (before === undefined) return rejected('not_found', 'There is no such request.');
  return rejected('request_settled', `Too late: ${sentenceOf(before)}.`);
}

function sentenceOf({ outcome, by }: SettledRequest): string {
  switch (outcome) {
    case 'approved':
      return `${by} has approved this request`;
    case 'refused':
      return `${by} has refused this request`;
    case 'withdrawn':
      return `${by} has withdrawn this request`;
    case 'timed_out':
      return 'nobody answered this request in time';
    case 'superseded':
      return `another choice, by ${by}, has taken the place of this request`;
  }
}

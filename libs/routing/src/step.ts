// One input, one decision. What is due fires first, so that nothing is decided on a state that time has overtaken.
import { assert, type Instant } from '@frontdesk/kernel';
import { arrive } from './arrival.js';
import type { Timer } from './deadlines.js';
import { emit, type Decision } from './decision.js';
import { abandon, close, convert, timeOut } from './ending.js';
import type { RoutingEvent } from './event.js';
import { changeHours, changeStatus, configure, connectVisitor, loseVisitor } from './facts.js';
import type { RoutingInput } from './input.js';
import { requestPull } from './pulling.js';
import type { Routing } from './state.js';

/** Decides one input and has already evolved the state by the answer. */
export function step(state: Routing, input: RoutingInput, at: Instant): readonly RoutingEvent[] {
  const decision: Decision = { state, at, events: [] };
  // Before anything fires: what expired during an outage did not expire for the visitors.
  if (input.type === 'resumed' && input.data.gapMs > 0 && state.deadlines.hasWaits()) {
    emit(decision, { type: 'deadlines_extended', data: { byMs: input.data.gapMs } });
  }
  fireDue(decision);
  decide(decision, input);
  return decision.events;
}

/** When the next timer is due. O(1). */
export function nextDeadline(state: Routing): Instant | null {
  return state.deadlines.first()?.deadline ?? null;
}

function fireDue(decision: Decision): void {
  const { state, at } = decision;
  for (let due = state.deadlines.first(); due !== undefined && due.deadline <= at; due = state.deadlines.first()) {
    if (due.kind === 'hours') flipHours(decision, due.id);
    else expire(decision, due);
  }
}

function expire(decision: Decision, { id, kind }: Timer): void {
  const conversation = decision.state.conversations.get(id);
  // Every transition cancels its timers (P53); one that survived would be due for ever.
  assert(conversation !== undefined && conversation.state !== 'assigned', 'a timer ends with what it times');
  if (kind === 'abandon') return abandon(decision, conversation);
  assert(conversation.state === 'waiting', 'only those who wait time out');
  timeOut(decision, conversation);
}

function flipHours(decision: Decision, groupId: string): void {
  changeHours(decision, { groupId, open: !(decision.state.groups.get(groupId)?.open ?? true), until: null });
}

function decide(decision: Decision, input: RoutingInput): void {
  switch (input.type) {
    case 'conversation_requested':
      return arrive(decision, input.data);
    case 'conversation_closed':
      return close(decision, input.data);
    case 'pull_requested':
      return requestPull(decision, input.data);
    case 'convert_requested':
      return convert(decision, input.data.conversationId, input.data.submissionId);
    case 'visitor_connected':
      return connectVisitor(decision, input.data.visitorId);
    case 'visitor_lost':
      return loseVisitor(decision, input.data.visitorId, input.data.lastBeatAt);
    case 'agent_status':
      return changeStatus(decision, input.data.agentId, input.data.status);
    case 'tick':
    case 'resumed':
      return;
    case 'offer_accepted':
    case 'offer_refused':
    case 'assign_requested':
    case 'priority_requested':
    case 'close_requested':
    case 'keep_waiting_requested':
    case 'agent_responded':
    case 'wrap_up_ended':
      // Not decided yet.
      return;
    default:
      return configure(decision, input);
  }
}

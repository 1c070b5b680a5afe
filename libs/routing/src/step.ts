// One input, one decision. What is due fires first, so that nothing is decided on a state that time has overtaken.
import type { Instant } from '@frontdesk/kernel';
import { arrive } from './arrival.js';
import { emit, type Decision } from './decision.js';
import { close, closeByStaff, convert } from './ending.js';
import type { RoutingEvent } from './event.js';
import { changeStatus, configure, connectVisitor, loseVisitor, noteMessage } from './facts.js';
import type { RoutingInput } from './input.js';
import { keepWaiting } from './keeping.js';
import { respond } from './losing.js';
import { accept, refuse } from './offers.js';
import { requestPull } from './pulling.js';
import { assignByStaff, changePriority } from './staff.js';
import type { Routing } from './state.js';
import { fireDue } from './timers.js';
import { endWrapUp } from './wrapping-up.js';

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
    case 'visitor_wrote':
      return noteMessage(decision, input.data.conversationId);
    case 'agent_status':
      return changeStatus(decision, input.data);
    case 'tick':
    case 'resumed':
      return;
    case 'agent_responded':
      return respond(decision, input.data);
    case 'wrap_up_ended':
      return endWrapUp(decision, input.data.conversationId, 'agent', input.data.agentId);
    case 'offer_accepted':
    case 'offer_refused':
    case 'assign_requested':
    case 'priority_requested':
    case 'close_requested':
    case 'keep_waiting_requested':
      return obey(decision, input);

    default:
      return configure(decision, input);
  }
}

type Command = Extract<
  RoutingInput,
  { type: `offer_${string}` | `${'assign' | 'priority' | 'close' | 'keep_waiting'}_requested` }
>;

function obey(decision: Decision, command: Command): void {
  switch (command.type) {
    case 'offer_accepted':
      return accept(decision, command.data);
    case 'offer_refused':
      return refuse(decision, command.data);
    case 'assign_requested':
      return assignByStaff(decision, command.data);
    case 'priority_requested':
      return changePriority(decision, command.data);
    case 'close_requested':
      return closeByStaff(decision, command.data);
    case 'keep_waiting_requested':
      return keepWaiting(decision, command.data);
  }
}

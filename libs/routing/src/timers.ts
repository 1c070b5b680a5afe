// What happens when a timer is due. Each ends in an event that takes the timer away, so that none is due for ever.
import { assert, unreachable } from '@frontdesk/kernel';
import type { Conversation } from './conversations.js';
import type { Timer, TimerKind } from './deadlines.js';
import { emit, type Decision } from './decision.js';
import { abandon, timeOut, timeOutOfPool } from './ending.js';
import { changeHours } from './facts.js';
import { endKeeping } from './keeping.js';
import { loseAgent, missFirstResponse } from './losing.js';
import { lapse } from './offers.js';
import { overflowBecauseWaited } from './overflowing.js';
import { serveAgent } from './serving.js';
import { endWrapUp } from './wrapping-up.js';

export function fireDue(decision: Decision): void {
  const { state, at } = decision;
  for (let due = state.deadlines.first(); due !== undefined && due.deadline <= at; due = state.deadlines.first()) {
    fire(decision, due);
  }
}

function fire(decision: Decision, { id, kind }: Timer): void {
  switch (kind) {
    case 'hours':
      return changeHours(decision, {
        groupId: id,
        open: !(decision.state.groups.get(id)?.open ?? true),
        until: null,
      });
    case 'grace':
      return loseAgent(decision, id);
    case 'ramp':
      emit(decision, { type: 'ramp_elapsed', data: { agentId: id } });
      return serveAgent(decision, id);
    case 'wrap_up':
      return endWrapUp(decision, id, 'elapsed');
    default:
      return expire(decision, kind, id);
  }
}

function expire(
  decision: Decision,
  kind: Exclude<TimerKind, 'hours' | 'grace' | 'ramp' | 'wrap_up'>,
  id: string,
): void {
  const conversation = decision.state.conversations.get(id);
  switch (kind) {
    case 'abandon':
      // Every transition cancels its timers (P53); one that survived would be due for ever.
      assert(conversation !== undefined && conversation.state !== 'assigned', 'a timer ends with what it times');
      return abandon(decision, conversation);
    case 'expiry':
      assertIs(conversation, 'offered');
      return lapse(decision, conversation);
    case 'response':
      assertIs(conversation, 'assigned');
      return missFirstResponse(decision, conversation);
    case 'timeout':
      if (conversation?.state === 'pooled') return timeOutOfPool(decision, conversation);
      assertIs(conversation, 'waiting');
      return timeOut(decision, conversation);
    default:
      assertIs(conversation, 'waiting');
  }
  switch (kind) {
    case 'warning':
      return emit(decision, {
        type: 'wait_warned',
        data: { conversationId: id, timeoutAt: conversation.timeout?.deadline ?? decision.at },
      });
    case 'kept':
      return endKeeping(decision, conversation, 'elapsed');
    case 'overflow':
      return overflowBecauseWaited(decision, conversation);
    default:
      return unreachable(kind);
  }
}

function assertIs<State extends Conversation['state']>(
  conversation: Conversation | undefined,
  state: State,
): asserts conversation is Extract<Conversation, { state: State }> {
  assert(conversation?.state === state, 'a timer ends with what it times');
}

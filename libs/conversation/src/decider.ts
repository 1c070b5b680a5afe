// The conversation as one decider.
import { unreachable, type Decider } from '@frontdesk/kernel';
import type { ConversationCommand, ConversationRefusal } from './command.js';
import type { ConversationFact } from './event.js';
import { evolve, initial } from './evolve.js';
import { close, record, start } from './lifecycle.js';
import { addMessage, carryMessage, markRead, type Answer } from './messages.js';
import type { ConversationState } from './state.js';

export const conversationDecider: Decider<
  ConversationState,
  ConversationCommand,
  ConversationFact,
  ConversationRefusal
> = { initial, decide, evolve };

function decide(state: ConversationState, command: ConversationCommand): Answer {
  switch (command.type) {
    case 'start':
      return start(state, command.request, command.first);
    case 'record_queued':
    case 'record_assigned':
    case 'record_offered':
    case 'record_ended':
      return record(state, command);
    case 'add_message':
      return addMessage(state, command.actor, command.message);
    case 'carry_message':
      return carryMessage(state, command.message);
    case 'mark_read':
      return markRead(state, command.agentId, command.upTo);
    case 'close':
      return close(state, command.actor);
    default:
      return unreachable(command);
  }
}

// The conversation as one decider.
import { isRejected, unreachable, type Decider } from '@frontdesk/kernel';
import type { ConversationCommand, ConversationRefusal, Recorded } from './command.js';
import type { ConversationFact } from './event.js';
import { editMessage, recallMessage } from './editing.js';
import { evolve, initial } from './evolve.js';
import { close, start } from './lifecycle.js';
import { record } from './recording.js';
import { addMessage, carryMessage, markRead, markReadByVisitor, type Answer } from './messages.js';
import { inviteRating, rate } from './rating.js';
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
    case 'record_agent_asked':
    case 'record_offer_ended':
    case 'record_requeued':
    case 'record_transferred':
    case 'record_news':
      return record(state, command);
    case 'record_decision':
      return recordAll(state, command.decided);
    case 'add_message':
      return addMessage(state, command.actor, command.message);
    case 'carry_message':
      return carryMessage(state, command.message);
    case 'edit_message':
      return editMessage(state, command, command.text);
    case 'recall_message':
      return recallMessage(state, command);
    case 'mark_read_by_visitor':
      return markReadByVisitor(state, command.visitorId, command.upTo);
    case 'mark_read':
      return markRead(state, command.agentId, command.upTo);
    case 'close':
      return close(state, command.actor);
    case 'invite_rating':
      return inviteRating(state, command.actor, command.templateId);
    case 'rate':
      return rate(state, command);
    default:
      return unreachable(command);
  }
}

function recordAll(state: ConversationState, decided: readonly Recorded[]): Answer {
  const facts: ConversationFact[] = [];
  let now = state;
  for (const one of decided) {
    const recorded = record(now, one);
    if (isRejected(recorded)) return recorded;
    facts.push(...recorded);
    now = recorded.reduce(evolve, now);
  }
  return facts;
}

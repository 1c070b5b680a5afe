// Decisions about what is said and read.
import { isRejected, rejected, type Rejected } from '@frontdesk/kernel';
import type { Actor, ConversationRefusal, TypedMessage } from './command.js';
import type { Author, ConversationFact } from './event.js';
import { sequenceOf, type ConversationState } from './state.js';
import { cleaned, textErrors } from './text.js';

export type Answer = readonly ConversationFact[] | ConversationRefusal;

export const unknownConversation = (): Rejected<'unknown_conversation'> =>
  rejected('unknown_conversation', 'There is no such conversation.');

/** Null when the actor may act here: the visitor whose it is, the agent who has it, or a supervisor. */
export function strangers(state: ConversationState, actor: Actor): ConversationRefusal | null {
  if (state.status === 'none') return unknownConversation();
  // To another visitor it does not exist: an id must never tell anything.
  if (actor.kind === 'visitor') return actor.id === state.visitorId ? null : unknownConversation();
  if (actor.supervisor || actor.id === state.agentId) return null;
  return rejected('not_the_owner', 'Another agent has this conversation, or nobody yet. Take it from the queue first.');
}

export function messageAdded(author: Author, message: TypedMessage): Answer {
  const text = cleaned(message.text);
  const errors = textErrors(text);
  if (errors.length > 0) return rejected('invalid_message', 'This message cannot be sent.', errors);
  const { messageId, clientMessageId } = message;
  return [{ type: 'conversation.message_added', data: { messageId, clientMessageId, author, text } }];
}

export function addMessage(state: ConversationState, actor: Actor, message: TypedMessage): Answer {
  const stranger = strangers(state, actor);
  if (stranger !== null) return stranger;
  // Asked before "closed": a repetition whose first answer got lost was sent, whatever happened since.
  if (sequenceOf(state, actor, message.clientMessageId) !== null) return [];
  if (state.status === 'closed') {
    return rejected(
      'conversation_closed',
      'This conversation has ended. Start a new one (POST /v1/conversations) or leave a message (POST /v1/submissions).',
    );
  }
  const author: Author =
    actor.kind === 'visitor' ? { kind: 'visitor', id: actor.id } : { kind: 'agent', id: actor.id, name: actor.name };
  const said = messageAdded(author, message);
  const { delayed, asked } = state;
  if (isRejected(said) || delayed === null || asked || actor.kind !== 'visitor') return said;
  return [...said, { type: 'conversation.agent_requested', data: { groupId: delayed.groupId } }];
}

/** Taken in even when closed: the visitor was told it arrived, so it has to stand in the transcript. */
export function carryMessage(state: ConversationState, message: TypedMessage): Answer {
  if (state.visitorId === null) return unknownConversation();
  const author: Author = { kind: 'visitor', id: state.visitorId };
  return sequenceOf(state, author, message.clientMessageId) !== null ? [] : messageAdded(author, message);
}

/** Only the owner's reading is a reading; a supervisor who looks in changes nothing. */
export function markRead(state: ConversationState, agentId: string, upTo: number): Answer {
  if (state.status === 'none') return unknownConversation();
  const seen = Math.min(upTo, state.sequence);
  if (agentId !== state.agentId || seen <= state.readUpTo) return [];
  return [{ type: 'conversation.messages_read', data: { agentId, upTo: seen } }];
}

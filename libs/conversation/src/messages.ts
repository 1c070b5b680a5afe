// Decisions about what is said and read.
import { isRejected, rejected, type FieldError, type Rejected } from '@frontdesk/kernel';
import type { Actor, ConversationRefusal, Earlier, TypedMessage } from './command.js';
import type { ConversationFact } from './event.js';
import type { Author, MessageAdded, MessageQuote } from './message-event.js';
import { sequenceOf, type ConversationState } from './state.js';
import { cleaned, excerptOf, textErrors } from './text.js';

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
  const { messageId, clientMessageId, note, file, quoted } = message;
  const text = cleaned(message.text) || (file?.name ?? '');
  const errors = [...textErrors(text), ...quoteErrors(message)];
  if (errors.length > 0) return rejected('invalid_message', 'This message cannot be sent.', errors);
  const kind = note === true ? 'note' : file === undefined ? null : kindOf(file);
  const data: MessageAdded = {
    ...{ messageId, clientMessageId, author, text },
    ...(kind === null ? {} : { kind }),
    ...(file === undefined ? {} : { file }),
    ...(quoted === undefined ? {} : { quote: quoteOf(quoted) }),
  };
  return [{ type: 'conversation.message_added', data }];
}

const kindOf = ({ mediaType }: { readonly mediaType: string }): 'image' | 'file' =>
  mediaType.startsWith('image/') ? 'image' : 'file';

const quoteOf = ({ sequence, message }: Earlier): MessageQuote => ({
  ...{ sequence, author: message.author, excerpt: excerptOf(message.text) },
});

/** A note quoted in a message would be read by the visitor. */
function quoteErrors({ note, quoted }: TypedMessage): readonly FieldError[] {
  if (quoted?.message.kind !== 'note' || note === true) return [];
  return [{ pointer: '/quote', code: 'a_note', message: 'A note can be quoted in a note only.' }];
}

export function addMessage(state: ConversationState, actor: Actor, message: TypedMessage): Answer {
  const stranger = strangers(state, actor);
  if (stranger !== null) return stranger;
  if (message.note === true && actor.kind === 'visitor') {
    const error = { pointer: '/note', code: 'not_yours', message: 'Notes are written by the people of the house.' };
    return rejected('invalid_message', 'This message cannot be sent.', [error]);
  }
  // Asked before "closed": a repetition whose first answer got lost was sent, whatever happened since.
  if (sequenceOf(state, actor, message.clientMessageId) !== null) return [];
  // What is to be remembered of a conversation is often written when it is over.
  if (state.status === 'closed' && message.note !== true) {
    return rejected(
      'conversation_closed',
      'This conversation has ended. Start a new one (POST /v1/conversations) or leave a message (POST /v1/submissions).',
    );
  }
  if (message.quoted !== undefined && state.recalled.includes(message.quoted.sequence)) {
    const error = { pointer: '/quote', code: 'recalled', message: 'That message was taken back.' };
    return rejected('invalid_message', 'This message cannot be sent.', [error]);
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

export function markReadByVisitor(state: ConversationState, visitorId: string, upTo: number): Answer {
  if (state.status === 'none' || visitorId !== state.visitorId) return unknownConversation();
  const seen = Math.min(upTo, state.sequence);
  return seen <= state.visitorReadUpTo ? [] : [{ type: 'conversation.visitor_read', data: { upTo: seen } }];
}

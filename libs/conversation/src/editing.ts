// Changing one's mind: a message is edited or taken back by its author, while there is time.
import { rejected } from '@frontdesk/kernel';
import type { ConversationRefusal, MessageChange } from './command.js';
import { strangers, type Answer } from './messages.js';
import type { ConversationState } from './state.js';
import { cleaned, textErrors } from './text.js';

export function editMessage(state: ConversationState, change: MessageChange, newText: string): Answer {
  const refused = refusedChange(state, change, 'edited');
  if (refused !== null) return refused;
  const { sequence, message } = change.earlier;
  if (state.recalled.includes(sequence)) return rejected('message_recalled', 'This message was taken back.');
  if (message.file !== undefined) {
    return rejected('not_editable', 'A file cannot be edited. Take it back and send another one.');
  }
  const text = cleaned(newText);
  const errors = textErrors(text);
  if (errors.length > 0) return rejected('invalid_message', 'A message cannot be changed to this.', errors);
  if (text === message.text) return [];
  const { messageId } = message;
  return [{ type: 'conversation.message_edited', data: { sequence, messageId, text, ...ofNote(message.kind) } }];
}

/** Taking back twice is taking back once. */
export function recallMessage(state: ConversationState, change: MessageChange): Answer {
  const { sequence, message } = change.earlier;
  const stranger = strangers(state, change.actor);
  if (stranger !== null) return stranger;
  if (state.recalled.includes(sequence)) return [];
  const refused = refusedChange(state, change, 'taken back');
  if (refused !== null) return refused;
  const { messageId, kind } = message;
  return [{ type: 'conversation.message_recalled', data: { sequence, messageId, ...ofNote(kind) } }];
}

const ofNote = (kind: string | undefined): { readonly kind?: 'note' } => (kind === 'note' ? { kind } : {});

function refusedChange(
  state: ConversationState,
  { actor, earlier, sentAt, at, withinMs }: MessageChange,
  what: 'edited' | 'taken back',
): ConversationRefusal | null {
  const stranger = strangers(state, actor);
  if (stranger !== null) return stranger;
  const { author, kind } = earlier.message;
  if (author.kind !== actor.kind || author.id !== actor.id) {
    return rejected('not_the_author', `A message can be ${what} by the one who wrote it only.`);
  }
  if (state.status === 'closed' && kind !== 'note') {
    return rejected('conversation_closed', `This conversation has ended: nothing in it can be ${what} any more.`);
  }
  if (withinMs === 0) return rejected('too_late', `Here a message cannot be ${what} once it is sent.`);
  if (at - sentAt <= withinMs) return null;
  return rejected('too_late', `A message can be ${what} for ${spoken(withinMs)} after it was sent; that time is over.`);
}

function spoken(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds % 60 !== 0) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`;
}

// Decisions about what an agent says of a conversation: also after it has ended, and before it where that is required.
import { rejected, type FieldError } from '@frontdesk/kernel';
import type { Actor, Summary } from './command.js';
import { strangers, type Answer } from './messages.js';
import type { ConversationState } from './state.js';

/** The same again is nothing new. */
export function summarise(state: ConversationState, actor: Actor, summary: Summary): Answer {
  const stranger = strangers(state, actor);
  if (stranger !== null) return stranger;
  if (actor.kind === 'visitor') return rejected('not_the_owner', 'The house alone sums a conversation up.');
  if (state.servedBy === null)
    return rejected('not_served', 'Nobody has served this visitor: there is nothing to sum up.');
  if (state.summary !== null && same(state.summary, summary)) return [];
  const { fields, tags } = summary;
  return [{ type: 'conversation.summarised', data: { fields, tags, by: actor.id } }];
}

/** What is required and missing. */
export function summaryErrors({ summary }: ConversationState, required: readonly string[]): readonly FieldError[] {
  const given = summary?.fields ?? {};
  return required
    .filter((id) => !Object.hasOwn(given, id))
    .map((id) => ({
      pointer: `/fields/${id}`,
      code: 'missing',
      message: 'is required before the conversation is closed',
    }));
}

function same(one: Summary, other: Summary): boolean {
  const [mine, others] = [Object.entries(one.fields), Object.entries(other.fields)];
  return (
    mine.length === others.length &&
    mine.every(([id, value]) => other.fields[id] === value) &&
    one.tags.length === other.tags.length &&
    one.tags.every((tag, index) => other.tags[index] === tag)
  );
}

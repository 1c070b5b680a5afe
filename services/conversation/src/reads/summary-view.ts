// What an agent has said of a conversation, in the words of the settings, and whether something is owed.
import { requiredFields, type ConversationView } from '@frontdesk/contracts';
import type { ConversationRow } from '../rows/conversation-row.js';
import type { Afterwards } from './directory.js';

export function summaryViewOf(
  { state, assignedAt, summary }: ConversationRow,
  { fields, tags: known }: Afterwards,
): Pick<ConversationView, 'summary' | 'summaryOwed'> {
  if (summary === null) {
    // What nobody has served, nobody can sum up.
    const owed = state === 'closed' && assignedAt !== null && requiredFields(fields).length > 0;
    return owed ? { summaryOwed: true } : {};
  }
  const { fields: given, tags, by, at } = summary;
  const named = tags.map((id) => {
    const tag = known.tags.find((one) => one.id === id);
    // A tag that is gone is still told, by its id.
    return { id, name: tag?.name ?? id, colour: tag?.colour ?? 'gray' };
  });
  return { summary: { fields: given, tags: named, by, at: new Date(at).toISOString() } };
}

// What is said → the row's last message and its unread ones. A note is neither: it concerns nobody who waits for an answer.
import type {
  ConversationFact,
  MessageAdded,
  MessageEdited,
  MessageFact,
  MessageRecalled,
} from '@frontdesk/conversation';
import type { StoredRecord } from '@frontdesk/journal';
import { unreachable } from '@frontdesk/kernel';
import type { Queryable } from '@frontdesk/nest';
import type { ConversationRow } from './conversation-row.js';
import { update } from './update-row.js';

/** Unread messages beyond this are not counted one by one. */
const MOST_UNREAD = 999;

type Projected = Promise<ConversationRow | null>;

const TYPES: Readonly<Record<MessageFact['type'], true>> = {
  'conversation.message_added': true,
  'conversation.message_edited': true,
  'conversation.message_recalled': true,
  'conversation.messages_read': true,
  'conversation.visitor_read': true,
};

export const isOfMessages = (fact: ConversationFact): fact is MessageFact => fact.type in TYPES;

export function projectMessage(tx: Queryable, record: StoredRecord, fact: MessageFact): Projected {
  switch (fact.type) {
    case 'conversation.message_added':
      return addMessage(tx, record, fact.data);
    case 'conversation.message_edited':
      return editMessage(tx, record, fact.data);
    case 'conversation.message_recalled':
      return recallMessage(tx, record, fact.data);
    case 'conversation.messages_read':
      return update(tx, record, 'unread = ARRAY(SELECT s FROM unnest(unread) s WHERE s > $4)', fact.data.upTo);
    case 'conversation.visitor_read':
      return update(tx, record, 'state = state');
    default:
      return unreachable(fact);
  }
}

function addMessage(tx: Queryable, record: StoredRecord, { author, text, kind }: MessageAdded): Projected {
  if (kind === 'note') return update(tx, record, 'state = state');
  const unread = {
    visitor: `CASE WHEN cardinality(unread) < ${MOST_UNREAD} THEN unread ELSE unread[2:] END || $3::int`,
    agent: `'{}'`,
    system: 'unread',
  }[author.kind];
  const set = `last_author = $4, last_text = $5, last_at = $6, last_kind = $7, last_sequence = $3, unread = ${unread}`;
  return update(tx, record, set, author.kind, text, new Date(record.at), kind ?? null);
}

function editMessage(tx: Queryable, record: StoredRecord, { sequence, text }: MessageEdited): Projected {
  const set = 'last_text = CASE WHEN last_sequence = $4 THEN $5 ELSE last_text END';
  return update(tx, record, set, sequence, text);
}

function recallMessage(tx: Queryable, record: StoredRecord, { sequence }: MessageRecalled): Projected {
  const set = `last_text = CASE WHEN last_sequence = $4 THEN '' ELSE last_text END,
    last_kind = CASE WHEN last_sequence = $4 THEN NULL ELSE last_kind END, unread = array_remove(unread, $4)`;
  return update(tx, record, set, sequence);
}

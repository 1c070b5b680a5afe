// A conversation's record as clients see it, on HTTP and on the socket alike.
import type { ConversationEvent } from '../http/events.js';

/** What it needs of a journal record of a conversation's stream. */
export interface ConversationRecord {
  readonly type: string;
  readonly streamVersion: number | null;
  readonly at: number;
  readonly body: string;
}

/** The event numbered by its stream version. The log holds what `decide` produced, so its types are trusted here. */
export function toConversationEvent(record: ConversationRecord): ConversationEvent {
  const data = JSON.parse(record.body) as Record<string, unknown>;
  return {
    sequence: record.streamVersion ?? 0,
    type: record.type,
    at: new Date(record.at).toISOString(),
    data: pagePart(record.type, data),
  } as ConversationEvent;
}

/** Of how it was asked for, a page needs but the group. */
function pagePart(type: string, data: Record<string, unknown>): unknown {
  switch (type) {
    case 'conversation.requested':
      return { groupId: data['groupId'] };
    case 'conversation.reopened':
      return { groupId: data['groupId'], by: data['by'] };
    default:
      return data;
  }
}

/**
 * The same event as its visitor sees it: which agents were asked, and refused, is the house's own affair; a note is not
 * even known to be one.
 */
export function asVisitorSees(event: ConversationEvent): ConversationEvent {
  switch (event.type) {
    case 'conversation.message_added':
    case 'conversation.message_edited':
    case 'conversation.message_recalled':
      return event.data.kind === 'note' ? withheld(event) : event;
    case 'conversation.summarised':
      return withheld(event);
    case 'conversation.offered':
      return { ...event, data: { ...event.data, agentId: '', agentName: '' } };
    case 'conversation.offer_ended':
      return { ...event, data: { ...event.data, agentId: '', agentName: '' } };
    case 'conversation.transfer_requested':
    case 'conversation.transfer_request_ended':
    case 'conversation.transfer_failed':
    case 'conversation.locked':
    case 'conversation.unlocked':
      return withheld(event);
    default:
      return event;
  }
}

/** Keeps the number, says nothing else. */
export const withheld = ({ sequence, at }: ConversationEvent): ConversationEvent => ({
  ...{ sequence, at, type: 'conversation.withheld', data: {} },
});

/**
 * Events without the words that were taken back since.
 * @param later all events after the first of `events`, so that every recall of theirs is among them
 */
export function withoutRecalled(
  events: readonly ConversationEvent[],
  later: readonly ConversationEvent[],
): readonly ConversationEvent[] {
  const recalled = new Set(
    later.flatMap(({ type, data }) => (type === 'conversation.message_recalled' ? [data.sequence] : [])),
  );
  return recalled.size === 0 ? events : events.map((event) => blanked(event, recalled));
}

function blanked(event: ConversationEvent, recalled: ReadonlySet<number>): ConversationEvent {
  switch (event.type) {
    case 'conversation.message_added': {
      const { file: _file, quote, ...data } = event.data;
      if (recalled.has(event.sequence)) return { ...event, data: { ...data, text: '' } };
      if (quote === undefined || !recalled.has(quote.sequence)) return event;
      return { ...event, data: { ...event.data, quote: { ...quote, excerpt: '' } } };
    }
    case 'conversation.message_edited':
      return recalled.has(event.data.sequence) ? { ...event, data: { ...event.data, text: '' } } : event;
    default:
      return event;
  }
}

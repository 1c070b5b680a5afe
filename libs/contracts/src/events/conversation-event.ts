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
    data: record.type === 'conversation.requested' ? { groupId: data['groupId'] } : data,
  } as ConversationEvent;
}

/** The same event as its visitor sees it: which agents were asked, and refused, is the house's own affair. */
export function asVisitorSees(event: ConversationEvent): ConversationEvent {
  switch (event.type) {
    case 'conversation.offered':
      return { ...event, data: { ...event.data, agentId: '', agentName: '' } };
    case 'conversation.offer_ended':
      return { ...event, data: { ...event.data, agentId: '', agentName: '' } };
    default:
      return event;
  }
}

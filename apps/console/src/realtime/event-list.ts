// A conversation's events as the page holds them: ascending, without a gap and without a double, whatever arrives.
import type { ConversationEvent } from '@frontdesk/contracts';

export interface EventList {
  readonly events: readonly ConversationEvent[];
  /** Something after the last event was skipped: read the log again from there. */
  readonly gap: boolean;
}

export const emptyEventList: EventList = { events: [], gap: false };

export const lastSequence = (list: EventList | undefined): number => list?.events.at(-1)?.sequence ?? 0;

/** The latest thing the visitor said: what reading the page reads up to. */
export function lastVisitorSequence(list: EventList | undefined): number {
  const said = list?.events.findLast(
    (event) => event.type === 'conversation.message_added' && event.data.author.kind === 'visitor',
  );
  return said?.sequence ?? 0;
}

/** Everything but words: who has it, how it stands. */
const changesTheView = ({ type }: ConversationEvent): boolean => !/message|visitor_read/.test(type);

/** The latest that a view of the conversation must know of; 0: nothing. */
export const lastChange = (list: EventList | undefined): number => list?.events.findLast(changesTheView)?.sequence ?? 0;

/** Known events are dropped; what does not join on is left out and reported as a gap. */
export function mergeEvents(list: EventList, incoming: readonly ConversationEvent[]): EventList {
  let last = lastSequence(list);
  const added: ConversationEvent[] = [];
  let gap = false;
  for (const event of [...incoming].sort((a, b) => a.sequence - b.sequence)) {
    if (event.sequence <= last) continue;
    if (event.sequence > last + 1) {
      gap = true;
      break;
    }
    added.push(event);
    last = event.sequence;
  }
  if (added.length === 0 && gap === list.gap) return list;
  return { events: added.length === 0 ? list.events : [...list.events, ...added], gap };
}

/** Client ids of the messages that are in the log: what the outbox need not show any more. */
export function clientMessageIds(events: readonly ConversationEvent[]): ReadonlySet<string> {
  return new Set(
    events.flatMap((event) => (event.type === 'conversation.message_added' ? [event.data.clientMessageId] : [])),
  );
}

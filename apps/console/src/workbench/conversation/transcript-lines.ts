// The log's events as lines a person reads: bubbles grouped by author, notes for what happened, a line per day.
import type { Author, ConversationEvent } from '@frontdesk/contracts';

type Message = Extract<ConversationEvent, { type: 'conversation.message_added' }>;
/** They change a bubble or say who has read: no line of their own. */
const SILENT = [
  'conversation.message_edited',
  'conversation.message_recalled',
  'conversation.messages_read',
  'conversation.visitor_read',
  'conversation.withheld',
] as const;
type Silent = Extract<ConversationEvent, { type: (typeof SILENT)[number] }>;
export type Happening = Exclude<ConversationEvent, Message | Silent>;

const isSilent = (event: ConversationEvent): event is Silent => (SILENT as readonly string[]).includes(event.type);

export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'note'; readonly key: string; readonly event: Happening }
  | {
      readonly kind: 'bubble';
      readonly key: string;
      readonly author: Author;
      readonly at: string;
      readonly text: string;
      /** Goes on from the bubble above: same author, soon after. */
      readonly joined: boolean;
    };

const JOINED_WITHIN_MS = 3 * 60_000;

export function toLines(events: readonly ConversationEvent[]): readonly Line[] {
  const lines: Line[] = [];
  let day = '';
  for (const event of events) {
    if (isSilent(event)) continue;
    const today = new Date(event.at).toDateString();
    // The first day needs no line: the conversation's head says when it began.
    if (day !== '' && today !== day) lines.push({ kind: 'day', key: `day-${today}`, at: event.at });
    day = today;
    lines.push(toLine(event, lines.at(-1)));
  }
  return lines;
}

function toLine(event: Message | Happening, before: Line | undefined): Line {
  const key = String(event.sequence);
  if (event.type !== 'conversation.message_added') return { kind: 'note', key, event };
  const { author, text } = event.data;
  const joined =
    before?.kind === 'bubble' &&
    before.author.kind === author.kind &&
    before.author.id === author.id &&
    new Date(event.at).getTime() - new Date(before.at).getTime() < JOINED_WITHIN_MS;
  return { kind: 'bubble', key, author, at: event.at, text, joined };
}

// The log's events as lines a person reads: bubbles grouped by author, notes for what happened, a line per day.
import type { Author, ConversationEvent, MessageData } from '@frontdesk/contracts';

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
  | Bubble;

export interface Bubble {
  readonly kind: 'bubble';
  readonly key: string;
  readonly sequence: number;
  readonly author: Author;
  readonly at: string;
  /** As it reads now. */
  readonly text: string;
  readonly data: MessageData;
  readonly edited: boolean;
  /** Taken back: there is nothing to show but that. */
  readonly recalled: boolean;
  /** Goes on from the bubble above: same author, soon after, for the same readers. */
  readonly joined: boolean;
}

const JOINED_WITHIN_MS = 3 * 60_000;

export function toLines(events: readonly ConversationEvent[]): readonly Line[] {
  const lines: Line[] = [];
  const changes = changesIn(events);
  let day = '';
  for (const event of events) {
    if (isSilent(event)) continue;
    const today = new Date(event.at).toDateString();
    // The first day needs no line: the conversation's head says when it began.
    if (day !== '' && today !== day) lines.push({ kind: 'day', key: `day-${today}`, at: event.at });
    day = today;
    lines.push(toLine(event, lines.at(-1), changes));
  }
  return lines;
}

interface Changes {
  readonly texts: ReadonlyMap<number, string>;
  readonly recalled: ReadonlySet<number>;
}

function changesIn(events: readonly ConversationEvent[]): Changes {
  const texts = new Map<number, string>();
  const recalled = new Set<number>();
  for (const { type, data } of events) {
    if (type === 'conversation.message_edited' && data.text !== '') texts.set(data.sequence, data.text);
    if (type === 'conversation.message_recalled') recalled.add(data.sequence);
  }
  return { texts, recalled };
}

/** How far the visitor has read. */
export function visitorReadUpTo(events: readonly ConversationEvent[]): number {
  const read = events.findLast((event) => event.type === 'conversation.visitor_read');
  return read?.data.upTo ?? 0;
}

function toLine(event: Message | Happening, before: Line | undefined, { texts, recalled }: Changes): Line {
  const key = String(event.sequence);
  if (event.type !== 'conversation.message_added') return { kind: 'note', key, event };
  const { sequence, at, data } = event;
  const { author } = data;
  const joined =
    before?.kind === 'bubble' &&
    before.author.kind === author.kind &&
    before.author.id === author.id &&
    (before.data.kind === 'note') === (data.kind === 'note') &&
    new Date(event.at).getTime() - new Date(before.at).getTime() < JOINED_WITHIN_MS;
  return {
    ...{ kind: 'bubble', key, sequence, author, at, data, joined },
    text: texts.get(sequence) ?? data.text,
    edited: texts.has(sequence) && !recalled.has(sequence),
    recalled: recalled.has(sequence) || data.text === '',
  };
}

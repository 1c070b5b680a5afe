// One message of the transcript, and what its author does to it later. Pure.
import type { ConversationEvent, MessageData, MessageFile, MessageQuote } from '@frontdesk/contracts';

export interface MessageEntry {
  readonly kind: 'message';
  readonly sequence: number;
  readonly author: 'visitor' | 'agent' | 'system';
  readonly name: string;
  /** Of a file that came without words: its name. */
  readonly text: string;
  readonly at: string;
  readonly file: MessageFile | null;
  readonly quote: MessageQuote | null;
  readonly edited: boolean;
  /** Taken back: there is nothing to show but that. */
  readonly recalled: boolean;
}

export function messageOf(sequence: number, at: string, { author, text, file, quote }: MessageData): MessageEntry {
  const name = author.kind === 'agent' ? author.name : '';
  return {
    ...{ kind: 'message', sequence, author: author.kind, name, text, at },
    ...{ file: file ?? null, quote: quote ?? null, edited: false, recalled: text === '' },
  };
}

/** The entries after an edit or a recall of one of them; the same list where it was neither. */
export function changed<Other extends { readonly kind: string }>(
  entries: readonly (MessageEntry | Other)[],
  event: ConversationEvent,
): readonly (MessageEntry | Other)[] {
  if (event.type === 'conversation.message_edited') {
    const { sequence, text } = event.data;
    return each(entries, (entry) =>
      entry.sequence === sequence && !entry.recalled && text !== '' ? { ...entry, text, edited: true } : entry,
    );
  }
  if (event.type !== 'conversation.message_recalled') return entries;
  const { sequence } = event.data;
  return each(entries, (entry) => {
    if (entry.sequence === sequence) return { ...entry, text: '', file: null, quote: null, recalled: true };
    return entry.quote?.sequence === sequence ? { ...entry, quote: { ...entry.quote, excerpt: '' } } : entry;
  });
}

const each = <Other extends { readonly kind: string }>(
  entries: readonly (MessageEntry | Other)[],
  change: (entry: MessageEntry) => MessageEntry,
) => entries.map((entry) => (isMessage(entry) ? change(entry) : entry));

const isMessage = (entry: { readonly kind: string }): entry is MessageEntry => entry.kind === 'message';

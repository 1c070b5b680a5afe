// A conversation to take along: its messages as text or as a page without scripts, in the reader's words and time zone.
import type { Author, ConversationEvent, MessageData } from '@frontdesk/contracts';

export interface TranscriptAbout {
  readonly format: 'text' | 'html';
  readonly timeZone: string;
  /** Of the words around the messages; null: English. */
  readonly language: string | null;
  readonly visitorName: string;
  readonly groupName: string;
  readonly startedAt: Date;
}

interface Line {
  readonly at: string;
  readonly who: string;
  readonly text: string;
  readonly quote: string;
  readonly kind: 'message' | 'note' | 'event';
}

const WORDS = {
  en: {
    title: 'Chat transcript',
    started: 'Started',
    joined: 'joined the chat',
    closed: 'The chat has ended.',
    recalled: '(taken back)',
    edited: '(edited)',
    file: 'File',
    note: 'Note, for staff only',
    house: 'Frontdesk',
  },
  de: {
    title: 'Chatverlauf',
    started: 'Begonnen',
    joined: 'ist dem Chat beigetreten',
    closed: 'Der Chat ist beendet.',
    recalled: '(zurückgenommen)',
    edited: '(bearbeitet)',
    file: 'Datei',
    note: 'Notiz, nur für das Team',
    house: 'Frontdesk',
  },
} as const;

type Words = (typeof WORDS)[keyof typeof WORDS];

export const transcriptName = (startedAt: Date, format: 'text' | 'html'): string =>
  `chat-${startedAt.toISOString().slice(0, 10)}.${format === 'html' ? 'html' : 'txt'}`;

/** Of the events as their reader may see them: what was withheld from them is not in it. */
export function transcriptOf(events: readonly ConversationEvent[], about: TranscriptAbout): string {
  const german = about.language?.toLowerCase().startsWith('de') ?? false;
  const words: Words = german ? WORDS.de : WORDS.en;
  const { timeZone } = about;
  const clock = new Intl.DateTimeFormat(german ? 'de' : 'en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone });
  const lines = linesOf(events, about.visitorName, words);
  const head = `${about.groupName} · ${words.started}: ${clock.format(about.startedAt)} (${timeZone})`;
  const time = (at: string) => clock.format(new Date(at));
  return about.format === 'text'
    ? asText(words.title, head, lines, time)
    : asPage(german ? 'de' : 'en', words.title, head, lines, time);
}

function linesOf(events: readonly ConversationEvent[], visitorName: string, words: Words): readonly Line[] {
  const edits = new Map<number, string>();
  for (const { type, data } of events)
    if (type === 'conversation.message_edited' && data.text !== '') edits.set(data.sequence, data.text);
  return events.flatMap((event): Line[] => {
    const { sequence, at } = event;
    const happened = (text: string): Line[] => [{ at, who: '', text, quote: '', kind: 'event' }];
    switch (event.type) {
      case 'conversation.message_added':
        return [lineOf(event.data, at, edits.get(sequence), nameOf(event.data.author, visitorName, words), words)];
      case 'conversation.assigned':
        return happened(`${event.data.agentName} ${words.joined}.`);
      case 'conversation.transferred':
        return happened(`${event.data.toAgentName} ${words.joined}.`);
      case 'conversation.closed':
        return happened(words.closed);
      default:
        return [];
    }
  });
}

function lineOf(data: MessageData, at: string, edit: string | undefined, name: string, words: Words): Line {
  const note = data.kind === 'note';
  const who = note ? `${name} (${words.note})` : name;
  const file = data.file === undefined ? '' : `[${words.file}: ${data.file.name}]`;
  const said = edit ?? data.text;
  const own = data.file !== undefined && said === data.file.name ? '' : said;
  const text = data.text === '' ? words.recalled : [own, file, edit === undefined ? '' : words.edited];
  return {
    ...{ at, who, quote: data.quote?.excerpt ?? '', kind: note ? 'note' : 'message' },
    text: typeof text === 'string' ? text : text.filter((part) => part !== '').join(' '),
  };
}

function nameOf(author: Author, visitorName: string, words: Words): string {
  switch (author.kind) {
    case 'visitor':
      return visitorName;
    case 'agent':
      return author.name;
    case 'system':
      return words.house;
  }
}

function asText(title: string, head: string, lines: readonly Line[], time: (at: string) => string): string {
  const body = lines.map(({ at, who, text, quote, kind }) => {
    const quoted = quote === '' ? '' : `    > ${quote}\n`;
    return kind === 'event' ? `[${time(at)}] ${text}` : `[${time(at)}] ${who}:\n${quoted}${indented(text)}`;
  });
  return `${title}\n${head}\n\n${body.join('\n')}\n`;
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1d2330}
h1{font-size:1.4rem;margin:0}header p,time{color:#5b6475;font-size:.85rem}article{margin:1rem 0}
article p{white-space:pre-wrap;margin:.2rem 0;overflow-wrap:anywhere}.event{color:#5b6475;text-align:center}
.note{background:#fff6d6;border-left:3px solid #d9a400;padding:.4rem .8rem}
blockquote{margin:.2rem 0;padding-left:.6rem;border-left:3px solid #c8ceda;color:#5b6475}`;

function asPage(
  language: string,
  title: string,
  head: string,
  lines: readonly Line[],
  time: (at: string) => string,
): string {
  const body = lines.map(({ at, who, text, quote, kind }) => {
    const when = `<time datetime="${escaped(at)}">${escaped(time(at))}</time>`;
    if (kind === 'event') return `<p class="event">${escaped(text)} ${when}</p>`;
    const quoted = quote === '' ? '' : `<blockquote>${escaped(quote)}</blockquote>`;
    return `<article class="${kind}"><strong>${escaped(who)}</strong> ${when}${quoted}<p>${escaped(text)}</p></article>`;
  });
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><header><h1>${escaped(title)}</h1><p>${escaped(head)}</p></header>
${body.join('\n')}
</body></html>
`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);

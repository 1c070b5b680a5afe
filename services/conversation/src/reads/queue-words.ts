// What is said to somebody who waits (E3): the workspace's words in the visitor's language, with place, forecast and names
// filled in. Documents saved before a member existed lack it, so each has its default here.
import { inLanguage } from '@frontdesk/kernel';
import type { EnginePlace, QueueDocument, QueuePlace } from '@frontdesk/contracts';

/** Said until the workspace's own words have arrived. */
const QUEUE_MESSAGE = 'You are number {{position}} in the queue.';

const MINUTE_MS = 60_000;
/** Where a number is asked for that nobody knows. */
const UNKNOWN = '–';

interface Messages {
  readonly entry: string;
  readonly position: string;
  readonly reassurance: string;
  readonly warning: string;
}

export type SavedQueue = Pick<QueueDocument, 'message'> & {
  readonly messages?: Readonly<Record<string, Messages>>;
  readonly reassuranceSeconds?: number | null;
  readonly placeholder?: string;
  readonly typing?: boolean;
};

export interface Wording {
  readonly document: SavedQueue | null;
  /** The visitor's; null: not known. */
  readonly language: string | null;
  readonly groupName: string;
  /** Of the agent whom the visitor waits for; '': whoever comes first. */
  readonly agentName: string;
  readonly now: number;
}

export function wordedPlace(place: EnginePlace, moment: 'entry' | 'change', wording: Wording): QueuePlace {
  const { document, language, now } = wording;
  const { position, ahead, waitedMs, forecast } = place;
  const messages = inLanguage(document?.messages ?? {}, language);
  const template = (moment === 'entry' && messages?.entry) || messages?.position || document?.message || QUEUE_MESSAGE;
  const fill = (text: string): string => filled(text, place, wording);
  const every = document?.reassuranceSeconds ?? null;
  const reassuring = every !== null && messages !== null && messages.reassurance !== '';
  return {
    ...{ position, ahead, waitedMs, forecast, message: fill(template) },
    warning: place.warning && {
      text: fill(messages?.warning ?? ''),
      timeoutAt: new Date(place.warning.timeoutAt).toISOString(),
      remainingMs: Math.max(0, place.warning.timeoutAt - now),
      left: place.warning.left,
    },
    reassurance: reassuring ? { everyMs: every * 1000, text: fill(messages.reassurance) } : null,
    placeholder: document?.placeholder ?? '',
    typing: document?.typing ?? true,
  };
}

function filled(template: string, { position, ahead, forecast }: EnginePlace, wording: Wording): string {
  const { language, groupName, agentName } = wording;
  // A number's format takes as long to make as a query: only where a template asks for it.
  const values: Readonly<Record<string, () => string>> = {
    position: () => String(position),
    ahead: () => String(ahead),
    wait_p50: () => (forecast === null ? UNKNOWN : minutes(forecast.p50Ms, language)),
    wait_p90: () => (forecast === null ? UNKNOWN : minutes(forecast.p90Ms, language)),
    group: () => groupName,
    agent: () => agentName,
  };
  return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name]?.() ?? whole) : whole,
  );
}

/** Whole minutes, never none: "1 minute", "12 Minuten". A tag that no locale knows is told in English. */
function minutes(ms: number, language: string | null): string {
  const count = Math.max(1, Math.ceil(ms / MINUTE_MS));
  const options = { style: 'unit', unit: 'minute', unitDisplay: 'long' } as const;
  try {
    return new Intl.NumberFormat(language ?? 'en', options).format(count);
  } catch {
    return new Intl.NumberFormat('en', options).format(count);
  }
}

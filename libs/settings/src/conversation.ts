// The course of conversations (B10): what the house says by itself, when silence ends one, how one is handed over.
import { fault, flag, inTurn, memberOf, members, named, oneOf, orNull, text, whole, type Check } from './check.js';
import { language } from './language.js';
import { placeholdersOf } from './template.js';

/** /v1/settings/conversation */
export interface ConversationDocument {
  /** Whoever reads none of a text's languages reads this one. */
  readonly fallbackLanguage: string;
  /** `first_ever`: in a visitor's first conversation alone. `always`: also when one is opened again, or come back to. */
  readonly welcome: AutomaticWords & { readonly when: 'always' | 'once_per_conversation' | 'first_ever' };
  /** When an agent has it. `once`: not again for the next one who has it. */
  readonly connected: AutomaticWords & { readonly when: 'every_time' | 'once' };
  /** To a visitor whom the agent lets wait. */
  readonly agentSlow: AutomaticPrompt;
  /** To a visitor who does not answer. */
  readonly visitorIdle: AutomaticPrompt;
  /** A visitor who has been silent for so long is taken leave of, and the conversation is closed. */
  readonly visitorTimeout: AutomaticWords & { readonly afterSeconds: number };
  /** `after_agent`: only where an agent was there. */
  readonly endWords: AutomaticWords & { readonly when: 'always' | 'after_agent' };
  /** A visitor whose last page is gone for so long has left: the conversation is closed; null: it stays. */
  readonly visitorLeftSeconds: number | null;
  /** A visitor who starts in another window goes on with the open conversation, or that one is closed and a new one begun. */
  readonly newWindow: 'continue' | 'close_and_start';
  /** For so long after its end a conversation may be opened again; 0: never. */
  readonly reopenMinutes: number;
  readonly transfer: {
    /** Whose yes it needs when an agent hands a conversation over; a supervisor needs none. */
    readonly approval: 'none' | 'agent' | 'supervisor';
    /** For so long they may answer. */
    readonly timeoutSeconds: number;
    /** The place in the queue of a group it is handed to: by its old time of arrival, behind all, or before all. */
    readonly order: 'keep' | 'end' | 'front';
  };
}

export interface AutomaticWords {
  readonly enabled: boolean;
  /** By language, with {{visitor}}, {{agent}} and {{group}}. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface AutomaticPrompt extends AutomaticWords {
  readonly afterSeconds: number;
  /** How often at most, each as long after the one before. */
  readonly times: number;
}

/** Nobody is there yet whose name could be said. */
export const BEFORE_AGENT = ['visitor', 'group'] as const;
export const WITH_AGENT = ['visitor', 'group', 'agent'] as const;

const DAY = 86_400;

const textsWith = (known: readonly string[]): Check =>
  named(language, inTurn(text(0, 2000), placeholdersOf(known)), 50);

const words = (known: readonly string[], more: Readonly<Record<string, Check>>): Check =>
  members({ enabled: flag, texts: textsWith(known), ...more });

const prompt = words(WITH_AGENT, { afterSeconds: whole(5, DAY), times: whole(1, 20) });

const form = members({
  fallbackLanguage: language,
  welcome: words(BEFORE_AGENT, { when: oneOf('always', 'once_per_conversation', 'first_ever') }),
  connected: words(WITH_AGENT, { when: oneOf('every_time', 'once') }),
  agentSlow: prompt,
  visitorIdle: prompt,
  visitorTimeout: words(WITH_AGENT, { afterSeconds: whole(10, DAY) }),
  endWords: words(WITH_AGENT, { when: oneOf('always', 'after_agent') }),
  visitorLeftSeconds: orNull(whole(10, DAY)),
  newWindow: oneOf('continue', 'close_and_start'),
  reopenMinutes: whole(0, 7 * 24 * 60),
  transfer: members({
    approval: oneOf('none', 'agent', 'supervisor'),
    timeoutSeconds: whole(10, 3600),
    order: oneOf('keep', 'end', 'front'),
  }),
});

const SAID = ['welcome', 'connected', 'agentSlow', 'visitorIdle', 'visitorTimeout', 'endWords'] as const;

/** What the members mean together. */
const together: Check = (value, pointer) => {
  const document = value as ConversationDocument;
  return [...SAID.flatMap((name) => spoken(document, name, memberOf(pointer, name))), ...inOrder(document, pointer)];
};

/** What is switched on has words for everybody. */
function spoken(document: ConversationDocument, name: (typeof SAID)[number], pointer: string): ReturnType<Check> {
  const { enabled, texts } = document[name];
  if (!enabled) return [];
  const fallback = document.fallbackLanguage.toLowerCase();
  const own = Object.entries(texts).find(([tag]) => tag.toLowerCase() === fallback)?.[1] ?? '';
  if (own.trim() !== '') return [];
  const at = memberOf(memberOf(pointer, 'texts'), document.fallbackLanguage);
  return fault(
    at,
    'no_fallback',
    `needs a text in ${document.fallbackLanguage}, which is said where there is no other`,
  );
}

/** Nobody is closed out before the last reminder. */
function inOrder({ visitorIdle, visitorTimeout }: ConversationDocument, pointer: string): ReturnType<Check> {
  const last = visitorIdle.afterSeconds * visitorIdle.times;
  if (!visitorIdle.enabled || !visitorTimeout.enabled || visitorTimeout.afterSeconds > last) return [];
  const at = memberOf(memberOf(pointer, 'visitorTimeout'), 'afterSeconds');
  return fault(at, 'not_after_reminders', `must be longer than the ${last} seconds that all reminders take`);
}

export const conversationCheck = inTurn(form, together);

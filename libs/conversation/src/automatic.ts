// What the house says by itself: which text, in which language, and after which facts (F4).
import { inLanguage } from '@frontdesk/kernel';
import type { ConversationFact } from './event.js';
import type { AutomaticKind, MessageAdded } from './message-event.js';
import type { RulesInForce, Words } from './rules.js';
import type { ConversationState } from './state.js';

const SWITCHES = {
  welcome: 'welcome',
  connected: 'connected',
  agent_slow: 'agentSlow',
  visitor_idle: 'visitorIdle',
  visitor_timeout: 'visitorTimeout',
  end_words: 'endWords',
} as const;

/** The words as one fact; none when they are switched off, or empty in this language. */
export function automatic(
  kind: AutomaticKind,
  state: ConversationState,
  inForce: RulesInForce | undefined,
): readonly Said[] {
  if (inForce === undefined || state.about === null) return [];
  const words: Words = inForce.rules[SWITCHES[kind]];
  if (!words.enabled) return [];
  // Words that are empty in a language are not said to those who speak it.
  const template =
    inLanguage(words.texts, state.about.language) ?? inLanguage(words.texts, inForce.rules.fallbackLanguage);
  const text = filled(template ?? '', state, inForce).trim();
  if (text === '') return [];
  // The number it will have tells it apart from all others of the conversation: a core throws no dice.
  const number = state.sequence + 1;
  const data = {
    messageId: `${state.about.conversationId}-${number}`,
    clientMessageId: `${kind}-${number}`,
    author: { kind: 'system', id: 'frontdesk' } as const,
    text,
    automatic: kind,
  };
  return [{ type: 'conversation.message_added', data }];
}

type Said = { readonly type: 'conversation.message_added'; readonly data: MessageAdded };

function filled(template: string, state: ConversationState, { groupNames }: RulesInForce): string {
  const values: Readonly<Record<string, string>> = {
    visitor: state.about?.visitorName ?? '',
    agent: state.agentName ?? '',
    group: groupNames[state.groupId ?? ''] ?? state.groupId ?? '',
  };
  return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => values[name] ?? whole);
}

/** What is said right after a fact; `state` is after it. */
export function saidAfter(
  fact: ConversationFact,
  state: ConversationState,
  inForce: RulesInForce | undefined,
  newcomer: boolean,
): readonly Said[] {
  const rules = inForce?.rules;
  switch (fact.type) {
    case 'conversation.requested': {
      if (fact.data.blocked === true || (rules?.welcome.when === 'first_ever' && !newcomer)) return [];
      return automatic('welcome', state, inForce);
    }
    case 'conversation.reopened':
      return rules?.welcome.when === 'always' ? automatic('welcome', state, inForce) : [];
    case 'conversation.assigned':
    case 'conversation.transferred':
      return rules?.connected.when === 'once' && state.connectedTold ? [] : automatic('connected', state, inForce);
    default:
      return [];
  }
}

/** Ends without a farewell: nobody was talking, or what comes next has words of its own. */
const SILENT_ENDS: readonly string[] = [
  'refused',
  'converted',
  'blocked',
  'queue_timeout',
  'unassigned_timeout',
  'closing_time',
];

/** What is said right before a fact; `state` is before it. */
export function saidBefore(
  fact: ConversationFact,
  state: ConversationState,
  inForce: RulesInForce | undefined,
): readonly Said[] {
  if (fact.type !== 'conversation.closed' || SILENT_ENDS.includes(fact.data.reason)) return [];
  if (inForce?.rules.endWords.when === 'after_agent' && !state.served) return [];
  return automatic('end_words', state, inForce);
}

// The occasions on which the house says something by itself, in the order in which a visitor meets them.
import type { ConversationDocument } from '@frontdesk/contracts';

export const OCCASIONS = [
  ...(['welcome', 'connected', 'agentSlow', 'visitorIdle'] as const),
  ...(['visitorTimeout', 'endWords'] as const),
] as const satisfies readonly (keyof ConversationDocument)[];

export type Occasion = (typeof OCCASIONS)[number];

/** Before an agent is there, none can be named. */
export const variablesOf = (occasion: Occasion): readonly string[] =>
  occasion === 'welcome' ? ['visitor', 'group'] : ['visitor', 'group', 'agent'];

type When = ConversationDocument['welcome' | 'connected' | 'endWords']['when'];

/** Null: it is a matter of silence. */
export function whenOf(occasion: Occasion): readonly When[] | null {
  switch (occasion) {
    case 'welcome':
      return ['always', 'once_per_conversation', 'first_ever'];
    case 'connected':
      return ['every_time', 'once'];
    case 'endWords':
      return ['always', 'after_agent'];
    default:
      return null;
  }
}

const EXAMPLES: Readonly<Record<string, string>> = { visitor: 'Mia', group: 'Support', agent: 'Ana' };

/** As a visitor will read it. */
export const filled = (template: string): string =>
  template.replace(/\{\{\s*(\w+)\s*\}\}/gu, (whole, name: string) => EXAMPLES[name] ?? whole);

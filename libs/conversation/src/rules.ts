// What the workspace says about the course of conversations: it travels with each command, for a core keeps no settings.
import type { DurationMs } from '@frontdesk/kernel';
import type { Approval, ArrivalOrder } from './later-event.js';

/** By language tag. */
export type Texts = Readonly<Record<string, string>>;

export interface Words {
  readonly enabled: boolean;
  readonly texts: Texts;
}

/** Members in seconds, as in the settings document. */
export interface ConversationRules {
  /** Whoever reads none of a text's languages reads this one. */
  readonly fallbackLanguage: string;
  readonly welcome: Words & { readonly when: 'always' | 'once_per_conversation' | 'first_ever' };
  readonly connected: Words & { readonly when: 'every_time' | 'once' };
  readonly agentSlow: Prompt;
  readonly visitorIdle: Prompt;
  readonly visitorTimeout: Words & { readonly afterSeconds: number };
  readonly endWords: Words & { readonly when: 'always' | 'after_agent' };
  /** A visitor who has gone while an agent had the conversation: it closes so much later; null: it stays. */
  readonly visitorLeftSeconds: number | null;
  /** 0: what is closed stays closed. */
  readonly reopenMinutes: number;
  readonly transfer: {
    readonly approval: Approval;
    readonly timeoutSeconds: number;
    readonly order: ArrivalOrder;
  };
}

/** Said when somebody is silent for so long, and again after as long, so many times. */
export interface Prompt extends Words {
  readonly afterSeconds: number;
  readonly times: number;
}

export interface RulesInForce {
  readonly rules: ConversationRules;
  /** Names of groups by id, as the texts show them. */
  readonly groupNames: Readonly<Record<string, string>>;
}

export const inMs = (seconds: number): DurationMs => seconds * 1000;

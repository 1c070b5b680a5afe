// Facts, people and rules that the specs of a conversation's later life share.
import type { Dated, Instant } from '@frontdesk/kernel';
import type { Actor, ClosedReason, ConversationFact, ConversationRules, RulesInForce } from '../index.js';

export const mia: Actor = { kind: 'visitor', id: 'v1' };
export const ada: Actor = { kind: 'agent', id: 'a1', name: 'Ada', supervisor: false };
export const ben: Actor = { kind: 'agent', id: 'a2', name: 'Ben', supervisor: false };
export const eve: Actor = { kind: 'agent', id: 'a3', name: 'Eve', supervisor: true };

export const request = {
  ...{ conversationId: 'c1', visitorId: 'v1', visitorName: 'Mia', channel: 'web', groupId: 'support' },
  ...{ priority: 0, ruleId: null, settingsVersion: 1, language: 'de-AT', page: null },
};
export const requested: ConversationFact = { type: 'conversation.requested', data: request };
export const assignment = { agentId: 'a1', agentName: 'Ada', groupId: 'support', waitedMs: 0, cause: 'arrival' };
export const assigned: ConversationFact = { type: 'conversation.assigned', data: assignment };
export const handOver = { fromAgentId: 'a1', toAgentId: 'a2', toAgentName: 'Ben', groupId: 'support', by: 'a1' };
export const transferred: ConversationFact = { type: 'conversation.transferred', data: handOver };
export const requeued: ConversationFact = {
  type: 'conversation.requeued',
  data: { groupId: 'support', position: 1, cause: 'agent_lost' },
};
export const closed = (
  reason: ClosedReason,
  by: 'visitor' | 'agent' | 'supervisor' | 'system' = 'system',
): ConversationFact => ({
  type: 'conversation.closed',
  data: { reason, by, why: null },
});

export function said(who: Actor, id: string): ConversationFact {
  const author = who.kind === 'visitor' ? who : { kind: 'agent' as const, id: who.id, name: who.name };
  return {
    type: 'conversation.message_added',
    data: { messageId: `m-${id}`, clientMessageId: id, author, text: 'Hello' },
  };
}

/** The house's own words as the fact with this number. */
export const words = (
  automatic: 'welcome' | 'connected' | 'agent_slow' | 'visitor_idle' | 'visitor_timeout' | 'end_words',
  number: number,
  text: string,
): ConversationFact => ({
  type: 'conversation.message_added',
  data: {
    ...{ messageId: `c1-${number}`, clientMessageId: `${automatic}-${number}`, automatic, text },
    author: { kind: 'system', id: 'frontdesk' },
  },
});

/** Recorded then. */
export const on = (at: Instant, fact: ConversationFact): Dated<ConversationFact> => ({ ...fact, at });

const off = { enabled: false, texts: {} };
const RULES: ConversationRules = {
  fallbackLanguage: 'en',
  welcome: { ...off, when: 'once_per_conversation' },
  connected: { ...off, when: 'every_time' },
  agentSlow: { ...off, afterSeconds: 60, times: 2 },
  visitorIdle: { ...off, afterSeconds: 100, times: 1 },
  visitorTimeout: { ...off, afterSeconds: 300 },
  endWords: { ...off, when: 'after_agent' },
  visitorLeftSeconds: null,
  reopenMinutes: 10,
  transfer: { approval: 'none', timeoutSeconds: 60, order: 'keep' },
};

export const inForce = (change: Partial<ConversationRules> = {}): RulesInForce => ({
  rules: { ...RULES, ...change },
  groupNames: { support: 'Support' },
});

export const told = (text: string, de?: string) => ({
  enabled: true,
  texts: { en: text, ...(de === undefined ? {} : { de }) },
});

// The settings document about the course of conversations, as it is sent and as it stands in events.
import Type from 'typebox';
import { closed, text, wholeOrNull } from './settings-members.js';
import { count } from './public-event.js';

const words = {
  enabled: Type.Boolean(),
  texts: Type.Record(Type.String(), text, { description: 'By language.' }),
};
const after = { afterSeconds: count('So long a silence.') };
const prompt = closed('Prompt', { ...words, ...after, times: count('How often at most.') });

export const conversationDocument = closed('Conversation', {
  fallbackLanguage: Type.String({ maxLength: 35, description: 'Of whoever reads none of the others.' }),
  welcome: closed('Welcome', { ...words, when: Type.Enum(['always', 'once_per_conversation', 'first_ever']) }),
  connected: closed('Connected', { ...words, when: Type.Enum(['every_time', 'once']) }),
  agentSlow: prompt,
  visitorIdle: prompt,
  visitorTimeout: closed('VisitorTimeout', { ...words, ...after }),
  endWords: closed('EndWords', { ...words, when: Type.Enum(['always', 'after_agent']) }),
  visitorLeftSeconds: wholeOrNull('How long after a visitor has left the conversation is closed; null: it stays.'),
  newWindow: Type.Enum(['continue', 'close_and_start']),
  reopenMinutes: count('How long after its end a conversation may be opened again; 0: never.'),
  transfer: closed('Transfer', {
    approval: Type.Enum(['none', 'agent', 'supervisor']),
    timeoutSeconds: count('How long there is to approve.'),
    order: Type.Enum(['keep', 'end', 'front']),
  }),
});

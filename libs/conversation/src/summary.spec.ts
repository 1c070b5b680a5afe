// Summing a conversation up: who, when, and what closing asks for.
import { describe, it } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import {
  conversationDecider,
  type Actor,
  type ConversationCommand,
  type ConversationFact,
  type Summary,
} from './index.js';
import { ada, assigned, mia, requested } from './testing/words.js';

const given = specify(conversationDecider);
const closedBy = (by: 'agent' | 'visitor' | 'supervisor'): ConversationFact => ({
  type: 'conversation.closed',
  data: { reason: by, by, why: null },
});
const sue: Actor = { kind: 'agent', id: 's1', name: 'Sue', supervisor: true };
const parcel: Summary = { fields: { topic: 'Parcel' }, tags: ['late'] };
const sumUp = (actor: Actor, summary = parcel): ConversationCommand => ({ type: 'summarise', actor, summary });
const summarised: ConversationFact = { type: 'conversation.summarised', data: { ...parcel, by: 'a1' } };
const close = (actor: Actor): ConversationCommand => ({ type: 'close', actor, required: ['topic'] });

describe('F5b a summary', () => {
  it('is its agent’s or a supervisor’s, before and after the end', () => {
    given(requested, assigned).when(sumUp(ada)).then(summarised);
    given(requested, assigned, closedBy('visitor')).when(sumUp(ada)).then(summarised);
    given(requested, assigned)
      .when(sumUp({ ...ada, id: 'a2' }))
      .thenRejected('not_the_owner');
    given(requested, assigned).when(sumUp(mia)).thenRejected('not_the_owner');
    given(requested).when(sumUp(sue)).thenRejected('not_served');
  });
  it('said twice is said once; another one takes its place', () => {
    given(requested, assigned, summarised).when(sumUp(ada)).thenNothing();
    const other = { ...parcel, tags: [] };
    given(requested, assigned, summarised)
      .when(sumUp(ada, other))
      .then({ type: 'conversation.summarised', data: { ...other, by: 'a1' } });
  });
  it('is asked for before its agent closes, by pointer', () => {
    given(requested, assigned).when(close(ada)).thenRejected('summary_missing', '/fields/topic');
    given(requested, assigned, summarised).when(close(ada)).then(closedBy('agent'));
  });
  it('keeps neither visitors nor supervisors from ending it', () => {
    given(requested, assigned).when(close(mia)).then(closedBy('visitor'));
    given(requested, assigned).when(close(sue)).then(closedBy('supervisor'));
  });
});

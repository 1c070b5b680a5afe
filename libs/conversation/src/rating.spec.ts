// Rating a conversation: who asks, who answers, when, and until when the answer may be another one.
import { describe, it } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import type { Rating } from '@frontdesk/kernel';
import { conversationDecider, type Actor, type ConversationCommand, type ConversationFact } from './index.js';
import { ada, assigned, mia, requested } from './testing/words.js';

const given = specify(conversationDecider);

const closed: ConversationFact = { type: 'conversation.closed', data: { reason: 'agent', by: 'agent', why: null } };
const invited: ConversationFact = { type: 'conversation.rating_invited', data: { templateId: 'stars', by: 'a1' } };

const sue: Actor = { kind: 'agent', id: 's1', name: 'Sue', supervisor: true };

const five: Rating = { templateId: 'stars', kind: 'stars5', score: 5, tags: ['friendly'], text: null, solved: true };
const one: Rating = { ...five, score: 1, tags: [] };
const NEVER = { atEnd: false, anyTime: false, changeMs: 60_000, openUntil: null };
const rate = (rating: Rating, at: number, terms: object = {}, actor: Actor = mia): ConversationCommand => ({
  type: 'rate',
  ...{ actor, rating, at, terms: { ...NEVER, ...terms } },
});
const rated = (rating: Rating, changeableUntil: number, changed?: true): ConversationFact => ({
  type: 'conversation.rated',
  data: { ...rating, agentId: 'a1', groupId: 'support', changeableUntil, ...(changed && { changed }) },
});
const invite = (actor: Actor): ConversationCommand => ({ type: 'invite_rating', actor, templateId: 'stars' });

describe('F5a a rating', () => {
  it('is asked for once, by who has it or by a supervisor', () => {
    given(requested, assigned).when(invite(ada)).then(invited);
    given(requested, assigned, invited).when(invite(sue)).thenNothing();
    given(requested, assigned)
      .when(invite({ ...ada, id: 'a2' }))
      .thenRejected('not_the_owner');
  });
  it('is of somebody who has served', () => {
    given(requested).when(invite(sue)).thenRejected('not_served');
    given(requested)
      .when(rate(five, 0, { anyTime: true }))
      .thenRejected('not_served');
  });
  it('is given at any time, where that is allowed', () => {
    given(requested, assigned)
      .when(rate(five, 10, { anyTime: true }))
      .then(rated(five, 60_010));
    given(requested, assigned).when(rate(five, 10)).thenRejected('rating_not_open');
  });
  it('is given when the agent asks', () => {
    given(requested, assigned, invited).when(rate(five, 10)).then(rated(five, 60_010));
  });
  it('is given at the end, not before it, and not long after it', () => {
    given(requested, assigned)
      .when(rate(five, 10, { atEnd: true }))
      .thenRejected('rating_not_open');
    const over = { atEnd: true, openUntil: 500 };
    given(requested, assigned, closed)
      .when(rate(five, 499, over))
      .then(rated(five, 60_499));
    given(requested, assigned, closed)
      .when(rate(five, 500, over))
      .thenRejected('rating_not_open');
  });
  it('is the visitor’s own, and nobody else’s', () => {
    const other: Actor = { kind: 'visitor', id: 'v2' };
    given(requested, assigned, closed)
      .when(rate(five, 1, { atEnd: true }, other))
      .thenRejected('unknown_conversation');
    given(requested, assigned, closed)
      .when(rate(five, 1, { atEnd: true }, ada))
      .thenRejected('not_the_owner');
  });
  it('sent twice is given once', () => {
    given(requested, assigned, rated(five, 60_000)).when(rate(five, 70_000)).thenNothing();
  });
  it('is changed within its time, which a change does not prolong', () => {
    given(requested, assigned, closed, rated(five, 60_000))
      .when(rate(one, 59_999))
      .then(rated(one, 60_000, true));
    given(requested, assigned, closed, rated(five, 60_000)).when(rate(one, 60_000)).thenRejected('rating_final');
  });
  it('is not asked for again', () => given(requested, assigned, rated(five, 60_000)).when(invite(ada)).thenNothing());
});

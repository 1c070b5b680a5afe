// Why conversations end, and how one is opened again.
import { describe, expect, it } from '@jest/globals';
import { fold } from '@frontdesk/kernel';
import { specify } from '@frontdesk/kernel/testing';
import { conversationDecider, reopenableUntil, type Actor, type ConversationCommand } from './index.js';
import {
  ada,
  assigned,
  assignment,
  ben,
  closed,
  eve,
  inForce,
  mia,
  on,
  requested,
  told,
  words,
} from './testing/words.js';

const given = specify(conversationDecider);
const MINUTE = 60_000;
const to = { groupId: 'sales', priority: 3, ruleId: 'r1', settingsVersion: 2 };
const reopen = (actor: Actor, at = 5 * MINUTE): ConversationCommand => ({
  type: 'reopen',
  actor,
  to,
  at,
  inForce: inForce(),
});
const reopened = (by: 'visitor' | 'agent' = 'visitor') =>
  ({ type: 'conversation.reopened', data: { ...to, by } }) as const;
const over = [on(0, requested), on(0, assigned), on(MINUTE, closed('agent', 'agent'))];

describe('F2a the house ends a conversation', () => {
  it('for a reason of its own, once', () => {
    for (const reason of ['new_window', 'blocked', 'unassigned_timeout'] as const) {
      given(requested).when({ type: 'end', reason }).then(closed(reason));
      given(requested, closed(reason)).when({ type: 'end', reason }).thenNothing();
    }
    given().when({ type: 'end', reason: 'blocked' }).thenRejected('unknown_conversation');
  });
});

describe('F2b P39 opening it again', () => {
  it('is asking routing anew', () => {
    given(...over)
      .when(reopen(mia))
      .then(reopened());
    given(...over)
      .when(reopen(ada))
      .then(reopened('agent'));
    given(...over)
      .when(reopen(eve))
      .then(reopened('agent'));
    expect(fold(conversationDecider, [...over, reopened()])).toMatchObject({
      status: 'requested',
      agentId: null,
      groupId: 'sales',
    });
  });
  it('is for who was part of it', () => {
    given(...over)
      .when(reopen({ ...mia, id: 'v2' }))
      .thenRejected('unknown_conversation');
    given(...over)
      .when(reopen(ben))
      .thenRejected('not_the_owner');
  });
  it('twice is once', () =>
    given(...over, reopened())
      .when(reopen(mia))
      .thenNothing());
  it('is possible for as long as the rules say', () => {
    const state = fold(conversationDecider, over);
    expect(reopenableUntil(state, inForce())).toBe(11 * MINUTE);
    given(...over)
      .when(reopen(mia, 11 * MINUTE))
      .then(reopened());
    given(...over)
      .when(reopen(mia, 11 * MINUTE + 1))
      .thenRejected('not_reopenable');
    given(...over)
      .when({ ...reopen(mia), inForce: inForce({ reopenMinutes: 0 }) })
      .thenRejected('not_reopenable');
  });
  it('is not for what no agent had, what became a message, or whom the house has blocked', () => {
    given(on(0, requested), on(0, closed('visitor', 'visitor')))
      .when(reopen(mia))
      .thenRejected('not_reopenable');
    for (const reason of ['blocked', 'converted'] as const)
      given(on(0, requested), on(0, assigned), on(0, closed(reason)))
        .when(reopen(mia))
        .thenRejected('not_reopenable');
  });
  it('welcomes where everybody is welcomed always', () =>
    given(...over)
      .when({ ...reopen(mia), inForce: inForce({ welcome: { ...told('Hello'), when: 'always' } }) })
      .then(reopened(), words('welcome', 5, 'Hello')));
  it('takes nothing for routing’s answer that was decided before', () => {
    const decided: ConversationCommand = {
      type: 'record_decision',
      decided: [{ type: 'record_assigned', ...assignment }],
    };
    given(...over, reopened())
      .when(decided)
      .thenNothing();
    given(...over, reopened())
      .when({ ...decided, answersRequest: true })
      .then(assigned);
    given(...over, reopened(), assigned)
      .when({
        type: 'record_decision',
        decided: [{ type: 'record_requeued', groupId: 'support', position: 1, cause: 'moved' }],
      })
      .then({ type: 'conversation.requeued', data: { groupId: 'support', position: 1, cause: 'moved' } });
  });
  it('hears of the pool as an answer, too', () => {
    const pooled = { type: 'conversation.pooled', data: { groupId: 'sales', cause: 'arrival' } } as const;
    given(...over, reopened(), pooled)
      .when({ type: 'record_decision', decided: [{ type: 'record_assigned', ...assignment }] })
      .then(assigned);
  });
});

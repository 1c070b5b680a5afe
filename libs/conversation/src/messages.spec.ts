// What is said and read.
import { describe, expect, it } from '@jest/globals';
import { fold } from '@frontdesk/kernel';
import { specify } from '@frontdesk/kernel/testing';
import {
  conversationDecider,
  REMEMBERED_MESSAGES,
  sequenceOf,
  type Actor,
  type Author,
  type ConversationCommand,
  type ConversationFact,
} from './index.js';

const given = specify(conversationDecider);

const requested: ConversationFact = {
  type: 'conversation.requested',
  data: {
    conversationId: 'c1',
    visitorId: 'v1',
    visitorName: '',
    channel: 'web',
    groupId: 'support',
    priority: 0,
    ruleId: null,
    settingsVersion: 1,
    language: null,
    page: null,
  },
};
const assigned: ConversationFact = {
  type: 'conversation.assigned',
  data: { agentId: 'a1', agentName: 'Ada', groupId: 'support', waitedMs: 0, cause: 'arrival' },
};
const closed: ConversationFact = { type: 'conversation.closed', data: { reason: 'agent', by: 'agent', why: null } };
const fromMia: Author = { kind: 'visitor', id: 'v1' };
const said = (clientMessageId: string, author: Author = fromMia, text = 'Hello'): ConversationFact => ({
  type: 'conversation.message_added',
  data: { messageId: `m-${clientMessageId}`, clientMessageId, author, text },
});

const mia: Actor = { kind: 'visitor', id: 'v1' };
const ada: Actor = { kind: 'agent', id: 'a1', name: 'Ada', supervisor: false };
const say = (actor: Actor, clientMessageId: string, text = 'Hello'): ConversationCommand => ({
  type: 'add_message',
  actor,
  message: { messageId: `m-${clientMessageId}`, clientMessageId, text },
});
const carry: ConversationCommand = {
  type: 'carry_message',
  message: { messageId: 'm-s1', clientMessageId: 's1', text: 'Hello' },
};
const read = (agentId: string, upTo: number): ConversationCommand => ({ type: 'mark_read', agentId, upTo });

describe('a message', () => {
  it('is added, trimmed', () =>
    given(requested)
      .when(say(mia, 'k1', '  Hello\n'))
      .then(said('k1')));
  it('bears the name of the agent', () =>
    given(requested, assigned)
      .when(say(ada, 'k1'))
      .then(said('k1', { kind: 'agent', id: 'a1', name: 'Ada' })));
  it('loses what no database can hold', () =>
    given(requested)
      .when(say(mia, 'k1', 'Hel\u0000lo'))
      .then(said('k1')));
  it('is never empty', () =>
    given(requested)
      .when(say(mia, 'k1', ' \n'))
      .thenRejected('invalid_message', '/text'));
  it('has at most 4,000 characters', () => {
    const longest = 'x'.repeat(4000);
    given(requested)
      .when(say(mia, 'k1', longest))
      .then(said('k1', fromMia, longest));
    given(requested)
      .when(say(mia, 'k1', `${longest}x`))
      .thenRejected('invalid_message', '/text');
  });
  it('sent twice is one message', () => given(requested, said('k1')).when(say(mia, 'k1')).thenNothing());
  it('sent twice is found, even when the conversation has closed since', () => {
    const history = [requested, said('k1'), assigned, closed];
    given(...history)
      .when(say(mia, 'k1'))
      .thenNothing();
    expect(sequenceOf(fold(conversationDecider, history), mia, 'k1')).toBe(2);
  });
  it('of another author may have the same id', () =>
    given(requested, assigned, said('k1'))
      .when(say(ada, 'k1'))
      .then(said('k1', { kind: 'agent', id: 'a1', name: 'Ada' })));
  it('to a closed conversation is refused', () =>
    given(requested, closed).when(say(mia, 'k1')).thenRejected('conversation_closed'));
  it('of a stranger is refused', () => {
    given().when(say(mia, 'k1')).thenRejected('unknown_conversation');
    given(requested)
      .when(say({ ...mia, id: 'v2' }, 'k1'))
      .thenRejected('unknown_conversation');
    given(requested, assigned)
      .when(say({ ...ada, id: 'a2' }, 'k1'))
      .thenRejected('not_the_owner');
  });
  it('of a supervisor is not', () =>
    given(requested, assigned)
      .when(say({ kind: 'agent', id: 'a9', name: 'Eve', supervisor: true }, 'k1'))
      .then(said('k1', { kind: 'agent', id: 'a9', name: 'Eve' })));
  it('is remembered by its id within a bound', () => {
    const many = Array.from({ length: REMEMBERED_MESSAGES + 1 }, (_, i) => said(`k${i}`));
    const state = fold(conversationDecider, [requested, ...many]);
    expect(state.sent).toHaveLength(REMEMBERED_MESSAGES);
    expect(sequenceOf(state, mia, 'k0')).toBeNull();
    expect(sequenceOf(state, mia, 'k1')).toBe(3);
  });
});

describe('what was typed into a submission that an agent overtook', () => {
  it('becomes a message of the visitor', () => given(requested, assigned).when(carry).then(said('s1')));
  it('becomes one only once', () => given(requested, said('s1')).when(carry).thenNothing());
  it('is not lost when the conversation has closed', () => given(requested, closed).when(carry).then(said('s1')));
});

describe('reading', () => {
  const readTo = (upTo: number): ConversationFact => ({
    type: 'conversation.messages_read',
    data: { agentId: 'a1', upTo },
  });
  it('is remembered', () => given(requested, assigned, said('k1')).when(read('a1', 3)).then(readTo(3)));
  it('never reaches beyond the last event', () => given(requested, assigned).when(read('a1', 99)).then(readTo(2)));
  it('never goes back', () => given(requested, assigned, readTo(2)).when(read('a1', 2)).thenNothing());
  it('of anybody but the owner is none', () => given(requested, assigned).when(read('a2', 2)).thenNothing());
});

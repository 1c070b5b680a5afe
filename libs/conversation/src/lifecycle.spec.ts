// How a conversation begins, moves on and ends.
import { describe, it } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import { conversationDecider, type Actor, type ConversationCommand, type ConversationFact } from './index.js';

const given = specify(conversationDecider);

const request = {
  conversationId: 'c1',
  visitorId: 'v1',
  visitorName: 'Mia',
  channel: 'web',
  groupId: 'support',
  priority: 0,
  ruleId: null,
  settingsVersion: 1,
  language: 'en',
  page: null,
};
const requested: ConversationFact = { type: 'conversation.requested', data: request };
const queued: ConversationFact = { type: 'conversation.queued', data: { groupId: 'support', position: 2 } };
const assignment = { agentId: 'a1', agentName: 'Ada', groupId: 'support', waitedMs: 900, cause: 'freed' };
const assigned: ConversationFact = { type: 'conversation.assigned', data: assignment };
const offered: ConversationFact = { type: 'conversation.submission_offered', data: { reason: 'full' } };
const closed = (by: 'visitor' | 'agent' | 'supervisor'): ConversationFact => ({
  type: 'conversation.closed',
  data: { reason: by, by, why: null },
});

const start: ConversationCommand = { type: 'start', request, first: null };
const recordQueued: ConversationCommand = { type: 'record_queued', groupId: 'support', position: 2 };
const recordAssigned: ConversationCommand = { type: 'record_assigned', ...assignment };
const refused: ConversationCommand = { type: 'record_ended', reason: 'refused', by: 'system', why: 'nobody_online' };
const mia: Actor = { kind: 'visitor', id: 'v1' };
const ada: Actor = { kind: 'agent', id: 'a1', name: 'Ada', supervisor: false };
const bob: Actor = { kind: 'agent', id: 'a2', name: 'Bob', supervisor: false };
const eve: Actor = { kind: 'agent', id: 'a3', name: 'Eve', supervisor: true };
const close = (actor: Actor): ConversationCommand => ({ type: 'close', actor });

describe('starting', () => {
  it('requests', () => given().when(start).then(requested));
  it('says the first words in the same answer', () =>
    given()
      .when({ ...start, first: { messageId: 'm1', clientMessageId: 'k1', text: ' Hello ' } })
      .then(requested, {
        type: 'conversation.message_added',
        data: { messageId: 'm1', clientMessageId: 'k1', author: { kind: 'visitor', id: 'v1' }, text: 'Hello' },
      }));
  it('refuses empty first words', () =>
    given()
      .when({ ...start, first: { messageId: 'm1', clientMessageId: 'k1', text: ' ' } })
      .thenRejected('invalid_message', '/text'));
  it('refuses a name and a page beyond their length', () =>
    given()
      .when({ ...start, request: { ...request, visitorName: 'x'.repeat(201), page: 'x'.repeat(2001) } })
      .thenRejected('invalid_conversation', '/visitorName', '/page'));
  it('happens once', () => given(requested).when(start).thenNothing());
});

describe('recording what the engine decided', () => {
  it('queues', () => given(requested).when(recordQueued).then(queued));
  it('queues once', () => given(requested, queued).when(recordQueued).thenNothing());
  it('assigns', () => given(requested, queued).when(recordAssigned).then(assigned));
  it('assigns once', () => given(requested, assigned).when(recordAssigned).thenNothing());
  it('does not queue who is assigned', () => given(requested, assigned).when(recordQueued).thenNothing());
  it('offers a submission', () => given(requested).when({ type: 'record_offered', reason: 'full' }).then(offered));
  it('offers it once', () => given(requested, offered).when({ type: 'record_offered', reason: 'full' }).thenNothing());
  it('ends with its reason', () =>
    given(requested)
      .when(refused)
      .then({ type: 'conversation.closed', data: { reason: 'refused', by: 'system', why: 'nobody_online' } }));
  it('changes nothing in what is closed', () => {
    for (const decided of [recordQueued, recordAssigned, refused])
      given(requested, closed('visitor')).when(decided).thenNothing();
  });
  it('refuses what never began', () => given().when(recordAssigned).thenRejected('unknown_conversation'));
});

describe('closing', () => {
  it('by the visitor', () => given(requested).when(close(mia)).then(closed('visitor')));
  it('by the agent who has it', () => given(requested, assigned).when(close(ada)).then(closed('agent')));
  it('by a supervisor', () => given(requested, assigned).when(close(eve)).then(closed('supervisor')));
  it('not by another agent', () => given(requested, assigned).when(close(bob)).thenRejected('not_the_owner'));
  it('not by another visitor', () =>
    given(requested)
      .when(close({ ...mia, id: 'v2' }))
      .thenRejected('unknown_conversation'));
  it('twice is once', () => given(requested, closed('visitor')).when(close(mia)).thenNothing());
});

// What clients see of a record.
import { expect, it } from '@jest/globals';
import { toConversationEvent } from './conversation-event.js';

it('an event is numbered by its stream version and timed in UTC', () => {
  const body = JSON.stringify({ reason: 'agent', by: 'agent', why: null });
  expect(toConversationEvent({ type: 'conversation.closed', streamVersion: 9, at: 0, body })).toEqual({
    sequence: 9,
    type: 'conversation.closed',
    at: '1970-01-01T00:00:00.000Z',
    data: { reason: 'agent', by: 'agent', why: null },
  });
});

it('a request shows the group alone: who asks and from where is not for every socket', () => {
  const body = JSON.stringify({ groupId: 'support', visitorName: 'Mia', page: 'https://shop.example' });
  const event = toConversationEvent({ type: 'conversation.requested', streamVersion: 1, at: 0, body });
  expect(event.data).toEqual({ groupId: 'support' });
});

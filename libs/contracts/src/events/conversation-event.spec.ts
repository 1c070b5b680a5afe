// What clients see of a record.
import { expect, it } from '@jest/globals';
import type { ConversationEvent } from '../http/events.js';
import { asVisitorSees, toConversationEvent, withoutRecalled } from './conversation-event.js';

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

const ada = { kind: 'agent', id: 'a', name: 'Ada' } as const;
const message = (sequence: number, more: object): ConversationEvent => ({
  ...{ sequence, at: '', type: 'conversation.message_added' as const },
  data: { messageId: 'm', clientMessageId: `k${sequence}`, author: ada, text: 'secret', ...more },
});

it('F1a of a note, its edit and its recall a visitor learns the number and nothing else', () => {
  const data = { sequence: 2, messageId: 'm', text: 'secret', kind: 'note' as const };
  const events: readonly ConversationEvent[] = [
    message(2, { kind: 'note' }),
    { sequence: 3, at: '', type: 'conversation.message_edited', data },
    { sequence: 4, at: '', type: 'conversation.message_recalled', data },
  ];
  const nothing = { at: '', type: 'conversation.withheld', data: {} };
  expect(events.map(asVisitorSees)).toEqual([2, 3, 4].map((sequence) => ({ ...nothing, sequence })));
});

it('F1c what was taken back has no words, no file and no quote of it any more', () => {
  const quote = { sequence: 2, author: ada, excerpt: 'secret' };
  const all: readonly ConversationEvent[] = [
    message(2, { file: { fileId: 'f', name: 'secret.png', mediaType: 'image/png', bytes: 1 } }),
    { sequence: 3, at: '', type: 'conversation.message_edited', data: { sequence: 2, messageId: 'm', text: 'secret' } },
    message(4, { text: 'open', quote }),
    message(5, { text: 'open' }),
    { sequence: 6, at: '', type: 'conversation.message_recalled', data: { sequence: 2, messageId: 'm' } },
  ];
  const shown = withoutRecalled(all.slice(0, 4), all);
  expect(JSON.stringify(shown)).not.toContain('secret');
  expect(shown[3]).toBe(all[3]);
  expect(withoutRecalled(all.slice(0, 4), all.slice(0, 4))).toEqual(all.slice(0, 4));
});

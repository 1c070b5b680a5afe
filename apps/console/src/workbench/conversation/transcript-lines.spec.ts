// Bubbles join by author and time; everything else stands alone.
import type { Author, ConversationEvent } from '@frontdesk/contracts';
import { toLines, visitorReadUpTo } from './transcript-lines';

const visitor: Author = { kind: 'visitor', id: 'v1' };
const emma: Author = { kind: 'agent', id: 'emma', name: 'Emma' };

const message = (sequence: number, at: string, author: Author): ConversationEvent => ({
  sequence,
  type: 'conversation.message_added',
  at,
  data: { messageId: `m${String(sequence)}`, clientMessageId: `c${String(sequence)}`, author, text: 'hi' },
});

it('joins what one author says in a breath', () => {
  const lines = toLines([
    message(1, '2026-05-04T10:00:00Z', visitor),
    message(2, '2026-05-04T10:01:00Z', visitor),
    message(3, '2026-05-04T10:02:00Z', emma),
    message(4, '2026-05-04T10:09:00Z', emma),
  ]);
  expect(lines.map((line) => (line.kind === 'bubble' ? line.joined : line.kind))).toEqual([false, true, false, false]);
});

it('shows nothing for a read mark', () => {
  const read: ConversationEvent = {
    sequence: 2,
    type: 'conversation.messages_read',
    at: '2026-05-04T10:00:10Z',
    data: { agentId: 'emma', upTo: 1 },
  };
  const lines = toLines([
    message(1, '2026-05-04T10:00:00Z', visitor),
    read,
    message(3, '2026-05-04T10:00:20Z', visitor),
  ]);
  expect(lines.map((line) => (line.kind === 'bubble' ? line.joined : line.kind))).toEqual([false, true]);
});

it('marks a new day and does not join over a happening', () => {
  const lines = toLines([
    message(1, '2026-05-04T10:00:00Z', visitor),
    {
      sequence: 2,
      type: 'conversation.assigned',
      at: '2026-05-04T10:00:30Z',
      data: { agentId: 'emma', agentName: 'Emma', groupId: 'g', waitedMs: 30_000, cause: 'agent_online' },
    },
    message(3, '2026-05-04T10:01:00Z', visitor),
    message(4, '2026-05-06T10:00:00Z', visitor),
  ]);
  expect(lines.map((line) => line.kind)).toEqual(['bubble', 'note', 'bubble', 'day', 'bubble']);
  expect(lines[2]).toMatchObject({ joined: false });
});

it('F1a F1c F1d shows what a message reads like now, tells notes apart, and knows how far the visitor has read', () => {
  const at = '2026-05-04T10:00:00Z';
  const note = message(2, at, emma);
  const lines = toLines([
    message(1, at, emma),
    { ...note, data: { ...note.data, kind: 'note' } } as ConversationEvent,
    message(3, at, emma),
    { sequence: 4, at, type: 'conversation.message_edited', data: { sequence: 1, messageId: 'm1', text: 'hello' } },
    { sequence: 5, at, type: 'conversation.message_recalled', data: { sequence: 3, messageId: 'm3' } },
    { sequence: 6, at, type: 'conversation.visitor_read', data: { upTo: 5 } },
  ]);
  expect(lines).toMatchObject([
    { text: 'hello', edited: true, recalled: false },
    { data: { kind: 'note' }, joined: false },
    { recalled: true, edited: false },
  ]);
  const read: ConversationEvent = { sequence: 6, at, type: 'conversation.visitor_read', data: { upTo: 5 } };
  expect(visitorReadUpTo([message(1, at, emma), read])).toBe(5);
  expect(visitorReadUpTo([])).toBe(0);
});

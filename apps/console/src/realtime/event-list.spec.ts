// Merging keeps the list gapless, whatever order and repetition the wire brings.
import type { ConversationEvent } from '@frontdesk/contracts';
import { clientMessageIds, emptyEventList, lastChange, lastSequence, mergeEvents } from './event-list';

const message = (sequence: number): ConversationEvent => ({
  sequence,
  type: 'conversation.message_added',
  at: '2026-05-04T10:00:00.000Z',
  data: {
    messageId: `m${String(sequence)}`,
    clientMessageId: `c${String(sequence)}`,
    author: { kind: 'visitor', id: 'v1' },
    text: 'hello',
  },
});

const numbers = (list: { readonly events: readonly ConversationEvent[] }): number[] =>
  list.events.map((event) => event.sequence);

describe('mergeEvents', () => {
  it('appends what follows', () => {
    const list = mergeEvents(mergeEvents(emptyEventList, [message(1)]), [message(2), message(3)]);
    expect(numbers(list)).toEqual([1, 2, 3]);
    expect(lastSequence(list)).toBe(3);
  });

  it('drops what it has and sorts the rest', () => {
    const list = mergeEvents(emptyEventList, [message(1), message(2)]);
    expect(numbers(mergeEvents(list, [message(4), message(2), message(3)]))).toEqual([1, 2, 3, 4]);
  });

  it('reports a gap and keeps only the part that joins on', () => {
    const list = mergeEvents(mergeEvents(emptyEventList, [message(1)]), [message(2), message(4)]);
    expect(numbers(list)).toEqual([1, 2]);
    expect(list.gap).toBe(true);
  });

  it('closes the gap when the missing events come', () => {
    const gapped = mergeEvents(emptyEventList, [message(2)]);
    expect(gapped.gap).toBe(true);
    const healed = mergeEvents(gapped, [message(1), message(2)]);
    expect(numbers(healed)).toEqual([1, 2]);
    expect(healed.gap).toBe(false);
  });

  it('answers the same list when nothing is new, so nothing renders again', () => {
    const list = mergeEvents(emptyEventList, [message(1)]);
    expect(mergeEvents(list, [message(1)])).toBe(list);
  });
});

it('names the client ids that reached the log', () => {
  expect([...clientMessageIds([message(1), message(2)])]).toEqual(['c1', 'c2']);
});

describe('lastChange', () => {
  it('is the latest event that says who has the conversation or how it stands, whatever was said since', () => {
    const closed: ConversationEvent = {
      ...{ sequence: 2, type: 'conversation.closed', at: '2026-05-04T10:01:00.000Z' },
      data: { reason: 'agent' },
    } as ConversationEvent;
    expect(lastChange(undefined)).toBe(0);
    expect(lastChange(mergeEvents(emptyEventList, [message(1)]))).toBe(0);
    expect(lastChange(mergeEvents(emptyEventList, [message(1), closed, message(3)]))).toBe(2);
  });
});

// Order, holes, repetitions, and views that overtake events.
import { describe, expect, it } from '@jest/globals';
import { advance, fromView, unread, withPlace, withView } from './conversation-state.js';
import { assigned, aView, message, queued, requested } from './testing/examples.js';

const texts = (conversation: ReturnType<typeof fromView>): string[] =>
  conversation.entries.map((entry) => (entry.kind === 'message' ? entry.text : entry.kind));

describe('the transcript', () => {
  it('keeps the order of the log and drops what it has already', () => {
    const first = advance(fromView(aView()), [requested, message(2, 'one')]).conversation;
    const { conversation, applied, hole } = advance(first, [message(2, 'one'), message(3, 'two')]);
    expect(texts(conversation)).toEqual(['one', 'two']);
    expect(applied.map((event) => event.sequence)).toEqual([3]);
    expect(hole).toBe(false);
  });

  it('applies nothing across a hole', () => {
    const { conversation, applied, hole } = advance(fromView(aView()), [requested, message(3, 'later')]);
    expect(hole).toBe(true);
    expect(applied).toEqual([requested]);
    expect(conversation.sequence).toBe(1);
  });

  it('passes over events of a kind it does not know', () => {
    const unknown = { ...requested, sequence: 2, type: 'conversation.painted' } as unknown as typeof requested;
    const { conversation } = advance(fromView(aView({ sequence: 0 })), [requested, unknown, message(3, 'hi')]);
    expect(conversation.sequence).toBe(3);
    expect(texts(conversation)).toEqual(['hi']);
  });

  it('says who joined, and speaks of the queue only when somebody had to leave', () => {
    const { conversation } = advance(fromView(aView({ sequence: 0 })), [
      requested,
      queued(2),
      assigned(3),
      queued(4, 1),
    ]);
    expect(texts(conversation)).toEqual(['joined', 'queued']);
    expect(conversation.view.state).toBe('queued');
    expect(conversation.view.agent).toBeNull();
  });

  it('remembers how far the agent has read', () => {
    const read = {
      ...requested,
      sequence: 3,
      type: 'conversation.messages_read',
      data: { agentId: 'a1', upTo: 2 },
    } as const;
    expect(advance(fromView(aView()), [requested, message(2, 'hi'), read]).conversation.readUpTo).toBe(2);
  });
});

describe('the state', () => {
  it('is not taken back by old events while the transcript is still being read', () => {
    const closed = fromView(aView({ state: 'closed', closedReason: 'agent', sequence: 4 }));
    const { conversation } = advance(closed, [requested, queued(2), assigned(3)]);
    expect(conversation.view.state).toBe('closed');
  });

  it('follows events that are newer than the view, and drops a view that is older than the events', () => {
    const { conversation } = advance(fromView(aView({ sequence: 2 })), [requested, queued(2), assigned(3)]);
    expect(conversation.view).toMatchObject({ state: 'assigned', place: null, agent: { name: 'Ana' }, sequence: 3 });
    expect(withView(conversation, aView({ sequence: 2 }))).toBe(conversation);
    expect(withView(conversation, aView({ sequence: 3, state: 'assigned' })).entries).toBe(conversation.entries);
  });

  it('takes a place only while queued', () => {
    const place = { position: 1, ahead: 0, waitedMs: 0, message: 'Next' };
    expect(withPlace(fromView(aView()), place).view.place).toEqual(place);
    expect(withPlace(fromView(aView({ state: 'assigned', place: null })), place).view.place).toBeNull();
  });
});

it('counts as unread what the other side wrote after the last look', () => {
  const events = [requested, message(2, 'mine'), message(3, 'seen', 'agent'), message(4, 'new', 'agent')];
  const { conversation } = advance(fromView(aView()), events);
  expect(unread(conversation, 3)).toBe(1);
  expect(unread(null, 0)).toBe(0);
});

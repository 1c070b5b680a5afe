// Exactly once and in order, whatever the network does.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Outbox, type Delivery, type PendingMessage } from './outbox.js';

let kept: readonly PendingMessage[];
let answers: Delivery[];
let delivered: PendingMessage[];
let gone: number;

const outbox = (): Outbox =>
  new Outbox({
    read: () => kept,
    write: (list) => void (kept = list),
    deliver: async (message) => {
      delivered.push(message);
      return answers.shift() ?? { sent: true };
    },
    gone: () => void (gone += 1),
  });
const texts = (list: readonly PendingMessage[]): string[] => list.map((one) => one.text);

beforeEach(() => {
  jest.useFakeTimers();
  [kept, answers, delivered, gone] = [[], [], [], 0];
});
afterEach(() => void jest.useRealTimers());

describe('the outbox', () => {
  it('sends one after the other, in order, and shows each until its event has arrived', async () => {
    const box = outbox();
    box.add('c1', 'one');
    box.add('c1', 'two');
    await jest.runAllTimersAsync();
    expect(texts(delivered)).toEqual(['one', 'two']);
    expect(texts(kept)).toEqual(['one', 'two']);
    box.arrived(delivered[0]?.clientMessageId ?? '');
    expect(texts(kept)).toEqual(['two']);
  });

  it('repeats with the same id until it is answered', async () => {
    answers = ['later', 'later', { sent: true }];
    outbox().add('c1', 'one');
    await jest.runAllTimersAsync();
    expect(delivered).toHaveLength(3);
    expect(new Set(delivered.map((one) => one.clientMessageId)).size).toBe(1);
  });

  it('goes on after a reload with what the browser kept', async () => {
    kept = [{ conversationId: 'c1', clientMessageId: 'k1', text: 'from before', at: '' }];
    await outbox().flush();
    expect(delivered[0]?.clientMessageId).toBe('k1');
  });

  it('holds back what has no conversation yet', async () => {
    const box = outbox();
    box.add(null, 'early');
    await jest.runAllTimersAsync();
    expect(delivered).toEqual([]);
    box.adopt('c1');
    await jest.runAllTimersAsync();
    expect(delivered[0]).toMatchObject({ conversationId: 'c1', text: 'early' });
  });

  it('keeps a refused message visible and sends the next one', async () => {
    answers = [{ refused: 'too long' }];
    const box = outbox();
    box.add('c1', 'bad');
    box.add('c1', 'good');
    await jest.runAllTimersAsync();
    expect(kept.map((one) => one.refused)).toEqual(['too long', undefined]);
    expect(texts(delivered)).toEqual(['bad', 'good']);
    expect(box.takeBack(kept[0]?.clientMessageId)).toBe('bad');
    expect(texts(kept)).toEqual(['good']);
  });

  it('gives unsent texts back when the conversation is over, but not what was confirmed', async () => {
    answers = [{ sent: true }, 'gone', 'gone'];
    const box = outbox();
    box.add('c1', 'delivered');
    box.add('c1', 'too late');
    await jest.advanceTimersByTimeAsync(0);
    expect(gone).toBeGreaterThan(0);
    expect(box.takeBack()).toBe('too late');
    expect(kept).toEqual([]);
  });

  it('does not bring back a message whose event came before the answer', async () => {
    let answer: (delivery: Delivery) => void = () => undefined;
    const box = new Outbox({
      read: () => kept,
      write: (list) => void (kept = list),
      deliver: () => new Promise((resolve) => (answer = resolve)),
      gone: () => undefined,
    });
    box.add('c1', 'quick');
    box.arrived(kept[0]?.clientMessageId ?? '');
    answer({ sent: true });
    await jest.advanceTimersByTimeAsync(0);
    expect(kept).toEqual([]);
  });
});

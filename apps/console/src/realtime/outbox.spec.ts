// What is written is sent once and in order, or stays visible.
import type { KeyValue } from './draft-store';
import { Outbox, type Outgoing, type SendResult } from './outbox';

function memory(): KeyValue {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

const written = (clientMessageId: string) => ({
  conversationId: 'k1',
  clientMessageId,
  text: `text ${clientMessageId}`,
  at: '2026-05-04T10:00:00.000Z',
});

function outbox(answers: SendResult[], storage = memory()) {
  const sent: string[] = [];
  const box = new Outbox({
    storage,
    key: 'outbox',
    send: (message: Outgoing) => {
      sent.push(message.clientMessageId);
      return Promise.resolve(answers.shift() ?? 'sent');
    },
  });
  const states = (): string[] => box.snapshot().map((message) => `${message.clientMessageId} ${message.state}`);
  return { box, sent, states };
}

describe('Outbox', () => {
  it('sends in order and lets go when the log has it', async () => {
    const { box, sent, states } = outbox([]);
    await Promise.all([box.add(written('a')), box.add(written('b'))]);
    expect(sent).toEqual(['a', 'b']);
    expect(states()).toEqual(['a sent', 'b sent']);
    box.settle(new Set(['a']));
    expect(states()).toEqual(['b sent']);
  });

  it('keeps the order while there is no network: the second waits for the first', async () => {
    const { box, sent, states } = outbox(['later', 'later', 'sent', 'sent']);
    await box.add(written('a'));
    await box.add(written('b'));
    expect(states()).toEqual(['a pending', 'b pending']);
    await box.flush();
    expect(sent).toEqual(['a', 'a', 'a', 'b']);
    expect(states()).toEqual(['a sent', 'b sent']);
  });

  it('shows a refusal and goes on with the next', async () => {
    const { box, states } = outbox([{ refused: 'It is closed.' }, 'sent']);
    await box.add(written('a'));
    await box.add(written('b'));
    expect(states()).toEqual(['a failed', 'b sent']);
    expect(box.snapshot()[0]?.problem).toBe('It is closed.');
    await box.retry('a');
    expect(states()).toEqual(['a sent', 'b sent']);
  });

  it('comes back after a reload with the same client id', async () => {
    const storage = memory();
    await outbox(['later'], storage).box.add(written('a'));
    const again = outbox([], storage);
    expect(again.states()).toEqual(['a pending']);
    await again.box.flush();
    expect(again.sent).toEqual(['a']);
  });

  it('forgets what is discarded', async () => {
    const { box, states } = outbox([{ refused: 'no' }]);
    await box.add(written('a'));
    box.discard('a');
    expect(states()).toEqual([]);
  });
});

// When the place of a visitor in the queue is looked at: while they wait, and no longer.
import { HandClock } from '@frontdesk/engine/testing';
import type { ConversationEvent } from '@frontdesk/contracts';
import { expect, test } from '@jest/globals';
import { Session } from './session.js';

function visitor() {
  const clock = new HandClock(0);
  const asked: string[] = [];
  const queue = { place: async (_: string, id: string) => (asked.push(id), { position: 1 }) };
  const conversation = { queuePlace: async () => ({ position: 1, ahead: 0, message: '' }) };
  const ports = {
    ...{ clock, metrics: { onCollect: () => undefined }, tuning: { changedEveryMs: 250, positionEveryMs: 1_000 } },
    peers: { queue, conversation },
  } as never;
  const socket = { readyState: 1, OPEN: 1, bufferedAmount: 0, send: () => undefined } as never;
  const principal = { workspace: 'demo', id: 'v1', roles: ['visitor'] } as never;
  const session = new Session(socket, principal, 'socket', {} as never, ports);
  let sequence = 0;
  /** Asked how often since, once the queue has moved. */
  const asksAfter = async (...types: readonly string[]): Promise<number> => {
    const events = types.map((type) => ({ type: `conversation.${type}`, sequence: ++sequence }) as ConversationEvent);
    session['sendEvents']('c1', events);
    asked.length = 0;
    clock.advance(2_000);
    session.queueMoved([]);
    clock.advance(2_000);
    await new Promise((done) => setImmediate(done));
    return asked.length;
  };
  return { asksAfter };
}

test('E3b a visitor’s place is asked for while they wait', async () => {
  const { asksAfter } = visitor();
  expect(await asksAfter('queued')).toBeGreaterThan(0);
  expect(await asksAfter('message_added')).toBeGreaterThan(0);
});

test.each([['assigned'], ['closed']])('E3b and no more once they are %s', async (end) => {
  const { asksAfter } = visitor();
  expect(await asksAfter('queued')).toBeGreaterThan(0);
  expect(await asksAfter(end)).toBe(0);
});

test('E3b of events that come together the last one says whether they wait', async () => {
  expect(await visitor().asksAfter('queued', 'assigned')).toBe(0);
  expect(await visitor().asksAfter('queued', 'assigned', 'requeued')).toBeGreaterThan(0);
});

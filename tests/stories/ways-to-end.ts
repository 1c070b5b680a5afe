// Every way in which a conversation ends, below the reason that its end gives; and what is then in its log, by kind, as
// many of each. One table for both runtimes: whoever goes the same way leaves the same log.
import { expect } from '@jest/globals';
import type { ClosedReason, ConversationEvent } from '@frontdesk/contracts';
import type { VisitorClient } from '../harness/visitor-client.js';
import type { EndingHouse } from './ending-house.js';

export interface Way {
  readonly name: string;
  /** Automatic words by their occasion. */
  readonly events: Readonly<Record<string, number>>;
  /** Answers the visitor whose conversation it is. */
  go(house: EndingHouse, together: Together): Promise<VisitorClient>;
}

/** Waits until all who go this way have come so far; then it is done, once for all of them. */
export type Together = (act: () => Promise<void> | void) => Promise<void>;

const ASKED = { requested: 1, welcome: 1, 'said by visitor': 1, closed: 1 };
const SERVED = { ...ASKED, assigned: 1, connected: 1 };
const SILENT = { visitor_idle: 1, visitor_timeout: 1 };

/** A reason that joins the contract has no way here, and does not compile. */
export const WAYS: Readonly<Record<ClosedReason, readonly [Way, ...Way[]]>> = {
  agent: [
    {
      name: 'is helped',
      events: { ...SERVED, 'said by agent': 1, 'said by visitor': 2, end_words: 1 },
      go: async (house) => {
        const visitor = await house.isServed();
        await house.reply(visitor);
        await visitor.say('Thank you.');
        await house.ana.close(visitor.conversationId);
        return visitor;
      },
    },
  ],
  visitor: [
    {
      name: 'says goodbye',
      events: { ...SERVED, 'said by agent': 1, end_words: 1 },
      go: async (house) => {
        const visitor = await house.isServed();
        await house.reply(visitor);
        await visitor.end();
        return visitor;
      },
    },
    {
      name: 'leaves the queue',
      events: { ...ASKED, queued: 1 },
      go: async (house) => {
        const visitor = await house.asks('patient');
        await house.hears(visitor, 'conversation.queued');
        await visitor.end();
        return visitor;
      },
    },
    {
      // Opened again it is the same conversation, welcomed once.
      name: 'opens it again, and ends it',
      events: {
        ...{ ...SERVED, 'said by agent': 1, 'said by visitor': 2, reopened: 1 },
        ...{ assigned: 2, connected: 2, end_words: 2, closed: 2 },
      },
      go: async (house) => {
        const visitor = await house.isServed();
        await house.reply(visitor);
        await house.ana.close(visitor.conversationId);
        const { sequence } = await house.hears(visitor, 'conversation.closed');
        await visitor.api.post(`/v1/conversations/${visitor.conversationId}/reopen`);
        await house.hears(visitor, 'conversation.assigned', sequence);
        await visitor.say('One more thing.');
        await visitor.end();
        return visitor;
      },
    },
  ],
  supervisor: [
    {
      name: 'is kept waiting by the agent until a supervisor ends it',
      events: { ...SERVED, agent_slow: 1, end_words: 1 },
      go: async (house) => {
        const visitor = await house.isServed();
        await house.hearsWords(visitor, 'agent_slow');
        await house.sue.close(visitor.conversationId);
        return visitor;
      },
    },
    {
      name: 'is taken out of the queue by a supervisor',
      events: { ...ASKED, queued: 1 },
      go: async (house) => {
        const visitor = await house.asks('patient');
        await house.hears(visitor, 'conversation.queued');
        await house.sue.close(visitor.conversationId);
        return visitor;
      },
    },
  ],
  visitor_timeout: [
    {
      name: 'has left before anybody answered',
      events: { ...SERVED, agent_slow: 1, visitor_lost: 1, end_words: 1 },
      go: async (house) => {
        const visitor = await house.isServed();
        await visitor.goodbye();
        return visitor;
      },
    },
    {
      name: 'does not answer',
      events: { ...SERVED, 'said by agent': 1, ...SILENT },
      go: async (house) => {
        const visitor = await house.isServed();
        await house.reply(visitor);
        return visitor;
      },
    },
    {
      // Unlocked, the silence goes on from where it stood.
      name: 'does not answer, and the clock stood still meanwhile',
      events: { ...SERVED, 'said by agent': 1, locked: 1, unlocked: 1, visitor_lost: 1, ...SILENT },
      go: async (house) => {
        const visitor = await house.isServed();
        await house.reply(visitor);
        await house.ana.api.post(`/v1/conversations/${visitor.conversationId}/lock`);
        await visitor.goodbye();
        await house.has(visitor, 'conversation.visitor_lost');
        await house.ana.api.post(`/v1/conversations/${visitor.conversationId}/unlock`);
        return visitor;
      },
    },
    {
      name: 'has gone from the queue',
      events: { ...ASKED, queued: 1 },
      go: async (house) => {
        const visitor = await house.asks('patient');
        await house.hears(visitor, 'conversation.queued');
        await visitor.goodbye();
        return visitor;
      },
    },
  ],
  agent_offline: [
    {
      // The lock: nobody is to be reminded of anything before all have come.
      name: 'loses the agent, and leaves no message',
      events: { ...SERVED, locked: 1, submission_offered: 1, end_words: 1 },
      go: async (house, together) => {
        const visitor = await house.isServed('care');
        await house.ben.api.post(`/v1/conversations/${visitor.conversationId}/lock`);
        await together(() => house.ben.socket?.cut());
        await house.hears(visitor, 'conversation.submission_offered');
        await visitor.goodbye();
        return visitor;
      },
    },
  ],
  queue_timeout: [
    {
      name: 'goes on waiting, and waits in vain',
      events: { ...ASKED, queued: 1, wait_warned: 2, wait_extended: 1 },
      go: async (house) => {
        const visitor = await house.asks('line');
        await house.hears(visitor, 'conversation.wait_warned');
        await visitor.api.post(`/v1/conversations/${visitor.conversationId}/keep-waiting`);
        return visitor;
      },
    },
    {
      name: 'waits in vain, and leaves no message',
      events: { ...ASKED, queued: 1, wait_warned: 1, submission_offered: 1 },
      go: async (house) => {
        const visitor = await house.asks('desk');
        await house.hears(visitor, 'conversation.submission_offered');
        await visitor.goodbye();
        return visitor;
      },
    },
  ],
  unassigned_timeout: [
    {
      name: 'is taken by nobody',
      events: { ...ASKED, pooled: 1 },
      go: (house) => house.asks('mail'),
    },
  ],
  new_window: [
    {
      name: 'begins another one in another window',
      events: { ...SERVED, 'said by agent': 1, end_words: 1 },
      go: async (house) => {
        const visitor = await house.isServed('support', 'one');
        await house.reply(visitor);
        const second = await house.connected(visitor.session.token);
        await second.start({ text: 'Hello again?', windowId: 'two' });
        expect(second.conversationId).not.toBe(visitor.conversationId);
        await second.end();
        await second.goodbye();
        return visitor;
      },
    },
  ],
  blocked: [
    {
      name: 'is blocked while talking',
      events: { ...SERVED, 'said by agent': 1 },
      go: async (house) => {
        const visitor = await house.isServed();
        await house.reply(visitor);
        await house.block(visitor);
        return visitor;
      },
    },
    {
      name: 'comes back, and is blocked',
      events: { requested: 1, 'said by visitor': 1, closed: 1 },
      go: async (house) => {
        const visitor = await house.isServed();
        await house.block(visitor);
        await house.hears(visitor, 'conversation.closed');
        await visitor.start({ text: 'Me again.', groupId: 'support' });
        return visitor;
      },
    },
  ],
  refused: [
    { name: 'comes out of hours', events: ASKED, go: (house) => house.asks('shut') },
    {
      name: 'meets nobody, and leaves no message',
      events: { ...ASKED, submission_offered: 1 },
      go: async (house) => {
        const visitor = await house.asks('empty');
        await house.hears(visitor, 'conversation.submission_offered');
        await visitor.goodbye();
        return visitor;
      },
    },
  ],
  closing_time: [
    {
      name: 'still waits when the hours end',
      events: { ...ASKED, queued: 1 },
      go: async (house, together) => {
        const visitor = await house.asks('late');
        await house.hears(visitor, 'conversation.queued');
        await together(() => house.closesSoon());
        return visitor;
      },
    },
  ],
  converted: [
    {
      name: 'leaves a message instead of waiting',
      events: { ...ASKED, queued: 1 },
      go: (house) => leaves(house, 'patient'),
    },
    {
      name: 'meets nobody, and leaves a message',
      events: { ...ASKED, submission_offered: 1 },
      go: (house) => leaves(house, 'empty'),
    },
  ],
};

async function leaves(house: EndingHouse, groupId: 'patient' | 'empty'): Promise<VisitorClient> {
  const visitor = await house.asks(groupId);
  await house.hears(visitor, groupId === 'patient' ? 'conversation.queued' : 'conversation.submission_offered');
  const { conversationId } = visitor;
  const { status } = await visitor.leaveMessage({ conversationId, email: 'mia@shop.example', text: 'Call me.' });
  expect(status).not.toBe('withdrawn');
  return visitor;
}

/** The kinds of what happened; of what the house said by itself, the occasions. */
export function kindsOf(events: readonly ConversationEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const event of events) {
    const kind =
      event.type === 'conversation.message_added'
        ? (event.data.automatic ?? `said by ${event.data.author.kind}`)
        : event.type.slice('conversation.'.length);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

// Show 4: visitors through every way in which a conversation ends by people's hands or by silence, with every automatic
// message on; the same kinds of events, as many of each, whoever went the same way, on either runtime.
//
// `FRONTDESK_STORY_VISITORS=500` lives it in full: waves of visitors, one way after the other.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { ConversationDocument, ConversationEvent } from '@frontdesk/contracts';
import { found, RoutedHouse } from '../harness/routed-house.js';
import { runtimeWanted } from '../harness/runtimes.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { expectSoundLog } from './proof.js';

const VISITORS = Number(process.env['FRONTDESK_STORY_VISITORS'] ?? 24);
/** As many as go their ways at once. */
const WAVE = 24;
const LONGEST_MS = 60_000;

jest.setTimeout(120_000 + Math.ceil(VISITORS / WAVE) * 45_000);

let house: RoutedHouse;
let ana: StaffClient;

const said = (text: string) => ({ enabled: true, texts: { en: text } });
/** As short as the settings let them be. */
const RULES: Partial<ConversationDocument> = {
  welcome: { ...said('Welcome to {{group}}.'), when: 'once_per_conversation' },
  connected: { ...said('{{agent}} is here.'), when: 'every_time' },
  agentSlow: { ...said('One moment.'), afterSeconds: 5, times: 1 },
  visitorIdle: { ...said('Still there?'), afterSeconds: 5, times: 1 },
  visitorTimeout: { ...said('We close now.'), afterSeconds: 10 },
  endWords: { ...said('Goodbye.'), when: 'after_agent' },
  visitorLeftSeconds: 10,
  newWindow: 'close_and_start',
  reopenMinutes: 10,
};

beforeAll(async () => {
  house = await RoutedHouse.open(runtimeWanted(), {
    ...{ FRONTDESK_FLOOD_ADDRESS: '0', FRONTDESK_RATE_WORKSPACE: '0', FRONTDESK_LEASE_MS: '3000' },
    ...{ FRONTDESK_HEARTBEAT_MS: '1000', FRONTDESK_CLOSE_GRACE_MS: '200', FRONTDESK_REAP_EVERY_MS: '250' },
  });
  await house.limit('ana', 100);
  await house.ada.change<ConversationDocument>('conversation', RULES);
  ana = await StaffClient.atWork(house.product.url, 'ana');
  // A workspace's words reach the other services a moment after they were saved.
  await found('the welcome', async () => {
    const visitor = await house.newcomer();
    const heard = (await visitor.transcript()).includes('Welcome to Support.');
    await visitor.end();
    await visitor.goodbye();
    return heard || undefined;
  });
}, 120_000);

afterAll(async () => {
  await ana?.goodbye();
  await house?.product.remove();
}, 60_000);

const came = async (windowId?: string): Promise<VisitorClient> => {
  const visitor = await VisitorClient.open(house.product.url);
  await visitor.connect();
  await visitor.start({ text: 'Hello?', ...(windowId && { windowId }) });
  await found('an agent', async () => (await visitor.view()).state === 'assigned' || undefined, LONGEST_MS);
  return visitor;
};
const reply = (visitor: VisitorClient) => ana.reply(visitor.conversationId, 'How can I help?');
const isClosed = (visitor: VisitorClient) =>
  found('the end', async () => (await visitor.view()).state === 'closed' || undefined, LONGEST_MS);
const hears = (visitor: VisitorClient, text: string) =>
  found(text, async () => (await visitor.transcript()).includes(text) || undefined, LONGEST_MS);

interface Way {
  readonly reason: string;
  /** What is in its log, by kind; automatic words by their occasion. */
  readonly events: Readonly<Record<string, number>>;
  go(): Promise<VisitorClient>;
}

const BEGUN = { requested: 1, welcome: 1, 'said by visitor': 1, assigned: 1, connected: 1, closed: 1 };

const SILENT = { visitor_idle: 1, visitor_timeout: 1 };

const WAYS: readonly Way[] = [
  {
    // Has left before anybody answered.
    reason: 'visitor_timeout',
    events: { ...BEGUN, agent_slow: 1, visitor_lost: 1, end_words: 1 },
    go: async () => {
      const visitor = await came();
      await visitor.goodbye();
      await isClosed(visitor);
      return visitor;
    },
  },
  {
    reason: 'agent',
    events: { ...BEGUN, 'said by agent': 1, 'said by visitor': 2, end_words: 1 },
    go: async () => {
      const visitor = await came();
      await reply(visitor);
      await visitor.say('Thank you.');
      await ana.close(visitor.conversationId);
      return visitor;
    },
  },
  {
    reason: 'visitor',
    events: { ...BEGUN, 'said by agent': 1, end_words: 1 },
    go: async () => {
      const visitor = await came();
      await reply(visitor);
      await visitor.end();
      return visitor;
    },
  },
  {
    reason: 'supervisor',
    events: { ...BEGUN, agent_slow: 1, end_words: 1 },
    go: async () => {
      const visitor = await came();
      await hears(visitor, 'One moment.');
      await house.sue.close(visitor.conversationId);
      return visitor;
    },
  },
  {
    reason: 'visitor_timeout',
    events: { ...BEGUN, 'said by agent': 1, ...SILENT },
    go: async () => {
      const visitor = await came();
      await reply(visitor);
      await isClosed(visitor);
      return visitor;
    },
  },
  {
    // Unlocked, the silence goes on from where it stood.
    reason: 'visitor_timeout',
    events: { ...BEGUN, 'said by agent': 1, locked: 1, unlocked: 1, visitor_lost: 1, ...SILENT },
    go: async () => {
      const visitor = await came();
      await reply(visitor);
      await ana.api.post(`/v1/conversations/${visitor.conversationId}/lock`);
      await visitor.goodbye();
      const lost = ({ type }: ConversationEvent) => type === 'conversation.visitor_lost';
      await found('the loss', async () => (await visitor.events()).some(lost) || undefined, LONGEST_MS);
      await ana.api.post(`/v1/conversations/${visitor.conversationId}/unlock`);
      await isClosed(visitor);
      return visitor;
    },
  },
  {
    reason: 'new_window',
    events: { ...BEGUN, 'said by agent': 1, end_words: 1 },
    go: async () => {
      const visitor = await came('one');
      await reply(visitor);
      const second = await VisitorClient.open(house.product.url, { token: visitor.session.token });
      await second.start({ text: 'Hello again?', windowId: 'two' });
      expect(second.conversationId).not.toBe(visitor.conversationId);
      await isClosed(visitor);
      await second.end();
      return visitor;
    },
  },
  {
    reason: 'blocked',
    events: { ...BEGUN, 'said by agent': 1 },
    go: async () => {
      const visitor = await came();
      await reply(visitor);
      const block = { what: 'visitor', value: visitor.session.visitorId, reason: 'story', until: null };
      await house.ada.ask('PUT', `/v1/settings/block-list/${randomUUID()}`, block, { 'if-none-match': '*' });
      await isClosed(visitor);
      return visitor;
    },
  },
  {
    // Opened again it is the same conversation, welcomed once.
    reason: 'visitor',
    events: {
      ...BEGUN,
      'said by agent': 1,
      'said by visitor': 2,
      assigned: 2,
      connected: 2,
      reopened: 1,
      end_words: 2,
      closed: 2,
    },
    go: async () => {
      const visitor = await came();
      await reply(visitor);
      await ana.close(visitor.conversationId);
      await visitor.api.post(`/v1/conversations/${visitor.conversationId}/reopen`);
      await found('an agent again', async () => (await visitor.view()).state === 'assigned' || undefined, LONGEST_MS);
      await visitor.say('One more thing.');
      await visitor.end();
      return visitor;
    },
  },
];

/** A visitor's copy says `withheld` of what is the house's own affair; the house's own says it. */
async function kindsOf(visitor: VisitorClient): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const event of await house.sue.events(visitor.conversationId)) {
    const kind =
      event.type === 'conversation.message_added'
        ? (event.data.automatic ?? `said by ${event.data.author.kind}`)
        : event.type.slice('conversation.'.length);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

it('F2a F4b F4c P53 everybody who went the same way has the same kinds of events, and the log is sound', async () => {
  for (let from = 0; from < VISITORS; from += WAVE) {
    const wave = Array.from(
      { length: Math.min(WAVE, VISITORS - from) },
      (_, i) => WAYS[(from + i) % WAYS.length] as Way,
    );
    await Promise.all(
      wave.map(async (way) => {
        const visitor = await way.go();
        expect({ reason: (await visitor.view()).closedReason, events: await kindsOf(visitor) }).toEqual({
          ...{ reason: way.reason, events: way.events },
        });
        await visitor.goodbye();
      }),
    );
  }
  await expectSoundLog(`${VISITORS} visitors, ${WAYS.length} ways to an end`, house.product);
});

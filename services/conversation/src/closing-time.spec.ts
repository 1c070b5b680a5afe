// The hours end while somebody waits: what the conversation records of it, and the words that the visitor reads (H3).
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationEvents, ConversationView, RoutingEvent } from '@frontdesk/contracts';
import { serveConversations, until, type Served } from './testing/served-conversations.js';

const reason = {
  ...{ ruleVersion: 1, settingsVersion: 1, ruleId: null, candidates: [], tieBreak: null },
  excluded: { offline: 0, busy: 0, full: 0 },
};
const waits = (conversationId: string, visitorId: string): RoutingEvent => ({
  type: 'queued',
  data: {
    ...{ conversationId, visitorId, groupId: 'support', priority: 0, arrivedAt: 0, position: 1, timeoutAt: null },
    reason,
  },
});

let served: Served;
const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const hours = (message: string, messages: object = {}) => ({
  ...{ alwaysOpen: false, timeZone: 'UTC', weekly: week, overrides: [] },
  closing: { then: 'message', message, messages },
});

beforeAll(async () => {
  served = await serveConversations(waits);
  await served.save('hours', null, hours('We are closed until tomorrow.', { de: 'Wir sind morgen wieder da.' }));
}, 60_000);
afterAll(() => served.stop(), 60_000);

/** Somebody waits; then the engine says how the hours end for them. */
async function waiting(language: string | null) {
  const { token, visitorId } = await served.session();
  const { conversationId, outcome } = await served.start(token, { text: 'Hello', ...(language && { language }) });
  expect(outcome).toBe('queued');
  const path = `/v1/conversations/${conversationId}`;
  const view = async () => (await served.call<ConversationView>('GET', path, { token })).body;
  const end = async (type: 'refused' | 'submission_offered'): Promise<ConversationView> => {
    const data = { conversationId, visitorId, groupId: 'support', arrivedAt: 0, why: 'out_of_hours', reason };
    const events = [{ type, data: { ...data, closing: true } }];
    const decided = { input: { type: 'tick', data: {} }, events };
    await served.write('assignment-queue', 'assignment.decisions', 'assignment.decided', decided);
    await until(async () => (await view()).state !== 'queued');
    return view();
  };
  return { token, path, end };
}

describe('H3a the hours end while somebody waits', () => {
  it('H3a F2 closed with words: the reason is closing time, the words are the administrator’s', async () => {
    const { token, path, end } = await waiting(null);
    expect(await end('refused')).toMatchObject({
      ...{ state: 'closed', outcome: 'unavailable', closedReason: 'closing_time' },
      offer: { reason: 'out_of_hours', text: 'We are closed until tomorrow.' },
    });
    const { data } = (await served.call<ConversationEvents>('GET', `${path}/events`, { token })).body;
    expect(data.at(-1)).toMatchObject({
      type: 'conversation.closed',
      data: { reason: 'closing_time', by: 'system', why: 'out_of_hours' },
    });
  });

  it('H3a in the language of the visitor, whatever kind of it they speak', async () => {
    const { end } = await waiting('de-AT');
    expect((await end('refused')).offer?.text).toBe('Wir sind morgen wieder da.');
  });

  it('H3a a group with hours of its own has words of its own', async () => {
    await served.save('groups', 'support', { name: 'Support', guide: '', hours: hours('Support is closed.') });
    const { end } = await waiting('de');
    await until(async () => (await served.session()).groups.length === 1);
    expect((await end('refused')).offer?.text).toBe('Support is closed.');
  });

  it('H3a G1a a submission is offered because it is out of hours', async () => {
    const { end } = await waiting(null);
    expect(await end('submission_offered')).toMatchObject({
      ...{ state: 'submission_offered', outcome: 'submission_offered', closedReason: null },
      offer: { reason: 'out_of_hours' },
    });
  });
});

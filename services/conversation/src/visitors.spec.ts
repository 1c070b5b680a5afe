// Visitors as staff knows them, and what becomes of an anonymous one who signs in, over HTTP.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ConversationView,
  Problem,
  VerifiedIdentity,
  VisitorHistory,
  VisitorProfile,
  VisitorSession,
} from '@frontdesk/contracts';
import { DEMO_SITE } from './index.js';
import { serveConversations, until, type Served } from './testing/served-conversations.js';

let served: Served;
let ana: string;

/** The host site's signature, checked by settings: here a word that says who it is. */
const PEOPLE: Readonly<Record<string, Partial<VerifiedIdentity>>> = {
  ann: { name: 'Ann', email: 'ann@example.com', vip: 3, attributes: { plan: 'pro' } },
  bob: { name: 'Bob', email: 'bob@example.com' },
};

beforeAll(async () => {
  served = await serveConversations(undefined, { FRONTDESK_COUNTRY_HEADER: 'cf-ipcountry' });
  ana = await served.person('ana', 'agent');
  const { peers } = served.ports('conversation');
  peers.people = {
    keyHolder: () => Promise.resolve(null),
    member: () => Promise.resolve(null),
    visitorIdentity: (_workspace, _channel, token) => {
      const subject = token.split('/')[0] ?? '';
      const known = PEOPLE[subject] ?? { name: subject, email: null };
      return Promise.resolve({ name: null, email: null, ...known, subject });
    },
  };
  await served.site({ ...DEMO_SITE, identityMode: 'verified' });
}, 60_000);
afterAll(() => served.stop(), 30_000);

const profile = (id: string, token = ana) =>
  served.call<VisitorProfile & Problem>('GET', `/v1/visitors/${id}`, { token });
const history = async (id: string) =>
  (await served.call<VisitorHistory>('GET', `/v1/visitors/${id}/history`, { token: ana })).body.data;
const edit = (id: string, ifMatch: string | null, body: object, token = ana) =>
  served.call<VisitorProfile & Problem>('PATCH', `/v1/visitors/${id}`, {
    ...{ token, body },
    headers: ifMatch === null ? {} : { 'if-match': ifMatch },
  });
const signIn = (identity: string, kept?: VisitorSession) =>
  served.session({ identity, ...(kept && { token: kept.token }) });
const visit = (token: string, url: string, title = '') =>
  served.call('POST', '/v1/visitor-sessions/pages', { token, body: { url, title } });

/** What routing was told of a conversation. */
async function requested(conversationId: string): Promise<Record<string, unknown>> {
  const bodies = (await served.inputs()).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  const found = bodies.find((body) => body['conversationId'] === conversationId && 'priority' in body);
  if (found === undefined) throw new Error('routing was not asked');
  return found;
}

describe('F6a a profile', () => {
  it('holds what the page says, what staff says, and where they looked', async () => {
    const visitor = await served.session({ attributes: { plan: 'free', cart: 3 } }, { 'cf-ipcountry': 'CH' });
    await served.start(visitor.token, { text: 'Hello', visitorName: 'Mia' });
    await visit(visitor.token, 'https://shop.example/a', 'A');
    await visit(visitor.token, 'https://shop.example/b', 'B');
    await visit(visitor.token, 'https://shop.example/a', 'A again');
    const { body, headers } = await profile(visitor.visitorId);
    expect(body).toMatchObject({ name: 'Mia', vip: 0, verified: false, country: 'CH', email: null });
    expect(body.attributes).toEqual([
      { name: 'cart', value: 3, verified: false },
      { name: 'plan', value: 'free', verified: false },
    ]);
    expect(body.pages.map(({ title }) => title)).toEqual(['A again', 'B']);
    const changed = { name: 'Mia M.', phone: '+41 1', vip: 4, customFields: { tier: 'gold' }, note: 'Call first.' };
    const { status, body: after } = await edit(visitor.visitorId, headers.get('etag'), changed);
    expect(status).toBe(200);
    expect(after).toMatchObject({ name: 'Mia M.', phone: '+41 1', vip: 4, customFields: { tier: 'gold' } });
    expect(after.notes).toMatchObject([{ text: 'Call first.', byName: 'Ana' }]);
  });

  it('is overwritten by nobody who has not seen it', async () => {
    const { visitorId, token } = await served.session();
    await served.start(token);
    expect((await edit(visitorId, null, { vip: 1 })).status).toBe(428);
    const { headers } = await profile(visitorId);
    await edit(visitorId, headers.get('etag'), { vip: 1 });
    const late = await edit(visitorId, headers.get('etag'), { vip: 2 });
    expect([late.status, late.body.code]).toEqual([412, 'stale']);
    const wrong = await edit(visitorId, '"1"', { email: 'nobody', vip: 101 });
    expect(wrong.body.errors?.map(({ pointer }) => pointer)).toEqual(['/email', '/vip']);
  });

  it('A1a a foreign or unknown one is not found, and no visitor may look', async () => {
    const { visitorId, token } = await served.session();
    expect((await profile(visitorId)).status).toBe(404);
    await served.start(token);
    expect((await profile(visitorId)).status).toBe(200);
    expect((await profile(visitorId, await served.person('eve', 'supervisor', 'elsewhere'))).status).toBe(404);
    expect((await profile(visitorId, token)).status).toBe(403);
  });

  it('B7a VIP level, country and fields of the profile lead by the rules, and no word of them enters the routing log', async () => {
    await served.save('groups', 'gold', { name: 'Gold', guide: '' });
    const condition = (field: string, more: object) => ({ field, not: false, ...more });
    const rule = {
      ...{ id: 'gold', name: 'Gold', enabled: true },
      conditions: [
        condition('vip', { atLeast: 5 }),
        condition('country', { values: ['CH'] }),
        condition('custom_field', { name: 'tier', op: 'is', values: ['platinum'] }),
      ],
      result: { groupId: 'gold', agentId: null, priority: 7, skills: {}, mode: null, submission: false },
    };
    await served.save('routing-rules', null, { rules: [rule] });
    const visitor = await served.session({}, { 'cf-ipcountry': 'CH' });
    const first = await served.start(visitor.token);
    await served.call('POST', `/v1/conversations/${first.conversationId}/close`, { token: visitor.token });
    const { headers } = await profile(visitor.visitorId);
    await edit(visitor.visitorId, headers.get('etag'), { vip: 5, customFields: { tier: 'platinum' } });
    let conversationId = '';
    await until(async () => {
      const headersOf = { 'idempotency-key': served.ports('conversation').ids.next(), 'cf-ipcountry': 'CH' };
      const { token } = visitor;
      const begun = await served.call<ConversationView>('POST', '/v1/conversations', {
        ...{ token, body: { text: 'Hi' }, headers: headersOf },
      });
      conversationId = begun.body.conversationId;
      await served.call('POST', `/v1/conversations/${conversationId}/close`, { token });
      return (await requested(conversationId))['groupId'] === 'gold';
    });
    const told = await requested(conversationId);
    expect(told).toMatchObject({ groupId: 'gold', ruleId: 'gold', priority: 5 * 1_000 + 7 });
    expect(JSON.stringify(told)).not.toMatch(/platinum|"CH"|tier/);
  });
});

describe('F6b anonymous becomes verified', () => {
  it('one profile afterwards: the history of both, the open chat kept', async () => {
    const before = await signIn('ann/1');
    const past = await served.start(before.token, { text: 'First' });
    await served.call('POST', `/v1/conversations/${past.conversationId}/close`, { token: before.token });
    const anonymous = await served.session({ attributes: { cart: 2 } });
    const open = await served.start(anonymous.token, { text: 'Second' });
    const after = await signIn('ann/2', anonymous);
    expect(after.conversation?.conversationId).toBe(open.conversationId);
    const { body } = await profile(anonymous.visitorId);
    expect(body).toMatchObject({ visitorId: before.visitorId, name: 'Ann', vip: 3, verified: true });
    expect(body.merged).toEqual([anonymous.visitorId]);
    expect(body.attributes).toEqual([
      { name: 'cart', value: 2, verified: false },
      { name: 'plan', value: 'pro', verified: true },
    ]);
    expect((await history(before.visitorId)).map(({ id }) => id)).toEqual([open.conversationId, past.conversationId]);
    expect((await profile(before.visitorId)).body.visitorId).toBe(before.visitorId);
  });

  it('F6a what was left stands in the history of the one profile', async () => {
    const anonymous = await served.session();
    await served.start(anonymous.token);
    const left = { submissionId: 's-kim', receiptId: 'FD-1', visitorId: anonymous.visitorId, groupId: 'support' };
    await served.write('submission', 'submission.events', 'submission.received', { ...left, text: 'Call me' }, 's-kim');
    await signIn('kim/0');
    const kim = await signIn('kim/1', anonymous);
    await until(async () => (await history(kim.visitorId)).some(({ kind }) => kind === 'submission'));
    expect(await history(kim.visitorId)).toMatchObject([
      { kind: 'submission', id: 's-kim', text: 'Call me', state: 'open' },
      { kind: 'conversation' },
    ]);
  });

  it('only the kept session is the proof: without it nothing is merged', async () => {
    const anonymous = await served.session();
    await served.start(anonymous.token);
    const { visitorId } = await signIn('cid/1');
    expect(visitorId).not.toBe(anonymous.visitorId);
    expect((await profile(anonymous.visitorId)).body).toMatchObject({ verified: false, merged: [] });
  });

  it('hostile: a token from before somebody signed in gives nobody else what is theirs', async () => {
    const anonymous = await served.session();
    const chat = await served.start(anonymous.token, { text: 'Mine' });
    const dee = await signIn('dee/1', anonymous);
    expect(dee.conversation?.conversationId).toBe(chat.conversationId);
    // Another person with a signature of their own, and the old token.
    const bob = await signIn('bob/1', anonymous);
    expect([bob.visitorId === anonymous.visitorId, bob.conversation]).toEqual([false, null]);
    // Nobody with a signature, and the old token.
    const stranger = await served.session({ token: anonymous.token });
    expect([stranger.visitorId === anonymous.visitorId, stranger.conversation]).toEqual([false, null]);
    // And what they have now leads to nothing of hers either.
    for (const { token } of [bob, stranger]) {
      expect((await served.call('GET', `/v1/conversations/${chat.conversationId}`, { token })).status).toBe(404);
    }
    expect((await profile(dee.visitorId)).body).toMatchObject({ merged: [], verified: true });
  });

  it('hostile: what was merged into one person is merged into no other', async () => {
    await signIn('gil/1');
    const anonymous = await served.session({ attributes: { secret: 'of gil' } });
    await signIn('gil/2', anonymous);
    const hal = await signIn('hal/1', anonymous);
    expect(hal.visitorId).not.toBe(anonymous.visitorId);
    await served.start(hal.token);
    expect((await profile(hal.visitorId)).body).toMatchObject({ name: 'hal', attributes: [], merged: [] });
  });

  it('hostile: a page that names a VIP, or another e-mail, makes none', async () => {
    const visitor = await served.session({ attributes: { vip: 9, email: 'ceo@example.com' } });
    await served.start(visitor.token);
    expect((await profile(visitor.visitorId)).body).toMatchObject({ vip: 0, email: null, verified: false });
  });
});

describe('F5c the block list', () => {
  it('turns a visitor away from the next start on, under every id, until it expires', async () => {
    const anonymous = await served.session();
    const chat = await served.start(anonymous.token);
    await signIn('ivy/0');
    const known = await signIn('ivy/1', anonymous);
    const soon = new Date(served.ports('conversation').clock.now() + 1_500).toISOString();
    const block = { what: 'visitor', value: anonymous.visitorId, reason: 'Abuse', until: soon };
    await served.save('block-list', 'ivy', block);
    const closedReason = async () =>
      (await served.call<ConversationView>('GET', `/v1/conversations/${chat.conversationId}`, { token: ana })).body
        .closedReason;
    await until(async () => (await closedReason()) === 'blocked');
    const next = async () => requested((await served.start(known.token)).conversationId);
    await until(async () => {
      const told = await next();
      const { conversationId } = told as { conversationId: string };
      await served.call('POST', `/v1/conversations/${conversationId}/close`, { token: known.token });
      return told['blocked'] === true;
    });
    await until(async () => {
      const told = await next();
      const { conversationId } = told as { conversationId: string };
      await served.call('POST', `/v1/conversations/${conversationId}/close`, { token: known.token });
      return told['blocked'] === undefined;
    });
  });
});

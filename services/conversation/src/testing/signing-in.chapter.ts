// Chapter: what becomes of an anonymous visitor who signs in, who can take over whose chat, and who is blocked.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { KnownVisitors } from './known-visitors.js';
import type { ServedConversations } from './served-conversations.js';
import { until, type Workspace } from './workspace.js';

export function signingIn(house: ServedConversations): void {
  describe('F6b anonymous becomes verified', () => {
    const workspace = house.workspace('signing-in', { identityMode: 'verified' });
    const visitors = new KnownVisitors(workspace);
    beforeAll(workspace.open);

    merged(workspace, visitors);
    left(workspace, visitors);
    unproven(workspace, visitors);
    hostile(workspace, visitors);
    boastful(workspace, visitors);
  });

  describe('F5c the block list', () => {
    const workspace = house.workspace('blocking', { identityMode: 'verified' });
    beforeAll(workspace.open);

    blocking(house, workspace, new KnownVisitors(workspace));
  });
}

function merged({ act, begin, session }: Workspace, { history, profile, signIn }: KnownVisitors): void {
  it('one profile afterwards: the history of both, the open chat kept', async () => {
    const before = await signIn('ann/1');
    const past = await begin(before.token, { text: 'First' });
    await act(past.conversationId, 'close', before.token);
    const anonymous = await session({ attributes: { cart: 2 } });
    const open = await begin(anonymous.token, { text: 'Second' });
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
}

function left({ begin, session, write }: Workspace, { history, signIn }: KnownVisitors): void {
  it('F6a what was left stands in the history of the one profile', async () => {
    const anonymous = await session();
    await begin(anonymous.token);
    const message = { submissionId: 's-kim', receiptId: 'FD-1', visitorId: anonymous.visitorId, groupId: 'support' };
    const received = { ...message, text: 'Call me' };
    await write('submission', 'submission.events', 'submission.received', received, 's-kim');
    await signIn('kim/0');
    const kim = await signIn('kim/1', anonymous);
    await until(async () => (await history(kim.visitorId)).some(({ kind }) => kind === 'submission'));
    expect(await history(kim.visitorId)).toMatchObject([
      { kind: 'submission', id: 's-kim', text: 'Call me', state: 'open' },
      { kind: 'conversation' },
    ]);
  });
}

function unproven({ begin, session }: Workspace, { profile, signIn }: KnownVisitors): void {
  it('only the kept session is the proof: without it nothing is merged', async () => {
    const anonymous = await session();
    await begin(anonymous.token);
    const { visitorId } = await signIn('cid/1');
    expect(visitorId).not.toBe(anonymous.visitorId);
    expect((await profile(anonymous.visitorId)).body).toMatchObject({ verified: false, merged: [] });
  });
}

function hostile({ begin, call, session }: Workspace, { profile, signIn }: KnownVisitors): void {
  it('hostile: a token from before somebody signed in gives nobody else what is theirs', async () => {
    const anonymous = await session();
    const chat = await begin(anonymous.token, { text: 'Mine' });
    const dee = await signIn('dee/1', anonymous);
    expect(dee.conversation?.conversationId).toBe(chat.conversationId);
    // Another person with a signature of their own, and the old token.
    const bob = await signIn('bob/1', anonymous);
    expect([bob.visitorId === anonymous.visitorId, bob.conversation]).toEqual([false, null]);
    // Nobody with a signature, and the old token.
    const stranger = await session({ token: anonymous.token });
    expect([stranger.visitorId === anonymous.visitorId, stranger.conversation]).toEqual([false, null]);
    // And what they have now leads to nothing of hers either.
    for (const { token } of [bob, stranger]) {
      expect((await call('GET', `/v1/conversations/${chat.conversationId}`, token)).status).toBe(404);
    }
    expect((await profile(dee.visitorId)).body).toMatchObject({ merged: [], verified: true });
  });

  it('hostile: what was merged into one person is merged into no other', async () => {
    await signIn('gil/1');
    const anonymous = await session({ attributes: { secret: 'of gil' } });
    await signIn('gil/2', anonymous);
    const hal = await signIn('hal/1', anonymous);
    expect(hal.visitorId).not.toBe(anonymous.visitorId);
    await begin(hal.token);
    expect((await profile(hal.visitorId)).body).toMatchObject({ name: 'hal', attributes: [], merged: [] });
  });
}

function boastful({ begin, session }: Workspace, { profile }: KnownVisitors): void {
  it('hostile: a page that names a VIP, or another e-mail, makes none', async () => {
    const visitor = await session({ attributes: { vip: 9, email: 'ceo@example.com' } });
    await begin(visitor.token);
    expect((await profile(visitor.visitorId)).body).toMatchObject({ vip: 0, email: null, verified: false });
  });
}

function blocking({ clock }: ServedConversations, workspace: Workspace, { signIn }: KnownVisitors): void {
  const { act, begin, person, save, session, told, view } = workspace;

  it('turns a visitor away from the next start on, under every id, until it expires', async () => {
    const ana = await person('ana', 'agent');
    const anonymous = await session();
    const chat = await begin(anonymous.token);
    await signIn('ivy/0');
    const known = await signIn('ivy/1', anonymous);
    const ends = new Date(clock.now() + 60_000).toISOString();
    await save('block-list', 'ivy', { what: 'visitor', value: anonymous.visitorId, reason: 'Abuse', until: ends });
    await until(async () => (await view(chat.conversationId, ana)).closedReason === 'blocked');
    const next = async () => {
      const { conversationId } = await begin(known.token);
      await act(conversationId, 'close', known.token);
      return (await told(conversationId, 'conversation_requested'))[0]?.['blocked'];
    };
    expect(await next()).toBe(true);
    clock.advance(60_000);
    expect(await next()).toBeUndefined();
  });
}

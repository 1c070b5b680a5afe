// Chapter: visitors as staff knows them.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { KnownVisitors } from './known-visitors.js';
import type { ServedConversations } from './served-conversations.js';
import type { Workspace } from './workspace.js';

export function profiles(house: ServedConversations): void {
  const workspace = house.workspace('profiles');
  const visitors = new KnownVisitors(workspace);

  describe('F6a a profile', () => {
    beforeAll(workspace.open);

    filled(workspace, visitors);
    edited(workspace, visitors);
    foreign(workspace, visitors);
    leading(workspace, visitors);
  });
}

function filled({ begin, call, session }: Workspace, { edit, profile }: KnownVisitors): void {
  it('holds what the page says, what staff says, and where they looked', async () => {
    const { token, visitorId } = await session({ attributes: { plan: 'free', cart: 3 } }, { 'cf-ipcountry': 'CH' });
    await begin(token, { text: 'Hello', visitorName: 'Mia' });
    const visit = (url: string, title: string) =>
      call('POST', '/v1/visitor-sessions/pages', token, { url: `https://shop.example/${url}`, title });
    await visit('a', 'A');
    await visit('b', 'B');
    await visit('a', 'A again');
    const { body, headers } = await profile(visitorId);
    expect(body).toMatchObject({ name: 'Mia', vip: 0, verified: false, country: 'CH', email: null });
    expect(body.attributes).toEqual([
      { name: 'cart', value: 3, verified: false },
      { name: 'plan', value: 'free', verified: false },
    ]);
    expect(body.pages.map(({ title }) => title)).toEqual(['A again', 'B']);
    const changed = { name: 'Mia M.', phone: '+41 1', vip: 4, customFields: { tier: 'gold' }, note: 'Call first.' };
    const { status, body: after } = await edit(visitorId, headers.get('etag'), changed);
    expect(status).toBe(200);
    expect(after).toMatchObject({ name: 'Mia M.', phone: '+41 1', vip: 4, customFields: { tier: 'gold' } });
    expect(after.notes).toMatchObject([{ text: 'Call first.', byName: 'Ana' }]);
  });
}

function edited({ talk }: Workspace, { edit, profile }: KnownVisitors): void {
  it('is overwritten by nobody who has not seen it', async () => {
    const { visitorId } = await talk();
    expect((await edit(visitorId, null, { vip: 1 })).status).toBe(428);
    const { headers } = await profile(visitorId);
    await edit(visitorId, headers.get('etag'), { vip: 1 });
    const late = await edit(visitorId, headers.get('etag'), { vip: 2 });
    expect([late.status, late.body.code]).toEqual([412, 'stale']);
    const wrong = await edit(visitorId, '"1"', { email: 'nobody', vip: 101 });
    expect(wrong.body.errors?.map(({ pointer }) => pointer)).toEqual(['/email', '/vip']);
  });
}

function foreign({ begin, person, session }: Workspace, { profile }: KnownVisitors): void {
  it('A1a a foreign or unknown one is not found, and no visitor may look', async () => {
    const { visitorId, token } = await session();
    expect((await profile(visitorId)).status).toBe(404);
    await begin(token);
    expect((await profile(visitorId)).status).toBe(200);
    expect((await profile(visitorId, await person('eve', 'supervisor', 'elsewhere'))).status).toBe(404);
    expect((await profile(visitorId, token)).status).toBe(403);
  });
}

function leading(workspace: Workspace, { edit, profile }: KnownVisitors): void {
  const { act, begin, call, ports, save, session, told } = workspace;

  it('B7a VIP level, country and fields of the profile lead by the rules, and no word of them enters the routing log', async () => {
    await save('groups', 'gold', { name: 'Gold', guide: '' });
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
    await save('routing-rules', null, { rules: [rule] });
    const fromSwitzerland = { 'cf-ipcountry': 'CH' };
    const { token, visitorId } = await session({}, fromSwitzerland);
    await act((await begin(token)).conversationId, 'close', token);
    const { headers } = await profile(visitorId);
    await edit(visitorId, headers.get('etag'), { vip: 5, customFields: { tier: 'platinum' } });
    const key = { 'idempotency-key': ports('conversation').ids.next(), ...fromSwitzerland };
    const begun = await call<{ conversationId: string }>('POST', '/v1/conversations', token, { text: 'Hi' }, key);
    const [requested] = await told(begun.body.conversationId, 'conversation_requested');
    expect(requested).toMatchObject({ groupId: 'gold', ruleId: 'gold', priority: 5 * 1_000 + 7 });
    expect(JSON.stringify(requested)).not.toMatch(/platinum|"CH"|tier/);
  });
}

// Chapter: where a start is sent by rules, block list, strategy and channels.
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationView, Problem, VisitorSession } from '@frontdesk/contracts';
import { arrived, assigned } from './decisions.js';
import type { ServedConversations } from './served-conversations.js';
import { until, type Workspace } from './workspace.js';

export function directing(house: ServedConversations): void {
  const workspace = house.workspace('directing');

  describe('B7 where a start is sent', () => {
    beforeAll(async () => {
      await workspace.open();
      await workspace.save('groups', 'sales', { name: 'Sales', guide: '', queue: null });
    });

    byRules(workspace);
    bySettings(workspace);
    byChannel(workspace);
  });
}

const rule = (id: string, conditions: readonly object[], result: object) => ({
  ...{ id, name: id, enabled: true, conditions: conditions.map((one) => ({ not: false, ...one })) },
  result: { groupId: null, agentId: null, priority: 0, skills: {}, mode: null, submission: false, ...result },
});

/** What routing is told of a start. */
async function begun(workspace: Workspace, body: object = {}) {
  workspace.answer = assigned;
  const { id, token } = await workspace.talk(body);
  const [input] = await workspace.told(id, 'conversation_requested');
  return { conversationId: id, token, input: input ?? null };
}

function byRules(workspace: Workspace): void {
  const rules = (...all: readonly object[]) => workspace.save('routing-rules', null, { rules: all });

  it('B7b the first rule that matches counts, and what the others lacked stays with the conversation', async () => {
    await rules(
      rule('french', [{ field: 'language', values: ['fr'] }], { groupId: 'support' }),
      rule('checkout', [{ field: 'page', op: 'contains', values: ['/checkout'] }], {
        ...{ groupId: 'sales', agentId: 'ana', priority: 5, skills: { billing: 2 } },
      }),
      rule('all', [], { priority: 1 }),
    );
    const page = 'https://shop.example/checkout';
    const { conversationId, input } = await begun(workspace, { language: 'en', page });
    expect(input).toMatchObject({
      ...{ groupId: 'sales', agentId: 'ana', priority: 5, requiredSkills: { billing: 2 }, ruleId: 'checkout' },
    });
    expect(input).not.toHaveProperty('tried');
    const { journal } = workspace.ports('conversation');
    const [requested] = await journal.readStream(workspace.id, conversationId);
    const failed = { ruleId: 'french', why: 'condition_failed', condition: 0, field: 'language', found: 'en' };
    expect(JSON.parse(requested?.body ?? '')).toMatchObject({ ruleId: 'checkout', tried: [failed] });
  });
  it('B7c a rule may send to a submission', async () => {
    await rules(rule('spam', [{ field: 'attribute', name: 'plan', op: 'is', values: ['free'] }], { submission: true }));
    expect((await begun(workspace, { attributes: { plan: 'free' } })).input).toMatchObject({ result: 'submission' });
    expect((await begun(workspace, { attributes: { plan: 'paid' } })).input).not.toHaveProperty('result');
  });
  it('D1a who is asked for by name comes before rules; a group that a rule names and that is gone is passed over', async () => {
    await rules(rule('all', [], { groupId: 'gone', agentId: 'ben' }));
    const named = await begun(workspace, { designatedGroupId: 'sales', agentId: 'ana' });
    expect(named.input).toMatchObject({ groupId: 'sales', agentId: 'ana' });
    expect(Number(named.input?.['priority'])).toBeGreaterThan(100_000);
    const toSales = await begun(workspace, { groupId: 'sales' });
    expect(toSales.input).toMatchObject({ groupId: 'sales', agentId: 'ben' });
    expect((await begun(workspace)).input).toMatchObject({ groupId: 'support' });
    await rules();
  });
}

function bySettings(workspace: Workspace): void {
  const { save, say, view } = workspace;

  it('B16 a blocked address is told so to routing', async () => {
    const block = { what: 'ip_range', value: '127.0.0.0/8', reason: 'spec', until: null };
    await save('block-list', 'b1', block);
    expect((await begun(workspace)).input).toMatchObject({ blocked: true });
    await save('block-list', 'b1', { ...block, until: '2001-01-01T00:00:00Z' });
    expect((await begun(workspace)).input).not.toHaveProperty('blocked');
  });
  it('D9 an agent is asked for with the first message, where the strategy says so', async () => {
    await save('strategy', null, { method: 'saturation', directReturnMinutes: 0, waitForFirstMessage: true });
    const { conversationId, token, input } = await begun(workspace);
    expect(input).toBeNull();
    expect(await view(conversationId, token)).toMatchObject({ state: 'requested', outcome: 'pending' });
    await say(conversationId, token, 'Hello');
    await until(async () => (await view(conversationId, token)).outcome === 'assigned');
    await save('strategy', null, { method: 'saturation', directReturnMinutes: 0, waitForFirstMessage: false });
  });
  it('E3 a queue may let nobody write while waiting', async () => {
    const queue = { message: 'Wait', typing: false };
    await save('queue', null, queue);
    workspace.answer = (conversationId, visitorId) => ({
      type: 'queued',
      data: { ...arrived(conversationId, visitorId), priority: 0, position: 1, timeoutAt: null },
    });
    const { id, token } = await workspace.talk();
    const message = { clientMessageId: 'm1', text: 'Still there?' };
    const refused = await workspace.act<Problem>(id, 'messages', token, message);
    expect([refused.status, refused.body.code]).toEqual([409, 'not_while_waiting']);
    await save('queue', null, { ...queue, typing: true });
    expect((await workspace.act<ConversationView>(id, 'messages', token, message)).status).toBe(201);
  });
}

function byChannel({ call, save }: Workspace): void {
  it('B15a a channel of the settings has a site, until it is switched off', async () => {
    const channel = { name: 'Shop', enabled: true, siteKey: 'shop', defaultGroupId: 'sales' };
    await save('channels', 'shop', channel);
    const opened = await call<VisitorSession>('POST', '/v1/visitor-sessions', null, { site: 'shop' });
    expect([opened.status, opened.body.channel]).toEqual([201, 'shop']);
    await save('channels', 'shop', { ...channel, enabled: false });
    expect((await call('POST', '/v1/visitor-sessions', null, { site: 'shop' })).status).toBe(422);
  });
}

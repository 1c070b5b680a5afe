// Chapter: where a start is sent by rules, block list, strategy and channels.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationView, Problem, VisitorSession } from '@frontdesk/contracts';
import { arrived, assigned } from './decisions.js';
import type { ScriptedEngine } from './scripted-engine.js';
import { until } from './served-conversations.js';

export function directing(engine: ScriptedEngine): void {
  const { call, inputs, ports, session, start, write } = engine;

  describe('B7 where a start is sent', () => {
    const rule = (id: string, conditions: readonly object[], result: object) => ({
      ...{ id, name: id, enabled: true, conditions: conditions.map((one) => ({ not: false, ...one })) },
      result: { groupId: null, agentId: null, priority: 0, skills: {}, mode: null, submission: false, ...result },
    });
    let version = 1;
    const save = async (kind: string, id: string | null, document: unknown) => {
      version += 1;
      await write('settings', 'settings.events', 'settings.document_saved', { kind, id, version, document });
      const { db } = ports('conversation');
      await until(async () => {
        const found = await db.query<unknown[]>('SELECT 1 FROM setting WHERE kind = $1 AND id = $2 AND version = $3', [
          ...[kind, id ?? '', version],
        ]);
        return found.length === 1;
      });
    };
    const rules = (...all: readonly object[]) => save('routing-rules', null, { rules: all });
    const begun = async (body: object = {}) => {
      engine.answer = assigned;
      const { token } = (await session()).body;
      const { conversationId } = (await start(token, 'k1', body)).body;
      const input = (await inputs()).find(
        ({ type, body: data }) => type === 'conversation_requested' && data.includes(conversationId),
      );
      return { conversationId, token, input: JSON.parse(input?.body ?? 'null') as Record<string, unknown> | null };
    };
    beforeAll(() => save('groups', 'sales', { name: 'Sales', guide: '', queue: null }));
    afterAll(() => rules());

    it('B7b the first rule that matches counts, and what the others lacked stays with the conversation', async () => {
      await rules(
        rule('french', [{ field: 'language', values: ['fr'] }], { groupId: 'support' }),
        rule('checkout', [{ field: 'page', op: 'contains', values: ['/checkout'] }], {
          ...{ groupId: 'sales', agentId: 'ana', priority: 5, skills: { billing: 2 } },
        }),
        rule('all', [], { priority: 1 }),
      );
      const { conversationId, input } = await begun({ language: 'en', page: 'https://shop.example/checkout' });
      expect(input).toMatchObject({
        ...{ groupId: 'sales', agentId: 'ana', priority: 5, requiredSkills: { billing: 2 }, ruleId: 'checkout' },
      });
      expect(input).not.toHaveProperty('tried');
      const { journal } = ports('conversation');
      const [requested] = await journal.readStream('demo', conversationId);
      const failed = { ruleId: 'french', why: 'condition_failed', condition: 0, field: 'language', found: 'en' };
      expect(JSON.parse(requested?.body ?? '')).toMatchObject({ ruleId: 'checkout', tried: [failed] });
    });
    it('B7c a rule may send to a submission', async () => {
      await rules(
        rule('spam', [{ field: 'attribute', name: 'plan', op: 'is', values: ['free'] }], { submission: true }),
      );
      expect((await begun({ attributes: { plan: 'free' } })).input).toMatchObject({ result: 'submission' });
      expect((await begun({ attributes: { plan: 'paid' } })).input).not.toHaveProperty('result');
    });
    it('D1a who is asked for by name comes before rules; a group that a rule names and that is gone is passed over', async () => {
      await rules(rule('all', [], { groupId: 'gone', agentId: 'ben' }));
      const named = await begun({ designatedGroupId: 'sales', agentId: 'ana' });
      expect(named.input).toMatchObject({ groupId: 'sales', agentId: 'ana' });
      expect(Number(named.input?.['priority'])).toBeGreaterThan(100_000);
      expect((await begun({ groupId: 'sales' })).input).toMatchObject({ groupId: 'sales', agentId: 'ben' });
      expect((await begun()).input).toMatchObject({ groupId: 'support' });
    });
    it('B16 a blocked address is told so to routing', async () => {
      await rules();
      await save('block-list', 'b1', { what: 'ip_range', value: '127.0.0.0/8', reason: 'spec', until: null });
      expect((await begun()).input).toMatchObject({ blocked: true });
      await save('block-list', 'b1', {
        what: 'ip_range',
        value: '127.0.0.0/8',
        reason: 'spec',
        until: '2001-01-01T00:00:00Z',
      });
      expect((await begun()).input).not.toHaveProperty('blocked');
    });
    it('D9 an agent is asked for with the first message, where the strategy says so', async () => {
      await save('strategy', null, { method: 'saturation', directReturnMinutes: 0, waitForFirstMessage: true });
      const { conversationId, token, input } = await begun();
      expect(input).toBeNull();
      const path = `/v1/conversations/${conversationId}`;
      expect((await call<ConversationView>('GET', path, token)).body).toMatchObject({
        state: 'requested',
        outcome: 'pending',
      });
      await call('POST', `${path}/messages`, token, { clientMessageId: 'm1', text: 'Hello' });
      await until(async () => (await call<ConversationView>('GET', path, token)).body.outcome === 'assigned');
      await save('strategy', null, { method: 'saturation', directReturnMinutes: 0, waitForFirstMessage: false });
    });
    it('E3 a queue may let nobody write while waiting', async () => {
      const queue = { message: 'Wait', typing: false };
      await save('queue', null, queue);
      engine.answer = (conversationId, visitorId) => ({
        type: 'queued',
        data: { ...arrived(conversationId, visitorId), priority: 0, position: 1, timeoutAt: null },
      });
      const { token } = (await session()).body;
      const { conversationId } = (await start(token, 'k1', { text: 'Hello' })).body;
      const path = `/v1/conversations/${conversationId}/messages`;
      const refused = await call<Problem>('POST', path, token, { clientMessageId: 'm1', text: 'Still there?' });
      expect([refused.status, refused.body.code]).toEqual([409, 'not_while_waiting']);
      await save('queue', null, { ...queue, typing: true });
      expect((await call('POST', path, token, { clientMessageId: 'm1', text: 'Still there?' })).status).toBe(201);
    });
    it('B15a a channel of the settings has a site, until it is switched off', async () => {
      const channel = { name: 'Shop', enabled: true, siteKey: 'shop', defaultGroupId: 'sales' };
      await save('channels', 'shop', channel);
      const opened = await call<VisitorSession>('POST', '/v1/visitor-sessions', null, { site: 'shop' });
      expect([opened.status, opened.body.channel]).toEqual([201, 'shop']);
      await save('channels', 'shop', { ...channel, enabled: false });
      expect((await call('POST', '/v1/visitor-sessions', null, { site: 'shop' })).status).toBe(422);
    });
  });
}

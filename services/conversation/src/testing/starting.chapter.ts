// Chapter: a visitor's session, and what a start is answered with.
import { describe, expect, it } from '@jest/globals';
import type { ConversationEvents, ConversationView, Problem, RoutingEvent } from '@frontdesk/contracts';
import { arrived, assigned } from './decisions.js';
import type { ScriptedEngine } from './scripted-engine.js';
import { until } from './served-conversations.js';

const offered = (conversationId: string, visitorId: string): RoutingEvent => ({
  type: 'submission_offered',
  data: { ...arrived(conversationId, visitorId), why: 'nobody_online' },
});
const refused = (conversationId: string, visitorId: string): RoutingEvent => ({
  type: 'refused',
  data: { ...arrived(conversationId, visitorId), why: 'full' },
});

export function starting(engine: ScriptedEngine): void {
  const { call, decide, inputs, session, start } = engine;

  describe('a visitor session', () => {
    it('names the visitor, the groups and who could be reached', async () => {
      const { status, body } = await session();
      expect(status).toBe(201);
      expect(body).toMatchObject({ workspaceId: 'demo', channel: 'web', availability: 'online', conversation: null });
      expect(body.groups).toEqual([{ groupId: 'support', name: 'Support' }]);
    });
    it('keeps the visitor when its token comes back', async () => {
      const { body } = await session();
      expect((await session(body.token)).body.visitorId).toBe(body.visitorId);
      expect((await session(`${body.token}x`)).body.visitorId).not.toBe(body.visitorId);
    });
    it('needs a site that is known', async () => {
      const { status, body } = await call<Problem>('POST', '/v1/visitor-sessions', null, { site: 'nowhere' });
      expect(status).toBe(422);
      expect(body.errors?.[0]?.pointer).toBe('/site');
    });
  });

  describe('starting a conversation', () => {
    it('answers its outcome, with the first words said', async () => {
      engine.answer = assigned;
      const { token } = (await session()).body;
      const { status, body } = await start(token, 'k1', { text: ' Hello ' });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        ...{ outcome: 'assigned', state: 'assigned' },
        agent: { agentId: 'ana', name: 'Ana', pictureUrl: 'https://shop.example/ana.jpg' },
      });
      expect(body).toMatchObject({ lastMessage: { author: 'visitor', text: 'Hello' }, unread: 1, sequence: 3 });
    });
    it('shows why nobody takes it, in the words of the workspace', async () => {
      engine.answer = offered;
      const open = await start((await session()).body.token, 'k1');
      expect(open.body).toMatchObject({ outcome: 'submission_offered', state: 'submission_offered' });
      expect(open.body.offer).toEqual({ reason: 'nobody_online', text: 'Leave us a message.' });
      engine.answer = refused;
      const closed = await start((await session()).body.token, 'k1');
      expect(closed.body).toMatchObject({ outcome: 'unavailable', state: 'closed', closedReason: 'refused' });
      expect(closed.body.offer?.reason).toBe('full');
    });
    it('D1d answers 202 while there is no decision, which follows', async () => {
      engine.answer = () => null;
      const { token, visitorId } = (await session()).body;
      const { status, headers, body } = await start(token, 'k1');
      expect([status, body.outcome]).toEqual([202, 'pending']);
      await decide(assigned(body.conversationId, visitorId));
      const path = headers.get('location') ?? '';
      await until(async () => (await call<ConversationView>('GET', path, token)).body.outcome === 'assigned');
    });
    it('D1c is one conversation, however many start at once', async () => {
      engine.answer = assigned;
      const { token } = (await session()).body;
      const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => start(token, `k${i}`, { text: `${i}` })));
      expect(new Set(answers.map(({ body }) => body.conversationId)).size).toBe(1);
      // One created it: 201, or 202 on a machine so slow that the decision is late; the others found it there.
      expect(answers.filter(({ status }) => status !== 200)).toHaveLength(1);
      const { conversationId } = answers[0]?.body as ConversationView;
      const path = `/v1/conversations/${conversationId}/events?limit=200`;
      const { data } = (await call<ConversationEvents>('GET', path, token)).body;
      const said = data.flatMap((event) => (event.type === 'conversation.message_added' ? [event.data.text] : []));
      expect(said.sort()).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`).sort());
      const asked = (await inputs()).filter(({ body }) => body.includes(conversationId));
      expect(asked.map(({ type }) => type)).toEqual(['conversation_requested']);
    }, 30_000);
    it('is repeated by its key, and only with the same body', async () => {
      engine.answer = assigned;
      const { token } = (await session()).body;
      const [first, again] = await Promise.all([start(token, 'k1', { text: 'a' }), start(token, 'k1', { text: 'a' })]);
      expect(again.body.conversationId).toBe(first.body.conversationId);
      expect(again.body.sequence).toBe(first.body.sequence);
      expect((await start(token, 'k1', { text: 'b' })).body.code).toBe('idempotency_key_reused');
      const { status, body } = await call<Problem>('POST', '/v1/conversations', token, {});
      expect([status, body.code]).toEqual([400, 'idempotency_key_missing']);
    });
    it('refuses a group that is not known', async () => {
      const { status, body } = await start((await session()).body.token, 'k1', { groupId: 'nowhere' });
      expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/groupId']);
    });
  });
}

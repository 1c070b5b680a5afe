// Chapter: the asynchronous mode, as the visitor meets it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationView, RoutingEvent } from '@frontdesk/contracts';
import { arrived, assigned } from './decisions.js';
import type { ScriptedEngine } from './scripted-engine.js';
import { until } from './served-conversations.js';

export function pooling(engine: ScriptedEngine): void {
  const { call, decide, inputs, session, start, write } = engine;

  describe('I1 the asynchronous mode', () => {
    const pooled = (conversationId: string, visitorId: string): RoutingEvent => ({
      type: 'pooled',
      data: { ...arrived(conversationId, visitorId), priority: 0, cause: 'arrival', timeoutAt: null },
    });
    const words = { pooled: 'We have it.', timedOut: 'Sorry, write again.' };
    const document = {
      ...{ mode: 'asynchronous', channels: {}, groups: {}, assignAmong: 'online', poolOrder: 'oldest' },
      ...{ unassignedTimeoutSeconds: 60, messages: { en: words } },
    };
    const save = (version: number, mode: string) =>
      write('settings', 'settings.events', 'settings.document_saved', {
        ...{ kind: 'mode', id: null, version, document: { ...document, mode } },
      });
    beforeAll(() => save(1, 'asynchronous'));
    afterAll(() => save(2, 'real_time'));

    it('I1a D1 is pooled in words of its own, and written in all the same', async () => {
      engine.answer = pooled;
      const { token, visitorId } = (await session()).body;
      const { status, body } = await start(token, 'k1', { text: 'Hello', language: 'en-GB' });
      const { conversationId } = body;
      expect([status, body.outcome, body.state, body.place]).toEqual([201, 'pooled', 'pooled', null]);
      expect(body.pool).toEqual({ text: 'We have it.' });
      const message = { clientMessageId: 'm2', text: 'Are you there?' };
      expect((await call('POST', `/v1/conversations/${conversationId}/messages`, token, message)).status).toBe(201);
      const told = (await inputs()).filter(({ body: data }) => data.includes(conversationId));
      expect(told.map(({ type }) => type)).toEqual(['conversation_requested', 'visitor_wrote']);
      await decide(assigned(conversationId, visitorId));
      const path = `/v1/conversations/${conversationId}`;
      await until(async () => (await call<ConversationView>('GET', path, token)).body.state === 'assigned');
      const { body: answered } = await call<ConversationView>('GET', path, token);
      expect(answered).toMatchObject({ lastMessage: { text: 'Are you there?' } });
      expect(answered).not.toHaveProperty('pool');
    });

    it('I1d ends with the unassigned timeout, in its own words, and leaves nothing to be left (G1b)', async () => {
      engine.answer = pooled;
      const { token } = (await session()).body;
      const { conversationId } = (await start(token, 'k1', { text: 'Hello', language: 'en' })).body;
      const data = { conversationId, waitedMs: 60_000, consequence: 'message' as const, pooled: true as const };
      await decide({ type: 'timed_out', data });
      const path = `/v1/conversations/${conversationId}`;
      await until(async () => (await call<ConversationView>('GET', path, token)).body.state === 'closed');
      expect((await call<ConversationView>('GET', path, token)).body).toMatchObject({
        ...{ closedReason: 'unassigned_timeout', outcome: 'pooled', offer: null },
        pool: { text: 'Sorry, write again.' },
      });
    });
  });
}

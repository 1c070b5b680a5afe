// Chapter: the asynchronous mode, as the visitor meets it.
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RoutingEvent } from '@frontdesk/contracts';
import { arrived, assigned } from './decisions.js';
import type { ServedConversations } from './served-conversations.js';
import { until } from './workspace.js';

const pooled = (conversationId: string, visitorId: string): RoutingEvent => ({
  type: 'pooled',
  data: { ...arrived(conversationId, visitorId), priority: 0, cause: 'arrival', timeoutAt: null },
});

export function pooling(house: ServedConversations): void {
  const workspace = house.workspace('pooling');
  const { decide, inputs, say, session, start, view } = workspace;

  describe('I1 the asynchronous mode', () => {
    beforeAll(async () => {
      await workspace.open();
      await workspace.save('mode', null, {
        ...{ mode: 'asynchronous', channels: {}, groups: {}, assignAmong: 'online', poolOrder: 'oldest' },
        ...{
          unassignedTimeoutSeconds: 60,
          messages: { en: { pooled: 'We have it.', timedOut: 'Sorry, write again.' } },
        },
      });
      workspace.answer = pooled;
    });

    it('I1a D1 is pooled in words of its own, and written in all the same', async () => {
      const { token, visitorId } = await session();
      const { status, body } = await start(token, { text: 'Hello', language: 'en-GB' });
      const { conversationId } = body;
      expect([status, body.outcome, body.state, body.place]).toEqual([201, 'pooled', 'pooled', null]);
      expect(body.pool).toEqual({ text: 'We have it.' });
      expect((await say(conversationId, token, 'Are you there?')).status).toBe(201);
      const told = await inputs(conversationId);
      expect(told.map(({ type }) => type)).toEqual(['conversation_requested', 'visitor_wrote']);
      await decide(assigned(conversationId, visitorId));
      await until(async () => (await view(conversationId, token)).state === 'assigned');
      const answered = await view(conversationId, token);
      expect(answered).toMatchObject({ lastMessage: { text: 'Are you there?' } });
      expect(answered).not.toHaveProperty('pool');
    });

    it('I1d ends with the unassigned timeout, in its own words, and leaves nothing to be left (G1b)', async () => {
      const { id, token } = await workspace.talk({ text: 'Hello', language: 'en' });
      const data = { conversationId: id, waitedMs: 60_000, consequence: 'message' as const, pooled: true as const };
      await decide({ type: 'timed_out', data });
      await until(async () => (await view(id, token)).state === 'closed');
      expect(await view(id, token)).toMatchObject({
        ...{ closedReason: 'unassigned_timeout', outcome: 'pooled', offer: null },
        pool: { text: 'Sorry, write again.' },
      });
    });
  });
}

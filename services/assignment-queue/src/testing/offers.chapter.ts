// Chapter: offers on the desk of an agent, answered, declined, and explained.
import { describe, expect, it } from '@jest/globals';
import type { Explanation, QueuePlace } from '@frontdesk/contracts';
import { until, type ServedQueue } from './served-queue.js';
import { status, strategy } from './told.js';

export function offers(queue: ServedQueue): void {
  const { arrives, ask, call, deskOf, loads, tell, waitingIds } = queue;

  describe('B4e offers', () => {
    it('stand on the desk of the agent who is asked, with a countdown, until they are answered', async () => {
      await tell(strategy({ offer: { acceptMs: 60_000 } }), status('ana', 'online'));
      const id = await arrives();
      const [offer] = await until(async () => {
        const { offers } = await deskOf('ana');
        return offers.length > 0 && offers;
      });
      expect(offer).toMatchObject({
        conversationId: id,
        groupId: 'support',
        visitorName: `Visitor of ${id}`,
        lastText: 'Hi',
      });
      expect(offer?.remainingMs).toBeLessThanOrEqual(60_000);
      const { offerId } = offer ?? { offerId: '' };
      expect((await call<QueuePlace>(id.slice(2), 'GET', `/v1/queue/${id}`)).body).toMatchObject({
        position: 1,
        ahead: 0,
      });
      expect(await ask('ben', `/v1/conversations/${id}/offer/accept`, { offerId })).toBe('taken_by_other');
      const words = await Promise.all(
        Array.from({ length: 8 }, () => ask('ana', `/v1/conversations/${id}/offer/accept`, { offerId })),
      );
      expect(words.sort()).toEqual(['assigned', ...Array<string>(7).fill('no_change')]);
      expect((await deskOf('ana')).offers).toEqual([]);
      expect(await loads()).toMatchObject({ ana: 1 });
    });
    it('P25 R10 D6b declined by everybody, leave the visitor where they were', async () => {
      await tell(strategy({ offer: { acceptMs: 60_000 } }), status('ana', 'online'), status('ben', 'online'));
      const id = await arrives();
      for (const expected of ['offered', 'queued']) {
        const [sub, offerId] = await until(async () => {
          for (const one of ['ana', 'ben']) {
            const [offer] = (await deskOf(one)).offers;
            if (offer) return [one, offer.offerId] as const;
          }
          return undefined;
        });
        expect(await ask(sub, `/v1/conversations/${id}/offer/reject`, { offerId })).toBe(expected);
      }
      expect(await waitingIds()).toEqual([id]);
      const { body } = await call<Explanation>('eva', 'GET', `/v1/explanations/${id}`);
      expect(body.waiting?.table.map(({ agentId, notTaken }) => `${agentId} ${notTaken ?? ''}`)).toEqual([
        'ana excluded',
        'ben excluded',
      ]);
      expect(body.waiting?.sentence).not.toContain('undefined');
      // D6b what the first offer looked at: both were free then. What was not asked for is not computed.
      const asked = body.decisions.find(({ type }) => type === 'offered');
      const path = `/v1/explanations/${id}?table=${asked?.position ?? ''}`;
      const { decisions } = (await call<Explanation>('eva', 'GET', path)).body;
      const told = decisions.find(({ type }) => type === 'offered');
      const { reason } = told?.record as { reason: { candidates: { agentId: string }[] } };
      expect(told?.table?.map(({ notTaken }) => notTaken)).toEqual([null, null]);
      expect(told?.table?.map(({ agentId }) => agentId)).toEqual(reason.candidates.map(({ agentId }) => agentId));
      expect(decisions.filter(({ table }) => table !== undefined)).toHaveLength(1);
      // D6a and the versions of all that it was decided by: nobody had said anything of the mode.
      expect(told?.versions).toEqual({ group: 1, strategy: 1, mode: null, request: 1 });
    });
  });
}

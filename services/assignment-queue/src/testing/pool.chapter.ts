// Chapter: the pool of the asynchronous mode.
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Board, Explanation, PoolList, RoutingInput } from '@frontdesk/contracts';
import { until, type ServedQueue } from './served-queue.js';
import { agent, status } from './told.js';

export function pool(queue: ServedQueue): void {
  const { arrives, ask, call, tell, waitingIds } = queue;

  describe('I1 the pool', () => {
    const mode = (is: 'real_time' | 'asynchronous'): RoutingInput => ({
      type: 'mode_configured',
      data: { settingsVersion: 1, mode: is, pool: { among: 'online', order: 'oldest', timeoutMs: 60_000 } },
    });
    const pool = async () => (await call<PoolList>('ana', 'GET', '/v1/queue/pool')).body;
    afterEach(() => tell(mode('real_time')));

    it('I1c B1b is seen by staff, taken by hand, given by supervisors, explained, and moved by a switch', async () => {
      await tell(mode('asynchronous'));
      const [first, second] = [await arrives(), await arrives()];
      await until(async () => (await pool()).data.length === 2);
      expect(await pool()).toMatchObject({
        asynchronous: true,
        data: [{ conversationId: first, groupName: 'support', visitorName: `Visitor of ${first}`, lastText: 'Hi' }, {}],
      });
      expect((await call('ana', 'GET', `/v1/queue/${first}`)).status).toBe(404);
      const { body: board } = await call<Board>('eva', 'GET', '/v1/board');
      expect(board).toMatchObject({ waiting: 0, pooled: 2 });
      const support = board.groups.find(({ groupId }) => groupId === 'support');
      expect(support).toMatchObject({ mode: 'asynchronous', pooled: 2 });
      const { body: why } = await call<Explanation>('ana', 'GET', `/v1/explanations/${first}`);
      expect(why.waiting?.sentence).toMatch(/^In the pool: nobody of support is online/);
      expect(await ask('ana', `/v1/queue/${first}/pull`)).toBe('not_online');
      expect(await ask('eva', `/v1/conversations/${second}/assign`, { groupId: 'sales' })).toBe('pooled');
      await tell(mode('real_time'));
      await until(async () => (await waitingIds()).length === 2);
      expect((await pool()).data).toEqual([]);
      await tell(status('ana', 'online'));
      await until(async () => (await waitingIds()).length === 1);
    });

    it('I1c an agent takes out of it what nobody gave them', async () => {
      await tell(mode('asynchronous'), agent('ben', 1, ['sales']), status('ben', 'online'));
      const id = await arrives();
      await until(async () => (await pool()).data.length === 1);
      expect(await ask('ben', `/v1/queue/${id}/pull`)).toBe('done');
      expect((await pool()).data).toEqual([]);
      await tell(agent('ben', 1));
    });
  });
}

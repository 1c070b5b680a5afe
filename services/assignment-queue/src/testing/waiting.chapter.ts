// Chapter: waiting: being warned, going on, how each stay ended, and whether anybody is there.
import { describe, expect, it } from '@jest/globals';
import type { Explanation, Problem, QueueHistory, QueuePlace } from '@frontdesk/contracts';
import { until, type ServedQueue } from './served-queue.js';
import { group, status } from './told.js';

export function waiting(queue: ServedQueue): void {
  const { arrives, ask, call, loads, tell, waitingIds, waits } = queue;

  describe('E2d a visitor', () => {
    it('is warned, goes on waiting as often as the rules let them, and nobody else may ask for them', async () => {
      await tell(group('support', { maxWaitMs: 60_000, warnBeforeMs: 59_900, keepWaiting: 1 }));
      const id = await arrives();
      await waits(id);
      const me = id.slice(2);
      const place = async () => (await call<QueuePlace>(me, 'GET', `/v1/queue/${id}`)).body;
      await until(async () => (await place()).warning?.left === 1);
      expect(await ask('v0', `/v1/conversations/${id}/keep-waiting`)).toBe('not_found');
      expect(await ask(me, `/v1/conversations/${id}/keep-waiting`)).toBe('extended');
      expect((await place()).warning).toBeNull();
      expect(await ask(me, `/v1/conversations/${id}/keep-waiting`)).toBe('no_more_keep_waiting');
      await until(async () => (await place()).warning?.left === 0);
    });
  });

  describe('D6c why somebody waits, and D6a every decision,', () => {
    it('is told from its moment on, however far the index of decisions is behind', async () => {
      const explained = async (id: string) => (await call<Explanation>('eva', 'GET', `/v1/explanations/${id}`)).body;
      const id = await queue.withoutIndex(async () => {
        const arrived = await arrives();
        await waits(arrived);
        expect((await explained(arrived)).waiting?.sentence).toMatch(/support/);
        expect((await explained(arrived)).decisions).toMatchObject([{ type: 'queued' }]);
        expect((await call('eva', 'GET', '/v1/explanations/c-nobody')).status).toBe(404);
        expect([await queue.knows(arrived), await queue.knows('c-nobody')]).toEqual([true, false]);
        return arrived;
      });
      expect((await explained(id)).decisions).toMatchObject([{ type: 'queued' }]);
    });
  });

  describe('E6c the history of the queue', () => {
    it('tells how each stay ended, page by page', async () => {
      await tell(status('ana', 'online'));
      const held = await arrives();
      await until(async () => (await loads())['ana'] === 1);
      const [served, pulled, left, closed, moved] = [
        await arrives(),
        await arrives(),
        await arrives(),
        await arrives(),
        await arrives(),
      ];
      await waits(moved);
      await tell({ type: 'conversation_closed', data: { conversationId: held, by: 'agent' } });
      await until(async () => !(await waitingIds()).includes(served));
      await tell(status('sue', 'online'));
      expect(await ask('sue', `/v1/queue/${pulled}/pull`)).toBe('done');
      await tell({ type: 'conversation_closed', data: { conversationId: left, by: 'visitor' } });
      await ask('eva', `/v1/queue/${closed}/close`);
      await tell(status('sue', 'busy'));
      await ask('eva', `/v1/conversations/${moved}/assign`, { groupId: 'sales' });
      const history = async (query: string) =>
        (await call<QueueHistory>('eva', 'GET', `/v1/queue/history?${query}`)).body;
      const mine = [served, pulled, left, closed, moved];
      const stays = await until(async () => {
        const found = (await history('limit=200')).data.filter(({ conversationId }) => mine.includes(conversationId));
        return found.length === mine.length && found;
      });
      const reasons = Object.fromEntries(stays.map(({ conversationId, reason }) => [conversationId, reason]));
      expect(mine.map((id) => reasons[id])).toEqual(['assigned', 'pulled', 'abandoned', 'closed', 'moved']);
      expect(stays.find(({ reason }) => reason === 'pulled')).toMatchObject({ agentId: 'sue', groupId: 'support' });
      const first = await history('limit=2');
      const second = await history(`limit=2&cursor=${first.nextCursor ?? ''}`);
      expect([...first.data, ...second.data]).toEqual((await history('limit=4')).data);
      expect((await history('group=sales')).data.every(({ groupId }) => groupId === 'sales')).toBe(true);
      expect((await call<Problem>('eva', 'GET', '/v1/queue/history?cursor=x')).body.errors?.[0]?.pointer).toBe(
        '/cursor',
      );
    });
  });

  describe('P27 whether somebody is there', () => {
    const met = () => queue.peers.queue?.availability('demo', 'support');

    it('counts where the overflow chain leads', async () => {
      await tell(status('sue', 'online'));
      await until(async () => (await queue.peers.queue?.availability('demo', 'sales')) === 'online');
      expect(await met()).toBe('nobody_online');
      const chained = group('support');
      if (chained.type !== 'group_configured') throw new Error('no group');
      await tell({ ...chained, data: { ...chained.data, overflow: [{ groupId: 'sales', when: 'no_agent_online' }] } });
      await until(async () => (await met()) === 'online');
    });

    it('is somebody to wait for while all are at their limit', async () => {
      await tell(status('ana', 'online'));
      await until(async () => (await met()) === 'online');
      await arrives();
      await until(async () => (await loads())['ana'] === 1);
      expect(await met()).toBe('online');
    });
  });
}

// Chapter: what holds a slot, what frees it, and what the queue remembers of it.
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { QueueHistory } from '@frontdesk/contracts';
import { assign, deskOf, found, type RoutedHouse } from '../../harness/routed-house.js';
import { StaffClient } from '../../harness/staff-client.js';
import { busyHouse, of, seen, type Staffed } from './staffed.js';

export function slots(staffed: () => Staffed): void {
  let house: RoutedHouse;
  let ana: StaffClient;
  let ben: StaffClient;
  beforeAll(() => {
    ({ house, ana, ben } = staffed());
  });

  describe('D7a P26 a silent agent', () => {
    it('loses the conversation to the queue, at its old arrival, and is not given it again', async () => {
      await house.strategy({ firstResponseSeconds: 5 });
      const silent = await house.newcomer();
      await house.goesTo(silent, 'ana');
      const { arrivedAt } = await silent.view();
      expect((await seen(house, silent, 'conversation.requeued')).data).toMatchObject({ cause: 'no_first_response' });
      expect(await silent.view()).toMatchObject({ state: 'queued', arrivedAt, agent: null });
      await ben.status('online');
      await house.goesTo(silent, 'ben');
      await ben.reply(silent.conversationId, 'Here I am');
      // Answered in time: no timer is left that could take it away.
      await new Promise((done) => setTimeout(done, 6_000));
      expect(await house.owner(silent)).toBe('ben');
      await ben.status('busy');
      await house.strategy({ firstResponseSeconds: null });
      await house.clear();
    });
  });

  describe('C8a a wrap-up', () => {
    it('holds the slot after a close, until the agent ends it (C8b)', async () => {
      await house.strategy({ wrapUpSeconds: 600 });
      const { held, waiting } = await busyHouse(house);
      await ana.close(held.conversationId);
      const { wrapUps } = await found('the wrap-up', async () => {
        const desk = await deskOf(ana);
        return desk.wrapUps.length > 0 ? desk : undefined;
      });
      expect(wrapUps.map(({ conversationId }) => conversationId)).toEqual([held.conversationId]);
      expect(await house.owner(waiting)).toBeNull();
      expect((await house.sue.board()).agents.find(({ agentId }) => agentId === 'ana')?.load).toBe(1);
      await ana.api.post(`/v1/conversations/${held.conversationId}/wrap-up/end`);
      await house.goesTo(waiting, 'ana');
      expect((await deskOf(ana)).wrapUps).toEqual([]);
      await house.strategy({ wrapUpSeconds: 0 });
      await house.clear();
    });
  });

  describe('P33 capacity', () => {
    it('depends on the log and not on pages: more of them, fewer of them, and reloads change nothing', async () => {
      const { waiting } = await busyHouse(house);
      for (let page = 0; page < 3; page++) {
        const again = await StaffClient.signIn(house.product.url, 'ana');
        await again.connect();
        await again.goodbye();
      }
      expect((await house.sue.board()).agents.find(({ agentId }) => agentId === 'ana')).toMatchObject({
        load: 1,
        limit: 1,
      });
      expect(await house.owner(waiting)).toBeNull();
    });
  });

  describe('E6c the history of the queue', () => {
    it('tells how each stay ended: assigned, pulled, abandoned, closed, moved', async () => {
      const ended = new Map<string, string>();
      const { held, waiting } = await busyHouse(house);
      const [pulled, left, closed, moved] = [
        await house.newcomer(),
        await house.newcomer(),
        await house.newcomer(),
        await house.newcomer(),
      ];
      await ana.close(held.conversationId);
      await house.goesTo(waiting, 'ana');
      ended.set(waiting.conversationId, 'assigned');
      await left.end();
      ended.set(left.conversationId, 'abandoned');
      await house.sue.api.post(`/v1/queue/${closed.conversationId}/close`);
      ended.set(closed.conversationId, 'closed');
      const sue = await StaffClient.atWork(house.product.url, 'sue');
      await house.says({ sue: 'online' });
      await sue.take(pulled.conversationId);
      ended.set(pulled.conversationId, 'pulled');
      await sue.status('busy');
      await house.says({ sue: 'busy' });
      await assign(house.sue, of(moved), { groupId: 'sales' });
      ended.set(moved.conversationId, 'moved');
      const page = await found('the history', async () => {
        const { data } = await house.sue.api.get<QueueHistory>('/v1/queue/history?limit=200');
        const mine = data.filter(({ conversationId }) => ended.has(conversationId));
        return mine.length >= ended.size ? mine : undefined;
      });
      expect(Object.fromEntries(page.map(({ conversationId, reason }) => [conversationId, reason]))).toEqual(
        Object.fromEntries(ended),
      );
      expect(page.find(({ reason }) => reason === 'assigned')).toMatchObject({
        agentName: 'Ana',
        groupName: 'Support',
      });
      // Page by page it is the same.
      const first = await house.sue.api.get<QueueHistory>('/v1/queue/history?limit=2');
      const second = await house.sue.api.get<QueueHistory>(
        `/v1/queue/history?limit=2&cursor=${first.nextCursor ?? ''}`,
      );
      const all = await house.sue.api.get<QueueHistory>('/v1/queue/history?limit=4');
      expect([...first.data, ...second.data]).toEqual(all.data);
      await house.clear();
      await sue.status('offline');
      await sue.goodbye();
    });
  });
}

// Chapter: what staff ask of the engine, and why it refuses.
import { describe, expect, it } from '@jest/globals';
import { until, type ServedQueue } from './served-queue.js';
import { status, strategy } from './told.js';

export function staff(queue: ServedQueue): void {
  const { arrives, ask, deskOf, loads, tell, waitingIds, waits } = queue;

  describe('D7b staff', () => {
    it('assign, move, put forward and end; each refusal says why', async () => {
      await tell(status('ana', 'online'));
      const held = await arrives();
      await until(async () => (await loads())['ana'] === 1);
      const [first, second] = [await arrives(), await arrives()];
      await waits(second);
      expect(await ask('eva', `/v1/conversations/${first}/assign`, { agentId: 'ana' })).toBe('at_limit');
      expect(await ask('eva', `/v1/conversations/${first}/assign`, { agentId: 'ben' })).toBe('not_online');
      expect(await ask('eva', `/v1/conversations/${first}/assign`, { groupId: 'nowhere' })).toBe('unknown_group');
      expect(await ask('eva', `/v1/conversations/${first}/assign`, {})).toBe('invalid_body');
      expect(await ask('eva', `/v1/conversations/${first}/assign`, { agentId: 'ana', groupId: 'sales' })).toBe(
        'invalid_body',
      );
      expect(await ask('eva', '/v1/conversations/nothing/assign', { agentId: 'ana' })).toBe('not_found');
      expect(await ask('ben', `/v1/conversations/${held}/assign`, { agentId: 'ben' })).toBe('not_yours');
      expect(await ask('ana', `/v1/queue/${first}/priority`, { priority: 3 })).toBe('forbidden');
      expect(await ask('eva', `/v1/queue/${second}/priority`, { priority: 'high' })).toBe('invalid_body');
      expect(await ask('eva', `/v1/queue/${second}/priority`, { priority: 3 })).toBe('reprioritised');
      expect(await waitingIds()).toEqual([second, first]);
      expect(await ask('eva', `/v1/conversations/${first}/assign`, { groupId: 'sales' })).toBe('queued');
      expect(await ask('eva', `/v1/queue/${held}/close`)).toBe('taken_by_other');
      expect(await ask('eva', `/v1/queue/${second}/close`)).toBe('closed');
      expect(await ask('eva', `/v1/queue/${second}/close`)).toBe('visitor_left');
      await tell(status('sue', 'online'));
      await until(async () => (await loads())['sue'] === 1);
      // F3: the load moves with it.
      expect(await ask('ana', `/v1/conversations/${held}/assign`, { agentId: 'sue' })).toBe('transferred');
      expect(await loads()).toMatchObject({ ana: 0, sue: 2 });
    });
    it('C8b end their wrap-up, and the slot is free', async () => {
      await tell(strategy({ wrapUpMs: 600_000 }), status('ana', 'online'));
      const held = await arrives();
      await until(async () => (await loads())['ana'] === 1);
      await tell({ type: 'conversation_closed', data: { conversationId: held, by: 'agent' } });
      const [wrapUp] = await until(async () => {
        const { wrapUps } = await deskOf('ana');
        return wrapUps.length > 0 && wrapUps;
      });
      expect(wrapUp).toMatchObject({ conversationId: held });
      expect(await loads()).toMatchObject({ ana: 1 });
      expect(await ask('ana', `/v1/conversations/${held}/wrap-up/end`)).toBe('ended');
      await until(async () => (await loads())['ana'] === 0);
    });
  });
}

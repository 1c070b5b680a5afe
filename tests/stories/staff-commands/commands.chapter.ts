// Chapter: what a supervisor does with who waits, and an agent with whom they have.
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandAnswer } from '@frontdesk/contracts';
import { assign, wordOf, type RoutedHouse } from '../../harness/routed-house.js';
import { StaffClient } from '../../harness/staff-client.js';
import type { VisitorClient } from '../../harness/visitor-client.js';
import { becomes, busyHouse, of, ROUNDS, seen, typesOf, type Staffed } from './staffed.js';

export function commands(staffed: () => Staffed): void {
  let house: RoutedHouse;
  let ana: StaffClient;
  let ben: StaffClient;
  beforeAll(() => {
    ({ house, ana, ben } = staffed());
  });

  describe('D7b E6b a supervisor', () => {
    it('P21 assigns who waits, to an agent who has room', async () => {
      const { waiting } = await busyHouse(house);
      expect(await wordOf(assign(house.sue, of(waiting), { agentId: 'ana' }))).toBe('at_limit');
      expect(await wordOf(assign(house.sue, of(waiting), { agentId: 'nobody' }))).toBe('unknown_agent');
      await ben.status('online');
      await house.goesTo(waiting, 'ben');
      await ben.status('busy');
      await house.clear();
    });

    it('moves who waits to another group, and gives them a better place there', async () => {
      const { waiting } = await busyHouse(house);
      const second = await house.newcomer('sales');
      await house.waits(second);
      expect(await assign(house.sue, of(waiting), { groupId: 'sales' })).toMatchObject({
        outcome: 'queued',
        groupId: 'sales',
      });
      expect((await seen(house, waiting, 'conversation.requeued')).data).toMatchObject({
        groupId: 'sales',
        cause: 'moved',
      });
      expect(await wordOf(assign(house.sue, of(waiting), { groupId: 'nowhere' }))).toBe('unknown_group');
      // The arrival counts, not the move: the first of the two is still before the other.
      expect(await waiting.place()).toMatchObject({ position: 1 });
      const answer = await house.sue.api.post<CommandAnswer>(`/v1/queue/${second.conversationId}/priority`, {
        priority: 9,
      });
      expect(answer.outcome).toBe('reprioritised');
      expect(await second.place()).toMatchObject({ position: 1 });
      expect(await waiting.place()).toMatchObject({ position: 2 });
      await house.clear();
    });

    it('P21 ends a wait, and what an agent has', async () => {
      const { held, waiting } = await busyHouse(house);
      const close = (visitor: VisitorClient) =>
        house.sue.api.post<CommandAnswer>(`/v1/queue/${visitor.conversationId}/close`);
      expect(await wordOf(close(held))).toBe('taken_by_other');
      expect(await wordOf(close(waiting))).toBe('closed');
      await becomes(waiting, { state: 'closed', closedReason: 'supervisor' });
      expect(await house.sue.close(held.conversationId)).toMatchObject({ state: 'closed', closedReason: 'supervisor' });
      await house.clear();
    });

    it('takes for themselves what somebody else has', async () => {
      const { held, waiting } = await busyHouse(house);
      const sue = await StaffClient.atWork(house.product.url, 'sue');
      await house.says({ sue: 'online' });
      expect(await assign(sue, of(held), { agentId: 'sue' })).toMatchObject({ outcome: 'transferred', agentId: 'sue' });
      await house.goesTo(held, 'sue');
      // The slot that this freed is filled by the very decision.
      await house.goesTo(waiting, 'ana');
      await house.clear();
      await sue.status('offline');
      await sue.goodbye();
    });

    it('may what an agent may not', async () => {
      const { held, waiting } = await busyHouse(house);
      expect(await wordOf(assign(ben, of(held), { agentId: 'ben' }))).toBe('not_yours');
      for (const path of ['priority', 'close']) {
        const asked = ana.api.post<CommandAnswer>(`/v1/queue/${waiting.conversationId}/${path}`, { priority: 1 });
        expect(await wordOf(asked)).toBe('forbidden');
      }
      expect(await wordOf(assign(house.sue, of(held), {} as { agentId: string }))).toBe('invalid_body');
      await house.clear();
    });
  });

  describe('F3 a transfer', () => {
    it('moves the load with the conversation, and tells both sides', async () => {
      const { held, waiting } = await busyHouse(house);
      await ben.status('online');
      await house.goesTo(waiting, 'ben');
      await ben.close(waiting.conversationId);
      expect(await assign(ana, of(held), { agentId: 'ben' })).toMatchObject({ outcome: 'transferred', agentId: 'ben' });
      await house.goesTo(held, 'ben');
      expect((await seen(house, held, 'conversation.transferred')).data).toMatchObject({
        fromAgentId: 'ana',
        toAgentName: 'Ben',
      });
      const loads = (await house.sue.board()).agents.map(({ agentId, load }) => [agentId, load]);
      expect(loads).toEqual(
        expect.arrayContaining([
          ['ana', 0],
          ['ben', 1],
        ]),
      );
      expect(await wordOf(ana.reply(held.conversationId, 'Still me').then(() => ({})))).toBe('not_the_owner');
      await ben.reply(held.conversationId, 'Now me');
      await ben.status('busy');
      await house.clear();
    });

    it('to a group is that group’s next agent, or its queue at the old arrival', async () => {
      const { held } = await busyHouse(house);
      const { arrivedAt } = await held.view();
      expect(await assign(ana, of(held), { groupId: 'sales' })).toMatchObject({ groupId: 'sales' });
      // Ana is of both groups, and hers is the slot that this freed; but whoever gave it away is not asked again.
      await becomes(held, { groupId: 'sales', state: 'queued', arrivedAt });
      await house.clear();
    });

    it('racing with a close has one outcome', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        await ben.status('busy');
        const held = await house.newcomer();
        await house.goesTo(held, 'ana');
        await ben.status('online');
        const transfer = () => wordOf(assign(ana, of(held), { agentId: 'ben' }));
        const close = () => wordOf(held.end().then(() => ({ outcome: 'closed' })));
        const [moved] =
          round % 2 ? [(await Promise.all([close(), transfer()]))[1]] : await Promise.all([transfer(), close()]);
        expect(['transferred', 'visitor_left', 'not_waiting', 'not_yours']).toContain(moved);
        await house.clear();
        const types = await typesOf(house, held);
        // The conversation hears no more of a transfer that its end has overtaken; the slots are free either way.
        expect(types.at(-1)).toBe('conversation.closed');
      }
      await ben.status('busy');
    });

    it('P07 of two transfers at once to different agents the conversation ends with exactly one of them', async () => {
      const sue = await StaffClient.atWork(house.product.url, 'sue');
      await house.says({ sue: 'online' });
      await ben.status('busy');
      const held = await house.newcomer();
      await house.goesTo(held, 'ana');
      await ben.status('online');
      const words = await Promise.all([
        wordOf(assign(ana, of(held), { agentId: 'ben' })),
        wordOf(assign(ana, of(held), { agentId: 'sue' })),
      ]);
      // An agent gives away what they hold: the second finds it gone.
      expect([...words].sort()).toEqual(['not_yours', 'transferred']);
      await house.goesTo(held, words[0] === 'transferred' ? 'ben' : 'sue');
      await ben.status('busy');
      await house.clear();
      await sue.status('offline');
      await sue.goodbye();
    });
  });
}

// Chapter: choosing a status: the workspace’s own, after this chat, or by a supervisor.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { PresenceWorld } from './presence-world.js';
import { Scene } from './scene.js';
import { assigned, away, LUNCH, lunch, reason, released } from './told.js';

export function statuses(world: PresenceWorld): void {
  describe('statuses', () => {
    const scene = new Scene(world);
    beforeEach(() => scene.beginOnline());

    ownStatuses(world, scene);
    afterChat(world, scene);
    bySupervisor(world, scene);
  });
}

function ownStatuses(world: PresenceWorld, scene: Scene): void {
  describe('statuses of the workspace’s own', () => {
    test('C1b can be chosen, count as they say, and routing hears only that', async () => {
      await scene.settle({ statuses: [lunch, away] });
      expect((await world.call('GET', '/statuses', scene.ana)).body).toMatchObject({
        data: [lunch, away],
        approval: false,
      });
      expect(await scene.choose('lunch')).toMatchObject({
        status: 200,
        body: { effective: 'busy', effectiveCustom: LUNCH },
      });
      expect((await scene.choose('busy')).body).toMatchObject({ effective: 'busy', effectiveCustom: null });
      expect((await scene.choose('away')).body).toMatchObject({ intent: 'offline', intentCustom: { id: 'away' } });
      expect(await scene.told()).toEqual(['ana online', 'ana busy', 'ana offline']);
    });

    test('C1b before anybody has settled any there are the usual breaks', async () => {
      expect((await scene.choose('meeting')).body).toMatchObject({
        effectiveCustom: { id: 'meeting', name: 'Meeting' },
      });
    });

    test('C1b one that is removed while chosen keeps counting, is shown as what it counts as, and can’t be chosen', async () => {
      await scene.settle({ statuses: [lunch] });
      await scene.choose('lunch');
      await scene.settle({ statuses: [] }, 2);
      expect(await scene.mine()).toMatchObject({ effective: 'busy', effectiveCustom: { id: 'lunch', name: null } });
      expect(await scene.choose('lunch', {}, scene.sue)).toMatchObject({
        status: 422,
        body: { code: 'unknown_status' },
      });
      expect(await scene.told()).toEqual(['ana online', 'ana busy']);
    });
  });
}

function afterChat(world: PresenceWorld, scene: Scene): void {
  describe('after this chat', () => {
    whenTheLastEnds(world, scene);
    whatIsAnEnd(world, scene);
  });
}

function whenTheLastEnds(world: PresenceWorld, scene: Scene): void {
  test('C7b P42 comes when the last conversation has ended, and nothing new comes until then', async () => {
    await scene.decide(assigned('1'), assigned('2'));
    const pending = { status: 'busy', custom: { id: 'break', name: 'Break' } };
    expect((await scene.choose('break', { afterChat: true })).body).toMatchObject({ effective: 'busy', pending });
    await scene.decide(released('1'));
    expect(await scene.mine()).toMatchObject({ intent: 'online', pending });
    await scene.decide(released('2'));
    expect(await scene.mine()).toMatchObject({ intent: 'busy', intentCustom: { id: 'break' }, pending: null });
    expect(await scene.told()).toEqual(['ana online', 'ana busy']);
  });

  test('C7b counts at once for who holds nothing', async () => {
    expect((await scene.choose('offline', { afterChat: true })).body).toMatchObject({
      intent: 'offline',
      pending: null,
    });
  });

  test('C7b can be taken back', async () => {
    await scene.decide(assigned('1'));
    await scene.choose('offline', { afterChat: true });
    expect((await world.call('DELETE', '/me/pending', scene.ana)).body).toMatchObject({
      effective: 'online',
      pending: null,
    });
    await scene.decide(released('1'));
    expect(await scene.told()).toEqual(['ana online', 'ana busy', 'ana online']);
  });
}

function whatIsAnEnd(world: PresenceWorld, scene: Scene): void {
  test('C7b a transfer, a return to the queue and a wrap-up are ends and no ends as routing says', async () => {
    await scene.decide(assigned('1'), assigned('2'), assigned('3'));
    await scene.choose('offline', { afterChat: true });
    const transferred = { conversationId: '1', visitorId: 'v', fromAgentId: 'ana', toAgentId: 'ben', groupId: 'g' };
    await scene.decide({ type: 'transferred', data: { ...transferred, arrivedAt: 0, by: 'sue', reason } });
    await scene.decide({
      type: 'requeued',
      data: { conversationId: '2', fromAgentId: 'ana' } as never,
    });
    const wrapUp = { agentId: 'ana', conversationId: '3' };
    await scene.decide(released('3'), { type: 'wrap_up_started', data: { ...wrapUp, until: 1 } });
    expect(await scene.mine()).toMatchObject({ intent: 'online', effective: 'busy' });
    await scene.decide({ type: 'wrap_up_ended', data: { ...wrapUp, cause: 'elapsed' } });
    expect(await scene.mine()).toMatchObject({ intent: 'offline', pending: null });
  });

  test('C7b a submission offered because the agent was lost is an end, too', async () => {
    await scene.decide(assigned('1'));
    await scene.choose('offline', { afterChat: true });
    await scene.decide({ type: 'submission_offered', data: { conversationId: '1' } as never });
    expect(await scene.mine()).toMatchObject({ intent: 'offline', pending: null });
  });

  test('C7b P42 of the choice and the last end at once, whichever comes first, the choice is carried out', async () => {
    for (let round = 0; round < 5; round++) {
      await scene.choose('online');
      await scene.decide(assigned(`r${round}`));
      await Promise.all([scene.choose('busy', { afterChat: true }), scene.decide(released(`r${round}`))]);
      expect(await scene.mine()).toMatchObject({ intent: 'busy', pending: null });
    }
  });
}

function bySupervisor(world: PresenceWorld, scene: Scene): void {
  describe('a supervisor', () => {
    test('C6a may choose for an agent, and the change says so', async () => {
      await world.call('PUT', '/agents/ana/status', scene.sue, { status: 'busy' });
      expect((await world.call('GET', '/agents/ana', scene.sue)).body).toMatchObject({
        effective: 'busy',
        cause: 'supervisor',
      });
      expect(await world.call('PUT', '/agents/nobody/status', scene.sue, { status: 'busy' })).toMatchObject({
        status: 404,
      });
      expect(await world.call('PUT', '/agents/ana/status', scene.sue, { status: 'gone' })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/status' }] },
      });
    });
  });
}

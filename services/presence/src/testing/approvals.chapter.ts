// Chapter: leaving online with a supervisor’s yes.
import type { Principal } from '@frontdesk/contracts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { ANSWER_WITHIN_MS } from '../agents.js';
import type { Answer, PresenceWorld } from './presence-world.js';
import { Scene } from './scene.js';
import { assigned, LUNCH, lunch, released } from './told.js';

export function approvals(world: PresenceWorld): void {
  describe('with a supervisor’s yes', () => {
    const scene = new Scene(world);
    beforeEach(() => scene.beginOnline());
    beforeEach(() => scene.settle({ statuses: [lunch], approval: true }));

    answered(world, scene);
    settledOnce(world, scene);
    others(world, scene);
  });
}

function answered(world: PresenceWorld, scene: Scene): void {
  test('C5a leaving online waits for it', async () => {
    expect(await scene.choose('lunch')).toMatchObject({
      status: 202,
      body: { effective: 'online', request: { custom: LUNCH } },
    });
    expect((await world.call('GET', '/requests', scene.sue)).body).toMatchObject({
      data: [{ agentId: 'ana', custom: LUNCH }],
    });
    expect(await answer(world, 'approve', scene.sue, await requestId(scene))).toMatchObject({
      status: 200,
      body: { outcome: 'approved' },
    });
    expect(await scene.mine()).toMatchObject({ effective: 'busy', effectiveCustom: LUNCH, request: null });
    expect((await world.call('GET', '/requests', scene.sue)).body).toEqual({ data: [] });
  });

  test('C5a a supervisor is exempt, and an agent may not answer', async () => {
    await world.connections.opened(scene.sue, 's1');
    await scene.choose('online', {}, scene.sue);
    expect(await scene.choose('busy', {}, scene.sue)).toMatchObject({ status: 200, body: { effective: 'busy' } });
    await scene.choose('busy');
    expect(await answer(world, 'approve', scene.ana, await requestId(scene))).toMatchObject({ status: 403 });
  });
}

function settledOnce(world: PresenceWorld, scene: Scene): void {
  test('C5b refused, withdrawn and timed out leave the agent online', async () => {
    await scene.choose('busy');
    expect(await answer(world, 'refuse', scene.sue, await requestId(scene))).toMatchObject({ status: 200 });
    await scene.choose('busy');
    expect((await world.call('DELETE', '/me/request', scene.ana)).body).toMatchObject({
      effective: 'online',
      request: null,
    });
    await scene.choose('busy');
    const late = await requestId(scene);
    await world.pass(ANSWER_WITHIN_MS + 5_000, [[scene.ana, 'a1']]);
    expect(await scene.mine()).toMatchObject({ effective: 'online', request: null });
    const tooLate = {
      status: 409,
      body: { code: 'request_settled', detail: 'Too late: nobody answered this request in time.' },
    };
    expect(await answer(world, 'approve', scene.sue, late)).toMatchObject(tooLate);
    expect(await scene.told()).toEqual(['ana online']);
  });

  test('C5b of approvals, refusals, a withdrawal and the time at once exactly one counts; the others are told which', async () => {
    const sam = scene.person('sam', 'admin');
    for (let round = 0; round < 10; round++) {
      await scene.choose('online');
      await scene.choose('busy');
      const id = await requestId(scene);
      if (round % 2 === 1) world.now += ANSWER_WITHIN_MS;
      const [yes, no] = await Promise.all([
        answer(world, 'approve', scene.sue, id),
        answer(world, 'refuse', sam, id),
        world.call('DELETE', '/me/request', scene.ana),
        world.look(),
      ]);
      const outcomes = (await scene.facts('ana'))
        .filter(({ type, body }) => type === 'presence.status_change_settled' && body.includes(id))
        .map(({ body }) => (JSON.parse(body) as { outcome: string }).outcome);
      expect(outcomes).toHaveLength(1);
      expect(yes.status).toBe(outcomes[0] === 'approved' ? 200 : 409);
      expect(no.status).toBe(outcomes[0] === 'refused' ? 200 : 409);
      for (const { status, body } of [yes, no]) if (status === 409) expect(body['detail']).toMatch(/^Too late: /);
      expect(await scene.mine()).toMatchObject({
        intent: outcomes[0] === 'approved' ? 'busy' : 'online',
        request: null,
      });
    }
  });
}

function others(world: PresenceWorld, scene: Scene): void {
  test('C5b a supervisor who chooses for the agent ends the request with it', async () => {
    await scene.choose('busy');
    const id = await requestId(scene);
    expect((await world.call('PUT', '/agents/ana/status', scene.sue, { status: 'offline' })).body).toMatchObject({
      effective: 'offline',
      request: null,
    });
    expect(await answer(world, 'approve', scene.sue, id)).toMatchObject({ status: 409 });
  });

  test('C5a a yes to leaving after this chat waits for its end', async () => {
    await scene.decide(assigned('1'));
    await scene.choose('lunch', { afterChat: true });
    await answer(world, 'approve', scene.sue, await requestId(scene));
    expect(await scene.mine()).toMatchObject({ intent: 'online', effective: 'busy', pending: { custom: LUNCH } });
    await scene.decide(released('1'));
    expect(await scene.mine()).toMatchObject({ intent: 'busy', intentCustom: LUNCH });
  });

  test('C5b a request outlives a restart, and its time still runs', async () => {
    await scene.choose('busy');
    await world.restart();
    await world.connections.opened(scene.ana, 'a2');
    await world.pass(ANSWER_WITHIN_MS + 5_000, [[scene.ana, 'a2']]);
    expect(await scene.mine()).toMatchObject({ effective: 'online', request: null });
  }, 30_000);
}

async function requestId(scene: Scene): Promise<string> {
  const { request } = await scene.mine();
  return (request as { requestId: string }).requestId;
}

const answer = (world: PresenceWorld, how: 'approve' | 'refuse', who: Principal, id: string): Promise<Answer> =>
  world.call('POST', `/agents/ana/requests/${id}/${how}`, who);

// Chapter: who is there: agents and visitors, as long as a connection of theirs lives.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { principal, type PresenceWorld } from './presence-world.js';
import { Scene } from './scene.js';

export function beingThere(world: PresenceWorld): void {
  describe('being there', () => {
    const scene = new Scene(world);
    beforeEach(() => scene.begin());

    agents(world, scene);
    visitors(world, scene);
    losses(world, scene);
    hours(world, scene);
  });
}

function agents(world: PresenceWorld, scene: Scene): void {
  describe('an agent', () => {
    chosen(world, scene);
    comingAndGoing(world, scene);
  });
}

function chosen(world: PresenceWorld, scene: Scene): void {
  test('C2a is offline until they choose, and online while connected', async () => {
    expect((await world.call('GET', '/me', scene.ana)).body).toMatchObject({
      intent: 'offline',
      effective: 'offline',
      connections: 0,
    });
    await world.connections.opened(scene.ana, 'a1');
    expect((await world.call('PUT', '/me', scene.ana, { status: 'online' })).body).toMatchObject({
      intent: 'online',
      effective: 'online',
      connections: 1,
    });
    expect(await scene.told()).toEqual(['ana online']);
    expect((await world.call('GET', '', scene.sue)).body).toMatchObject({
      data: [{ agentId: 'ana', effective: 'online' }],
    });
    expect((await world.call('GET', '', principal('x', 'agent', 'elsewhere'))).body).toEqual({ data: [] });
  });

  test('chooses among what is known', async () => {
    expect(await world.call('PUT', '/me', scene.ana, { status: 'asleep' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/status' }] },
    });
  });

  test('C2b P36 with a second device stays what they chose', async () => {
    await world.connections.opened(scene.ana, 'a1');
    await world.call('PUT', '/me', scene.ana, { status: 'busy' });
    await world.connections.opened(scene.ana, 'a2');
    await world.connections.closed(scene.ana, 'a2');
    await world.pass(20_000, [[scene.ana, 'a1']]);
    expect(await scene.told()).toEqual(['ana busy']);
  });
}

function comingAndGoing(world: PresenceWorld, scene: Scene): void {
  test('C3b P35 who reloads fifty times changes nothing and has one connection', async () => {
    await world.call('PUT', '/me', scene.ana, { status: 'online' });
    await world.connections.opened(scene.ana, 'a0');
    for (let n = 0; n < 50; n++) {
      await world.connections.closed(scene.ana, `a${n}`);
      await world.pass(1_000);
      await world.connections.opened(scene.ana, `a${n + 1}`);
    }
    await world.pass(20_000, [[scene.ana, 'a50']]);
    expect(await scene.told()).toEqual(['ana online']);
    expect((await world.call('GET', '/me', scene.ana)).body).toMatchObject({ connections: 1 });
  });

  test('C3a P41 who closes the last page is offline after the grace; who falls silent, after the lease', async () => {
    await world.call('PUT', '/me', scene.ana, { status: 'online' });
    await world.connections.opened(scene.ana, 'a1');
    await world.connections.closed(scene.ana, 'a1');
    await world.pass(4_000);
    expect(await scene.told()).toEqual(['ana online']);
    await world.pass(2_000);
    expect(await scene.told()).toEqual(['ana online', 'ana offline']);
    await world.connections.opened(scene.ana, 'a2');
    await world.pass(50_000);
    expect((await scene.told()).slice(2)).toEqual(['ana online', 'ana offline']);
    expect(await world.connections.beat(scene.ana, 'a2')).toBe(false);
  });
}

function visitors(world: PresenceWorld, scene: Scene): void {
  describe('a visitor', () => {
    test('is connected, and lost with the last beat that was heard', async () => {
      await world.connections.opened(scene.vera, 'v1');
      await world.connections.opened(scene.vera, 'v2');
      await world.pass(60_000);
      expect(await scene.told()).toEqual(['vera visitor_connected', 'vera visitor_lost']);
      const [, lost] = await world.ports.journal.readStream(scene.workspace, 'visitor/vera');
      expect(JSON.parse(lost?.body ?? '')).toEqual({
        visitorId: 'vera',
        lastBeatAt: world.now - 60_000,
        cause: 'lease_expired',
      });
    });

    test('is no agent: the list of agents does not show visitors', async () => {
      await world.connections.opened(scene.vera, 'v1');
      expect((await world.call('GET', '', scene.ana)).body).toEqual({ data: [] });
    });
  });
}

function losses(world: PresenceWorld, scene: Scene): void {
  describe('the grace', () => {
    test('C4a P41 routing is told since when an agent is lost, and of the return like of any other', async () => {
      await world.call('PUT', '/me', scene.ana, { status: 'online' });
      await world.connections.opened(scene.ana, 'a1');
      await world.pass(50_000);
      const lostAt = world.now;
      await world.pass(20_000);
      await world.connections.opened(scene.ana, 'a2');
      const online = { agentId: 'ana', status: 'online' };
      expect((await scene.inputs()).map(dataOf)).toEqual([
        online,
        { agentId: 'ana', status: 'offline', lostAt: expect.any(Number) },
        online,
      ]);
      const [, lost] = await scene.inputs();
      expect(lost && (dataOf(lost) as { lostAt: number }).lostAt).toBeLessThanOrEqual(lostAt);
      expect(lost && (dataOf(lost) as { lostAt: number }).lostAt).toBeGreaterThan(lostAt - 10_000);
    });

    test('C4a who chooses to be offline is not lost', async () => {
      await world.connections.opened(scene.ana, 'a1');
      await world.call('PUT', '/me', scene.ana, { status: 'online' });
      await world.call('PUT', '/me', scene.ana, { status: 'offline' });
      await world.pass(60_000);
      expect((await scene.inputs()).map(dataOf)).toEqual([
        { agentId: 'ana', status: 'online' },
        { agentId: 'ana', status: 'offline' },
      ]);
    });
  });
}

function hours(world: PresenceWorld, scene: Scene): void {
  describe('hours', () => {
    test('C2c P37 that open or close change nothing that an agent chose', async () => {
      await world.connections.opened(scene.ana, 'a1');
      await world.call('PUT', '/me', scene.ana, { status: 'busy' });
      const closed = { alwaysOpen: false, timeZone: 'UTC', weekly: {} };
      await scene.saved('hours', closed);
      await scene.decide({ type: 'group_hours_changed', data: { groupId: 'g', open: true, until: null } });
      expect((await world.call('GET', '/me', scene.ana)).body).toMatchObject({ intent: 'busy', effective: 'busy' });
      expect(await scene.told()).toEqual(['ana busy']);
    });
  });
}

const dataOf = (record: { readonly body: string }): unknown => JSON.parse(record.body);

// Chapter: connections as leases: why somebody counts as there, and how that ends.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { principal, type PresenceWorld } from './presence-world.js';
import { Scene } from './scene.js';

export function leases(world: PresenceWorld): void {
  describe('leases', () => {
    const scene = new Scene(world);
    beforeEach(() => scene.begin());

    aLease(world, scene);
    restart(world, scene);
  });
}

function aLease(world: PresenceWorld, scene: Scene): void {
  describe('a lease', () => {
    told(world, scene);
    loggedOut(world, scene);
    forgotten(world, scene);
  });
}

function told(world: PresenceWorld, scene: Scene): void {
  test('C3e tells why the agent is online: connection, device, since when, last beat', async () => {
    await world.call('PUT', '/me', scene.ana, { status: 'online' });
    await world.connections.opened(scene.ana, 'a1', about);
    const opened = new Date(world.now).toISOString();
    await world.pass(5_000, [[scene.ana, 'a1']]);
    const { body } = await world.call('GET', '/agents/ana', scene.sue);
    const connection = { connectionId: 'a1', about, since: opened, lastBeatAt: new Date(world.now).toISOString() };
    expect(body).toMatchObject({ effective: 'online', cause: 'connection', connections: [connection] });
    expect(body['sentence']).toMatch(/^ana is online since .*: the choice is online, and one connection lives.*mobile/);
    expect(await world.call('GET', '/agents/nobody', scene.ana)).toMatchObject({ status: 404 });
    expect(await world.call('GET', '/agents/ana', principal('x', 'admin', 'elsewhere'))).toMatchObject({ status: 404 });
  });

  test('P40 an app in the background counts for its own time, and says so; where none is settled, as before', async () => {
    const away = { ...about, kind: 'background' } as const;
    await world.call('PUT', '/me', scene.ana, { status: 'online' });
    await world.connections.opened(scene.ana, 'a1', about);
    await world.connections.opened(scene.ana, 'a1', away);
    await world.connections.closed(scene.ana, 'a1');
    await world.pass(10_000);
    expect(await scene.told()).toEqual(['ana online', 'ana offline']);

    await scene.settle({ backgroundSeconds: 600 });
    await world.connections.opened(scene.ana, 'a2', about);
    await world.connections.opened(scene.ana, 'a2', away);
    const until = new Date(world.now + 600_000).toISOString();
    await world.connections.closed(scene.ana, 'a2');
    await world.pass(300_000);
    const { body } = await world.call('GET', '/agents/ana', scene.sue);
    expect(body).toMatchObject({ effective: 'online', connections: [{ about: away, expiresAt: until }] });
    expect(body['sentence']).toContain(`an app in the background (mobile, safari) counts until ${until}`);
    // Back before its time, and then closed for good: nothing of it is left.
    await world.connections.opened(scene.ana, 'a3', about);
    expect((await world.call('GET', '/me', scene.ana)).body).toMatchObject({ connections: 1 });
    await world.connections.opened(scene.ana, 'a3', away);
    await world.connections.closed(scene.ana, 'a3');
    await world.pass(590_000);
    expect((await scene.told()).slice(2)).toEqual(['ana online']);
    await world.pass(20_000);
    expect((await scene.told()).slice(2)).toEqual(['ana online', 'ana offline']);
  });

  test('P40 coming back and closing the page leaves no time in the background', async () => {
    await scene.settle({ backgroundSeconds: 600 });
    await world.call('PUT', '/me', scene.ana, { status: 'online' });
    await world.connections.opened(scene.ana, 'a1', about);
    await world.connections.opened(scene.ana, 'a1', { ...about, kind: 'background' });
    await world.connections.opened(scene.ana, 'a1', about);
    await world.connections.closed(scene.ana, 'a1');
    await world.pass(10_000);
    expect(await scene.told()).toEqual(['ana online', 'ana offline']);
  });
}

function loggedOut(world: PresenceWorld, scene: Scene): void {
  test('C3c P38 logging out is immediate, without any grace', async () => {
    await world.call('PUT', '/me', scene.ana, { status: 'online' });
    await world.connections.opened(scene.ana, 'a1');
    expect(await world.call('POST', '/me/logout', scene.ana, { connectionId: 'a1' })).toMatchObject({ status: 204 });
    expect(await scene.told()).toEqual(['ana online', 'ana offline']);
    expect((await world.call('GET', '/me', scene.ana)).body).toMatchObject({ intent: 'online', effective: 'offline' });
  });

  test('C3c logging out after the socket has closed does not wait for the grace either', async () => {
    await world.call('PUT', '/me', scene.ana, { status: 'online' });
    await world.connections.opened(scene.ana, 'a1');
    await world.connections.closed(scene.ana, 'a1');
    await world.call('POST', '/me/logout', scene.ana, { connectionId: 'a1' });
    expect(await scene.told()).toEqual(['ana online', 'ana offline']);
  });

  test('C3c logging out on one device leaves the other; on all of them, none', async () => {
    await world.call('PUT', '/me', scene.ana, { status: 'online' });
    for (const id of ['a1', 'a2', 'a3']) await world.connections.opened(scene.ana, id);
    await world.call('POST', '/me/logout', scene.ana, { connectionId: 'a1' });
    expect((await world.call('GET', '/me', scene.ana)).body).toMatchObject({ effective: 'online', connections: 2 });
    await world.call('POST', '/me/logout', scene.ana, {});
    expect((await world.call('GET', '/me', scene.ana)).body).toMatchObject({ effective: 'offline', connections: 0 });
  });
}

function forgotten(world: PresenceWorld, scene: Scene): void {
  test('C3d P35 after the store was emptied, who lives comes back by the next beat, and who is dead is still lost', async () => {
    const ben = scene.person('ben', 'agent');
    for (const who of [scene.ana, ben]) {
      await world.call('PUT', '/me', who, { status: 'online' });
      await world.connections.opened(who, `${who.id}1`);
    }
    world.emptyLeases();
    expect(await world.connections.beat(scene.ana, 'ana1')).toBe(false);
    await world.connections.opened(scene.ana, 'ana1', about);
    await world.pass(40_000, [[scene.ana, 'ana1']]);
    expect(await scene.told()).toEqual(['ana online', 'ben online']);
    await world.pass(20_000, [[scene.ana, 'ana1']]);
    expect(await scene.told()).toEqual(['ana online', 'ben online', 'ben offline']);
    expect((await world.call('GET', '/me', scene.ana)).body).toMatchObject({ effective: 'online', connections: 1 });
  });

  test('C3a of a hundred connections that open and close at once, each change is told once', async () => {
    await world.call('PUT', '/me', scene.ana, { status: 'online' });
    const ids = Array.from({ length: 100 }, (_, n) => `a${n}`);
    await Promise.all(ids.map((id) => world.connections.opened(scene.ana, id)));
    await Promise.all(ids.map((id) => world.connections.closed(scene.ana, id)));
    await world.pass(10_000);
    expect(await scene.told()).toEqual(['ana online', 'ana offline']);
  });
}

function restart(world: PresenceWorld, scene: Scene): void {
  describe('a restart', () => {
    test('C3a P35 drops nobody who comes back in time, and everybody who does not', async () => {
      await world.call('PUT', '/me', scene.ana, { status: 'online' });
      await world.connections.opened(scene.ana, 'a1');
      await world.connections.opened(scene.vera, 'v1');
      await world.restart();
      expect(await world.connections.beat(scene.ana, 'a1')).toBe(false);
      await world.connections.opened(scene.ana, 'a2');
      await world.pass(40_000, [[scene.ana, 'a2']]);
      expect(await scene.told()).toEqual(['ana online', 'vera visitor_connected']);
      expect((await world.call('GET', '/me', scene.ana)).body).toMatchObject({ effective: 'online', connections: 1 });
      await world.pass(10_000, [[scene.ana, 'a2']]);
      expect(await scene.told()).toEqual(['ana online', 'vera visitor_connected', 'vera visitor_lost']);
    }, 30_000);
  });
}

const about = { device: 'mobile', browser: 'safari', gateway: 'gateway-0' } as const;

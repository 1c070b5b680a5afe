// Chapter: idle agents become busy by doing nothing.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { PresenceWorld } from './presence-world.js';
import { Scene } from './scene.js';

export function idle(world: PresenceWorld): void {
  describe('idle', () => {
    const scene = new Scene(world);
    beforeEach(() => scene.beginOnline());
    beforeEach(() => scene.settle({ idleBusyMinutes: 10 }));

    byDoingNothing(world, scene);
  });
}

function byDoingNothing(world: PresenceWorld, scene: Scene): void {
  test('C7a becomes busy after its minutes without activity, although the page beats', async () => {
    await world.pass(5 * 60_000, [[scene.ana, 'a1']], true);
    await world.pass(9 * 60_000, [[scene.ana, 'a1']]);
    expect(await scene.mine()).toMatchObject({ effective: 'online', idle: false });
    await world.pass(2 * 60_000, [[scene.ana, 'a1']]);
    expect(await scene.mine()).toMatchObject({ intent: 'online', effective: 'busy', idle: true });
    await world.connections.beat(scene.ana, 'a1', true);
    expect(await scene.mine()).toMatchObject({ effective: 'online', idle: false });
    expect(await scene.told()).toEqual(['ana online', 'ana busy', 'ana online']);
  });

  test('C7a activity on any device counts', async () => {
    await world.connections.opened(scene.ana, 'a2');
    for (let minute = 0; minute < 15; minute++) {
      await world.pass(60_000, [
        [scene.ana, 'a1'],
        [scene.ana, 'a2'],
      ]);
      await world.connections.beat(scene.ana, minute % 2 === 0 ? 'a1' : 'a2', true);
    }
    expect(await scene.told()).toEqual(['ana online']);
  });

  test('C7a the time runs on through a restart of the service', async () => {
    await world.pass(5 * 60_000, [[scene.ana, 'a1']]);
    await world.restart();
    await world.connections.opened(scene.ana, 'a1');
    await world.pass(11 * 60_000, [[scene.ana, 'a1']]);
    expect(await scene.mine()).toMatchObject({ effective: 'busy', idle: true });
  }, 30_000);

  test('C7a switched off, nobody becomes idle', async () => {
    await scene.settle({ idleBusyMinutes: null }, 2);
    await world.pass(30 * 60_000, [[scene.ana, 'a1']]);
    expect(await scene.told()).toEqual(['ana online']);
  });
}

// Chapter: how long who was in what.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { SPANS_FROM_JOURNAL } from '../migrations/extend-presence.js';
import type { PresenceWorld } from './presence-world.js';
import { Scene } from './scene.js';
import { away, lunch } from './told.js';

export function durations(world: PresenceWorld): void {
  describe('durations', () => {
    const scene = new Scene(world);
    beforeEach(() => scene.beginOnline());

    asTheLogSays(world, scene);
    overTime(world, scene);
  });
}

function asTheLogSays(world: PresenceWorld, scene: Scene): void {
  test('C6b equal an independent fold of the log, over any stretch of it', async () => {
    await scene.settle({ statuses: [lunch, away] });
    const began = world.now;
    const steps = ['busy', 'lunch', 'online', 'away', 'lunch', 'busy', 'offline', 'online'];
    for (const [n, status] of steps.entries()) {
      await world.pass((n + 1) * 7_000, [[scene.ana, 'a1']]);
      await scene.choose(status);
    }
    await world.pass(60_000);
    await world.connections.opened(scene.ana, 'a2');
    await world.pass(13_000, [[scene.ana, 'a2']]);
    const facts = await scene.facts('ana');
    for (const [from, to] of [
      [began - 1_000, world.now],
      [began + 10_000, began + 100_000],
      [began + 33_333, began + 33_334],
      [world.now - 5_000, world.now + 60_000],
    ] as const) {
      const query = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
      const { body } = await world.call('GET', `/agents/ana/durations?${query}`, scene.ana);
      const answered = (body['data'] as Told[]).map(({ status, custom, ms }) => [`${status}/${custom?.id ?? ''}`, ms]);
      expect(Object.fromEntries(answered)).toEqual(counted(facts, from, Math.min(to, world.now)));
    }
  });
}

function overTime(world: PresenceWorld, scene: Scene): void {
  test('C6b are made again from the journal as they were', async () => {
    for (const status of ['busy', 'break', 'online']) {
      await world.pass(10_000, [[scene.ana, 'a1']]);
      await scene.choose(status);
    }
    await world.pass(60_000);
    const all = 'SELECT * FROM status_span ORDER BY workspace, agent_id, version';
    const before = await world.ports.db.query<unknown[]>(all);
    await world.ports.db.query('DELETE FROM status_span');
    await world.ports.db.query(SPANS_FROM_JOURNAL);
    expect(before.length).toBeGreaterThan(3);
    expect(await world.ports.db.query(all)).toEqual(before);
  });

  test('C6b the sum over all statuses is the whole time', async () => {
    const began = world.now;
    await world.pass(10_000, [[scene.ana, 'a1']]);
    await scene.choose('busy');
    await world.pass(20_000, [[scene.ana, 'a1']]);
    const { body } = await world.call('GET', `/agents/ana/durations?from=${new Date(began).toISOString()}`, scene.ana);
    expect(body['data']).toEqual([
      { status: 'busy', custom: null, ms: 20_000 },
      { status: 'online', custom: null, ms: 10_000 },
    ]);
  });
}

interface Told {
  readonly status: string;
  readonly custom: { readonly id: string } | null;
  readonly ms: number;
}

/** Millisecond by millisecond in thought: for each change, what of the time until the next one lies within. */
function counted(
  facts: readonly { readonly type: string; readonly at: number; readonly body: string }[],
  from: number,
  to: number,
): Record<string, number> {
  const sums: Record<string, number> = {};
  let status: string | null = null;
  let since = 0;
  const until = (at: number) => {
    const ms = Math.min(at, to) - Math.max(since, from);
    if (status !== null && ms > 0) sums[status] = (sums[status] ?? 0) + ms;
  };
  for (const fact of facts.filter(({ type }) => type.endsWith('status_changed'))) {
    const { to: next, toCustom = '' } = JSON.parse(fact.body) as { to: string; toCustom?: string };
    until(fact.at);
    [status, since] = [`${next}/${toCustom}`, fact.at];
  }
  until(to);
  return sums;
}

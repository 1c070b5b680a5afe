// Chapter: hours that are edited, and zone rules that change, while timers run.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { HoursClock } from '../hours-clock.js';
import { day, hours, office, week, words } from './schedules.js';
import { SeededWorkspace } from './seeded-workspace.js';
import { until, type ServedSettings } from './served-settings.js';

type Told = () => Promise<readonly (readonly [open: unknown, until: string | null])[]>;

export function hoursRunning(served: ServedSettings): void {
  describe('H2b edits and new zone rules while timers run', () => {
    const workspace = new SeededWorkspace(served, 'hours-running');
    beforeAll(() => workspace.open());

    const told: Told = async () =>
      (await workspace.hoursOf('support')).map(({ open, until: at }) => [
        open,
        at === null ? null : new Date(Number(at)).toISOString(),
      ]);
    edited(served, workspace, told);
    startedAnew(served, workspace, told);
  });
}

function edited(served: ServedSettings, workspace: SeededWorkspace, told: Told): void {
  const last = async () => (await told()).at(-1);

  test('a shorter day is told at once, ends in time, and the old end is nothing any more', async () => {
    served.clock.moveTo(Date.parse('2026-01-12T09:00Z'));
    await workspace.change('hours', hours({ weekly: { ...week, mon: office } }));
    expect(await last()).toEqual([true, '2026-01-12T16:00:00.000Z']);
    await workspace.change('hours', { weekly: { ...week, mon: [{ start: '09:00', end: '12:00' }] } });
    expect(await last()).toEqual([true, '2026-01-12T11:00:00.000Z']);
    served.clock.moveTo(Date.parse('2026-01-12T11:00Z'));
    await until(async () => (await last())?.[0] === false);
    expect(await last()).toEqual([false, '2026-01-19T08:00:00.000Z']);
    const count = (await told()).length;
    served.clock.moveTo(Date.parse('2026-01-12T16:00Z'));
    await workspace.change('hours', { closing: words });
    expect((await told()).slice(count - 1)).toEqual([
      [false, '2026-01-19T08:00:00.000Z'],
      [false, '2026-01-19T08:00:00.000Z'],
    ]);
  });

  test('an override for today closes now and opens again by itself', async () => {
    await workspace.change('hours', { alwaysOpen: true, overrides: [] });
    expect(await last()).toEqual([true, null]);
    await workspace.change('hours', { overrides: [day({ name: 'Fire drill', from: '2026-01-12' })] });
    expect(await last()).toEqual([false, '2026-01-12T23:00:00.000Z']);
    expect((await workspace.call('GET', 'hours/state')).body).toMatchObject({ reason: 'override', name: 'Fire drill' });
    served.clock.moveTo(Date.parse('2026-01-12T23:00Z'));
    await until(async () => (await last())?.[0] === true);
  });
}

function startedAnew(served: ServedSettings, workspace: SeededWorkspace, told: Told): void {
  /** What an older zone database made of the hours, as it was told. */
  const tellAsOf = (zoneRules: string) =>
    served.ports.db.query(`UPDATE announced_hours SET until = $1 WHERE workspace = $2 AND group_id = ''`, [
      zoneRules,
      workspace.id,
    ]);

  test('P54 what was told by older zone rules is told again by a new process, once', async () => {
    await workspace.change('hours', hours({ weekly: { ...week, wed: office } }));
    expect((await told()).at(-1)).toEqual([false, '2026-01-14T08:00:00.000Z']);
    const before = (await told()).length;
    await tellAsOf('2026-01-14T07:00Z');
    await served.restart(Date.parse('2026-01-13T12:00Z'));
    await until(async () => (await told()).length > before);
    // Another process looks at the same time: it finds that everything is told.
    const other = new HoursClock(served.ports);
    other.arm(workspace.id);
    served.clock.moveTo(Date.parse('2026-01-13T13:00Z'));
    await other.beforeApplicationShutdown();
    expect((await told()).slice(before)).toEqual([[false, '2026-01-14T08:00:00.000Z']]);
  });

  test('P54 what was missed while nobody ran is told by the first who looks, in the zone of the hours', async () => {
    const before = (await told()).length;
    await served.restart(Date.parse('2026-01-14T12:00Z'));
    await until(async () => (await told()).length > before);
    expect((await told()).slice(before)).toEqual([[true, '2026-01-14T16:00:00.000Z']]);
    expect((await workspace.load('hours')).document).toMatchObject({ timeZone: 'Europe/Berlin' });
  });
}

// Golden hours: both daylight-saving days, missing and repeated hours and days, nights, overrides, holidays.
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { completeHours, WEEKDAYS, type GivenHours, type HoursDocument } from '@frontdesk/settings';
import { hoursState, zoneExists } from './hours-state.js';
import { instantIn } from './local-time.js';
import { answersTo, readGolden } from './testing/hours-answers.js';

const FOLDER = dirname(import.meta.dirname);
const golden = readGolden(FOLDER);
const answers = answersTo(golden);

describe('H2a both days of daylight saving, missing and repeated hours and days, a whole day that is left out', () => {
  test.each(golden.clocks.map((clock, index) => [`${clock.zone} ${clock.local}`, clock, index] as const))(
    '%s',
    (_name, clock, index) => expect(answers.clocks[index]).toEqual(clock),
  );
  test.each(golden.answers.map((each, index) => [each.schedule, each.at, each.sentence, index] as const))(
    '%s, %s: %s',
    (_schedule, _at, sentence, index) => expect(answers.answers[index]?.sentence).toBe(sentence),
  );
});

describe('H2a P54 whatever zone the machine is in', () => {
  const program = `
    const { answersTo, readGolden } = await import(${JSON.stringify(join(FOLDER, 'dist/testing/hours-answers.js'))});
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    process.stdout.write(JSON.stringify({ zone, answers: answersTo(readGolden(${JSON.stringify(FOLDER)})) }));`;
  test.each(['Pacific/Apia', 'America/New_York', 'UTC'])('every answer is the same on a machine in %s', (zone) => {
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
      encoding: 'utf8',
    });
    expect(JSON.parse(said)).toEqual({ zone, answers });
  });
});

const closedWeek = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const hours = (change: Partial<GivenHours>): HoursDocument =>
  completeHours({ alwaysOpen: false, timeZone: 'UTC', weekly: closedWeek, ...change });
const daily = (start: string, end: string) =>
  Object.fromEntries(WEEKDAYS.map((name) => [name, [{ start, end }]])) as unknown as HoursDocument['weekly'];
const at = (document: HoursDocument, text: string) => hoursState(document, instantIn(text, document.timeZone) ?? NaN);

describe('H1a around the clock', () => {
  test('always open', () => {
    expect(at(hours({ alwaysOpen: true }), '2026-01-12T12:00')).toMatchObject({
      ...{ open: true, reason: 'always_open', name: null, nextChangeAt: null },
    });
  });
  test.each(['2026-03-28T12:00', '2026-10-20T12:00'])('every day whole is without a change, at %s too', (instant) => {
    const document = hours({ timeZone: 'Europe/Berlin', weekly: daily('00:00', '24:00') });
    expect(at(document, instant)).toMatchObject({ open: true, reason: 'within_hours', nextChangeAt: null });
  });
  test('never open', () =>
    expect(at(hours({}), '2026-01-12T12:00')).toMatchObject({ open: false, nextChangeAt: null }));
  test('a night until midnight ends at midnight', () => {
    const document = hours({ weekly: { ...closedWeek, mon: [{ start: '18:00', end: '00:00' }] } });
    expect(at(document, '2026-01-12T20:00').nextChangeAt).toBe(Date.UTC(2026, 0, 13));
  });
});

describe('H1b of several overrides for one day the closest counts', () => {
  const weekly = daily('09:00', '17:00');
  const shut = (name: string, more: object) => ({ name, from: '2026-05-01', intervals: [], ...more });
  const named = (...overrides: NonNullable<GivenHours['overrides']>) =>
    at(hours({ weekly, overrides }), '2026-05-01T12:00').name;
  test('a day rather than a range around it', () => {
    expect(named(shut('Spring', { from: '2026-04-20', to: '2026-05-10' }), shut('May Day', {}))).toBe('May Day');
  });
  test('of this year rather than of every year', () => {
    expect(named(shut('May Day', { yearly: true }), shut('Moved', { to: '2026-05-02' }))).toBe('Moved');
  });
  test('by hand rather than imported, then the first', () => {
    expect(named(shut('Imported', { uid: 'u' }), shut('Ours', {}))).toBe('Ours');
    expect(named(shut('One', { uid: 'u' }), shut('Two', { uid: 'v' }))).toBe('One');
  });
  test('a range over New Year comes every year', () => {
    const overrides = [shut('Turn of the year', { from: '2024-12-27', to: '2025-01-02', yearly: true })];
    const document = hours({ weekly, overrides });
    expect(at(document, '2031-01-02T12:00')).toMatchObject({ open: false, reason: 'override' });
    expect(at(document, '2031-01-03T12:00')).toMatchObject({ open: true, reason: 'within_hours' });
  });
});

test('zones are those of the zone database', () => {
  expect(zoneExists('Europe/Berlin')).toBe(true);
  expect(zoneExists('Europe/Berlim')).toBe(false);
});

// The rules of schedules, by example: nights, days that are otherwise, closing time (H1, H3).
import { describe, expect, test } from '@jest/globals';
import { dateOf, dayNumberOf, isDate, weekdayOf } from './calendar-date.js';
import { completeDocument, DEFAULTS, documentFaults, WEEKDAYS } from './index.js';
import { boundariesAfter, completeOverride, overrideOn } from './overrides.js';

const closed = Object.fromEntries(WEEKDAYS.map((day) => [day, []]));
const hours = (change: object) => ({ alwaysOpen: false, timeZone: 'Europe/Berlin', weekly: closed, ...change });
const faults = (change: object) =>
  documentFaults('hours', hours(change)).map(({ pointer, code }) => `${pointer} ${code}`);
const night = { start: '22:00', end: '06:00' };
const week = (days: object) => ({ weekly: { ...closed, ...days } });
const override = (change: object) => ({ overrides: [{ name: 'X', from: '2026-12-24', intervals: [], ...change }] });

describe('B11 the week', () => {
  test('H1a an end before the start is on the next day', () => {
    expect(faults(week({ mon: [night], tue: [night] }))).toEqual([]);
    expect(faults(week({ sun: [{ start: '18:00', end: '00:00' }] }))).toEqual([]);
  });
  test('H1a a night and the day after it do not overlap, of Sunday and Monday neither', () => {
    const early = { start: '05:00', end: '07:00' };
    expect(faults(week({ mon: [night], tue: [early] }))).toEqual(['/weekly/tue/0 overlap']);
    expect(
      faults(
        week({
          sun: [night],
          mon: [
            { start: '06:00', end: '07:00' },
            { start: '05:00', end: '06:00' },
          ],
        }),
      ),
    ).toEqual(['/weekly/mon/1 overlap']);
    expect(faults(week({ mon: [night, { start: '23:00', end: '24:00' }] }))).toEqual(['/weekly/mon/1 overlap']);
  });
  test('an interval without length is told how a whole day is written', () => {
    const [fault] = documentFaults('hours', hours(week({ mon: [{ start: '08:00', end: '08:00' }] })));
    expect(fault).toMatchObject({ pointer: '/weekly/mon/0/end', code: 'no_length' });
    expect(fault?.message).toContain('00:00 to 24:00');
  });
});

describe('B11 days that are otherwise', () => {
  test.each([
    ['a day', {}],
    ['a leap day of every year', { from: '2024-02-29', yearly: true }],
    ['a range over New Year', { to: '2027-01-02', yearly: true }],
    ['a night', { intervals: [night] }],
    ['imported', { uid: 'x@calendar' }],
  ])('H1b %s', (_what, change) => expect(faults(override(change))).toEqual([]));

  test.each([
    ['a day that is not in the calendar', { from: '2026-02-29' }, '/overrides/0/from not_a_date'],
    ['a date in words', { from: '24 December' }, '/overrides/0/from too_long'],
    ['an end before the beginning', { to: '2026-12-23' }, '/overrides/0/to before_start'],
    ['a year and more, every year', { to: '2027-12-24', yearly: true }, '/overrides/0/to overlap'],
    ['no name', { name: ' ' }, '/overrides/0/name too_short'],
    ['no times', { intervals: undefined }, '/overrides/0/intervals missing'],
    [
      'nights into their own next day',
      { to: '2026-12-25', intervals: [night, { start: '05:00', end: '09:00' }] },
      '/overrides/0/intervals/1 overlap',
    ],
    ['a member of no meaning', { open: true }, '/overrides/0/open unknown_member'],
  ])('%s', (_what, change, fault) => expect(faults(override(change))).toEqual([fault]));

  test('the same days twice: the second would never count', () => {
    const [one] = override({}).overrides;
    expect(faults({ overrides: [one, { ...one, name: 'Y' }] })).toEqual(['/overrides/1 duplicate']);
    expect(faults({ overrides: [one, { ...one, uid: 'u' }] })).toEqual([]);
  });
});

describe('B11 H3a closing time', () => {
  const closing = (change: object) => ({ closing: { then: 'message', message: 'Bye', messages: {}, ...change } });
  test('words by language', () => expect(faults(closing({ messages: { de: 'Tschüss' } }))).toEqual([]));
  test.each([
    ['words that are missing', { message: ' ' }, '/closing/message too_short'],
    ['a language that is none', { messages: { 'de_DE!': 'x' } }, '/closing/messages/de_DE! not_a_language'],
    ['a consequence that is none', { then: 'lock' }, '/closing/then unknown_choice'],
  ])('%s', (_what, change, fault) => expect(faults(closing(change))).toEqual([fault]));
});

test('B11 hours from before have no overrides, and their queues are served to the end', () => {
  const given = { alwaysOpen: true, timeZone: 'UTC', weekly: DEFAULTS.hours.weekly };
  expect(completeDocument('hours', given)).toEqual({
    ...given,
    ...{ overrides: [], closing: { then: 'finish', message: '', messages: {} } },
  });
  expect(completeDocument('groups', { name: 'G', guide: '', hours: given }).hours?.overrides).toEqual([]);
});

describe('the calendar', () => {
  test.each([
    ['1970-01-01', 0, 3],
    ['1999-12-31', 10_956, 4],
    ['2000-02-29', 11_016, 1],
    ['2026-11-30', 20_787, 0],
    ['2400-02-29', 157_113, 1],
  ])('%s is day %s', (date, day, weekday) => {
    expect(dayNumberOf(date)).toBe(day);
    expect(dateOf(day)).toBe(date);
    expect(weekdayOf(day)).toBe(weekday);
  });
  test('counts on without a gap over four hundred years', () => {
    for (let day = 0; day < 146_097; day++) {
      const date = dateOf(day);
      if (!isDate(date) || dayNumberOf(date) !== day) throw new Error(`${date} is not day ${day}`);
    }
    expect(dateOf(146_097)).toBe('2370-01-01');
  });
  test.each(['2026-02-29', '2100-02-29', '2026-04-31', '2026-13-01', '2026-1-1', '1969-12-31'])(
    '%s is not in it',
    (date) => expect(isDate(date)).toBe(false),
  );
});

describe('H1b which override counts on a day', () => {
  const of = (change: object) => completeOverride({ name: 'X', from: '2026-12-24', intervals: [], ...change });
  test('none before the first year, every year from then on', () => {
    const yearly = [of({ to: '2027-01-02', yearly: true })];
    const on = (date: string) => overrideOn(date, yearly);
    expect(['2025-12-25', '2026-12-23', '2027-01-03'].map(on)).toEqual([-1, -1, -1]);
    expect(['2026-12-24', '2027-01-02', '2030-01-01', '2040-12-31'].map(on)).toEqual([0, 0, 0, 0]);
  });
  test('a leap day of every year is no other day in the years between', () => {
    const leap = [of({ from: '2024-02-29', yearly: true })];
    expect(['2025-02-28', '2025-03-01', '2028-02-29'].map((date) => overrideOn(date, leap))).toEqual([-1, -1, 0]);
  });
  test('its days begin and end something', () => {
    const days = boundariesAfter('2026-12-24', [of({ to: '2026-12-26' }), of({ from: '2026-12-31' })]);
    expect(days.map(dateOf)).toEqual(['2026-12-27', '2026-12-31', '2027-01-01']);
  });
});

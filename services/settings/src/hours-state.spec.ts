// Golden days: both daylight-saving days and other days on which a wall clock does something odd.
import { describe, expect, test } from '@jest/globals';
import { WEEKDAYS, type HoursDocument, type Interval, type Weekday } from '@frontdesk/settings';
import { Temporal } from 'temporal-polyfill';
import { hoursState, zoneExists } from './hours-state.js';

type Week = Partial<Record<Weekday, readonly (readonly [string, string])[]>>;

function hours(timeZone: string, week: Week): HoursDocument {
  const day = (name: Weekday): Interval[] => (week[name] ?? []).map(([start, end]) => ({ start, end }));
  const [mon, tue, wed, thu, fri, sat, sun] = WEEKDAYS.map(day) as [Interval[], ...Interval[][]];
  const weekly = { mon, tue, wed, thu, fri, sat, sun } as HoursDocument['weekly'];
  return { alwaysOpen: false, timeZone, weekly };
}

const daily = (timeZone: string, ...intervals: readonly (readonly [string, string])[]): HoursDocument =>
  hours(timeZone, Object.fromEntries(WEEKDAYS.map((name) => [name, intervals])));

/** `open until <instant>` or `closed until <instant>`, at an instant with its offset. */
function at(document: HoursDocument, instant: string): string {
  const { open, nextChangeAt } = hoursState(document, Temporal.Instant.from(instant).epochMilliseconds);
  const until = nextChangeAt === null ? 'ever' : new Date(nextChangeAt).toISOString().slice(0, 16) + 'Z';
  return `${open ? 'open' : 'closed'} until ${until}`;
}

describe('an ordinary week', () => {
  const office = hours('Europe/Berlin', {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:30'],
    ],
    fri: [['09:00', '15:00']],
  });
  test.each([
    ['2026-01-12T08:59:59.999+01:00', 'closed until 2026-01-12T08:00Z'],
    ['2026-01-12T09:00+01:00', 'open until 2026-01-12T11:00Z'],
    ['2026-01-12T12:00+01:00', 'closed until 2026-01-12T12:00Z'],
    ['2026-01-12T17:30+01:00', 'closed until 2026-01-16T08:00Z'],
    ['2026-01-16T15:00+01:00', 'closed until 2026-01-19T08:00Z'],
  ])('%s: %s', (instant, answer) => expect(at(office, instant)).toBe(answer));
});

describe('New York', () => {
  const zone = 'America/New_York';
  const office = daily(zone, ['09:00', '17:00']);
  const night = daily(zone, ['01:30', '02:30']);
  test.each([
    ['spring: the day before', office, '2026-03-07T18:00-05:00', 'closed until 2026-03-08T13:00Z'],
    ['spring: the day itself', office, '2026-03-08T09:00-04:00', 'open until 2026-03-08T21:00Z'],
    [
      'spring: a closing that never comes is an hour later',
      night,
      '2026-03-08T01:30-05:00',
      'open until 2026-03-08T07:30Z',
    ],
    ['autumn: the day before', office, '2026-10-31T18:00-04:00', 'closed until 2026-11-01T14:00Z'],
    ['autumn: opens at the first 01:30', night, '2026-11-01T01:30-04:00', 'open until 2026-11-01T07:30Z'],
    ['autumn: still open at the second 01:30', night, '2026-11-01T01:30-05:00', 'open until 2026-11-01T07:30Z'],
  ])('%s', (_name, document, instant, answer) => expect(at(document, instant)).toBe(answer));
});

describe('Berlin', () => {
  const zone = 'Europe/Berlin';
  const night = daily(zone, ['22:00', '24:00'], ['00:00', '06:00']);
  const early = daily(zone, ['02:15', '02:45']);
  test.each([
    ['a night is one span', night, '2026-01-12T23:00+01:00', 'open until 2026-01-13T05:00Z'],
    ['also after midnight', night, '2026-01-13T03:00+01:00', 'open until 2026-01-13T05:00Z'],
    ['spring: the night is an hour shorter', night, '2026-03-28T22:00+01:00', 'open until 2026-03-29T04:00Z'],
    ['autumn: the night is an hour longer', night, '2026-10-24T22:00+02:00', 'open until 2026-10-25T05:00Z'],
    ['spring: what never comes is not lost', early, '2026-03-29T01:15+01:00', 'open until 2026-03-29T01:45Z'],
    ['autumn: from the first 02:15', early, '2026-10-25T02:15+02:00', 'open until 2026-10-25T01:45Z'],
    ['autumn: to the second 02:45', early, '2026-10-25T02:45+01:00', 'closed until 2026-10-26T01:15Z'],
  ])('%s', (_name, document, instant, answer) => expect(at(document, instant)).toBe(answer));
});

describe('odd places', () => {
  test.each([
    [
      'Lord Howe moves by half an hour',
      daily('Australia/Lord_Howe', ['01:00', '03:00']),
      '2026-10-04T01:00+10:30',
      'open until 2026-10-03T16:00Z',
    ],
    [
      'a day in Cairo starts at 01:00',
      daily('Africa/Cairo', ['00:00', '06:00']),
      '2026-04-24T05:59+03:00',
      'open until 2026-04-24T03:00Z',
    ],
    [
      'Apia has skipped a Friday',
      hours('Pacific/Apia', { fri: [['09:00', '17:00']] }),
      '2011-12-29T12:00-10:00',
      'closed until 2012-01-05T19:00Z',
    ],
    [
      'Kathmandu has quarters',
      daily('Asia/Kathmandu', ['09:00', '17:00']),
      '2026-01-12T09:00+05:45',
      'open until 2026-01-12T11:15Z',
    ],
  ])('%s', (_name, document, instant, answer) => expect(at(document, instant)).toBe(answer));
});

describe('without a change', () => {
  test('always open', () => {
    const document = { ...hours('UTC', {}), alwaysOpen: true };
    expect(hoursState(document, 0)).toEqual({ open: true, reason: 'always_open', nextChangeAt: null });
  });
  test('every day around the clock, over a daylight-saving day too', () => {
    const document = daily('Europe/Berlin', ['00:00', '24:00']);
    expect(at(document, '2026-03-28T12:00+01:00')).toBe('open until ever');
    expect(at(document, '2026-10-20T12:00+02:00')).toBe('open until ever');
  });
  test('never open', () => expect(at(hours('UTC', {}), '2026-01-12T12:00Z')).toBe('closed until ever'));
});

test('zones are those of the zone database', () => {
  expect(zoneExists('Europe/Berlin')).toBe(true);
  expect(zoneExists('Europe/Berlim')).toBe(false);
});

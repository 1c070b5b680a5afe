// Calendars as offices and authorities publish them, and what each entry comes to (H1).
import { describe, expect, test } from '@jest/globals';
import { completeHours, documentFaults, importOverrides, WEEKDAYS, type HoursDocument } from '@frontdesk/settings';
import { readCalendar } from './calendar-entries.js';
import { importedEntries } from './closed-overrides.js';

const office = [{ start: '09:00', end: '17:00' }];
const hours = completeHours({
  ...{ alwaysOpen: false, timeZone: 'Europe/Berlin' },
  weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, office])) as unknown as HoursDocument['weekly'],
});
const calendar = (...events: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]): string => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const days = (from: string, ...more: readonly string[]): string =>
  event('UID:u@x', 'SUMMARY:Feiertag', `DTSTART;VALUE=DATE:${from}`, ...more);

const read = (text: string) => readCalendar(text, { timeZone: 'Europe/Berlin', year: 2026 });

/** `2026-12-25..2026-12-26 every year: closed` */
function overrides(text: string, document: HoursDocument = hours): readonly string[] {
  const { entries, faults } = read(text);
  expect(faults).toEqual([]);
  const { added } = importOverrides([], importedEntries(entries, document));
  expect(documentFaults('hours', { ...document, overrides: added })).toEqual([]);
  return added.map(({ from, to, yearly, intervals }) => {
    const times = intervals.map(({ start, end }) => `${start}-${end}`).join(' ') || 'closed';
    return `${from}${from === to ? '' : `..${to}`}${yearly ? ' every year' : ''}: ${times}`;
  });
}

describe('H1b whole days', () => {
  test.each<[string, string, readonly string[]]>([
    ['one, without an end', days('20261003'), ['2026-10-03: closed']],
    [
      'several: the end is the day after',
      days('20261225', 'DTEND;VALUE=DATE:20261227'),
      ['2026-12-25..2026-12-26: closed'],
    ],
    ['by duration', days('20261224', 'DURATION:P3D'), ['2026-12-24..2026-12-26: closed']],
    ['every year', days('20201003', 'RRULE:FREQ=YEARLY'), ['2020-10-03 every year: closed']],
    [
      'every year, with the date said again',
      days('20201003', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=3'),
      ['2020-10-03 every year: closed'],
    ],
    ['so many years', days('20251003', 'RRULE:FREQ=YEARLY;COUNT=3'), ['2026-10-03: closed', '2027-10-03: closed']],
    [
      'until a year',
      days('20251003', 'RRULE:FREQ=YEARLY;UNTIL=20271231'),
      ['2026-10-03: closed', '2027-10-03: closed'],
    ],
    [
      'every other year',
      days('20261003', 'RRULE:FREQ=YEARLY;INTERVAL=2;COUNT=2'),
      ['2026-10-03: closed', '2028-10-03: closed'],
    ],
    [
      'a weekday of a month',
      days('20261126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2'),
      ['2026-11-26: closed', '2027-11-25: closed'],
    ],
    [
      'without some of them',
      days('20261003', 'RRULE:FREQ=YEARLY;COUNT=4', 'EXDATE;VALUE=DATE:20271003,20281003'),
      ['2026-10-03: closed', '2029-10-03: closed'],
    ],
    [
      'with others besides',
      days('20261003', 'RDATE;VALUE=DATE:20261004'),
      ['2026-10-03: closed', '2026-10-04: closed'],
    ],
    ['long over: no row', days('20151003'), []],
    ['cancelled', days('20261003', 'STATUS:CANCELLED'), []],
    [
      'one of them moved',
      [
        days('20260601', 'RRULE:FREQ=MONTHLY;COUNT=2'),
        event('UID:u@x', 'RECURRENCE-ID;VALUE=DATE:20260701', 'DTSTART;VALUE=DATE:20260702'),
      ].join('\r\n'),
      ['2026-06-01: closed', '2026-07-02: closed'],
    ],
  ])('%s', (_what, text, expected) => expect(overrides(calendar(text))).toEqual(expected));

  test('every year for ever with an exception: ten years, and it is said', () => {
    const text = calendar(days('20201003', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20301003'));
    expect(overrides(text)).toHaveLength(9);
    expect(read(text).entries[0]?.note).toBe('Until 2035; import it again before.');
  });
  test('a leap day of every year stays one', () => {
    expect(overrides(calendar(days('20240229', 'RRULE:FREQ=YEARLY')))).toEqual(['2024-02-29 every year: closed']);
  });
});

describe('H1b times are taken out of the week, on the clock of the schedule', () => {
  const time = (start: string, end: string, zone = '', ...more: readonly string[]): string =>
    event('UID:t@x', 'SUMMARY:Betriebsversammlung', `DTSTART${zone}:${start}`, `DTEND${zone}:${end}`, ...more);

  test.each<[string, string, readonly string[]]>([
    ['without a zone', time('20261224T120000', '20261224T180000'), ['2026-12-24: 09:00-12:00']],
    ['in UTC', time('20260714T100000Z', '20260714T110000Z'), ['2026-07-14: 09:00-12:00 13:00-17:00']],
    [
      'in a zone by name',
      time('20260714T100000', '20260714T110000', ';TZID=America/New_York'),
      ['2026-07-14: 09:00-16:00'],
    ],
    [
      'over midnight',
      time('20260714T160000', '20260715T100000'),
      ['2026-07-14: 09:00-16:00', '2026-07-15: 10:00-17:00'],
    ],
    [
      'every week, two times',
      time('20260706T120000', '20260706T130000', '', 'RRULE:FREQ=WEEKLY;COUNT=2'),
      ['2026-07-06: 09:00-12:00 13:00-17:00', '2026-07-13: 09:00-12:00 13:00-17:00'],
    ],
    ['in the hour that is left out', time('20260329T013000Z', '20260329T080000Z'), ['2026-03-29: 10:00-17:00']],
  ])('%s', (_what, text, expected) => expect(overrides(calendar(text))).toEqual(expected));

  test('in a zone that only the calendar describes', () => {
    const zone = [
      ...['BEGIN:VTIMEZONE', 'TZID:Office', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
      ...['TZOFFSETFROM:+0000', 'TZOFFSETTO:+0000', 'END:STANDARD', 'END:VTIMEZONE'],
    ].join('\r\n');
    const text = calendar(zone, time('20260714T100000', '20260714T110000', ';TZID=Office'));
    expect(overrides(text)).toEqual(['2026-07-14: 09:00-12:00 13:00-17:00']);
  });

  test('of a night, which then ends and goes on as it would', () => {
    const nights = {
      ...hours,
      weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, [{ start: '22:00', end: '06:00' }]])),
    } as unknown as HoursDocument;
    expect(overrides(calendar(time('20260714T020000', '20260714T030000')), nights)).toEqual([
      '2026-07-14: 00:00-02:00 03:00-06:00 22:00-06:00',
    ]);
    expect(overrides(calendar(time('20260714T230000', '20260715T010000')), nights)).toEqual([
      '2026-07-14: 00:00-06:00 22:00-23:00',
      '2026-07-15: 01:00-06:00 22:00-06:00',
    ]);
  });

  test('two on one day know of each other', () => {
    const other = event('UID:o@x', 'DTSTART:20260714T140000', 'DTEND:20260714T150000');
    expect(overrides(calendar(time('20260714T100000', '20260714T110000'), other))).toEqual([
      ...['2026-07-14: 09:00-10:00 11:00-14:00 15:00-17:00', '2026-07-14: 09:00-10:00 11:00-14:00 15:00-17:00'],
    ]);
    const whole = days('20100714', 'RRULE:FREQ=YEARLY');
    expect(overrides(calendar(time('20260714T100000', '20260714T110000'), whole))).toContain('2026-07-14: closed');
  });
});

describe('B11 H1b what is wrong with a calendar is said, all of it, by its place', () => {
  test.each<[string, string, readonly string[]]>([
    ['no calendar', 'Karfreitag, 3. April', ['/calendar not_a_calendar']],
    ['nothing', '', ['/calendar no_entries']],
    ['another kind of card', 'BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD', ['/calendar not_a_calendar']],
    ['a calendar without entries', calendar(), ['/calendar no_entries']],
    [
      'entries without UID, beginning, end or sense',
      calendar(
        event('DTSTART;VALUE=DATE:20261003'),
        event('UID:a', 'SUMMARY:When?'),
        event('UID:b', 'DTSTART:20261003T100000'),
        event('UID:c', 'DTSTART;VALUE=DATE:20261003', 'DTEND;VALUE=DATE:20261002'),
        event('UID:d', 'DTSTART;TZID=Middle-earth:20261003T100000', 'DTEND;TZID=Middle-earth:20261003T110000'),
        event('UID:e', 'DTSTART;VALUE=DATE:20261003', 'RRULE:FREQ=HOURLY'),
        event('UID:f', 'DTSTART;VALUE=DATE:20261003', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'),
        event('UID:g', 'DTSTART;VALUE=DATE:20261003'),
      ),
      [
        ...['/calendar/0/uid missing', '/calendar/1/dtstart missing', '/calendar/2/dtend before_start'],
        ...['/calendar/3/dtend before_start', '/calendar/4/dtstart unknown_zone', '/calendar/5/rrule unsupported_rule'],
        '/calendar/6/rrule unsupported_rule',
      ],
    ],
    [
      'what the parser stops at, of each entry',
      calendar(
        days('20261003'),
        days('20261004', 'RRULE:FREQ=SOMETIMES'),
        days('20261005', 'RRULE:FREQ=YEARLY;BYMONTH=13'),
      ),
      ['/calendar/1 not_an_entry', '/calendar/2 not_an_entry'],
    ],
  ])('%s', (_what, text, expected) => {
    expect(read(text).faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });
});

describe('H1b an import is the same however often it is made', () => {
  const before = [{ name: 'Ours', from: '2026-05-04', to: '2026-05-04', intervals: [], yearly: false, uid: null }];
  const first = (text: string, known: HoursDocument['overrides'] = before) =>
    importOverrides(known, importedEntries(read(calendar(text)).entries, hours));

  test('again it changes nothing; what is by hand and of other entries stays', () => {
    const once = first(days('20261003'));
    expect([once.added.length, once.changed.length, once.removed.length]).toEqual([1, 0, 0]);
    const again = first(days('20261003'), once.overrides);
    expect(again).toMatchObject({ added: [], changed: [], removed: [], unchanged: 1, overrides: once.overrides });
  });
  test('an entry that was renamed is changed, one that was moved is moved, one that was cancelled is gone', () => {
    const { overrides: known } = first(days('20261003'));
    const renamed = first(days('20261003').replace('Feiertag', 'Einheit'), known);
    expect(renamed).toMatchObject({ added: [], changed: [{ name: 'Einheit' }], removed: [] });
    const moved = first(days('20261004'), known);
    expect(moved).toMatchObject({ added: [{ from: '2026-10-04' }], removed: [{ from: '2026-10-03' }] });
    expect(first(days('20261003', 'STATUS:CANCELLED'), known)).toMatchObject({
      overrides: before,
      removed: [{ uid: 'u@x' }],
    });
  });
});

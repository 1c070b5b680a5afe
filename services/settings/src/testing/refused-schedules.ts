// Schedules that are refused, each with every place at which it is wrong.
import { day, hours, night, office, week, words } from './schedules.js';

/** What is wrong in words, the schedule, and where its faults are. */
export const REFUSED_SCHEDULES: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['no object', 'nine to five', ['']],
  ['empty', {}, ['/alwaysOpen', '/timeZone', '/weekly']],
  ['a zone that is an offset', hours({ timeZone: '+01:00' }), ['/timeZone']],
  ['a zone that nobody knows', hours({ timeZone: 'Europe/Berlim' }), ['/timeZone']],
  ['a week of six days', hours({ weekly: { ...week, sun: undefined } }), ['/weekly/sun']],
  ['a day that is none', hours({ weekly: { ...week, funday: [] } }), ['/weekly/funday']],
  [
    'times in words and beyond midnight',
    hours({ weekly: { ...week, mon: [{ start: 'nine', end: '25:00' }] } }),
    ['/weekly/mon/0/end', '/weekly/mon/0/start'],
  ],
  [
    'a start at the end of the day',
    hours({ weekly: { ...week, mon: [{ start: '24:00', end: '24:00' }] } }),
    ['/weekly/mon/0/start'],
  ],
  [
    'an interval without length',
    hours({ weekly: { ...week, mon: [{ start: '09:00', end: '09:00' }] } }),
    ['/weekly/mon/0/end'],
  ],
  [
    'intervals over each other',
    hours({ weekly: { ...week, mon: [...office, { start: '16:59', end: '18:00' }] } }),
    ['/weekly/mon/1'],
  ],
  [
    'a night into the next morning’s hours',
    hours({ weekly: { ...week, fri: [night], sat: [{ start: '05:00', end: '12:00' }] } }),
    ['/weekly/sat/0'],
  ],
  [
    'the night of Sunday into Monday',
    hours({ weekly: { ...week, sun: [night], mon: [{ start: '00:00', end: '12:00' }] } }),
    ['/weekly/mon/0'],
  ],
  ['a day that is not in the calendar', hours({ overrides: [day({ from: '2026-02-29' })] }), ['/overrides/0/from']],
  [
    'a range backwards',
    hours({ overrides: [day({}), day({ from: '2027-01-02', to: '2027-01-01' })] }),
    ['/overrides/1/to'],
  ],
  [
    'a range of more than a year, every year',
    hours({ overrides: [day({ to: '2028-01-01', yearly: true })] }),
    ['/overrides/0/to'],
  ],
  [
    'an override without name and times',
    hours({ overrides: [{ from: '2026-12-24' }] }),
    ['/overrides/0/intervals', '/overrides/0/name'],
  ],
  [
    'an override over itself',
    hours({ overrides: [day({ intervals: [night, { start: '23:00', end: '24:00' }] })] }),
    ['/overrides/0/intervals/1'],
  ],
  ['one override twice', hours({ overrides: [day({}), day({ name: 'Again' })] }), ['/overrides/1']],
  ['a closing that is none', hours({ closing: { ...words, then: 'lock the door' } }), ['/closing/then']],
  ['a closing with words that nobody wrote', hours({ closing: { ...words, message: '' } }), ['/closing/message']],
  [
    'words in no language',
    hours({ closing: { ...words, messages: { 'de_DE!': 'Tschüss' } } }),
    ['/closing/messages/de_DE!'],
  ],
  [
    'many things at once',
    hours({ alwaysOpen: 'yes', timeZone: '', overrides: [day({ to: 'x' })], x: 1 }),
    ['/alwaysOpen', '/overrides/0/to', '/timeZone', '/x'],
  ],
];

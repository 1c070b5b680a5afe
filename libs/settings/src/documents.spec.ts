// The rules of the single documents, by example.
import { describe, expect, test } from '@jest/globals';
import { documentFaults, WEEKDAYS, type DocumentKind } from './index.js';

const faults = (kind: DocumentKind, document: unknown) =>
  documentFaults(kind, document).map(({ pointer, code }) => `${pointer} ${code}`);

const queue = { enabled: true, maxLength: 20, maxWaitSeconds: 600, abandonAfterSeconds: 120, message: '' };
const closed = Object.fromEntries(WEEKDAYS.map((day) => [day, []]));
const hours = (monday: unknown, timeZone = 'Europe/Berlin') => ({
  alwaysOpen: false,
  timeZone,
  weekly: { ...closed, mon: monday },
});

describe('queue', () => {
  test('null means no limit', () => {
    expect(faults('queue', { ...queue, maxLength: null, maxWaitSeconds: null })).toEqual([]);
  });
  test('whole numbers only', () => {
    expect(faults('queue', { ...queue, maxLength: 1.5, maxWaitSeconds: '600' })).toEqual([
      '/maxLength not_a_whole_number',
      '/maxWaitSeconds not_a_whole_number',
    ]);
  });
  test('knows its placeholders', () => {
    const message = '{{position}} {{ ahead }}';
    expect(faults('queue', { ...queue, message })).toEqual([]);
  });
  test('refuses a misspelt or open placeholder', () => {
    expect(faults('queue', { ...queue, message: 'You are {{postion}}' })).toEqual(['/message unknown_placeholder']);
    expect(faults('queue', { ...queue, message: 'You are {{position' })).toEqual(['/message open_placeholder']);
  });
});

describe('hours', () => {
  test('half-open intervals may touch, in any order, up to 24:00', () => {
    const monday = [
      { start: '12:00', end: '24:00' },
      { start: '00:00', end: '12:00' },
    ];
    expect(faults('hours', hours(monday))).toEqual([]);
  });
  test('overlaps are refused where they stand', () => {
    const monday = [
      { start: '11:59', end: '13:00' },
      { start: '09:00', end: '12:00' },
    ];
    expect(faults('hours', hours(monday))).toEqual(['/weekly/mon/0 overlap']);
  });
  test('a long interval overlaps all it covers', () => {
    const monday = [
      { start: '08:00', end: '18:00' },
      { start: '09:00', end: '10:00' },
      { start: '12:00', end: '13:00' },
    ];
    expect(faults('hours', hours(monday))).toEqual(['/weekly/mon/1 overlap', '/weekly/mon/2 overlap']);
  });
  test.each(['9:00', '24:00', '12:60', '12', 'noon', '12:00\n'])('%j is no start', (start) => {
    expect(faults('hours', hours([{ start, end: '24:00' }]))[0]).toMatch('/weekly/mon/0/start');
  });
  test('an end comes after its start; the night is two intervals', () => {
    expect(faults('hours', hours([{ start: '22:00', end: '06:00' }]))).toEqual(['/weekly/mon/0/end not_after_start']);
  });
  test.each(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5'])('%s looks like a zone', (zone) => {
    expect(faults('hours', hours([], zone))).toEqual([]);
  });
  test.each(['+02:00', 'Berlin time', '', 'Europe/'])('%j is no zone', (zone) => {
    expect(faults('hours', hours([], zone))).toHaveLength(1);
  });
  test('every weekday is there', () => {
    const { sun: _, ...six } = closed;
    expect(faults('hours', { alwaysOpen: true, timeZone: 'UTC', weekly: six })).toEqual(['/weekly/sun missing']);
  });
});

describe('submission and strategy', () => {
  test('each reason has a switch and words', () => {
    const offer = { enabled: true, text: 'Leave us a message.' };
    const all = { enabled: true, outOfHours: offer, nobodyOnline: offer, queueFull: offer, queueTimeout: offer };
    expect(faults('submission', all)).toEqual([]);
    expect(faults('submission', { ...all, queueFull: { enabled: 'yes', text: 1 } })).toEqual([
      '/queueFull/enabled not_a_switch',
      '/queueFull/text not_text',
    ]);
  });
  test('saturation is the one method', () => {
    expect(faults('strategy', { method: 'saturation', directReturnMinutes: 10 })).toEqual([]);
    expect(faults('strategy', { method: 'random', directReturnMinutes: -1 })).toEqual([
      '/method unknown_choice',
      '/directReturnMinutes out_of_range',
    ]);
  });
});

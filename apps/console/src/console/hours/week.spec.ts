// Times as people type them, and where they lie on the day.
import { copyToWorkdays, minutesOf, nextInterval, strip, tidyTime, type Week } from './week';

it.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['9.30', '09:30'],
  ['24:00', '24:00'],
  ['noon', 'noon'],
])('%s is %s', (typed, time) => {
  expect(tidyTime(typed)).toBe(time);
});

it.each([
  ['00:00', 0],
  ['24:00', 1440],
  ['24:01', undefined],
  ['09:60', undefined],
  ['9:00', undefined],
])('%s is minute %s', (time, minutes) => {
  expect(minutesOf(time)).toBe(minutes);
});

it('H1a draws an interval where it lies, and a night at both ends of the day', () => {
  expect(strip({ start: '18:00', end: '24:00' })).toEqual([{ left: 75, width: 25 }]);
  expect(strip({ start: '18:00', end: '06:00' })).toEqual([
    { left: 0, width: 25 },
    { left: 75, width: 25 },
  ]);
  expect(strip({ start: '18:00', end: '00:00' })).toEqual([{ left: 75, width: 25 }]);
  expect(strip({ start: '18:00', end: '18:00' })).toEqual([]);
});

it('proposes the afternoon after a morning', () => {
  expect(nextInterval([{ start: '08:00', end: '12:00' }])).toEqual({ start: '13:00', end: '17:00' });
  expect(nextInterval([])).toEqual({ start: '09:00', end: '17:00' });
});

it('copies a day to the working days only', () => {
  const week: Week = { mon: [{ start: '08:00', end: '12:00' }], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  const copied = copyToWorkdays(week, 'mon');
  expect(copied.fri).toEqual(week.mon);
  expect(copied.sat).toEqual([]);
});

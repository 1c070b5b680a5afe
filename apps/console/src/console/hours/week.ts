// A week of opening times as the form edits it.
import type { HoursDocument, Weekday } from '@frontdesk/contracts';

export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
export type Interval = HoursDocument['weekly'][Weekday][number];
export type Week = HoursDocument['weekly'];

const DAY_MINUTES = 24 * 60;

/** Minutes after midnight; undefined when it isn't a time. "24:00" is the end of the day. */
export function minutesOf(time: string): number | undefined {
  const match = /^(\d{2}):(\d{2})$/u.exec(time);
  if (match === null) return undefined;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= DAY_MINUTES ? minutes : undefined;
}

/** "9" → "09:00", "930" → "09:30", "9.30" → "09:30"; what cannot be read stays as typed, for the message. */
export function tidyTime(typed: string): string {
  const digits = /^(\d{1,2})[:.h ]?(\d{2})?$/u.exec(typed.trim());
  if (digits === null) return typed.trim();
  return `${(digits[1] ?? '').padStart(2, '0')}:${digits[2] ?? '00'}`;
}

interface Place {
  readonly left: number;
  readonly width: number;
}

/** Where an interval lies on a day's strip, in percent; a night lies at both ends of it. */
export function strip({ start, end }: Interval): readonly Place[] {
  const from = minutesOf(start);
  const to = minutesOf(end);
  if (from === undefined || to === undefined || to === from) return [];
  return to > from ? [place(from, to)] : [place(0, to), place(from, DAY_MINUTES)].filter(({ width }) => width > 0);
}

const place = (from: number, to: number): Place => ({
  left: (100 * from) / DAY_MINUTES,
  width: (100 * (to - from)) / DAY_MINUTES,
});

/** The next interval somebody would add: the afternoon after a morning, a working day otherwise. */
export function nextInterval(day: readonly Interval[]): Interval {
  const last = day.at(-1);
  const end = last === undefined ? undefined : minutesOf(last.end);
  if (end === undefined) return { start: '09:00', end: '17:00' };
  const start = Math.min(end + 60, DAY_MINUTES - 60);
  return { start: clock(start), end: clock(Math.min(start + 240, DAY_MINUTES)) };
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function withDay(week: Week, day: Weekday, intervals: readonly Interval[]): Week {
  return { ...week, [day]: intervals };
}

/** One day's times for all working days. */
export function copyToWorkdays(week: Week, from: Weekday): Week {
  return WEEKDAYS.slice(0, 5).reduce((next, day) => withDay(next, day, week[from]), week);
}

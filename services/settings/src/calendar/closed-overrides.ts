// What closes a schedule, day by day, as overrides of it: whole days as they are, times as what is left of the week.
import {
  dateOf,
  dayNumberOf,
  minutesOf,
  weekdayOf,
  WEEKDAYS,
  type DayNumber,
  type HoursDocument,
  type HoursOverride,
  type ImportedEntry,
  type Interval,
} from '@frontdesk/settings';
import type { Instant } from '@frontdesk/kernel';
import { Temporal } from 'temporal-polyfill';
import type { CalendarEntry, ClosedTime } from './calendar-entries.js';

type Minutes = readonly [from: number, to: number];

const DAY = 1440;
/** A time that is closed for longer than this is no time but days. */
const LONGEST_DAYS = 366;

export function importedEntries(entries: readonly CalendarEntry[], hours: HoursDocument): readonly ImportedEntry[] {
  const closed = closedMinutes(entries, hours.timeZone);
  const overridesOf = (time: ClosedTime, name: string, uid: string): readonly HoursOverride[] => {
    if (time.kind === 'days') return [{ name, from: time.from, to: time.to, intervals: [], yearly: time.yearly, uid }];
    const days = [...minutesByDay(time, hours.timeZone).keys()];
    return days.map((day) => {
      const date = dateOf(day);
      return { name, from: date, to: date, intervals: left(day, closed, hours), yearly: false, uid };
    });
  };
  return entries.map(({ uid, name, closed: times }) => ({
    uid,
    overrides: unique(times.flatMap((time) => overridesOf(time, name, uid))),
  }));
}

/** Two occurrences may touch one day. */
function unique(overrides: readonly HoursOverride[]): readonly HoursOverride[] {
  return [...new Map(overrides.map((each) => [`${each.from} ${each.to}`, each])).values()];
}

/** Of all entries: an override is about its whole day, so it has to know what else closes it. */
function closedMinutes(entries: readonly CalendarEntry[], timeZone: string): (day: DayNumber) => readonly Minutes[] {
  const times = entries.flatMap(({ closed }) => closed);
  const days = new Map<DayNumber, Minutes[]>();
  for (const time of times.filter(({ kind }) => kind === 'time')) {
    for (const [day, minutes] of minutesByDay(time, timeZone)) days.set(day, [...(days.get(day) ?? []), minutes]);
  }
  const isWhole = (day: DayNumber) => times.some((time) => time.kind === 'days' && covers(time, dateOf(day)));
  return (day) => (days.has(day) && isWhole(day) ? [[0, DAY]] : (days.get(day) ?? []));
}

function covers({ from, to, yearly }: Extract<ClosedTime, { kind: 'days' }>, date: string): boolean {
  if (!yearly) return from <= date && date <= to;
  const [first, last, day] = [from, to, date].map((text) => text.slice(5)) as [string, string, string];
  return date >= from && (first <= last ? first <= day && day <= last : day >= first || day <= last);
}

/** What the week has of a day, with the night before that reaches into it, without what is closed. */
function left(day: DayNumber, closed: (day: DayNumber) => readonly Minutes[], hours: HoursDocument): Interval[] {
  const before = planOf(day - 1, hours).map(([from, to]): Minutes => [from - DAY, to - DAY]);
  // The night of a day ends with it where the next day has an override of its own, which then says how it goes on.
  const end = closed(day + 1).length > 0 ? DAY : 2 * DAY;
  const open = [...before, ...planOf(day, hours)]
    .map(([from, to]): Minutes => [Math.max(from, 0), Math.min(to, to > DAY ? end : DAY)])
    .filter(([from, to]) => from < to)
    .sort((a, b) => a[0] - b[0]);
  return closed(day).reduce(without, joined(open)).map(intervalOf);
}

function planOf(day: DayNumber, { alwaysOpen, weekly }: HoursDocument): readonly Minutes[] {
  return alwaysOpen ? [[0, DAY]] : weekly[WEEKDAYS[weekdayOf(day)] ?? 'mon'].map(minutesOf);
}

function joined(sorted: readonly Minutes[]): readonly Minutes[] {
  return sorted.reduce<Minutes[]>((all, [from, to]) => {
    const last = all.at(-1);
    if (last === undefined || from > last[1]) return [...all, [from, to]];
    return [...all.slice(0, -1), [last[0], Math.max(last[1], to)]];
  }, []);
}

function without(open: readonly Minutes[], [from, to]: Minutes): readonly Minutes[] {
  return open.flatMap((one): Minutes[] => {
    if (one[1] <= from || to <= one[0]) return [one];
    const rest: Minutes[] = [
      [one[0], from],
      [to, one[1]],
    ];
    return rest.filter(([start, end]) => start < end);
  });
}

const intervalOf = ([from, to]: Minutes): Interval => ({
  start: clock(from),
  end: to === DAY ? '24:00' : clock(to % DAY),
});

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The minutes of each day that a time touches, as its clock shows them; begun minutes are closed. */
function minutesByDay(time: ClosedTime, timeZone: string): ReadonlyMap<DayNumber, Minutes> {
  const days = new Map<DayNumber, Minutes>();
  if (time.kind !== 'time') return days;
  const [start, end] = [time.start, time.end].map((at) => clockAt(at, timeZone)) as [Clock, Clock];
  const lastDay = Math.min(end.day, start.day + LONGEST_DAYS);
  for (let day = start.day; day <= lastDay; day++) {
    const from = day === start.day ? Math.floor(start.minutes) : 0;
    const to = day === end.day ? Math.ceil(end.minutes) : DAY;
    if (from < to) days.set(day, [from, to]);
  }
  return days;
}

interface Clock {
  readonly day: DayNumber;
  readonly minutes: number;
}

function clockAt(at: Instant, timeZone: string): Clock {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return {
    day: dayNumberOf(there.toPlainDate().toString()),
    minutes: there.hour * 60 + there.minute + there.second / 60,
  };
}

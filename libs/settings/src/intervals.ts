// Times of the day at which a clock on the wall is read: intervals, and that none of a day overlaps another.
import type { FieldError } from '@frontdesk/kernel';
import { fault, form, inTurn, listOf, memberOf, members, type Check } from './check.js';

/**
 * Half-open [start, end): "09:00"–"12:00" and "12:00"–"17:00" touch without overlapping. An end that is earlier than the
 * start is on the next day: "22:00"–"06:00" means the same as "22:00"–"24:00" and, a day later, "00:00"–"06:00".
 */
export interface Interval {
  readonly start: string;
  readonly end: string;
}

const DAY_MINUTES = 1440;

export const clockTime = form(/^([01]\d|2[0-3]):[0-5]\d$/, 5, 'not_a_time', 'must be a time from 00:00 to 23:59');
const endTime = form(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 5, 'not_a_time', 'must be a time from 00:01 to 24:00');

const long: Check = (value, pointer) => {
  const { start, end } = value as Interval;
  if (start !== end) return [];
  const help = 'must differ from the start; an end before the start is on the next day, a whole day is 00:00 to 24:00';
  return fault(memberOf(pointer, 'end'), 'no_length', help);
};

const interval = inTurn(members({ start: clockTime, end: endTime }), long);

/** Whether it ends on the day after the one on which it starts. */
export const isOvernight = ({ start, end }: Interval): boolean => end < start;

/** In minutes from the midnight before; after "24:00" they go on. */
export function minutesOf({ start, end }: Interval): readonly [from: number, to: number] {
  const to = minuteOf(end);
  return [minuteOf(start), end < start ? to + DAY_MINUTES : to];
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const apart: Check = (value, pointer) => {
  const spans = (value as readonly Interval[]).map((each, index) => ({ span: minutesOf(each), index }));
  spans.sort((a, b) => a.span[0] - b.span[0] || a.index - b.index);
  const faults: FieldError[] = [];
  let latest = 0;
  for (const { span, index } of spans) {
    if (span[0] < latest) faults.push(...overlap(memberOf(pointer, index), 'another interval of its day'));
    latest = Math.max(latest, span[1]);
  }
  return faults;
};

export const day = inTurn(listOf(interval, 24), apart);

/** The intervals of a day that begin before those of the day before have ended. */
export function nightFaults(
  before: readonly Interval[],
  after: readonly Interval[],
  pointer: string,
): readonly FieldError[] {
  const until = Math.max(0, ...before.map((each) => minutesOf(each)[1] - DAY_MINUTES));
  return after.flatMap((each, index) =>
    minutesOf(each)[0] < until ? overlap(memberOf(pointer, index), 'the night of the day before') : [],
  );
}

const overlap = (pointer: string, what: string): readonly FieldError[] => fault(pointer, 'overlap', `overlaps ${what}`);

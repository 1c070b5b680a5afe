// Days that are otherwise than the week says: holidays, a longer Saturday, a works outing (H1).
import { calendarDate, dayNumberOf, inYear, isDate, yearOf, type DayNumber } from './calendar-date.js';
import { fault, flag, inTurn, listOf, memberOf, members, orNull, text, type Check } from './check.js';
import type { Given } from './given.js';
import { day, nightFaults, type Interval } from './intervals.js';

/** From the midnight before `from` to the one after `to`, whatever the week says of these days. */
export interface HoursOverride {
  /** Said wherever it decides. */
  readonly name: string;
  readonly from: string;
  /** The last day, itself included. */
  readonly to: string;
  /** Of each of these days; none: closed. */
  readonly intervals: readonly Interval[];
  /** Every year from then on. */
  readonly yearly: boolean;
  /** Of the calendar entry that it was imported from: the next import of that entry replaces it. null: made by hand. */
  readonly uid: string | null;
}

export type GivenOverride = Given<HoursOverride, 'to' | 'yearly' | 'uid'>;

/** The days of one occurrence, both included. */
export interface Occurrence {
  readonly first: DayNumber;
  readonly last: DayNumber;
}

const MOST = 1000;
/** A leap day comes again after eight years at most. */
const YEARS_TO_A_LEAP_DAY = 8;

const form = members(
  { name: text(1, 200), from: calendarDate, intervals: day },
  { to: calendarDate, yearly: flag, uid: orNull(text(1, 500)) },
);

const range: Check = (value, pointer) => {
  const { from, to, yearly, intervals } = completeOverride(value as GivenOverride);
  const at = memberOf(pointer, 'to');
  const days = dayNumberOf(to) - dayNumberOf(from) + 1;
  if (days < 1) return fault(at, 'before_start', 'must not be before from');
  if (yearly && days > 365) return fault(at, 'overlap', 'must be before the next year’s begins');
  return days === 1 ? [] : nightFaults(intervals, intervals, memberOf(pointer, 'intervals'));
};

/** The second of two that are the same days by the same hand would never count. */
const apart: Check = (value, pointer) => {
  const keys = (value as readonly GivenOverride[])
    .map(completeOverride)
    .map(({ from, to, yearly, uid }) => JSON.stringify([from, to, yearly, uid]));
  return keys.flatMap((key, index) =>
    keys.indexOf(key) < index ? fault(memberOf(pointer, index), 'duplicate', 'these days stand here twice') : [],
  );
};

export const overridesCheck = inTurn(listOf(inTurn(form, range), MOST), apart);

export const completeOverride = (given: GivenOverride): HoursOverride => ({
  ...{ to: given.from, yearly: false, uid: null },
  ...given,
});

/** The place of the override that counts on a day; -1: none, the week does. */
export function overrideOn(date: string, overrides: readonly HoursOverride[]): number {
  const at = dayNumberOf(date);
  let found = -1;
  overrides.forEach((each, index) => {
    const covers = occurrencesNear(each, date, 0).some(({ first, last }) => first <= at && at <= last);
    if (covers && (found < 0 || isCloser(each, overrides[found] as HoursOverride))) found = index;
  });
  return found;
}

/** The closer one counts: of one year before yearly, fewer days before more, by hand before imported, then the first. */
function isCloser(one: HoursOverride, other: HoursOverride): boolean {
  if (one.yearly !== other.yearly) return other.yearly;
  const days = lengthOf(one) - lengthOf(other);
  return days !== 0 ? days < 0 : one.uid === null && other.uid !== null;
}

const lengthOf = ({ from, to }: HoursOverride): number => dayNumberOf(to) - dayNumberOf(from);

/** The days from `date` on at which some override begins, or is over: only there does the week stop repeating itself. */
export function boundariesAfter(date: string, overrides: readonly HoursOverride[]): readonly DayNumber[] {
  const today = dayNumberOf(date);
  const days = overrides.flatMap((each) =>
    occurrencesNear(each, date, YEARS_TO_A_LEAP_DAY).flatMap(({ first, last }) => [first, last + 1]),
  );
  return [...new Set(days.filter((one) => one > today))].sort((a, b) => a - b);
}

/** Of a yearly one: from that which may have begun in the year before, for so many years more. */
function occurrencesNear(override: HoursOverride, date: string, yearsMore: number): readonly Occurrence[] {
  const { from, to, yearly } = override;
  if (!yearly) return [{ first: dayNumberOf(from), last: dayNumberOf(to) }];
  const isLeapDay = [from, to].some((one) => one.endsWith('02-29'));
  const more = isLeapDay ? yearsMore : Math.min(yearsMore, 1);
  const year = yearOf(date);
  return Array.from({ length: more + 2 }, (_, index) => year - 1 + index)
    .filter((one) => one >= yearOf(from))
    .map((one) => inThatYear(override, one))
    .filter(({ first, last }) => first <= last);
}

/** Without a leap day in that year, what begins on one begins a day later, what ends on one a day earlier. */
function inThatYear({ from, to }: HoursOverride, year: number): Occurrence {
  const begins = inYear(from, year);
  const ends = inYear(to, year + yearOf(to) - yearOf(from));
  return {
    first: isDate(begins) ? dayNumberOf(begins) : dayNumberOf(inYear('0000-03-01', year)),
    last: isDate(ends) ? dayNumberOf(ends) : dayNumberOf(inYear('0000-02-28', yearOf(ends))),
  };
}

/** How its days are said: "2026-12-24", "2026-12-24 to 2027-01-01". */
export const daysOf = ({ from, to }: HoursOverride): string => (from === to ? from : `${from} to ${to}`);

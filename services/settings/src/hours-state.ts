// Opening hours in exact time: wall-clock intervals become instants here, late and in their own zone.
//
// Daylight saving: what the clock shows twice is opened at the first time and closed at the second; what it never shows
// comes when the hour is over that it left out. So a day is never shorter than promised. Days that a zone has skipped
// altogether are no days. Intervals that touch or overlap in exact time are one span: what is between them is no change.
import type { HoursDecidedBy, HoursState } from '@frontdesk/contracts';
import type { Instant } from '@frontdesk/kernel';
import {
  boundariesAfter,
  dateOf,
  dayNumberOf,
  isOvernight,
  overrideOn,
  weekdayOf,
  WEEKDAYS,
  type DayNumber,
  type HoursDocument,
  type Interval,
} from '@frontdesk/settings';
import { Temporal } from 'temporal-polyfill';

export interface OpenState {
  readonly open: boolean;
  readonly reason: HoursState['reason'];
  /** Of the override that decides. */
  readonly name: string | null;
  readonly decidedBy: HoursDecidedBy;
  /** When `open` flips; null: never, as the hours stand. */
  readonly nextChangeAt: Instant | null;
}

interface Span {
  readonly start: Instant;
  readonly end: Instant;
  readonly decidedBy: HoursDecidedBy;
}

/** A week repeats itself; one more on top so that even a skipped day leaves a whole week to look at. */
const DAYS_AHEAD = 15;
/** The same after an override has begun or ended. */
const DAYS_AFTER_BOUNDARY = 9;
/** The day before yesterday's night may still last, when yesterday was skipped. */
const DAYS_BACK = 2;

const WHOLE_DAY: Interval = { start: '00:00', end: '24:00' };

export function hoursState(hours: HoursDocument, at: Instant): OpenState {
  const calendar = new Calendar(hours);
  const today = calendar.dayAt(at);
  const now = calendar.spanAt(today, at);
  const decidedBy = now?.decidedBy ?? calendar.closedBy(today);
  const { reason, name } = reasonOf(decidedBy, now !== undefined);
  return { open: now !== undefined, reason, name, decidedBy, nextChangeAt: calendar.nextChange(today, at) };
}

/** Whether this machine's zone database knows the zone. */
export function zoneExists(timeZone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return true;
  } catch {
    return false;
  }
}

function reasonOf(decidedBy: HoursDecidedBy, open: boolean): Pick<OpenState, 'reason' | 'name'> {
  switch (decidedBy.kind) {
    case 'always_open':
      return { reason: 'always_open', name: null };
    case 'weekly':
      return { reason: open ? 'within_hours' : 'outside_hours', name: null };
    case 'override':
      return { reason: 'override', name: decidedBy.override.name };
  }
}

/** The days of one document, each worked out once. */
class Calendar {
  private readonly known = new Map<DayNumber, readonly Span[]>();

  constructor(private readonly hours: HoursDocument) {}

  dayAt(at: Instant): DayNumber {
    const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.hours.timeZone);
    return dayNumberOf(there.toPlainDate().toString());
  }

  /** The span that holds the instant, which is of `day` or near it; that of the day itself before a night's. */
  spanAt(day: DayNumber, at: Instant): Span | undefined {
    const near = [day, day - 1, day - DAYS_BACK, day + 1].flatMap((one) => this.spansOf(one));
    return near.find(({ start, end }) => start <= at && at < end);
  }

  closedBy(day: DayNumber): HoursDecidedBy {
    const { intervals: _, ...decidedBy } = this.plan(day);
    return decidedBy.kind === 'always_open' ? decidedBy : { ...decidedBy, interval: null };
  }

  nextChange(today: DayNumber, at: Instant): Instant | null {
    const open = this.spanAt(today, at) !== undefined;
    for (const day of this.daysToLookAt(today)) {
      const flip = this.spansOf(day)
        .map(({ start, end }) => (open ? end : start))
        .sort((a, b) => a - b)
        .find((when) => when > at && (this.spanAt(day, when) !== undefined) !== open);
      if (flip !== undefined) return flip;
    }
    return null;
  }

  /** Without overrides a week says all; else also what is near the days on which one begins or is over. */
  private daysToLookAt(today: DayNumber): readonly DayNumber[] {
    const from = (day: DayNumber, count: number) =>
      Array.from({ length: DAYS_BACK + count }, (_, index) => day - DAYS_BACK + index);
    const { alwaysOpen, overrides } = this.hours;
    if (overrides.length === 0) return alwaysOpen ? [] : from(today, DAYS_AHEAD);
    const later = boundariesAfter(dateOf(today), overrides).flatMap((day) => from(day, DAYS_AFTER_BOUNDARY));
    return [...new Set([...from(today, DAYS_AHEAD), ...later])].sort((a, b) => a - b);
  }

  private spansOf(day: DayNumber): readonly Span[] {
    let spans = this.known.get(day);
    if (spans === undefined) this.known.set(day, (spans = this.workOut(day)));
    return spans;
  }

  private workOut(day: DayNumber): readonly Span[] {
    const { intervals, ...decidedBy } = this.plan(day);
    if (intervals.length === 0 || !this.exists(day)) return [];
    return intervals
      .map((interval) => {
        const last = isOvernight(interval) ? day + 1 : day;
        // A day that is otherwise is so from its first minute: the week's night before ends there.
        const cut = last !== day && decidedBy.kind === 'weekly' && this.overrideOf(last) >= 0;
        const end = cut || interval.end === '24:00' ? this.closing(day + 1, '00:00') : this.closing(last, interval.end);
        return { start: this.opening(day, interval.start, end), end, decidedBy: withInterval(decidedBy, interval) };
      })
      .sort((a, b) => a.start - b.start);
  }

  /** What the document says of a day, and where. */
  private plan(day: DayNumber): HoursDecidedBy & { readonly intervals: readonly Interval[] } {
    const { alwaysOpen, weekly, overrides } = this.hours;
    const override = overrides[this.overrideOf(day)];
    if (override !== undefined) return { kind: 'override', override, interval: null, intervals: override.intervals };
    if (alwaysOpen) return { kind: 'always_open', intervals: [WHOLE_DAY] };
    const weekday = WEEKDAYS[weekdayOf(day)] ?? 'mon';
    return { kind: 'weekly', weekday, interval: null, intervals: weekly[weekday] };
  }

  private overrideOf(day: DayNumber): number {
    const { overrides } = this.hours;
    return overrides.length === 0 ? -1 : overrideOn(dateOf(day), overrides);
  }

  private exists(day: DayNumber): boolean {
    const date = Temporal.PlainDate.from(dateOf(day));
    return date.toZonedDateTime(this.hours.timeZone).toPlainDate().equals(date);
  }

  /** Of what the clock leaves out, when it goes on; only where nothing would be left until the end, before. */
  private opening(day: DayNumber, time: string, end: Instant): Instant {
    const start = this.instantOf(day, time, 'compatible');
    return start < end ? start : this.instantOf(day, time, 'earlier');
  }

  private closing(day: DayNumber, time: string): Instant {
    return this.instantOf(day, time, 'later');
  }

  private instantOf(day: DayNumber, time: string, disambiguation: 'compatible' | 'earlier' | 'later'): Instant {
    const wall = Temporal.PlainDateTime.from(`${dateOf(day)}T${time}`);
    return wall.toZonedDateTime(this.hours.timeZone, { disambiguation }).epochMilliseconds;
  }
}

function withInterval(decidedBy: HoursDecidedBy, interval: Interval): HoursDecidedBy {
  return decidedBy.kind === 'always_open' ? decidedBy : { ...decidedBy, interval };
}

// Opening hours in exact time: wall-clock intervals become instants here, late and in their own zone.
//
// Daylight saving: an opening that the clock shows twice, or never, is taken earlier, a closing later, so that a day is
// never shorter than promised. Days that a zone has skipped altogether are no days. Intervals that touch or overlap in
// exact time (a night is two intervals) are one span.
import type { Instant } from '@frontdesk/kernel';
import { WEEKDAYS, type HoursDocument } from '@frontdesk/settings';
import { Temporal } from 'temporal-polyfill';

export interface OpenState {
  readonly open: boolean;
  readonly reason: 'always_open' | 'within_hours' | 'outside_hours';
  /** When `open` flips; null: never, as the hours stand. */
  readonly nextChangeAt: Instant | null;
}

interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** A week repeats itself; one more on top so that even a skipped day leaves a whole week to look at. */
const DAYS_AHEAD = 15;

export function hoursState(hours: HoursDocument, at: Instant): OpenState {
  if (hours.alwaysOpen) return { open: true, reason: 'always_open', nextChangeAt: null };
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(hours.timeZone).toPlainDate();
  // From two days back: yesterday's "24:00" may end today, and a span must be seen from where it starts.
  const days = Array.from({ length: DAYS_AHEAD + 2 }, (_, index) => today.add({ days: index - 2 }));
  const spans = joined(days.flatMap((day) => spansOf(hours, day)));
  const now = spans.find(({ start, end }) => start <= at && at < end);
  if (now !== undefined) {
    // A span that reaches the last day looked at has no end within a week: it has none.
    const endless = now === spans.at(-1) && now.end - at > (DAYS_AHEAD - 2) * 86_400_000;
    return { open: true, reason: 'within_hours', nextChangeAt: endless ? null : now.end };
  }
  const next = spans.find(({ start }) => start > at);
  return { open: false, reason: 'outside_hours', nextChangeAt: next?.start ?? null };
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

function spansOf({ weekly, timeZone }: HoursDocument, day: Temporal.PlainDate): readonly Span[] {
  if (!day.toZonedDateTime(timeZone).toPlainDate().equals(day)) return [];
  const intervals = weekly[WEEKDAYS[day.dayOfWeek - 1] ?? 'mon'];
  return intervals
    .map(({ start, end }) => ({
      start: instantOf(day, start, timeZone, 'earlier'),
      end:
        end === '24:00'
          ? instantOf(day.add({ days: 1 }), '00:00', timeZone, 'later')
          : instantOf(day, end, timeZone, 'later'),
    }))
    .sort((a, b) => a.start - b.start);
}

function instantOf(day: Temporal.PlainDate, time: string, zone: string, disambiguation: 'earlier' | 'later'): Instant {
  const wall = day.toPlainDateTime(Temporal.PlainTime.from(time));
  return wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
}

function joined(spans: readonly Span[]): readonly Span[] {
  const answer: Span[] = [];
  for (const span of spans) {
    const last = answer.at(-1);
    if (last === undefined || span.start > last.end) answer.push(span);
    else answer[answer.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return answer;
}

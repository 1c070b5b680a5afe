// What a clock on the wall shows in a zone: for rules that name hours of the day.
import type { Weekday } from '@frontdesk/contracts';
import { Temporal } from 'temporal-polyfill';

const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** @param at epoch ms @param timeZone an IANA zone that exists @returns the time as "HH:MM" */
export function wallClock(at: number, timeZone: string): { readonly weekday: Weekday; readonly time: string } {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return { weekday: WEEKDAYS[there.dayOfWeek - 1] ?? 'mon', time: there.toPlainTime().toString().slice(0, 5) };
}

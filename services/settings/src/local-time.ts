// Instants as a clock on the wall shows them in a zone, and back.
import type { Instant } from '@frontdesk/kernel';
import { Temporal } from 'temporal-polyfill';

/** Nothing is asked about before or after; the zone database knows nothing there. */
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2500, 0, 1);

/**
 * @param text with an offset or Z: that instant; without: what the clock shows there, the first time it does, or when it
 *   goes on, if it never does
 * @returns null: this is no time, or one that is centuries away
 */
export function instantIn(text: string, timeZone: string): Instant | null {
  // A "+" that was not escaped arrives in a query as a space.
  const at = parsed(text.trim().replace(' ', '+'), timeZone) ?? parsed(text.trim(), timeZone);
  return at === null || at < EARLIEST || at > LATEST ? null : at;
}

/** "2026-03-29T03:30:00+02:00" */
export function localTime(at: Instant, timeZone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return there.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

function parsed(text: string, timeZone: string): Instant | null {
  try {
    return hasOffset(text)
      ? Temporal.Instant.from(text).epochMilliseconds
      : Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return null;
  }
}

const hasOffset = (text: string): boolean => /(z|[+-]\d{2}(:?\d{2})?)$/i.test(text.slice(10));

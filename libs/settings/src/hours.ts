// Opening hours as wall-clock time in a named zone (H1). Instants are computed late, by whoever knows the zone.
import type { FieldError } from '@frontdesk/kernel';
import { flag, form, inTurn, listOf, memberOf, members, type Check } from './check.js';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Monday first, as ISO 8601 counts. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Weekday[];

/** Half-open [start, end): "09:00"–"12:00" and "12:00"–"17:00" touch without overlapping. */
export interface Interval {
  readonly start: string;
  readonly end: string;
}

/** /v1/settings/hours: weekly wall-clock intervals in an IANA zone; half-open, "24:00" legal as an end. */
export interface HoursDocument {
  readonly alwaysOpen: boolean;
  readonly timeZone: string;
  readonly weekly: Readonly<Record<Weekday, readonly Interval[]>>;
}

export const clockTime = form(/^([01]\d|2[0-3]):[0-5]\d$/, 5, 'not_a_time', 'must be a time from 00:00 to 23:59');
const endTime = form(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 5, 'not_a_time', 'must be a time from 00:01 to 24:00');

// Only the shape: whether the zone exists is known to whoever has the zone database. Fixed offsets are refused,
// because an offset forgets summer time.
const zone = form(
  /^[A-Za-z][A-Za-z_]*(\/[A-Za-z0-9_+-]+)*$/,
  64,
  'not_a_zone',
  'must be an IANA zone like Europe/Berlin',
);

const forward: Check = (value, pointer) => {
  const { start, end } = value as Interval;
  if (start < end) return [];
  return [{ pointer: memberOf(pointer, 'end'), code: 'not_after_start', message: 'must be later than the start' }];
};

const interval = inTurn(members({ start: clockTime, end: endTime }), forward);

// "HH:MM" sorts as text just as it does as time, also with "24:00".
const apart: Check = (value, pointer) => {
  const intervals = (value as readonly Interval[]).map((each, index) => ({ ...each, index }));
  intervals.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.index - b.index));
  const faults: FieldError[] = [];
  let latest = '';
  for (const { start, end, index } of intervals) {
    if (start < latest)
      faults.push({ pointer: memberOf(pointer, index), code: 'overlap', message: 'overlaps another interval' });
    if (end > latest) latest = end;
  }
  return faults;
};

const day = inTurn(listOf(interval, 24), apart);

export const hoursCheck = members({
  alwaysOpen: flag,
  timeZone: zone,
  weekly: members(Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, day]))),
});

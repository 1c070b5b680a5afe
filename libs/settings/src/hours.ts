// Opening hours as wall-clock time in a named zone (H1). Instants are computed late, by whoever knows the zone.
import type { FieldError } from '@frontdesk/kernel';
import { flag, form, inTurn, memberOf, members, type Check } from './check.js';
import { closingCheck, completeClosing, type Closing } from './closing.js';
import type { Given } from './given.js';
import { day, nightFaults, type Interval } from './intervals.js';
import { completeOverride, overridesCheck, type GivenOverride, type HoursOverride } from './overrides.js';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Monday first, as ISO 8601 counts. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Weekday[];

/** /v1/settings/hours: weekly wall-clock intervals in an IANA zone, and the days that are otherwise. */
export interface HoursDocument {
  /** Around the clock, on every day that no override is about. */
  readonly alwaysOpen: boolean;
  readonly timeZone: string;
  readonly weekly: Readonly<Record<Weekday, readonly Interval[]>>;
  readonly overrides: readonly HoursOverride[];
  readonly closing: Closing;
}

export type GivenHours = Omit<Given<HoursDocument, 'closing'>, 'overrides'> & {
  readonly overrides?: readonly GivenOverride[];
};

// Only the shape: whether the zone exists is known to whoever has the zone database. Fixed offsets are refused,
// because an offset forgets summer time.
const zone = form(
  /^[A-Za-z][A-Za-z_]*(\/[A-Za-z0-9_+-]+)*$/,
  64,
  'not_a_zone',
  'must be an IANA zone like Europe/Berlin',
);

/** A night reaches into the next day, that of Sunday into Monday. */
const nights: Check = (value, pointer) => {
  const week = value as HoursDocument['weekly'];
  return WEEKDAYS.flatMap((weekday, index): readonly FieldError[] => {
    const before = WEEKDAYS[(index + 6) % 7] ?? 'sun';
    return nightFaults(week[before], week[weekday], memberOf(pointer, weekday));
  });
};

export const hoursCheck = members(
  {
    alwaysOpen: flag,
    timeZone: zone,
    weekly: inTurn(members(Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, day]))), nights),
  },
  { overrides: overridesCheck, closing: closingCheck },
);

export const completeHours = ({ overrides = [], closing, ...given }: GivenHours): HoursDocument => ({
  ...given,
  overrides: overrides.map(completeOverride),
  closing: completeClosing(closing),
});

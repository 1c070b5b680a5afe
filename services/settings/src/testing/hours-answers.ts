// What the hours of golden/hours.json come to, worked out anew: to be compared, also between machines in other zones.
import { readFileSync } from 'node:fs';
import { completeHours, type GivenHours } from '@frontdesk/settings';
import { hoursSentence } from '../hours-sentence.js';
import { hoursState } from '../hours-state.js';
import { instantIn, localTime } from '../local-time.js';

export interface Golden {
  /** What a clock shows at a time that is missing there or comes twice, and how long that day is. */
  readonly clocks: readonly {
    readonly zone: string;
    readonly local: string;
    readonly shown: readonly string[];
    readonly dayHours: number;
  }[];
  readonly schedules: Readonly<Record<string, GivenHours>>;
  readonly answers: readonly { readonly schedule: string; readonly at: string; readonly sentence: string }[];
}

/** `folder`: of this service. */
export function readGolden(folder: string): Golden {
  return JSON.parse(readFileSync(`${folder}/golden/hours.json`, 'utf8')) as Golden;
}

export const answersTo = ({ clocks, schedules, answers }: Golden): Omit<Golden, 'schedules'> => ({
  clocks: clocks.map(({ zone, local }) => ({
    zone,
    local,
    shown: shownIn(zone, local),
    dayHours: dayHours(zone, local),
  })),
  answers: answers.map(({ schedule, at }) => ({ schedule, at, sentence: sentenceAt(schedules[schedule], at) })),
});

/** A minute that opens and closes at the same time of the clock on either side of what it shows twice. */
function shownIn(zone: string, local: string): readonly string[] {
  const first = instantIn(local, zone) ?? NaN;
  const later = [30, 60].map((minutes) => localTime(first + minutes * 60_000, zone));
  return [localTime(first, zone), ...later.filter((shown) => shown.startsWith(local))];
}

/** From the opening to the closing of a day that is open from midnight to midnight. */
function dayHours(timeZone: string, local: string): number {
  const date = local.slice(0, 10);
  const weekly = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  const intervals = [{ start: '00:00', end: '24:00' }];
  const hours = completeHours({
    alwaysOpen: false,
    timeZone,
    weekly,
    overrides: [{ name: 'The day', from: date, intervals }],
  });
  const before = (instantIn(`${date}T00:00`, timeZone) ?? NaN) - 36 * 3_600_000;
  const opening = hoursState(hours, before).nextChangeAt;
  return opening === null ? 0 : ((hoursState(hours, opening).nextChangeAt ?? NaN) - opening) / 3_600_000;
}

function sentenceAt(given: GivenHours | undefined, text: string): string {
  if (given === undefined) return 'There are no such hours.';
  const hours = completeHours(given);
  const { timeZone } = hours;
  const at = instantIn(text, timeZone) ?? NaN;
  const { open, decidedBy, nextChangeAt } = hoursState(hours, at);
  const nextChangeLocal = nextChangeAt === null ? null : localTime(nextChangeAt, timeZone);
  return hoursSentence({ open, decidedBy, localTime: localTime(at, timeZone), nextChangeLocal });
}

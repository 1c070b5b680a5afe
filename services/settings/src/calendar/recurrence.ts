// Entries that come again. What is the same day every year stays one override of every year; any other rule becomes
// the days that it names, for as long ahead as is worth a row.
import ICAL from 'ical.js';

interface Occurrence {
  readonly start: ICAL.Time;
  readonly end: ICAL.Time;
}

/** Whole years ahead, this one included, by how often it comes. */
const YEARS_AHEAD = { YEARLY: 10, OTHERS: 2 };
const MOST_STEPS = 50_000;
/** A schedule's list has an end too. */
const MOST_DAYS = 1000;

const TOO_OFTEN = ['SECONDLY', 'MINUTELY', 'HOURLY'];
const WITHIN_DAYS = ['BYHOUR', 'BYMINUTE', 'BYSECOND'];
/** Of days that never come the library would never find the next. */
const NOT_DAILY = ['BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO'];

/** Null: it can be read. */
export function ruleFault(event: ICAL.Event): string | null {
  for (const { freq, parts } of rulesOf(event)) {
    const names = Object.keys(parts);
    if (TOO_OFTEN.includes(freq)) return 'A rule may come daily at most.';
    if (WITHIN_DAYS.some((name) => names.includes(name))) return 'A rule may not name hours, minutes or seconds.';
    if (freq === 'DAILY' && NOT_DAILY.some((name) => names.includes(name)))
      return 'A daily rule may not pick days of months or years; write it as a monthly or yearly one.';
  }
  return null;
}

/** The same whole days every year, for ever and without an exception. */
export function isYearly(event: ICAL.Event): boolean {
  const [rule, ...more] = rulesOf(event);
  if (rule === undefined || more.length > 0 || !event.startDate.isDate || event.isRecurrenceException()) return false;
  const hasMore = ['exdate', 'rdate', 'exrule'].some((name) => event.component.hasProperty(name));
  if (hasMore || event.exceptions.length > 0) return false;
  if (rule.freq !== 'YEARLY' || (rule.interval ?? 1) !== 1 || rule.count !== null || rule.until !== null) return false;
  const { day, month } = event.startDate;
  return Object.entries(rule.parts).every(
    ([name, values]) =>
      (name === 'BYMONTH' && String(values) === String(month)) ||
      (name === 'BYMONTHDAY' && String(values) === String(day)),
  );
}

/** From the beginning of the year on. */
export function occurrencesOf(
  event: ICAL.Event,
  year: number,
): { readonly occurrences: readonly Occurrence[]; readonly note: string | null } {
  if (!event.isRecurring()) {
    const { startDate: start, endDate: end } = event;
    return { occurrences: end.year < year ? [] : [{ start, end }], note: null };
  }
  const freq = rulesOf(event).every((rule) => rule.freq === 'YEARLY') ? 'YEARLY' : 'OTHERS';
  const lastYear = year + YEARS_AHEAD[freq] - 1;
  const occurrences: Occurrence[] = [];
  // With dates of its own and no rule, the library forgets the first.
  if (rulesOf(event).length === 0 && event.endDate.year >= year)
    occurrences.push({ start: event.startDate, end: event.endDate });
  const iterator = event.iterator();
  for (let steps = 0; steps < MOST_STEPS && occurrences.length < MOST_DAYS; steps++) {
    const next = iterator.next() as ICAL.Time | undefined;
    if (!next) return { occurrences, note: null };
    if (next.year > lastYear) return { occurrences, note: `Until ${lastYear}; import it again before.` };
    const { startDate: start, endDate: end, item } = event.getOccurrenceDetails(next) as Details;
    const isCancelled = String(item.component.getFirstPropertyValue('status')).toUpperCase() === 'CANCELLED';
    if (!isCancelled && end.year >= year) occurrences.push({ start, end });
  }
  return { occurrences, note: `The first ${occurrences.length} of many days; import it again later.` };
}

/** What the library's own types leave out. */
interface Details {
  readonly startDate: ICAL.Time;
  readonly endDate: ICAL.Time;
  readonly item: ICAL.Event;
}

interface Rule {
  readonly freq: string;
  readonly interval: number | null;
  readonly count: number | null;
  readonly until: ICAL.Time | null;
  readonly parts: Readonly<Record<string, unknown>>;
}

const rulesOf = (event: ICAL.Event): readonly Rule[] =>
  event.component.getAllProperties('rrule').map((property) => property.getFirstValue() as unknown as Rule);

// An iCalendar text (RFC 5545) as the times at which its entries close a schedule, every fault of it by its place.
//
// A place is `/calendar/{n}/{property}`: the property of the n-th VEVENT, counted from 0.
import type { FieldError, Instant } from '@frontdesk/kernel';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { zoneExists } from '../hours-state.js';
import { isYearly, occurrencesOf, ruleFault } from './recurrence.js';

/** Whole days by their dates, both included; or a time. */
export type ClosedTime =
  | { readonly kind: 'days'; readonly from: string; readonly to: string; readonly yearly: boolean }
  | { readonly kind: 'time'; readonly start: Instant; readonly end: Instant };

export interface CalendarEntry {
  readonly uid: string;
  readonly name: string;
  /** None: cancelled. */
  readonly closed: readonly ClosedTime[];
  /** What could not be told exactly. */
  readonly note: string | null;
}

export interface CalendarRead {
  readonly entries: readonly CalendarEntry[];
  readonly faults: readonly FieldError[];
}

interface Reading {
  readonly timeZone: string;
  /** The year in which the calendar is read: what ended before is not worth a row. */
  readonly year: number;
}

const MOST_ENTRIES = 2000;
const NAMELESS = 'Closed';

export function readCalendar(text: string, reading: Reading): CalendarRead {
  const parsed = parse(text);
  if ('faults' in parsed) return { entries: [], faults: parsed.faults };
  const events = parsed.calendars.flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
  if (events.length === 0) return failed('/calendar', 'no_entries', 'The calendar has no entries (VEVENT).');
  if (events.length > MOST_ENTRIES)
    return failed('/calendar', 'too_many', `The calendar has more than ${MOST_ENTRIES} entries.`);
  const entries: CalendarEntry[] = [];
  const faults: FieldError[] = [];
  for (const [index, event] of events.entries()) {
    // What moves one occurrence is read together with the entry that it moves.
    if (event.hasProperty('recurrence-id')) continue;
    try {
      entries.push(entryOf(event, reading));
    } catch (error) {
      faults.push(faultOf(index, error));
    }
  }
  return { entries, faults };
}

class EntryFault extends Error {
  constructor(
    readonly property: string,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

function entryOf(component: ICAL.Component, reading: Reading): CalendarEntry {
  const event = new ICAL.Event(component);
  const uid = textOf(component, 'uid').slice(0, 500);
  if (uid === '') throw new EntryFault('uid', 'missing', 'An entry needs a UID: by it the next import finds it again.');
  if (!component.hasProperty('dtstart'))
    throw new EntryFault('dtstart', 'missing', 'An entry needs a beginning (DTSTART).');
  const name = textOf(component, 'summary').trim().slice(0, 200) || NAMELESS;
  if (textOf(component, 'status').toUpperCase() === 'CANCELLED') return { uid, name, closed: [], note: null };
  const unusable = ruleFault(event);
  if (unusable !== null) throw new EntryFault('rrule', 'unsupported_rule', unusable);
  if (isYearly(event)) {
    const closed = closedTime(event, event.startDate, event.endDate, reading);
    return { uid, name, closed: [closed.kind === 'days' ? { ...closed, yearly: true } : closed], note: null };
  }
  const { occurrences, note } = occurrencesOf(event, reading.year);
  return { uid, name, note, closed: occurrences.map(({ start, end }) => closedTime(event, start, end, reading)) };
}

function closedTime(event: ICAL.Event, start: ICAL.Time, end: ICAL.Time, { timeZone }: Reading): ClosedTime {
  if (start.isDate) {
    const last = end.clone();
    last.adjust(-1, 0, 0, 0);
    const [from, to] = [start.toString(), last.toString()];
    if (to < from) throw new EntryFault('dtend', 'before_start', 'The end (DTEND) must be after the beginning.');
    return { kind: 'days', from, to, yearly: false };
  }
  const zone = event.component.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? null;
  const times = [instantOf(start, zone, timeZone), instantOf(end, zone, timeZone)] as const;
  if (times[1] <= times[0])
    throw new EntryFault('dtend', 'before_start', 'An entry with a time needs an end (DTEND or DURATION) after it.');
  return { kind: 'time', start: times[0], end: times[1] };
}

/** By the zone's name, which this machine knows best; else by what the calendar says of it; without one, on the wall. */
function instantOf(time: ICAL.Time, tzid: string | null, timeZone: string): Instant {
  const wall = time.toString().replace(/Z$/, '');
  if (time.zone.tzid === 'UTC') return Temporal.Instant.from(`${wall}Z`).epochMilliseconds;
  const named = tzid === null ? timeZone : tzid;
  if (zoneExists(named)) return Temporal.PlainDateTime.from(wall).toZonedDateTime(named).epochMilliseconds;
  if (time.zone.tzid !== 'floating') return time.toUnixTime() * 1000;
  throw new EntryFault('dtstart', 'unknown_zone', `${named} is no known zone, and the calendar does not describe it.`);
}

const textOf = (component: ICAL.Component, property: string): string => {
  const value: unknown = component.getFirstPropertyValue(property);
  return typeof value === 'string' ? value : '';
};

function parse(text: string): { readonly calendars: readonly ICAL.Component[] } | { readonly faults: FieldError[] } {
  try {
    const parsed = ICAL.parse(text) as unknown[];
    const roots = (Array.isArray(parsed[0]) ? parsed : [parsed]) as ConstructorParameters<typeof ICAL.Component>[0][];
    const calendars = roots.filter((root) => root.length > 0).map((root) => new ICAL.Component(root));
    if (calendars.some(({ name }) => name !== 'vcalendar')) throw new Error('it is none');
    return { calendars };
  } catch (error) {
    const whole = fault('/calendar', 'not_a_calendar', `This is no iCalendar text: ${messageOf(error)}.`);
    const single = faultyEvents(text);
    return { faults: single.length > 0 ? single : [whole] };
  }
}

/** The parser stops at the first fault: each entry alone tells which they are. */
function faultyEvents(text: string): FieldError[] {
  const events = text.match(/^BEGIN:VEVENT\r?$[^]*?^END:VEVENT\r?$/gim) ?? [];
  return events.slice(0, MOST_ENTRIES).flatMap((event, index) => {
    try {
      ICAL.parse(`BEGIN:VCALENDAR\r\n${event.trimEnd()}\r\nEND:VCALENDAR`);
      return [];
    } catch (error) {
      return [fault(`/calendar/${index}`, 'not_an_entry', `This entry can't be read: ${messageOf(error)}.`)];
    }
  });
}

function faultOf(index: number, error: unknown): FieldError {
  if (error instanceof EntryFault) return fault(`/calendar/${index}/${error.property}`, error.code, error.message);
  return fault(`/calendar/${index}`, 'not_an_entry', `This entry can't be read: ${messageOf(error)}.`);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 200) : 'unknown');
const fault = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
const failed = (pointer: string, code: string, message: string): CalendarRead => ({
  entries: [],
  faults: [fault(pointer, code, message)],
});

// Days of the calendar as text ("2026-12-24") and as numbers, by arithmetic alone: which day it is somewhere is for
// whoever knows the zones.
import { fault, form, inTurn, type Check } from './check.js';

/** Days since 1970-01-01; the calendar is that of ISO 8601. */
export type DayNumber = number;

const FORM = /^(19[7-9]\d|2\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_IN_400_YEARS = 146_097;
/** From 0000-03-01 to 1970-01-01: years are counted from March, so that a leap day is the last of its year. */
const TO_1970 = 719_468;

const written = form(FORM, 10, 'not_a_date', 'must be a date like 2026-12-24');
const real: Check = (value, pointer) =>
  isDate(String(value)) ? [] : fault(pointer, 'not_a_date', `${String(value)} is not in the calendar`);

export const calendarDate = inTurn(written, real);

/** Of a time that is written as it should be: is its day in the calendar? */
export const realDay: Check = (value, pointer) => real(String(value).slice(0, 10), pointer);

export function isDate(text: string): boolean {
  if (!FORM.test(text)) return false;
  const [year, month, day] = partsOf(text);
  return day <= (LENGTHS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
}

export function dayNumberOf(date: string): DayNumber {
  const [year, month, day] = partsOf(date);
  const years = month <= 2 ? year - 1 : year;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return years * 365 + leapDays(years) + ofYear - TO_1970;
}

export function dateOf(day: DayNumber): string {
  const since = day + TO_1970;
  const era = Math.floor(since / DAYS_IN_400_YEARS);
  const ofEra = since - era * DAYS_IN_400_YEARS;
  const leaps = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const years = Math.floor((ofEra - leaps) / 365);
  const ofYear = ofEra - (365 * years + leapDays(years));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = ((fromMarch + 2) % 12) + 1;
  const dayOfMonth = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return textOf(era * 400 + years + (month <= 2 ? 1 : 0), month, dayOfMonth);
}

/** The same day of another year; the 29th of February has none in most. */
export function inYear(date: string, year: number): string {
  return `${String(year).padStart(4, '0')}${date.slice(4)}`;
}

export const yearOf = (date: string): number => Number(date.slice(0, 4));

/** 0: Monday. */
export const weekdayOf = (day: DayNumber): number => (((day + 3) % 7) + 7) % 7;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const leapDays = (years: number): number => Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);

function partsOf(date: string): readonly [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

const textOf = (year: number, month: number, day: number): string =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');

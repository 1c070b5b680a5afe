// In which order a page shows days that are otherwise; the document's own order stays.
import type { HoursOverride } from '@frontdesk/contracts';

/** Places in the document: what is to come or comes every year by its next day, then what is over, latest first. */
export function inOrder(overrides: readonly HoursOverride[], today: string): readonly number[] {
  const places = overrides.map((override, index) => ({ index, day: nextDay(override, today) }));
  const coming = places.filter(({ day }) => day >= today);
  const over = places.filter(({ day }) => day < today);
  return [...coming.sort(byDay), ...over.sort(byDay).reverse()].map(({ index }) => index);
}

/** Closed all day, on one day, by hand. */
export function newOverride(name: string, date: string): HoursOverride {
  return { name, from: date, to: date, intervals: [], yearly: false, uid: null };
}

/** The day on which it holds next, or held last. */
function nextDay({ from, to, yearly }: HoursOverride, today: string): string {
  if (!yearly || to >= today) return to >= today && from < today ? today : from;
  const thisYear = today.slice(0, 4) + from.slice(4);
  return thisYear >= today ? thisYear : String(Number(today.slice(0, 4)) + 1) + from.slice(4);
}

interface Placed {
  readonly index: number;
  readonly day: string;
}

const byDay = (a: Placed, b: Placed): number => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.index - b.index);

// Overrides that come from a calendar: the next import of an entry replaces what the last made of it, by its UID.
import { canonical } from '@frontdesk/kernel';
import type { HoursOverride } from './overrides.js';

/** What one entry of a calendar comes to; none: it was cancelled, or is long over. */
export interface ImportedEntry {
  readonly uid: string;
  readonly overrides: readonly HoursOverride[];
}

export interface ImportedOverrides {
  /** All of the schedule, after the import. */
  readonly overrides: readonly HoursOverride[];
  readonly added: readonly HoursOverride[];
  readonly changed: readonly HoursOverride[];
  readonly removed: readonly HoursOverride[];
  readonly unchanged: number;
}

/** Imported again, nothing is added, changed or removed, and the schedule is the very same. */
export function importOverrides(
  before: readonly HoursOverride[],
  entries: readonly ImportedEntry[],
): ImportedOverrides {
  const uids = new Set(entries.map(({ uid }) => uid));
  const fresh = new Map(entries.flatMap(({ overrides }) => overrides).map((each) => [keyOf(each), each] as const));
  const known = before.filter(({ uid }) => uid !== null && uids.has(uid));
  const had = new Map(known.map((each) => [keyOf(each), each] as const));
  const added = [...fresh.values()].filter((each) => !had.has(keyOf(each))).sort(byDay);
  const differs = (each: HoursOverride): boolean => canonical(had.get(keyOf(each)) ?? null) !== canonical(each);
  const kept = before.filter((each) => !known.includes(each) || fresh.has(keyOf(each)));
  return {
    overrides: [...kept.map((each) => (known.includes(each) ? (fresh.get(keyOf(each)) ?? each) : each)), ...added],
    added,
    changed: [...fresh.values()].filter((each) => had.has(keyOf(each)) && differs(each)),
    removed: known.filter((each) => !fresh.has(keyOf(each))),
    unchanged: [...fresh.values()].filter((each) => had.has(keyOf(each)) && !differs(each)).length,
  };
}

const keyOf = ({ uid, from, to, yearly }: HoursOverride): string => JSON.stringify([uid, from, to, yearly]);

function byDay(a: HoursOverride, b: HoursOverride): number {
  return a.from < b.from ? -1 : a.from > b.from ? 1 : 0;
}

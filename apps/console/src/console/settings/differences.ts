// What differs between two states of a document, field by field, and who changed it.

export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => sameValue(left[name], right[name]));
}

export function changedFields(before: object, after: object): readonly string[] {
  const left = before as Record<string, unknown>;
  const right = after as Record<string, unknown>;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].filter((name) => !sameValue(left[name], right[name]));
}

export type Side = 'theirs' | 'mine';

/** A field only one of the two touched goes to who touched it; where both did, mine is proposed and the person decides. */
export function proposedSides(base: object, theirs: object, mine: object): ReadonlyMap<string, Side> {
  const touchedByMe = new Set(changedFields(base, mine));
  return new Map(changedFields(theirs, mine).map((name) => [name, touchedByMe.has(name) ? 'mine' : 'theirs']));
}

export function merged<Document extends object>(
  theirs: Document,
  mine: Document,
  sides: ReadonlyMap<string, Side>,
): Document {
  const fromMine = [...sides].filter(([, side]) => side === 'mine').map(([name]) => name);
  const taken = Object.fromEntries(Object.entries(mine).filter(([name]) => fromMine.includes(name)));
  return { ...theirs, ...taken };
}

// Bugs stop the work at once. A refusal that the business expects is a Rejected value, never an assertion.

/** A broken invariant of our own: a bug, not a bad input. */
export class AssertionFailed extends Error {
  override readonly name = 'AssertionFailed';
}

export function assert(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new AssertionFailed(invariant);
}

/** The end of an exhaustive switch: the compiler proves it can't be reached, and a stranger's data can't pass it. */
export function unreachable(value: never): never {
  throw new AssertionFailed(`unexpected ${JSON.stringify(value)}`);
}

/** The value, which the surrounding code knows to be there. */
export function present<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new AssertionFailed(`missing ${what}`);
  return value;
}

// Checks of plain data: each answers with every fault it finds, addressed by JSON pointer, and never throws.
// They take nothing on trust: a document may come from a page, a file or an old backup.
import type { FieldError } from '@frontdesk/kernel';

/** The faults of `value`, which stands at `pointer`; none: it is as it should be. */
export type Check = (value: unknown, pointer: string) => readonly FieldError[];

export const fault = (pointer: string, code: string, message: string): readonly FieldError[] => [
  { pointer, code, message },
];

/** A member's pointer; `~` and `/` in its name are escaped (RFC 6901). */
export const memberOf = (pointer: string, name: string | number): string =>
  `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;

export function text(min: number, max: number): Check {
  return (value, pointer) => {
    if (typeof value !== 'string') return fault(pointer, 'not_text', 'must be text');
    if (value.trim().length < min)
      return fault(pointer, 'too_short', min === 1 ? 'must not be empty' : `must have at least ${min} characters`);
    return value.length > max ? fault(pointer, 'too_long', `must have at most ${max} characters`) : [];
  };
}

/** Text of a form; `max` is looked at first, so that no pattern ever meets a long text. */
export function form(pattern: RegExp, max: number, code: string, message: string): Check {
  return (value, pointer) => {
    const faults = text(1, max)(value, pointer);
    if (faults.length > 0) return faults;
    return pattern.test(String(value)) ? [] : fault(pointer, code, message);
  };
}

/** A whole number. "3" is not one: a limit stored as text once made a query ignore it. */
export function whole(min: number, max: number): Check {
  return (value, pointer) => {
    if (typeof value !== 'number' || !Number.isInteger(value))
      return fault(pointer, 'not_a_whole_number', 'must be a whole number');
    return value < min || value > max ? fault(pointer, 'out_of_range', `must be from ${min} to ${max}`) : [];
  };
}

export const flag: Check = (value, pointer) =>
  typeof value === 'boolean' ? [] : fault(pointer, 'not_a_switch', 'must be true or false');

export function oneOf(...choices: readonly string[]): Check {
  return (value, pointer) =>
    typeof value === 'string' && choices.includes(value)
      ? []
      : fault(pointer, 'unknown_choice', `must be one of ${choices.join(', ')}`);
}

export function orNull(check: Check): Check {
  return (value, pointer) => (value === null ? [] : check(value, pointer));
}

export function listOf(check: Check, max: number): Check {
  return (value, pointer) => {
    if (!Array.isArray(value)) return fault(pointer, 'not_a_list', 'must be a list');
    if (value.length > max) return fault(pointer, 'too_many', `must have at most ${max} entries`);
    return value.flatMap((entry, index) => check(entry, memberOf(pointer, index)));
  };
}

/** No entry twice; of entries that are text. */
export const distinct: Check = (value, pointer) => {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry, index) =>
    value.indexOf(entry) < index
      ? fault(memberOf(pointer, index), 'duplicate', `${String(entry)} stands here twice`)
      : [],
  );
};

/**
 * An object with exactly these members: what is not known is refused, never dropped in silence. `optional` members may
 * be left out: they came later than the documents that lack them, and `complete` says what their absence means.
 */
export function members(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  const all = Object.entries({ ...required, ...optional });
  return (value, pointer) => {
    if (!isObject(value)) return fault(pointer, 'not_an_object', 'must be an object');
    const known = all.flatMap(([name, check]) => {
      if (Object.hasOwn(value, name) && value[name] !== undefined) return check(value[name], memberOf(pointer, name));
      return Object.hasOwn(required, name) ? fault(memberOf(pointer, name), 'missing', 'is required') : [];
    });
    const strangers = Object.keys(value)
      .filter((name) => !Object.hasOwn(required, name) && !Object.hasOwn(optional, name))
      .flatMap((name) => fault(memberOf(pointer, name), 'unknown_member', 'is not known'));
    return [...known, ...strangers];
  };
}

/** An object whose members have names of its author's choice: `name` checks each name, `check` each value. */
export function named(name: Check, check: Check, max: number): Check {
  return (value, pointer) => {
    if (!isObject(value)) return fault(pointer, 'not_an_object', 'must be an object');
    const entries = Object.entries(value);
    if (entries.length > max) return fault(pointer, 'too_many', `must have at most ${max} members`);
    return entries.flatMap(([key, entry]) => {
      const at = memberOf(pointer, key);
      const faults = name(key, at);
      return faults.length > 0 ? faults : check(entry, at);
    });
  };
}

/** No two entries of a list have the same `member`; of entries that are objects. */
export function distinctBy(member: string): Check {
  return (value, pointer) => {
    if (!Array.isArray(value)) return [];
    const keys = value.map((entry: unknown) => (isObject(entry) ? entry[member] : undefined));
    return keys.flatMap((key, index) =>
      typeof key === 'string' && keys.indexOf(key) < index
        ? fault(memberOf(memberOf(pointer, index), member), 'duplicate', `${key} stands here twice`)
        : [],
    );
  };
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first check that finds faults speaks: later ones may rely on what earlier ones made sure of. */
export function inTurn(...checks: readonly Check[]): Check {
  return (value, pointer) => {
    for (const check of checks) {
      const faults = check(value, pointer);
      if (faults.length > 0) return faults;
    }
    return [];
  };
}

// What has changed between two documents, by JSON pointer: for histories, plans and merges.
import { isObject, memberOf } from './check.js';

/** `before` is missing where something was added, `after` where it was removed. */
export interface Difference {
  readonly pointer: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * The smallest members that differ, objects' by name. Lists are compared entry by entry at the same
 * place: order has a meaning in most of them.
 */
export function differences(before: unknown, after: unknown, pointer = ''): readonly Difference[] {
  if (isObject(before) && isObject(after)) return ofObjects(before, after, pointer);
  if (Array.isArray(before) && Array.isArray(after)) return ofLists(before, after, pointer);
  return Object.is(before, after) ? [] : [{ pointer, ...side('before', before), ...side('after', after) }];
}

const side = (name: 'before' | 'after', value: unknown): object => (value === undefined ? {} : { [name]: value });

type Members = Readonly<Record<string, unknown>>;

function ofObjects(before: Members, after: Members, pointer: string): readonly Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => differences(own(before, name), own(after, name), memberOf(pointer, name)));
}

function ofLists(before: readonly unknown[], after: readonly unknown[], pointer: string): readonly Difference[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) => index).flatMap((index) =>
    differences(before[index], after[index], memberOf(pointer, index)),
  );
}

const own = (members: Members, name: string): unknown => (Object.hasOwn(members, name) ? members[name] : undefined);

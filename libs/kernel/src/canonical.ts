// Canonical JSON (RFC 8785): one text for one value, so that equal states and records have equal hashes.
//
// The platform's own text is canonical already where every object has its keys in order, and it is made ten times as
// fast as by hand. So keys are brought into order, copying only what isn't; where the language itself would put other
// keys first (those that look like an index), the text is put together by hand.
import { assert } from './assert.js';

/**
 * The canonical text of a plain value: keys in UTF-16 order, no white space, ECMAScript numbers.
 * `undefined` members are left out, as in JSON. Cost O(n log k): n the size of the value, k the widest object.
 * @throws AssertionFailed on NaN, infinities, functions, symbols, bigints or a top-level undefined
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonical(value: unknown): string {
  const ordered = inOrder(value);
  return ordered === BY_HAND ? byHand(value) : JSON.stringify(ordered);
}

const MOST_MEMBERS = 1_000;

/**
 * The same text in parts, each made only when it is asked for: a large value costs nobody a long wait. A part is a
 * member's name, a small value, or up to a thousand elements of an array.
 */
export function* canonicalParts(value: unknown): Generator<string> {
  if (value instanceof Elements || (Array.isArray(value) && value.length > MOST_MEMBERS)) yield* partsOfArray(value);
  else if (typeof value === 'object' && value !== null && !Array.isArray(value)) yield* partsOfObject(value);
  else yield canonical(value);
}

/** An array to `canonicalParts` alone, whose elements are made only when their part is asked for. */
export abstract class Elements {
  abstract readonly length: number;
  abstract slice(from: number, to: number): readonly unknown[];
}

function* partsOfArray(values: Elements | readonly unknown[]): Generator<string> {
  if (values.length === 0) yield '[';
  for (let i = 0; i < values.length; i += MOST_MEMBERS) {
    const part = canonical(values.slice(i, i + MOST_MEMBERS));
    yield `${i === 0 ? '[' : ','}${part.slice(1, -1)}`;
  }
  yield ']';
}

function* partsOfObject(members: object): Generator<string> {
  // The default sort compares UTF-16 code units, which is RFC 8785's order.
  const entries = Object.entries(members).filter(([, member]) => member !== undefined);
  let before = '{';
  for (const [key, member] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    yield `${before}${JSON.stringify(key)}:`;
    yield* canonicalParts(member);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

const BY_HAND = Symbol('an object whose keys can not be put in order');

/** An equal value whose objects have their keys in order: the same one if they are. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object') return checked(value);
  if (value === null) return null;
  return Array.isArray(value) ? arrayInOrder(value) : objectInOrder(value as Record<string, unknown>);
}

function checked(value: unknown): unknown {
  assert(
    typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number',
    `canonical JSON has no ${typeof value}`,
  );
  assert(typeof value !== 'number' || Number.isFinite(value), 'a number in canonical JSON is finite');
  return value;
}

function arrayInOrder(values: readonly unknown[]): unknown {
  let copy: unknown[] | null = null;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    // Most elements are one of these; asking here saves a call for each.
    if (typeof value === 'string' || value === null || value === undefined) continue;
    const ordered = inOrder(value);
    if (ordered === BY_HAND) return BY_HAND;
    if (ordered !== value) (copy ??= values.slice())[i] = ordered;
  }
  return copy ?? values;
}

function objectInOrder(members: Record<string, unknown>): unknown {
  const keys = Object.keys(members);
  let same = isPlain(members);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    if (looksLikeIndex(key) || key === '__proto__') return BY_HAND;
    if (i > 0 && (keys[i - 1] as string) > key) same = false;
  }
  // The default sort compares UTF-16 code units, which is RFC 8785's order.
  if (!same) keys.sort();
  let copy: Record<string, unknown> | null = same ? null : {};
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    const member = members[key];
    const ordered = typeof member === 'string' || member === undefined ? member : inOrder(member);
    if (ordered === BY_HAND) return BY_HAND;
    if (ordered !== member) copy ??= firstOf(members, keys, i);
    if (copy !== null) copy[key] = ordered;
  }
  return copy ?? members;
}

function firstOf(members: Record<string, unknown>, keys: readonly string[], count: number): Record<string, unknown> {
  const first: Record<string, unknown> = {};
  for (let i = 0; i < count; i++) first[keys[i] as string] = members[keys[i] as string];
  return first;
}

/** Such keys come first in any object, in the order of their numbers. */
function looksLikeIndex(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= 0x30 && first <= 0x39;
}

/** Not one with a `toJSON` of its own kind, as a Date has. */
function isPlain(members: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(members);
  return prototype === Object.prototype || prototype === null;
}

function byHand(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return JSON.stringify(checked(value));
  if (Array.isArray(value)) return `[${Array.from(value, (each: unknown) => byHand(each ?? null)).join()}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${byHand(member)}`).join()}}`;
}

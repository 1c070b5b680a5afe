// Canonical JSON (RFC 8785): one text for one value, so that equal states and records have equal hashes.
import { assert } from './assert.js';

/**
 * The canonical text of a plain value: keys in UTF-16 order, no white space, ECMAScript numbers.
 * `undefined` members are left out, as in JSON. Cost O(n log k): n the size of the value, k the widest object.
 * @throws AssertionFailed on NaN, infinities, functions, symbols, bigints or a top-level undefined
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      assert(Number.isFinite(value), 'a number in canonical JSON is finite');
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value as Record<string, unknown>);
    default:
      assert(false, `canonical JSON has no ${typeof value}`);
  }
}

function canonicalArray(values: readonly unknown[]): string {
  let text = '[';
  for (let i = 0; i < values.length; i++) text += (i === 0 ? '' : ',') + canonical(values[i] ?? null);
  return text + ']';
}

function canonicalObject(members: Record<string, unknown>): string {
  // The default sort compares UTF-16 code units, which is RFC 8785's order.
  const keys = Object.keys(members).sort();
  let text = '{';
  for (const key of keys) {
    const member = members[key];
    if (member === undefined) continue;
    text += (text.length === 1 ? '' : ',') + JSON.stringify(key) + ':' + canonical(member);
  }
  return text + '}';
}

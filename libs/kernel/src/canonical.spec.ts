// One value has one text, whatever the order in which its keys came and whatever they look like.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, canonicalParts, Elements } from './canonical.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

/** RFC 8785 word for word, slowly. */
function reference(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, (each: unknown) => reference(each ?? null)).join()}]`;
  const members = value as Record<string, unknown>;
  const keys = Object.keys(members).filter((key) => members[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${reference(members[key])}`)
    .join()}}`;
}

const odd = fc.constantFrom(
  '10',
  '9',
  '1a',
  '',
  '__proto__',
  'constructor',
  'toJSON',
  'é',
  '\u{1f600}',
  '\ufb33',
  'a"b',
);
const values = fc.object({
  key: fc.oneof(fc.string(), odd),
  values: [
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  ],
  withNullPrototype: true,
  maxDepth: 4,
});

describe('canonical text', () => {
  test('is the same in parts, none of them of more than a thousand elements', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect([...canonicalParts({ value, no: undefined })].join('')).toBe(canonical({ value }));
      }),
      { seed, numRuns: 1_000 },
    );
    for (const length of [0, 1, 1_000, 1_001, 2_500]) {
      const rows = { rows: Array.from({ length }, (_, i) => [i, null, `c${i}`, { b: 1, a: undefined }]) };
      const parts = [...canonicalParts(rows)];
      expect(parts.join('')).toBe(canonical(rows));
      expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(30_000);
    }
    expect([...canonicalParts({})].join('')).toBe('{}');
  });

  test('is the same where the elements are made only when their part is asked for', () => {
    class Squares extends Elements {
      constructor(readonly length: number) {
        super();
      }
      slice(from: number, to: number): number[] {
        return Array.from({ length: Math.min(to, this.length) - from }, (_, i) => (from + i) ** 2);
      }
    }
    for (const length of [0, 1, 1_000, 1_001, 2_500]) {
      const whole = { of: Array.from({ length }, (_, i) => i ** 2) };
      expect([...canonicalParts({ of: new Squares(length) })].join('')).toBe(canonical(whole));
    }
  });

  test('is the one of RFC 8785, for any value', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(canonical(value)).toBe(reference(value));
      }),
      { seed, numRuns: 2_000 },
    );
  });

  test('doesn\u2019t depend on the order of keys, and changes nothing', () => {
    const one = { b: [{ d: 1, c: undefined, a: { z: 1, y: 2 } }], a: 'x' };
    const other = { a: 'x', b: [{ a: { y: 2, z: 1 }, d: 1 }] };
    const before = JSON.stringify(one);
    expect(canonical(one)).toBe(canonical(other));
    expect(canonical(one)).toBe('{"a":"x","b":[{"a":{"y":2,"z":1},"d":1}]}');
    expect(JSON.stringify(one)).toBe(before);
  });

  test('puts keys that look like an index where their text belongs', () => {
    expect(canonical({ 9: 1, 10: 2, a: { 2: [], 10: [] } })).toBe('{"10":2,"9":1,"a":{"10":[],"2":[]}}');
    expect(canonical(JSON.parse('{"b":1,"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1},"b":1}');
  });

  test('has null where an array has nothing, and takes no more of an object than its members', () => {
    expect(canonical([undefined, , null])).toBe('[null,null,null]');
    expect(canonical({ at: new Date(0), of: new Map([[1, 2]]) })).toBe('{"at":{},"of":{}}');
    expect(canonical([-0, 1e21, 1e-7, '\ud800'])).toBe('[0,1e+21,1e-7,"\\ud800"]');
  });

  test.each([[undefined], [NaN], [Infinity], [1n], [Symbol('s')], [() => 1]])('there is none of %p', (value) => {
    for (const inside of [value, { a: value }, [[value]], { 1: value }]) {
      if (inside !== undefined && value === undefined) continue;
      expect(() => canonical(inside)).toThrow();
    }
  });
});

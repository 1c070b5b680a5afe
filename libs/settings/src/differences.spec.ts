// What differs between two documents, by example.
import { describe, expect, test } from '@jest/globals';
import { differences } from './index.js';

const told = (before: unknown, after: unknown) =>
  differences(before, after).map(({ pointer, ...sides }) => [pointer, sides] as const);

describe('differences', () => {
  test('equal documents have none, whatever the order of their members', () => {
    expect(told({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toEqual([]);
  });
  test('the smallest members that differ are named, objects’ by name', () => {
    expect(told({ b: { x: 1, y: 2 }, a: 'old' }, { b: { x: 1, y: 3 }, a: 'new' })).toEqual([
      ['/a', { before: 'old', after: 'new' }],
      ['/b/y', { before: 2, after: 3 }],
    ]);
  });
  test('what was added has no before, what was removed no after', () => {
    expect(told({ gone: true, list: [1] }, { come: null, list: [1, 2] })).toEqual([
      ['/come', { after: null }],
      ['/gone', { before: true }],
      ['/list/1', { after: 2 }],
    ]);
  });
  test('a member that is another kind of thing is one difference', () => {
    expect(told({ a: [1] }, { a: { 0: 1 } })).toEqual([['/a', { before: [1], after: { 0: 1 } }]]);
    expect(told({ a: null }, { a: {} })).toEqual([['/a', { before: null, after: {} }]]);
  });
  test('names are escaped, and those of every object’s own making are none', () => {
    expect(told({ 'a/b~': 1 }, {})).toEqual([['/a~1b~0', { before: 1 }]]);
    expect(told({ toString: 1 }, {})).toEqual([['/toString', { before: 1 }]]);
  });
});

// The ids that a coverage page is made from: found where they count, and nowhere else.
import { describe, expect, test } from '@jest/globals';
import { idsIn, rowsOf } from './coverage.mjs';

describe('ids in titles', () => {
  test('of tests, groups, tables and templates', () => {
    const text = [
      "describe('direct return (B6)', () => {",
      "  it('P09 spreads', () => {});",
      "  test.each([[1]])('D3a holds for %i', () => {});",
      '  test(`E1c seed ${seed}`, () => {});',
      '});',
    ].join('\n');
    expect([...idsIn(text)].sort()).toEqual(['B6', 'D3a', 'E1c', 'P09']);
  });

  test('not those in comments, bodies and other calls', () => {
    expect([...idsIn("// P01\nexpect('P02'); test('adds', () => say('P03'));")]).toEqual([]);
  });
});

test('each rule of a requirement is a row of its own', () => {
  const rows = rowsOf(
    [{ id: 'E1', name: 'Order', lines: ['first', 'second', { later: 'third' }] }],
    new Map([['E1b', ['a.spec.ts']]]),
  );
  expect(rows.map(({ id, name, planned, files }) => [id, name, planned, files])).toEqual([
    ['E1a', 'Order: first', false, []],
    ['E1b', 'Order: second', false, ['a.spec.ts']],
    ['E1c', 'Order: third', true, []],
  ]);
});

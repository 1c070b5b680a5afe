// Which addresses a range holds, by example.
import { describe, expect, test } from '@jest/globals';
import { isRange, rangesHolding } from './address-ranges.js';

describe('B7 an address', () => {
  test.each([
    ['192.0.2.7', '192.0.2.0/24', true],
    ['192.0.3.7', '192.0.2.0/24', false],
    ['::ffff:192.0.2.7', '192.0.2.0/24', true],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['192.0.2.7', '2001:db8::/32', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['2001:db8:0::1', '2001:db8::1', true],
    ['10.0.0.1', '0.0.0.0/0', true],
    ['no address', '0.0.0.0/0', false],
    ['', '::/0', false],
    ['192.0.2.7', '192.0.2.0/99', false],
  ])('%s in %s: %s', (address, range, held) => {
    expect(rangesHolding(address, [range])).toEqual(held ? [range] : []);
  });

  test.each([
    ['192.0.2.0/24', true],
    ['2001:db8::/32', true],
    ['192.0.2.1', true],
    ['192.0.2.0/33', false],
    ['192.0.2', false],
    ['::1::', false],
    ['300.1.1.1', false],
  ])('%s is a range: %s', (text, is) => expect(isRange(text)).toBe(is));
});

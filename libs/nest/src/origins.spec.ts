// Origins: what is named is let in, what only looks like it is not.
import { describe, expect, test } from '@jest/globals';
import { isAllowedOrigin, isOwnOrigin } from './origins.js';

describe('B15 allowed origins', () => {
  test.each([
    ['https://shop.example', ['https://shop.example'], true],
    ['https://SHOP.example', ['https://shop.example/'], true],
    ['http://shop.example', ['https://shop.example'], false],
    ['https://shop.example:8443', ['https://shop.example'], false],
    ['https://shop.example.evil.test', ['https://shop.example'], false],
    ['https://de.shop.example', ['https://*.shop.example'], true],
    ['https://shop.example', ['https://*.shop.example'], false],
    ['https://evilshop.example', ['https://*.shop.example'], false],
    ['http://de.shop.example', ['https://*.shop.example'], false],
    ['null', ['https://shop.example'], false],
    ['https://anybody.test', [], true],
  ])('%s of %j: %s', (origin, allowed, expected) => {
    expect(isAllowedOrigin(origin, allowed)).toBe(expected);
  });

  test.each([
    ['https://chat.example', true],
    ['http://127.0.0.1:3000', true],
    ['https://other.example', false],
    ['null', false],
  ])('our own pages: %s is %s', (origin, expected) => {
    expect(isOwnOrigin(origin, 'https://chat.example/base', '127.0.0.1:3000')).toBe(expected);
  });
});

// What the preview makes of a text.
import { expect, it } from '@jest/globals';
import { filled, OCCASIONS, variablesOf, whenOf } from './occasions';

it('fills every variable that an occasion has, and leaves others as the visitor would read them', () => {
  for (const occasion of OCCASIONS)
    expect(
      filled(
        variablesOf(occasion)
          .map((name) => `{{ ${name} }}`)
          .join(' '),
      ),
    ).not.toContain('{{');
  expect(filled('{{position}}')).toBe('{{position}}');
});

it('has a choice of when for what is not a matter of silence', () =>
  expect(OCCASIONS.filter((occasion) => whenOf(occasion) !== null)).toEqual(['welcome', 'connected', 'endWords']));

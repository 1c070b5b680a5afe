// JSON pointers become form paths.
import { fieldErrors, formPath } from './pointer-errors';

it.each([
  ['/maxLength', 'maxLength'],
  ['/weekly/mon/0/start', 'weekly.mon.0.start'],
  ['#/outOfHours/text', 'outOfHours.text'],
  ['/a~1b/c~0d', 'a/b.c~d'],
])('%s is %s', (pointer, path) => {
  expect(formPath(pointer)).toBe(path);
});

it('keeps the first error of a field', () => {
  expect(
    fieldErrors([
      { pointer: '/limit', code: 'minimum', message: 'At least 0.' },
      { pointer: '/limit', code: 'type', message: 'A whole number.' },
      { pointer: '/name', code: 'empty', message: 'Needed.' },
    ]),
  ).toEqual({ limit: 'At least 0.', name: 'Needed.' });
});

// The merge proposes what nobody would argue about and leaves the rest to the person.
import { changedFields, merged, proposedSides } from './differences';

const base = { enabled: true, maxLength: 10, message: 'one' };

it('names changed fields, deep ones by their top', () => {
  expect(changedFields({ a: 1, b: { c: [1, 2] } }, { a: 1, b: { c: [1, 3] } })).toEqual(['b']);
});

it('gives a field to the one who touched it', () => {
  const theirs = { ...base, maxLength: 20 };
  const mine = { ...base, message: 'two' };
  const sides = proposedSides(base, theirs, mine);
  expect([...sides]).toEqual([
    ['maxLength', 'theirs'],
    ['message', 'mine'],
  ]);
  expect(merged(theirs, mine, sides)).toEqual({ enabled: true, maxLength: 20, message: 'two' });
});

it('proposes mine where both touched', () => {
  expect([...proposedSides(base, { ...base, maxLength: 5 }, { ...base, maxLength: 7 })]).toEqual([
    ['maxLength', 'mine'],
  ]);
});

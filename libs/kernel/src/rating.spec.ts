// A rating is given once, changed while there is time, and said twice it is said once (F5).
import { ratingTerm, type Rating } from './rating.js';

const GIVEN: Rating = { templateId: 'stars', kind: 'stars5', score: 4, tags: ['a', 'b'], text: null, solved: true };
const asked = (rating: Partial<Rating>, at: number, isOpen = true) => ({
  ...{ rating: { ...GIVEN, ...rating }, at, isOpen, changeMs: 1_000 },
});

test('a first one may be changed for as long as the template says', () => {
  expect(ratingTerm(null, asked({}, 5_000))).toEqual({ changeableUntil: 6_000 });
});

test('a first one is given while it is asked for, and not afterwards', () => {
  expect(ratingTerm(null, asked({}, 5_000, false))).toBe('not_open');
});

test('another one takes its place until then, and the time for that is not counted anew', () => {
  const earlier = { rating: GIVEN, changeableUntil: 6_000 };
  expect(ratingTerm(earlier, asked({ score: 1 }, 5_999, false))).toEqual({ changeableUntil: 6_000, changed: true });
  expect(ratingTerm(earlier, asked({ score: 1 }, 6_000))).toBe('final');
});

test('the same one says nothing new, however its tags are sorted and however late it is', () => {
  const earlier = { rating: GIVEN, changeableUntil: 6_000 };
  expect(ratingTerm(earlier, asked({ tags: ['b', 'a'] }, 9_000))).toBe('same');
});

test.each<Partial<Rating>>([
  { templateId: 'thumbs' },
  { score: 5 },
  { text: 'x' },
  { solved: null },
  { tags: ['a'] },
  { tags: ['a', 'c'] },
])('%j is another rating', (other) => {
  expect(ratingTerm({ rating: GIVEN, changeableUntil: 6_000 }, asked(other, 5_000))).toHaveProperty('changed', true);
});

test('one of the time before templates is like no other, and final when its time was', () => {
  expect(ratingTerm({ rating: null, changeableUntil: 0 }, asked({}, 5_000))).toBe('final');
});

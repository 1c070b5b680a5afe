// The parts add up, whatever was counted twice.
import { partsOfToday } from './parts-of-today';

const none = { arrivals: 0, assigned: 0, queued: 0, pooled: 0, abandoned: 0, submissions: 0 };
const sum = (parts: Record<string, number>): number => Object.values(parts).reduce((all, each) => all + each, 0);

it('says who still waits, and leaves the rest open', () => {
  const today = { arrivals: 12, assigned: 5, queued: 6, pooled: 1, abandoned: 2, submissions: 1 };
  const parts = partsOfToday({ today, waiting: 3, pooled: 0 });
  expect(parts).toEqual({ waiting: 3, pooled: 0, abandoned: 2, submissions: 1, assigned: 5, other: 1 });
  expect(sum(parts)).toBe(12);
});

it('I1 counts who is in the pool as seen to by nobody yet', () => {
  const parts = partsOfToday({ today: { ...none, arrivals: 4, pooled: 3, assigned: 1 }, waiting: 0, pooled: 3 });
  expect(parts).toMatchObject({ pooled: 3, assigned: 1, other: 0 });
});

it('counts nobody twice who was given to several agents', () => {
  const parts = partsOfToday({ today: { ...none, arrivals: 4, assigned: 9, abandoned: 1 }, waiting: 1, pooled: 0 });
  expect(parts).toEqual({ waiting: 1, pooled: 0, abandoned: 1, submissions: 0, assigned: 2, other: 0 });
});

it('does not count as an arrival of today who came before midnight', () => {
  expect(sum(partsOfToday({ today: { ...none, abandoned: 2 }, waiting: 3, pooled: 0 }))).toBe(0);
});

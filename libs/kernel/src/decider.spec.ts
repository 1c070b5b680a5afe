// A state is the fold of facts, each with the time at which it was recorded.
import { expect, it } from '@jest/globals';
import { fold, type Decider, type Fact } from './index.js';

const latest: Pick<Decider<number, never, Fact>, 'initial' | 'evolve'> = {
  initial: () => -1,
  evolve: (_state, _fact, at) => at,
};

it('a fold tells each fact’s time, and 0 where none is known', () => {
  expect(fold(latest, [{ type: 'kernel.told', data: null, at: 7 }])).toBe(7);
  expect(fold(latest, [{ type: 'kernel.told', data: null }])).toBe(0);
});

// What a decision costs, counted and not timed: comparisons and lookups, with few and with very many.
import { describe, expect, it } from '@jest/globals';
import { RankedList } from './ranked-list.js';
import { step } from './step.js';
import { given } from './testing/specification.js';
import { agent, closes, group, online, requests } from './testing/words.js';

/** Comparisons for the rank of one who waits among so many. */
function comparisonsAmong(many: number): number {
  let compared = 0;
  const list = new RankedList<{ readonly key: number }>((a, b) => {
    compared++;
    return a.key - b.key;
  });
  for (let key = 0; key < many; key++) list.insert({ key });
  compared = 0;
  expect(list.rankOf({ key: Math.floor(many * 0.73) })).toBe(Math.floor(many * 0.73));
  return compared;
}

/** Lookups of conversations while one arrives and one is closed, beside so many that are open. Walking them is a fault. */
function lookupsBeside(open: number): number {
  const talks = Array.from({ length: open }, (_, i) => requests(`c${i}`, { by: `v${i}` }));
  const { state } = given(group('sales'), agent('ann', open + 9, 'sales'), online('ann')).when(...talks);
  expect(state.conversations.size).toBe(open);
  let looked = 0;
  const all = state.conversations as Map<string, unknown>;
  const walk = () => {
    throw new Error('a decision walked over the open conversations');
  };
  const has = all.has.bind(all);
  const get = all.get.bind(all);
  Object.assign(all, {
    has: (id: string) => (looked++, has(id)),
    get: (id: string) => (looked++, get(id)),
    ...{ values: walk, keys: walk, entries: walk, forEach: walk, [Symbol.iterator]: walk },
  });
  const later = 10_000_000;
  expect(step(state, requests('new', { by: 'somebody' }), later)).not.toEqual([]);
  expect(step(state, closes('c1', 'agent'), later + 1)).not.toEqual([]);
  return looked;
}

describe('what a decision costs', () => {
  it('R02 the place of one among 100,000 takes a few comparisons more than among 1,000, and no walk', () => {
    const [few, many] = [comparisonsAmong(1_000), comparisonsAmong(100_000)];
    expect(many).toBeLessThan(3 * few);
    expect(many).toBeLessThan(200);
  });

  it('P11 does not grow with the number of open conversations', () => {
    expect(lookupsBeside(5_000)).toBe(lookupsBeside(5));
  });
});

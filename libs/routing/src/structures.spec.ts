// The two structures against slow and obvious ones. Run again with SEED=<the seed in the title>.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Deadlines, type Timer } from './deadlines.js';
import { RankedList } from './ranked-list.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

interface Item {
  readonly key: number;
  ready: boolean;
}

describe(`structures, seed ${seed}`, () => {
  it('a ranked list is a sorted array, through growth by thousands and decay to nothing', () => {
    const law = fc.property(
      fc.infiniteStream(fc.nat()),
      fc.constantFrom('random', 'rising', 'falling'),
      (dice, kind) => {
        const roll = () => dice.next().value as number;
        const list = new RankedList<Item>(
          (a, b) => a.key - b.key,
          (item) => item.ready,
        );
        const model: Item[] = [];
        for (let i = 0; i < 6000; i++) {
          const grows = i < 3500 ? roll() % 4 > 0 : roll() % 4 === 0;
          if (grows || model.length === 0) add(list, model, { key: keyOf(kind, i, roll()), ready: roll() % 3 > 0 });
          else drop(list, model, kind === 'rising' ? 0 : roll() % model.length);
          if (i % 50 === 0) agree(list, model, roll());
        }
        while (model.length > 0) drop(list, model, roll() % model.length);
        expect([list.size, list.first(), list.firstReady()]).toEqual([0, undefined, undefined]);
      },
    );
    fc.assert(law, { seed, numRuns: 12 });
  });

  it('deadlines come in the order of deadline and id, whatever was cancelled or extended', () => {
    const one = fc.record({
      deadline: fc.nat(20),
      id: fc.nat(9).map(String),
      hours: fc.boolean(),
      cancelled: fc.boolean(),
    });
    const law = fc.property(fc.array(one, { maxLength: 60 }), fc.nat(9), (wishes, by) => {
      const deadlines = new Deadlines();
      const timers = wishes.map(({ deadline, id, hours }) => deadlines.add(hours ? 'hours' : 'abandon', id, deadline));
      const kept = timers.filter((timer, i) => wishes[i]?.cancelled !== true || void deadlines.cancel(timer));
      deadlines.extend(by);
      const fired: Timer[] = [];
      for (let first = deadlines.first(); first !== undefined; first = deadlines.first()) {
        fired.push(first);
        deadlines.cancel(first);
      }
      const text = ({ deadline, id, kind }: Timer) => [deadline, id, kind];
      const order = (a: Timer, b: Timer) =>
        a.deadline - b.deadline || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.kind < b.kind ? -1 : 1);
      expect(fired.map(text)).toEqual(kept.sort(order).map(text));
    });
    fc.assert(law, { seed, numRuns: 300 });
  });
});

function keyOf(kind: string, i: number, roll: number): number {
  // The fraction keeps keys apart; a list never holds two equal ones.
  return kind === 'rising' ? i : kind === 'falling' ? -i : (roll % 10_000) + i / 10_000;
}

function add(list: RankedList<Item>, model: Item[], item: Item): void {
  list.insert(item);
  const index = model.findIndex((other) => other.key > item.key);
  model.splice(index < 0 ? model.length : index, 0, item);
}

function drop(list: RankedList<Item>, model: Item[], index: number): void {
  list.remove(model.splice(index, 1)[0] as Item);
}

function agree(list: RankedList<Item>, model: Item[], roll: number): void {
  expect([list.size, list.first()?.key]).toEqual([model.length, model[0]?.key]);
  expect(list.firstReady()).toBe(model.find((item) => item.ready));
  if (model.length === 0) return;
  const index = roll % model.length;
  const item = model[index] as Item;
  expect(list.rankOf(item)).toBe(index);
  expect(list.slice(index, 70)).toEqual(model.slice(index, index + 70));
  item.ready = !item.ready;
  list.readinessChanged(item);
  expect(list.firstReady()).toBe(model.find((each) => each.ready));
}

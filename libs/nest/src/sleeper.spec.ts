// Whoever sleeps wakes for what is due, once, and never after the stop.
import { expect, test } from '@jest/globals';
import type { Clock } from '@frontdesk/engine';
import { Sleeper, type Looking } from './sleeper.js';

/** Moves as it is told; calls what is due then. */
class HandClock implements Clock {
  private time = 0;
  private planned: { readonly at: number; readonly call: () => void }[] = [];

  now = (): number => this.time;

  at = (at: number, call: () => void): (() => void) => {
    const one = { at, call };
    this.planned.push(one);
    return () => (this.planned = this.planned.filter((other) => other !== one));
  };

  get next(): number | undefined {
    return this.planned.map(({ at }) => at).sort((a, b) => a - b)[0];
  }

  async go(to: number): Promise<void> {
    this.time = to;
    const due = this.planned.filter(({ at }) => at <= to);
    this.planned = this.planned.filter(({ at }) => at > to);
    for (const { call } of due) call();
    await settled();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function sleeper(look: Looking['look'], more: Partial<Looking> = {}) {
  const clock = new HandClock();
  const troubles: unknown[] = [];
  const trouble = (error: unknown): void => void troubles.push(error);
  return { clock, troubles, it: new Sleeper(clock, { look, trouble, afterTroubleMs: 5, ...more }) };
}

test('it sleeps until the nearest of what it was told, then until what its look has found', async () => {
  const looks: number[] = [];
  const { clock, it } = sleeper((now) => Promise.resolve(looks.push(now) === 1 ? 70 : null));
  for (const at of [40, 20, 30]) it.wakeBy(at);
  expect(clock.next).toBe(20);
  await clock.go(25);
  expect([looks, clock.next]).toEqual([[25], 70]);
  await clock.go(70);
  expect([looks, clock.next]).toEqual([[25, 70], undefined]);
});

test('it sleeps no longer than it may, whatever it knows', async () => {
  const { clock, it } = sleeper(() => Promise.resolve(5_000), { longestMs: 100 });
  it.wake();
  await settled();
  expect(clock.next).toBe(100);
});

test('whoever wakes it during a look is looked for afterwards, once, and what was due earlier is not slept through', async () => {
  const ends: (() => void)[] = [];
  const { clock, it } = sleeper(() => new Promise((resolve) => ends.push(() => resolve(50))));
  it.wake();
  it.wake();
  it.wake();
  it.wakeBy(10);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await settled();
  expect(ends).toHaveLength(2);
  it.wakeBy(10);
  ends[1]?.();
  await settled();
  expect([ends.length, clock.next]).toEqual([2, 10]);
});

test('after trouble it is told to somebody, and it looks again', async () => {
  const wrong = new Error('the database is away');
  const { clock, troubles, it } = sleeper(() => Promise.reject(wrong));
  it.wake();
  await settled();
  expect([troubles, clock.next]).toEqual([[wrong], 5]);
});

test('a stop waits for the look at hand, and there is none after it', async () => {
  let end = (): void => undefined;
  let looks = 0;
  const { clock, it } = sleeper(() => {
    looks += 1;
    return new Promise((resolve) => (end = () => resolve(1)));
  });
  it.wake();
  it.wake();
  let stopped = false;
  const stopping = it.stop().then(() => (stopped = true));
  await settled();
  expect([stopped, it.isStopped]).toEqual([false, true]);
  end();
  await stopping;
  it.wake();
  it.wakeBy(0);
  await clock.go(10);
  expect([looks, clock.next]).toEqual([1, undefined]);
});

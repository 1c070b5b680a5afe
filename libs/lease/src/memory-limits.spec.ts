// The memory adapter keeps the contract; and what is shared is stood in for while it is away.
import { describe, expect, test } from '@jest/globals';
import { FallbackLimits, MemoryLimits, type Bucket, type Limits } from './index.js';
import { LIMITS_CONTRACT } from './testing/index.js';

const one: Bucket = { key: 'k', policy: 'key', quota: 1, windowMs: 60_000 };

describe('limits in memory', () => {
  test.each(LIMITS_CONTRACT)('$name', async ({ run }) => {
    let now = 1_700_000_000_000;
    const limits = new MemoryLimits(() => now);
    await run({ limits, other: limits, advance: async (ms) => void (now += ms) });
  });

  test('L5 buckets that are full again cost no memory for ever', async () => {
    let now = 0;
    const limits = new MemoryLimits(() => now);
    for (let i = 0; i < 60_000; i++) {
      now += 10;
      await limits.take('w', [{ ...one, key: `k${i}`, windowMs: 1_000 }]);
    }
    expect((await limits.take('w', [{ ...one, key: 'k59999', windowMs: 1_000 }])).allowed).toBe(false);
    expect((await limits.take('w', [{ ...one, key: 'k0', windowMs: 1_000 }])).allowed).toBe(true);
  });
});

describe('L5 a shared store that is away', () => {
  const own = () => new MemoryLimits(() => 0);
  const broken: Limits = { take: () => Promise.reject(new Error('away')) };
  const silent: Limits = { take: () => new Promise(() => undefined) };

  test.each([
    ['fails', broken],
    ['says nothing', silent],
  ])('that %s: each process counts for itself', async (_, shared) => {
    const limits = new FallbackLimits(shared, own(), { now: () => 0, withinMs: 5, pauseMs: 1_000 });
    expect((await limits.take('w', [one])).allowed).toBe(true);
    expect((await limits.take('w', [one])).allowed).toBe(false);
  });

  test('while it answers, it alone counts', async () => {
    const limits = new FallbackLimits(own(), broken, { now: () => 0, withinMs: 1_000, pauseMs: 1_000 });
    expect((await limits.take('w', [one])).allowed).toBe(true);
    expect((await limits.take('w', [one])).allowed).toBe(false);
  });

  test('it is not asked again for a while, then it is', async () => {
    let now = 0;
    let asked = 0;
    const shared: Limits = { take: () => Promise.reject(new Error(`away ${++asked}`)) };
    const limits = new FallbackLimits(shared, own(), { now: () => now, withinMs: 1_000, pauseMs: 1_000 });
    for (const at of [0, 999, 1_000]) {
      now = at;
      await limits.take('w', [one]);
    }
    expect(asked).toBe(2);
  });
});

// What every store of limits must do, as cases that any test runner can run: `test(name, () => run(harness))`.
import assert from 'node:assert/strict';
import type { Bucket, Limits } from '../limits.js';

/** One store, empty at first, reached by two clients, on a clock that the suite moves. */
export interface LimitsHarness {
  readonly limits: Limits;
  /** Another process's client of the same store; the same object where there is but one process. */
  readonly other: Limits;
  advance(ms: number): Promise<void>;
}

export interface LimitsCase {
  readonly name: string;
  run(harness: LimitsHarness): Promise<void>;
}

/** Long: a test's own time must not fill it by a whole unit. */
const WINDOW_MS = 60_000;
const bucket = (part: Partial<Bucket> = {}): Bucket => ({
  ...{ key: 'visitor/v', policy: 'visitor', quota: 5, windowMs: WINDOW_MS },
  ...part,
});
/** Fills by a unit within a second: three takes in a row on a busy machine are quicker than that. */
const quick = bucket({ key: 'quick', quota: 2, windowMs: 2_000 });

export const LIMITS_CONTRACT: readonly LimitsCase[] = [
  {
    name: 'L5 a quota is let through at once, and no more',
    async run({ limits }) {
      for (let left = 4; left >= 0; left--) {
        const { allowed, standings, retryMs } = await limits.take('w', [bucket()]);
        assert.deepEqual([allowed, standings[0]?.remaining, retryMs], [true, left, 0]);
      }
      const { allowed, standings, retryMs } = await limits.take('w', [bucket()]);
      assert.equal(allowed, false);
      assert.equal(standings[0]?.remaining, 0);
      assert.ok(retryMs > 0 && retryMs <= WINDOW_MS / 5);
      assert.ok((standings[0]?.resetMs ?? 0) > retryMs && (standings[0]?.resetMs ?? 0) <= WINDOW_MS);
    },
  },
  {
    name: 'L5 it fills again evenly, and what is told to come back later may then',
    async run({ limits, advance }) {
      await limits.take('w', [quick]);
      await limits.take('w', [quick]);
      const { allowed, retryMs } = await limits.take('w', [quick]);
      assert.equal(allowed, false);
      await advance(retryMs + 1);
      assert.equal((await limits.take('w', [quick])).allowed, true);
      await advance(quick.windowMs + 1);
      const { standings } = await limits.take('w', [quick]);
      assert.equal(standings[0]?.remaining, 1);
    },
  },
  {
    name: 'L5 of many at once no more than the quota are let through',
    async run({ limits, other }) {
      const takes = Array.from({ length: 60 }, (_, n) => (n % 2 ? limits : other).take('w', [bucket({ quota: 20 })]));
      const answers = await Promise.all(takes);
      assert.equal(answers.filter(({ allowed }) => allowed).length, 20);
    },
  },
  {
    name: 'L5 when one bucket refuses, none is taken from',
    async run({ limits }) {
      const [wide, narrow] = [bucket({ key: 'workspace', quota: 10 }), bucket({ quota: 1 })];
      assert.equal((await limits.take('w', [wide, narrow])).allowed, true);
      for (let i = 0; i < 5; i++) assert.equal((await limits.take('w', [wide, narrow])).allowed, false);
      const { standings } = await limits.take('w', [wide]);
      assert.equal(standings[0]?.remaining, 8);
    },
  },
  {
    name: 'L5 looking takes nothing, and says what taking would',
    async run({ limits, other }) {
      const one = bucket({ quota: 1 });
      for (let i = 0; i < 3; i++) {
        const { allowed, standings } = await other.take('w', [one], 'look');
        assert.deepEqual([allowed, standings[0]?.remaining], [true, 1]);
      }
      await limits.take('w', [one]);
      assert.equal((await other.take('w', [one], 'look')).allowed, false);
    },
  },
  {
    name: 'A1 buckets of workspaces are apart',
    async run({ limits }) {
      const one = bucket({ quota: 1 });
      assert.equal((await limits.take('w', [one])).allowed, true);
      assert.equal((await limits.take('w', [one])).allowed, false);
      assert.equal((await limits.take('x', [one])).allowed, true);
    },
  },
];

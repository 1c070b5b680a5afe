// The proof that the simulation bites: bugs put into one component each, and each is found.
import { describe, expect, test } from '@jest/globals';
import { runSeed, type Outcome } from './run-seed.js';
import { shrink } from './shrink.js';
import { BUGS, losingBus, releasesBeforeItStops } from './testing/bugs.js';

/** Within this many seeds, should the one that is kept no longer find it. */
const SEEDS = 250;
const LIMIT_MS = 10 * 60_000;

async function firstViolation({ variant, seed }: (typeof BUGS)[string]): Promise<Outcome | null> {
  for (const next of [seed, ...Array.from({ length: SEEDS }, (_, i) => i + 1)]) {
    const outcome = await runSeed(next, { variant });
    if (outcome.violation) return outcome;
  }
  return null;
}

describe('the simulation finds it when', () => {
  test.each(Object.entries(BUGS))(
    '%s',
    async (_name, bug) => {
      const found = await firstViolation(bug);
      expect(bug.laws).toContain(found?.violation?.law);
    },
    LIMIT_MS,
  );
});

test('a record that the bus loses halts the lane, loudly, before anything behind it is decided', async () => {
  const { violation } = await runSeed(1, { variant: losingBus });
  expect(violation).toEqual({ law: 'alarm', text: expect.stringContaining('halted') as unknown });
});

test('a lease released too early does no harm: it is a hint', async () => {
  for (let seed = 1; seed <= 10; seed++)
    expect((await runSeed(seed, { variant: releasesBeforeItStops })).violation).toBeNull();
});

test('a violation is told with fewer faults and fewer deeds', async () => {
  const bug = BUGS['a snapshot is saved before its commit'];
  if (bug === undefined) throw new Error('the bug is gone');
  const whole = await runSeed(bug.seed, { variant: bug.variant });
  const shrunk = await shrink(bug.seed, { variant: bug.variant });
  expect(shrunk?.outcome.violation?.law).toBe(whole.violation?.law);
  expect(shrunk?.outcome.steps).toBeLessThanOrEqual(whole.steps);
  expect(shrunk?.without.length).toBeGreaterThan(0);
});

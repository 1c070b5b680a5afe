// One seed, one world, one outcome: the same every time.
import { aftermath } from './aftermath.js';
import type { FaultCounts } from './faults.js';
import { Violation, type Law } from './laws/violation.js';
import { START } from './scheduler.js';
import { World, type WorldOptions } from './world.js';

export interface Outcome {
  readonly seed: number;
  readonly steps: number;
  /** How long the world lived, by its own clock. */
  readonly simulatedMs: number;
  readonly decisions: number;
  readonly faults: FaultCounts;
  /** Over every choice and every decision: two runs of a seed have the same. */
  readonly checksum: string;
  readonly violation: { readonly law: Law; readonly text: string } | null;
  /** Every step, when asked for. */
  readonly trace: readonly string[];
}

export async function runSeed(seed: number, options: WorldOptions = {}): Promise<Outcome> {
  const restore = options.variant?.patch?.();
  const world = new World(seed, options);
  let violation: Outcome['violation'] = null;
  try {
    await world.live();
    await aftermath(world);
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    violation = { law: error.law, text: error.message };
  } finally {
    restore?.();
  }
  const { scheduler, judge, faults, trace } = world;
  return {
    ...{ seed, violation, steps: scheduler.steps, simulatedMs: scheduler.now - START },
    ...{ decisions: judge.decisions, faults: faults.counts, checksum: trace.checksum, trace: trace.lines },
  };
}

// Makes a violation easier to read: leaves out the faults that it does not need, then the deeds.
import { FAULT_KINDS, type FaultKind } from './faults.js';
import { runSeed, type Outcome } from './run-seed.js';
import type { WorldOptions } from './world.js';

export interface Shrunk {
  readonly outcome: Outcome;
  readonly without: readonly FaultKind[];
  readonly deeds: number | null;
}

/** As many runs as there are kinds of faults, and a few. The law that is broken stays the same; the story may not. */
export async function shrink(seed: number, options: WorldOptions = {}): Promise<Shrunk | null> {
  let outcome = await runSeed(seed, options);
  const law = outcome.violation?.law;
  if (law === undefined) return null;
  let without: readonly FaultKind[] = options.without ?? [];
  let deeds = options.deeds ?? null;
  const attempt = async (change: WorldOptions): Promise<boolean> => {
    const next = await runSeed(seed, { ...options, without, ...(deeds === null ? {} : { deeds }), ...change });
    if (next.violation?.law !== law || next.steps > outcome.steps) return false;
    outcome = next;
    return true;
  };
  for (const kind of FAULT_KINDS)
    if (!without.includes(kind) && (await attempt({ without: [...without, kind] }))) without = [...without, kind];
  for (const fewer of [80, 40, 20, 10, 5, 2])
    if ((deeds === null || fewer < deeds) && (await attempt({ deeds: fewer }))) deeds = fewer;
  return { outcome, without, deeds };
}

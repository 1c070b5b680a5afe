// What can go wrong, how often in this seed, and how often it did. Off with `calm`: then the world must mend itself.
import type { Dice } from './dice.js';

/** Chance per occasion at full strength: a request, a delivery, a step of the world. */
const STRENGTH = {
  unavailable: 0.08,
  'outcome unknown': 0.08,
  'slow request': 0.08,
  'late answer': 0.5,
  'lost wake-up': 0.3,
  'delivered again': 0.3,
  'batch cut': 0.5,
  'stale members': 0.15,
  'stale leases': 0.1,
  'snapshot corrupted': 0.4,
  'snapshot missing': 0.3,
  crash: 0.006,
  'graceful restart': 0.003,
  pause: 0.006,
  'clock jump': 0.004,
  'store clock jump': 0.002,
  'late subscription': 0.4,
} as const;

export type FaultKind = keyof typeof STRENGTH;
export const FAULT_KINDS = Object.keys(STRENGTH) as readonly FaultKind[];
export type FaultCounts = Readonly<Record<FaultKind, number>>;

export class Faults {
  readonly counts = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Record<FaultKind, number>;
  private readonly rates: Readonly<Record<FaultKind, number>>;
  private readonly dice: Readonly<Record<FaultKind, Dice>>;
  private on = true;

  /** Each seed has its own mixture: what always comes together hides what comes alone. */
  constructor(dice: Dice, without: readonly FaultKind[] = []) {
    const rate = (kind: FaultKind): number => {
      const drawn = dice.chance(0.65) ? STRENGTH[kind] * dice.next() : 0;
      return without.includes(kind) ? 0 : drawn;
    };
    this.rates = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, rate(kind)])) as Record<FaultKind, number>;
    this.dice = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, dice.apart(kind)])) as Record<FaultKind, Dice>;
  }

  strikes(kind: FaultKind): boolean {
    if (!this.on || this.rates[kind] === 0 || !this.dice[kind].chance(this.rates[kind])) return false;
    this.counts[kind]++;
    return true;
  }

  /** The details of a fault: which process, how long. */
  of(kind: FaultKind): Dice {
    return this.dice[kind];
  }

  calm(): void {
    this.on = false;
  }
}

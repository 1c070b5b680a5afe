// How processes share the lanes: each lane has one process that should own it, the same whoever works it out.
import {
  laneKey,
  murmur2,
  PARTITIONS,
  type LaneKey,
  type LaneLease,
  type StoredRecord,
  type LaneId,
} from '@frontdesk/journal';
import type { Taken } from './lane-worker.js';

/**
 * The member that should own a partition (rendezvous hashing): a member that comes or goes moves only its own share.
 * O(members).
 */
export function chosenFor(partition: number, members: readonly string[]): string | null {
  let chosen: string | null = null;
  let best = -1;
  for (const member of members) {
    const weight = murmur2(`${member}#${partition}`) >>> 0;
    if (weight > best || (weight === best && chosen !== null && member < chosen)) [chosen, best] = [member, weight];
  }
  return chosen;
}

export const partitionsOf = (member: string, members: readonly string[]): ReadonlySet<number> =>
  new Set(
    Array.from({ length: PARTITIONS }, (_, partition) => partition).filter((p) => chosenFor(p, members) === member),
  );

/** Whether a lane waits for an owner: given up, or silent for longer than a living owner ever is. */
export const isFree = ({ owner, silentMs }: LaneLease, leaseMs: number): boolean =>
  owner === null || silentMs > leaseMs;

/**
 * Inputs of lanes that another process owns: kept until it has decided them, in case this one has to take over. They are
 * done with only then: a bus that forgets what is done must hand out the others again after a restart.
 */
export class HeldInputs {
  private readonly held = new Map<number, Taken[]>();

  /** Resolves when they are decided, by whomever. */
  hold(lane: LaneId, records: readonly StoredRecord[]): Promise<void> {
    return new Promise((done) => {
      const waiting = this.held.get(lane.partition) ?? [];
      waiting.push({ lane, records, done });
      this.held.set(lane.partition, waiting);
    });
  }

  putBack(partition: number, taken: readonly Taken[]): void {
    if (taken.length === 0) return;
    this.held.set(partition, [...taken, ...(this.held.get(partition) ?? [])]);
  }

  take(partition: number): readonly Taken[] {
    const waiting = this.held.get(partition) ?? [];
    this.held.delete(partition);
    return waiting;
  }

  get partitions(): readonly number[] {
    return [...this.held.keys()];
  }

  /** Forgets what is decided, by the consumer's stored positions. O(held). */
  forget(positions: ReadonlyMap<LaneKey, number>): void {
    for (const [partition, waiting] of this.held) {
      const isOpen = ({ lane, records }: Taken): boolean =>
        (records.at(-1)?.seq ?? 0) > (positions.get(laneKey(lane)) ?? 0);
      const open = waiting.filter(isOpen);
      for (const one of waiting) if (!isOpen(one)) one.done();
      if (open.length === 0) this.held.delete(partition);
      else this.held.set(partition, open);
    }
  }
}

// Lanes whose owner has fallen silent: whoever is next builds their state already, so that only what came meanwhile is
// left to fold when the lease has run out, however long the log behind the last snapshot is. A guess that may cost work
// for nothing, and never more: the lane is taken over afterwards, by its epoch, as without it.
import type { LaneLease } from '@frontdesk/journal';
import { chosenFor } from './lane-sharing.js';

/** Of the lease: a living owner has missed several looks by then. */
const SUSPECT_AT = 0.5;

export class HeadStarts<Built> {
  private readonly begun = new Map<number, Promise<Built | null>>();
  private readonly running = new Set<Promise<unknown>>();
  private stopped = false;

  /** @param build calls `onProgress` now and then, which throws when nothing is to be built any more */
  constructor(
    private readonly self: string,
    private readonly leaseMs: number,
    private readonly build: (partition: number, onProgress: () => void) => Promise<Built>,
  ) {}

  /** Begins what is likely to come, forgets what is not any more. O(lanes). */
  look(leases: Iterable<LaneLease>, members: readonly string[]): void {
    for (const lease of leases) {
      const { partition } = lease.lane;
      if (!this.isNext(lease, members)) this.begun.delete(partition);
      else if (!this.begun.has(partition)) this.begin(partition);
    }
  }

  /** What was begun, for its one use; null: nothing. */
  take(partition: number): Promise<Built | null> {
    const begun = this.begun.get(partition) ?? Promise.resolve(null);
    this.begun.delete(partition);
    return begun;
  }

  /** Resolves when nothing is built any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  private begin(partition: number): void {
    const onProgress = (): void => {
      if (this.stopped) throw new Error('not wanted any more');
    };
    // A failure is nobody's: whoever takes over builds it then.
    const built: Promise<Built | null> = this.build(partition, onProgress)
      .catch(() => null)
      .finally(() => this.running.delete(built));
    this.running.add(built);
    this.begun.set(partition, built);
  }

  private isNext({ lane, owner, silentMs }: LaneLease, members: readonly string[]): boolean {
    if (owner === null || owner === this.self || silentMs < this.leaseMs * SUSPECT_AT) return false;
    const others = members.filter((member) => member !== owner);
    return chosenFor(lane.partition, others) === this.self;
  }
}

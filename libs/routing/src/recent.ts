// What is remembered for a while after it is over, oldest first, so that the forgotten stand at the front.
import type { DurationMs, Instant } from '@frontdesk/kernel';

export interface Remembered {
  readonly key: string;
  readonly value: string;
  readonly since: Instant;
}

/**
 * No timer forgets: the state may change by events alone, and forgetting is none. Each remembering drops what has
 * expired, so memory is bounded by what came within the time; whoever reads compares `since` themselves.
 */
export class Recent {
  private readonly entries = new Map<string, Remembered>();

  remember(key: string, value: string, since: Instant, keepMs: DurationMs): void {
    if (keepMs <= 0 && this.entries.size === 0) return;
    this.entries.delete(key);
    if (keepMs > 0) this.entries.set(key, { key, value, since });
    for (const [oldest, entry] of this.entries) {
      if (since - entry.since <= keepMs) break;
      this.entries.delete(oldest);
    }
  }

  /** From a snapshot, in its order. */
  restore(entry: Remembered): void {
    this.entries.set(entry.key, entry);
  }

  get(key: string): Remembered | undefined {
    return this.entries.get(key);
  }

  *[Symbol.iterator](): IterableIterator<Remembered> {
    yield* this.entries.values();
  }
}

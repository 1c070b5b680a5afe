// Work at its time and again and again, until the service stops.
import type { Clock } from '@frontdesk/engine';
import type { Instant } from '@frontdesk/kernel';

export class Rounds {
  private readonly cancels = new Set<() => void>();
  private stopped = false;

  constructor(private readonly clock: Clock) {}

  /** Calls once at or soon after `at`; never after `stop`. */
  at(at: Instant, work: () => void): void {
    if (this.stopped) return;
    const cancel = this.clock.at(at, () => {
      this.cancels.delete(cancel);
      work();
    });
    this.cancels.add(cancel);
  }

  /** Every `everyMs` after the work before has ended; `work` does not throw. */
  every(everyMs: number, work: () => Promise<void>): void {
    this.at(this.clock.now() + everyMs, () => void work().then(() => this.every(everyMs, work)));
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  stop(): void {
    this.stopped = true;
    for (const cancel of this.cancels) cancel();
  }
}

// At once (or a moment later, for what comes in bursts), then at most once per pause, and the last one always: for
// positions and "changed" frames.
import type { Clock } from '@frontdesk/engine';

export class Coalesced {
  private nextAt = 0;
  private waiting: (() => void) | null = null;
  private dueAt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly pauseMs: number | (() => number),
    private readonly act: () => void,
    /** How long the first one waits for company. */
    private readonly gatherMs = 0,
  ) {}

  /** false: it is kept back by the pause. */
  call(): boolean {
    const now = this.clock.now();
    if (this.waiting !== null) return this.dueAt <= now + this.gatherMs;
    this.dueAt = Math.max(this.nextAt, now + this.gatherMs);
    if (now >= this.dueAt) {
      this.run(now);
      return true;
    }
    this.waiting = this.clock.at(this.dueAt, () => {
      this.waiting = null;
      this.run(this.clock.now());
    });
    return this.dueAt <= now + this.gatherMs;
  }

  cancel(): void {
    this.waiting?.();
    this.waiting = null;
  }

  private run(now: number): void {
    this.act();
    this.nextAt = now + (typeof this.pauseMs === 'number' ? this.pauseMs : this.pauseMs());
  }
}

// At once (or a moment later, for what comes in bursts), then at most once per pause, and the last one always: for
// positions and "changed" frames.
import type { Clock } from '@frontdesk/engine';

export class Coalesced {
  private nextAt = 0;
  private waiting: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly pauseMs: number,
    private readonly act: () => void,
    /** How long the first one waits for company. */
    private readonly gatherMs = 0,
  ) {}

  call(): void {
    if (this.waiting !== null) return;
    const now = this.clock.now();
    const at = Math.max(this.nextAt, now + this.gatherMs);
    if (now >= at) return this.run(now);
    this.waiting = this.clock.at(at, () => {
      this.waiting = null;
      this.run(this.clock.now());
    });
  }

  cancel(): void {
    this.waiting?.();
    this.waiting = null;
  }

  private run(now: number): void {
    this.nextAt = now + this.pauseMs;
    this.act();
  }
}

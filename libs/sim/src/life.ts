// One life of a process, from its start to its crash or stop. What it waits for dies with it.
import type { Clock, Ids } from '@frontdesk/engine';
import type { Scheduler } from './scheduler.js';

export class Life {
  alive = true;
  /** Until then it is as if suspended: it gets no answer, no timer and no delivery. Its requests go their way. */
  pausedUntil = 0;
  private issued = 0;

  constructor(
    readonly process: string,
    readonly number: number,
    private readonly scheduler: Scheduler,
    /** How far its clock is off. */
    public skewMs = 0,
  ) {}

  get name(): string {
    return `${this.process}.${this.number}`;
  }

  readonly clock: Clock = {
    now: () => this.scheduler.now + this.skewMs,
    // As in Node: the wait is measured by a clock that nobody sets, so a jump neither shortens nor lengthens it.
    at: (at, call) => this.after(at - this.clock.now(), 'timer', call),
  };

  readonly ids: Ids = { next: () => `${this.name}-${++this.issued}` };

  after(ms: number, label: string, call: () => void): () => void {
    if (!this.alive) return () => undefined;
    const at = this.scheduler.now + Math.max(0, Math.ceil(ms));
    return this.scheduler.add({ label: `${this.name} ${label}`, life: this, at, run: call });
  }

  /** All that waits for it is gone. */
  end(): void {
    this.alive = false;
    this.scheduler.drop((op) => op.life === this);
  }
}

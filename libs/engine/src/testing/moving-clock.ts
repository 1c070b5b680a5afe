// A clock that moves as told; what is due is called at once, as the machine's would.
import type { Clock } from '../runtime-ports.js';

/** Between two steps others have a turn. */
const REST_MS = 5;

export class MovingClock implements Clock {
  private readonly timers = new Set<{ readonly at: number; readonly call: () => void }>();

  constructor(private time: number) {}

  now(): number {
    return this.time;
  }

  at(at: number, call: () => void): () => void {
    const timer = { at, call };
    this.timers.add(timer);
    setImmediate(() => this.fire());
    return () => this.timers.delete(timer);
  }

  advance(ms: number): void {
    this.time += ms;
    this.fire();
  }

  /** Goes on in such steps until it is over: for who waits as long as they have patience. */
  async advanceWhile<T>(work: Promise<T>, stepMs: number): Promise<T> {
    const steps = setInterval(() => this.advance(stepMs), REST_MS);
    return work.finally(() => clearInterval(steps));
  }

  private fire(): void {
    for (const timer of this.timers) if (timer.at <= this.time && this.timers.delete(timer)) timer.call();
  }
}

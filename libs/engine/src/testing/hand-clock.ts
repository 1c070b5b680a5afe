// Time by hand: it stands still until a test moves it, and then calls what is due, in order.
import type { Instant } from '@frontdesk/kernel';
import type { Clock, Ids } from '../runtime-ports.js';

export class HandClock implements Clock {
  private calls: { readonly at: Instant; readonly order: number; readonly call: () => void }[] = [];
  private order = 0;

  constructor(private time: Instant = 1_000_000) {}

  now(): Instant {
    return this.time;
  }

  at(at: Instant, call: () => void): () => void {
    const entry = { at, order: this.order++, call };
    this.calls.push(entry);
    return () => {
      this.calls = this.calls.filter((other) => other !== entry);
    };
  }

  advance(ms: number): void {
    const until = this.time + ms;
    for (;;) {
      const due = this.calls.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!due) break;
      this.calls = this.calls.filter((other) => other !== due);
      this.time = Math.max(this.time, due.at);
      due.call();
    }
    this.time = until;
  }

  /** As when an operator corrects the machine's clock. */
  setBack(ms: number): void {
    this.time -= ms;
  }
}

export function countingIds(prefix = 'id'): Ids {
  let next = 0;
  return { next: () => `${prefix}-${++next}` };
}

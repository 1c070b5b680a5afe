// A clock that stands still until it is told, and counting ids: the same day gives the same records, bit for bit.
import type { Clock, Ids } from '@frontdesk/engine';

interface Alarm {
  readonly at: number;
  readonly call: () => void;
}

export class ManualClock implements Clock {
  private time = 0;
  private readonly alarms = new Set<Alarm>();

  now(): number {
    return this.time;
  }

  at(at: number, call: () => void): () => void {
    const alarm = { at, call };
    this.alarms.add(alarm);
    return () => this.alarms.delete(alarm);
  }

  /** Rings what is due on the way, one after the other; `settled` waits for what it set in motion. */
  async advance(to: number, settled: () => Promise<unknown>): Promise<void> {
    for (let due = this.due(to); due !== undefined; due = this.due(to)) {
      this.alarms.delete(due);
      this.time = Math.max(this.time, due.at);
      due.call();
      await settled();
    }
    this.time = Math.max(this.time, to);
  }

  private due(to: number): Alarm | undefined {
    return [...this.alarms].filter(({ at }) => at <= to).sort((a, b) => a.at - b.at)[0];
  }
}

export class CountingIds implements Ids {
  private count = 0;

  next(): string {
    return `00000000-0000-7000-8000-${(++this.count).toString(16).padStart(12, '0')}`;
  }
}

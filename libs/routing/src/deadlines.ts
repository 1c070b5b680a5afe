// Timers are state: a binary heap by (deadline, id), each entry knowing its own slot.
// A cancelled timer leaves the heap at once, so there is no stale timer that could fire later.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import { byCodeUnit } from './order.js';

export type TimerKind = 'abandon' | 'hours' | 'timeout';

export interface Timer {
  deadline: Instant;
  /** The conversation or group it belongs to. */
  readonly id: string;
  readonly kind: TimerKind;
  /** Where it stands in the heap. */
  slot: number;
}

function before(a: Timer, b: Timer): boolean {
  if (a.deadline !== b.deadline) return a.deadline < b.deadline;
  return (byCodeUnit(a.id, b.id) || byCodeUnit(a.kind, b.kind)) < 0;
}

export class Deadlines {
  private readonly heap: Timer[] = [];

  first(): Timer | undefined {
    return this.heap[0];
  }

  add(kind: TimerKind, id: string, deadline: Instant): Timer {
    const timer: Timer = { deadline, id, kind, slot: this.heap.length };
    this.heap.push(timer);
    this.rise(timer);
    return timer;
  }

  cancel(timer: Timer): void {
    const last = this.heap.pop();
    if (last === undefined || last === timer) return;
    this.put(last, timer.slot);
    this.rise(last);
    this.sink(last);
  }

  /** Is there anything that `extend` would move? */
  hasWaits(): boolean {
    return this.heap.some(isWait);
  }

  /** Moves all but the hours of groups, which follow the wall. O(n): it happens once per takeover. */
  extend(by: DurationMs): void {
    for (const timer of this.heap) if (isWait(timer)) timer.deadline += by;
    for (let slot = (this.heap.length >> 1) - 1; slot >= 0; slot--) this.sink(this.heap[slot] as Timer);
  }

  private put(timer: Timer, slot: number): void {
    this.heap[slot] = timer;
    timer.slot = slot;
  }

  private rise(timer: Timer): void {
    let slot = timer.slot;
    while (slot > 0) {
      const parent = this.heap[(slot - 1) >> 1] as Timer;
      if (!before(timer, parent)) break;
      this.put(parent, slot);
      slot = (slot - 1) >> 1;
    }
    this.put(timer, slot);
  }

  private sink(timer: Timer): void {
    let slot = timer.slot;
    for (;;) {
      const left = 2 * slot + 1;
      if (left >= this.heap.length) break;
      let child = this.heap[left] as Timer;
      const right = this.heap[left + 1];
      if (right !== undefined && before(right, child)) child = right;
      if (!before(child, timer)) break;
      const freed = child.slot;
      this.put(child, slot);
      slot = freed;
    }
    this.put(timer, slot);
  }
}

function isWait(timer: Timer): boolean {
  return timer.kind !== 'hours';
}

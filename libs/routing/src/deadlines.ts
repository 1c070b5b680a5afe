// Timers are state: a heap by (deadline, id), each entry knowing its own slot.
// A cancelled timer leaves the heap at once, so there is no stale timer that could fire later.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import { byCodeUnit } from './order.js';

export type TimerKind =
  | 'abandon'
  | 'hours'
  | 'timeout'
  /** Before `timeout`. */
  | 'warning'
  /** Of an offer to an agent. */
  | 'expiry'
  /** Of a place kept for an agent. */
  | 'kept'
  /** Until the next link `waited` of an overflow chain. */
  | 'overflow'
  /** Until an agent's first message. */
  | 'response'
  | 'wrap_up'
  /** Of an agent whose last lease ran out. */
  | 'grace'
  | 'ramp';

export interface Timer {
  deadline: Instant;
  /** The conversation, agent or group it belongs to. */
  readonly id: string;
  readonly kind: TimerKind;
  /** Where it stands in the heap. */
  slot: number;
}

/** Four children a node: half the depth of two, and a node's children stand side by side in memory. */
const ARITY = 4;

export class Deadlines {
  private readonly heap: Timer[] = [];
  /** The deadline of each slot again, so that a comparison seldom has to visit the timer. */
  private readonly due: Instant[] = [];

  first(): Timer | undefined {
    return this.heap[0];
  }

  add(kind: TimerKind, id: string, deadline: Instant): Timer {
    const timer: Timer = { deadline, id, kind, slot: this.heap.length };
    this.heap.push(timer);
    this.due.push(deadline);
    this.rise(timer);
    return timer;
  }

  cancel(timer: Timer): void {
    const last = this.heap.pop();
    this.due.pop();
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
    for (const timer of this.heap) {
      if (isWait(timer)) timer.deadline += by;
      this.put(timer, timer.slot);
    }
    for (let slot = this.heap.length - 1; slot >= 0; slot--) this.sink(this.heap[slot] as Timer);
  }

  private put(timer: Timer, slot: number): void {
    this.heap[slot] = timer;
    this.due[slot] = timer.deadline;
    timer.slot = slot;
  }

  private rise(timer: Timer): void {
    let slot = timer.slot;
    while (slot > 0) {
      const parent = Math.floor((slot - 1) / ARITY);
      if (!this.isBefore(timer, parent)) break;
      this.put(this.heap[parent] as Timer, slot);
      slot = parent;
    }
    this.put(timer, slot);
  }

  private sink(timer: Timer): void {
    let slot = timer.slot;
    for (let first = ARITY * slot + 1; first < this.heap.length; first = ARITY * slot + 1) {
      const child = this.earliestFrom(first);
      if (this.isBefore(timer, child)) break;
      this.put(this.heap[child] as Timer, slot);
      slot = child;
    }
    this.put(timer, slot);
  }

  private earliestFrom(first: number): number {
    const end = Math.min(first + ARITY, this.heap.length);
    let earliest = first;
    for (let slot = first + 1; slot < end; slot++) {
      const gap = (this.due[slot] as Instant) - (this.due[earliest] as Instant);
      if (gap < 0 || (gap === 0 && this.isBefore(this.heap[slot] as Timer, earliest))) earliest = slot;
    }
    return earliest;
  }

  /** No two timers are equal in deadline, id and kind. */
  private isBefore(timer: Timer, slot: number): boolean {
    const due = this.due[slot] as Instant;
    if (timer.deadline !== due) return timer.deadline < due;
    const other = this.heap[slot] as Timer;
    return (byCodeUnit(timer.id, other.id) || byCodeUnit(timer.kind, other.kind)) < 0;
  }
}

function isWait(timer: Timer): boolean {
  return timer.kind !== 'hours';
}

// The one loop. Whatever may happen next stands in a list; the dice pick one of it or let time pass. V8 runs the
// microtasks of a fixed program in a fixed order, so all freedom is in this list, and a seed is a history.
import type { Instant } from '@frontdesk/kernel';
import type { Dice } from './dice.js';
import type { Trace } from './trace.js';

/** A process, as the loop knows it. */
export interface Suspendable {
  /** Nothing happens to it before. */
  readonly pausedUntil: Instant;
}

export interface Op {
  readonly label: string;
  /** The process it happens to; null: it happens outside of all of them. */
  readonly life: Suspendable | null;
  /** Whose request it carries out, when it happens outside. */
  readonly from?: Suspendable;
  /** Not before. */
  readonly at: Instant;
  readonly run: () => void;
}

export const START: Instant = 1_000_000_000;

export class Scheduler {
  now: Instant = START;
  steps = 0;
  /** How often time passes although something else could happen. */
  haste = 0.05;
  private ops: Op[] = [];

  constructor(
    private readonly dice: Dice,
    private readonly trace: Trace,
  ) {}

  /** @returns takes it back, if it has not happened */
  add(op: Op): () => void {
    this.ops.push(op);
    return () => {
      const index = this.ops.indexOf(op);
      if (index >= 0) this.ops.splice(index, 1);
    };
  }

  drop(which: (op: Op) => boolean): void {
    this.ops = this.ops.filter((op) => !which(op));
  }

  /** What waits for a process, and what it asked for. */
  pendingOf(life: Suspendable): readonly Op[] {
    return this.ops.filter((op) => op.life === life || op.from === life);
  }

  /** One thing happens, and all that follows from it at once. false: nothing can happen any more. */
  async step(): Promise<boolean> {
    // What was begun from outside has asked for nothing yet.
    if (this.ops.length === 0) await drained();
    const ready: Op[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const op of this.ops) {
      const at = Math.max(op.at, op.life?.pausedUntil ?? 0);
      if (at <= this.now) ready.push(op);
      else next = Math.min(next, at);
    }
    if (ready.length === 0 && next === Number.POSITIVE_INFINITY) return false;
    this.steps++;
    if (ready.length === 0 || (next < Number.POSITIVE_INFINITY && this.dice.chance(this.haste))) {
      this.now = next;
      return true;
    }
    const op = this.dice.pick(ready);
    this.ops.splice(this.ops.indexOf(op), 1);
    this.trace.note(`${this.now - START} ${op.label}`);
    op.run();
    await drained();
    return true;
  }
}

/** A macrotask begins when no microtask is left. */
const drained = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

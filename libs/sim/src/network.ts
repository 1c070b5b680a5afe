// The way between a process and the store. A request arrives, is carried out at some later step, and its answer takes
// its time again; each of the two may be lost, and a process may die in between.
import { OutcomeUnknown, Unavailable } from '@frontdesk/journal';
import type { Dice } from './dice.js';
import type { Faults } from './faults.js';
import type { Life } from './life.js';
import type { Scheduler } from './scheduler.js';

export interface Request<T> {
  readonly name: string;
  /** Only of what writes the outcome can be unknown. */
  readonly writes: boolean;
  readonly work: () => Promise<T>;
}

export class Network {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly faults: Faults,
    private readonly dice: Dice,
  ) {}

  call<T>(life: Life, { name, writes, work }: Request<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (!life.alive) return;
      const fail = (error: unknown): void =>
        this.answer(life, name, () => reject(error instanceof Error ? error : new Error(String(error))));
      const carryOut = (): void => void work().then((value) => this.answer(life, name, () => resolve(value)), fail);
      this.send(life, name, () => {
        if (this.faults.strikes('unavailable')) return fail(new Unavailable(name));
        if (!writes || !this.faults.strikes('outcome unknown')) return carryOut();
        fail(new OutcomeUnknown(name));
        this.perhaps(life, name, work);
      });
    });
  }

  /** A dead process' requests that are on their way may arrive all the same. */
  bury(life: Life): void {
    this.scheduler.drop((op) => op.from === life && this.dice.chance(0.5));
  }

  /** Nobody waits for the answer: it was carried out, it will be, or it never arrived. */
  private perhaps<T>(life: Life, name: string, work: () => Promise<T>): void {
    const unheard = (): void => void work().catch(() => undefined);
    const fate = this.faults.of('outcome unknown').between(0, 2);
    if (fate === 0) unheard();
    const { now } = this.scheduler;
    if (fate === 1) this.scheduler.add({ label: `${life.name} ▸ ${name} late`, life: null, at: now, run: unheard });
  }

  private send(life: Life, name: string, run: () => void): void {
    const slow = this.faults.strikes('slow request') ? this.faults.of('slow request').between(50, 4_000) : 0;
    this.scheduler.add({ label: `${life.name} ▸ ${name}`, life: null, from: life, at: this.scheduler.now + slow, run });
  }

  private answer(life: Life, name: string, tell: () => void): void {
    if (life.alive && life.pausedUntil <= this.scheduler.now && !this.faults.strikes('late answer')) return tell();
    life.after(0, `◂ ${name}`, tell);
  }
}

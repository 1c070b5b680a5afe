// One line on stderr: how much, how fast, how long still.
import type { Terminal } from './terminal.js';

const EVERY_MS = 200;

export class Progress {
  private readonly from = performance.now();
  private shown = 0;

  /** @param total null: not known */
  constructor(
    private readonly terminal: Terminal,
    private readonly label: string,
    private readonly total: number | null = null,
  ) {}

  at(done: number, total: number | null = this.total): void {
    const now = performance.now();
    if (now - this.shown < EVERY_MS) return;
    this.shown = now;
    const perSecond = done / Math.max(0.001, (now - this.from) / 1_000);
    const of = total === null ? '' : ` of ${total}`;
    const left = total === null || done === 0 ? '' : `, ${seconds((total - done) / perSecond)} left`;
    this.terminal.status(`${this.label}: ${done}${of}, ${rate(perSecond)}${left}`);
  }

  /** Clears the line. */
  end(): void {
    this.terminal.status('');
  }
}

export const rate = (perSecond: number): string => `${Math.round(perSecond).toLocaleString('en-US')}/s`;

const seconds = (n: number): string => (n < 60 ? `${Math.ceil(n)} s` : `${Math.ceil(n / 60)} min`);

// What became of the visitors of the demo, counted.
import { table } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';

export const FATES = {
  served: 'served',
  gave_up: 'gave up waiting',
  vanished: 'vanished without a word',
  submission: 'left a submission',
  declined: 'was offered a submission and left',
  turned_away: 'was turned away',
  unanswered: 'had an agent, but no answer',
  interrupted: 'was cut short',
  failed: 'could not be served: an error',
} as const;

export type Fate = keyof typeof FATES;

interface Told {
  readonly fate: Fate;
  /** Null: never got to an agent. */
  readonly waitedMs: number | null;
}

export class Tally {
  private readonly told: Told[] = [];

  add(fate: Fate, waitedMs: number | null): void {
    this.told.push({ fate, waitedMs });
  }

  get failed(): number {
    return this.told.filter(({ fate }) => fate === 'failed').length;
  }

  print(terminal: Terminal): string {
    const rows = (Object.keys(FATES) as Fate[]).flatMap((fate) => {
      const of = this.told.filter((one) => one.fate === fate);
      return of.length === 0 ? [] : [[FATES[fate], of.length, waitOf(of)]];
    });
    const total = ['visitors', this.told.length, waitOf(this.told)];
    return table(terminal, ['outcome', 'visitors', 'wait until an agent (median, longest)'], [...rows, total]);
  }
}

function waitOf(told: readonly Told[]): string {
  const waits = told.flatMap(({ waitedMs }) => (waitedMs === null ? [] : [waitedMs])).sort((a, b) => a - b);
  if (waits.length === 0) return '';
  const seconds = (ms: number | undefined): string => `${((ms ?? 0) / 1_000).toFixed(1)} s`;
  return `${seconds(waits[waits.length >> 1])}, ${seconds(waits.at(-1))}`;
}

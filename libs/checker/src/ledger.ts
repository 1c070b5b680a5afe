// The conservation ledger of one workspace: arrivals are the sum of the outcomes, and a remainder has names.

export const OUTCOMES = ['assigned', 'abandoned', 'timed_out', 'converted', 'refused', 'closed_by_staff'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const isOutcome = (type: string): type is Outcome => (OUTCOMES as readonly string[]).includes(type);

export interface LedgerSummary {
  readonly workspace: string;
  readonly arrivals: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly open: { readonly waiting: number; readonly pooled: number; readonly submission_offered: number };
  /** arrivals − outcomes − open: 0, or something is wrong with those named. */
  readonly remainder: number;
  readonly unaccounted: readonly string[];
}

const NAMED = 20;

export class Ledger {
  private arrivals = 0;
  private readonly outcomes = Object.fromEntries(OUTCOMES.map((name) => [name, 0])) as Record<Outcome, number>;
  private readonly suspects = new Set<string>();

  arrived(): void {
    this.arrivals++;
  }

  ended(outcome: Outcome): void {
    this.outcomes[outcome]++;
  }

  /** An agent had it, and it is open again: the assignment was no outcome after all. */
  reopened(): void {
    this.outcomes.assigned--;
  }

  /** Something about it did not add up when it happened. */
  suspect(conversationId: string): void {
    if (this.suspects.size < NAMED) this.suspects.add(conversationId);
  }

  summary(workspace: string, open: LedgerSummary['open']): LedgerSummary {
    const ended = OUTCOMES.reduce((sum, name) => sum + this.outcomes[name], 0);
    const remainder = this.arrivals - ended - open.waiting - open.pooled - open.submission_offered;
    const unaccounted = remainder === 0 ? [] : [...this.suspects];
    return { workspace, arrivals: this.arrivals, outcomes: { ...this.outcomes }, open, remainder, unaccounted };
  }
}

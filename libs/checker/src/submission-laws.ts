// A submission goes received → confirmed → closed, or received → withdrawn; one that is pending is simply open.
import { textOf } from './decision.js';
import type { Findings } from './finding.js';
import { isPlain, whereOf, type LogRecord } from './log-record.js';
import { Recent } from './recent.js';

const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  none: ['submission.received'],
  'submission.received': ['submission.confirmed', 'submission.withdrawn'],
  'submission.confirmed': ['submission.closed'],
};

const KEPT = 200_000;

export class SubmissionLaws {
  /** Confirmed, withdrawn, closed or pending, counted at the end. */
  readonly counts = { received: 0, confirmed: 0, withdrawn: 0, closed: 0 };
  private readonly states = new Recent<string>(KEPT);

  /** @param convertedBy the submission that took the conversation's place, by the engine's word */
  constructor(
    private readonly findings: Findings,
    private readonly convertedBy: (workspace: string, conversationId: string) => string | null,
  ) {}

  see(record: LogRecord): void {
    const { workspace, stream, type } = record;
    const [, step] = type.split('.');
    if (stream === null || step === undefined || !(step in this.counts)) return;
    this.counts[step as keyof typeof this.counts]++;
    const name = `${workspace}\u0000${stream}`;
    const before = this.states.get(name) ?? 'none';
    this.states.set(name, type);
    const forgotten = before === 'none' && this.states.forgotten > 0;
    if (!forgotten && !FOLLOWS[before]?.includes(type))
      this.findings.add('submission', whereOf(record), `${type} cannot follow ${before} (submission ${stream})`);
    if (type === 'submission.withdrawn') this.checkWithdrawal(record, stream);
  }

  private checkWithdrawal(record: LogRecord, submissionId: string): void {
    const data = JSON.parse(record.body) as unknown;
    const conversationId = isPlain(data) ? textOf(data, 'conversationId') : '';
    if (this.convertedBy(record.workspace, conversationId) !== submissionId) return;
    const text = `submission ${submissionId} was withdrawn although it took the conversation's place`;
    this.findings.add('submission', whereOf(record), text, conversationId);
  }
}

// Reads an exported log once, line by line, and says which laws it breaks. Memory holds what is open, and bounded
// memories of what has ended; nothing grows with the length of the log.
import { readDecision, textOf } from './decision.js';
import { ConversationLaws } from './conversation-laws.js';
import { DomainLaws } from './domain-laws.js';
import { Findings, type Finding } from './finding.js';
import { InputLaws } from './input-laws.js';
import { DECISIONS, LaneLaws } from './lane-laws.js';
import type { LedgerSummary } from './ledger.js';
import { readLine, whereOf, type LogRecord } from './log-record.js';
import { StreamLaws } from './stream-laws.js';
import { SubmissionLaws } from './submission-laws.js';

export interface CheckOptions {
  readonly onProgress?: (records: number) => void;
}

export interface CheckReport {
  readonly records: number;
  readonly lanes: number;
  readonly decisions: number;
  readonly findings: readonly Finding[];
  /** Findings beyond those listed. */
  readonly more: number;
  readonly ledgers: readonly LedgerSummary[];
  readonly submissions: Readonly<Record<'received' | 'confirmed' | 'withdrawn' | 'closed', number>>;
  /** What could not be checked, and why. */
  readonly notes: readonly string[];
}

const PROGRESS_EVERY = 1_000;

/** @param lines one record as JSON per line, each lane in its order; lanes may be mixed as they like */
export async function checkLog(
  lines: AsyncIterable<string> | Iterable<string>,
  options: CheckOptions = {},
): Promise<CheckReport> {
  const log = new LogCheck();
  for await (const line of lines) {
    if (line.trim() === '') continue;
    log.line(line);
    if (log.records % PROGRESS_EVERY === 0) options.onProgress?.(log.records);
  }
  return log.end();
}

class LogCheck {
  records = 0;
  private decisions = 0;
  private decidedUntil = 0;
  private readonly findings = new Findings();
  private readonly lanes = new LaneLaws(this.findings);
  private readonly streams = new StreamLaws(this.findings);
  private readonly domains = new Map<string, DomainLaws>();
  private readonly inputs = new InputLaws(this.findings, (workspace, id) => this.known(workspace, id));
  private readonly conversations = new ConversationLaws(
    this.findings,
    (workspace, id) => this.known(workspace, id),
    (workspace, id) => {
      const fates = this.domains.get(workspace)?.fates;
      return fates?.of(id)?.assigned ?? fates?.endOf(id)?.assigned ?? [];
    },
  );
  private readonly submissions = new SubmissionLaws(this.findings, (workspace, id) => {
    const end = this.domains.get(workspace)?.fates.endOf(id);
    return end?.as === 'converted' ? textOf(end.data, 'submissionId') : null;
  });

  line(line: string): void {
    this.records++;
    const record = readLine(line);
    if (typeof record === 'string') return this.findings.add('readable', `line ${this.records}`, record);
    const turn = this.lanes.see(record);
    // What is there twice has happened once.
    if (turn === 'again') return;
    this.streams.see(record, this.lanes.truncated(record.lane.topic));
    try {
      this.judge(record);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.findings.add('readable', whereOf(record), `its body is not what its type says: ${why}`);
    }
  }

  end(): CheckReport {
    const partial = this.lanes.truncated(DECISIONS);
    this.lanes.end();
    if (!partial) {
      this.inputs.end((workspace, id) => this.domains.get(workspace)?.fates.of(id) !== undefined);
      this.conversations.end(this.inputs.tail(), this.decidedUntil);
    }
    const ledgers = partial ? [] : [...this.domains.values()].map((domain) => domain.summary());
    for (const { workspace, remainder, unaccounted } of ledgers) {
      if (remainder === 0) continue;
      const text = `workspace ${workspace}: arrivals and outcomes differ by ${remainder} (${unaccounted.join(', ')})`;
      this.findings.add('conservation', 'end', text, unaccounted[0]);
    }
    const { list: findings, more } = this.findings;
    const notes = partial ? ['The decisions begin in the middle: only sequence, chain and streams were checked.'] : [];
    const { records, decisions } = this;
    const lanes = this.lanes.lanes.size;
    return { records, lanes, decisions, findings, more, ledgers, submissions: this.submissions.counts, notes };
  }

  private judge(record: LogRecord): void {
    switch (record.lane.topic) {
      case DECISIONS:
        return this.decision(record);
      case 'assignment.inputs':
        return this.inputs.see(record);
      case 'conversation.events':
        return this.conversations.see(record);
      case 'submission.events':
        return this.submissions.see(record);
      default:
        return;
    }
  }

  private decision(record: LogRecord): void {
    const decision = readDecision(record);
    if (decision === null || this.lanes.truncated(DECISIONS)) return;
    const where = whereOf(record);
    if (typeof decision === 'string') return this.findings.add('readable', where, decision);
    this.decisions++;
    this.decidedUntil = Math.max(this.decidedUntil, record.at);
    this.inputs.decided(decision, record.workspace, where);
    this.domain(record.workspace).decide(decision, where, record.at);
  }

  private domain(workspace: string): DomainLaws {
    let domain = this.domains.get(workspace);
    if (domain === undefined) {
      domain = new DomainLaws(workspace, this.findings, {
        arrived: (of, id) => this.conversations.arrived(of, id),
        assigned: (of, id, data) => this.conversations.assigned(of, id, data),
      });
      this.domains.set(workspace, domain);
    }
    return domain;
  }

  private known(workspace: string, conversationId: string): boolean {
    return this.domains.get(workspace)?.fates.known(conversationId) ?? false;
  }
}

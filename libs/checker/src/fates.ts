// What became of each conversation, by the engine's own events: the one place that knows which fate may follow which.
import { textOf, type Said } from './decision.js';
import type { Findings } from './finding.js';
import { isOutcome, Ledger, type LedgerSummary } from './ledger.js';
import { Recent } from './recent.js';
import type { Plain } from './log-record.js';
import type { WaitingBook } from './queues-book.js';

export interface Fate {
  readonly state: 'waiting' | 'submission_offered' | 'assigned';
  readonly waiting: WaitingBook | null;
  /** The data of the assignment, once there was one. */
  readonly assigned: Plain | null;
}

export interface Ended {
  readonly as: string;
  readonly data: Plain;
  readonly assigned: Plain | null;
}

const NEW = 'new';
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  [NEW]: ['assigned', 'queued', 'submission_offered', 'refused'],
  waiting: ['assigned', 'submission_offered', 'abandoned', 'timed_out', 'converted', 'closed_by_staff'],
  submission_offered: ['refused', 'timed_out', 'converted'],
  assigned: ['released'],
};

const ENDED_KEPT = 200_000;

export class Fates {
  readonly ledger = new Ledger();
  private readonly open = new Map<string, Fate>();
  private readonly ended = new Recent<Ended>(ENDED_KEPT);
  private readonly count = { waiting: 0, submission_offered: 0, assigned: 0 };

  constructor(private readonly findings: Findings) {}

  /** Does the event tell of a conversation's fate at all? */
  static concerns({ type }: Said): boolean {
    return type === 'queued' || type === 'submission_offered' || type === 'released' || isOutcome(type);
  }

  of(conversationId: string): Fate | undefined {
    return this.open.get(conversationId);
  }

  endOf(conversationId: string): Ended | undefined {
    return this.ended.get(conversationId);
  }

  /** Has it ever been decided about? Unknown only when too much was forgotten. */
  known(conversationId: string): boolean {
    return this.open.has(conversationId) || this.ended.get(conversationId) !== undefined || this.ended.forgotten > 0;
  }

  /** Names what may not follow; the event counts all the same, for so it stands in the log. */
  follow(event: Said, where: string): void {
    const conversationId = textOf(event.data, 'conversationId');
    const before = this.open.get(conversationId)?.state ?? NEW;
    if (before === NEW && FOLLOWS[NEW]?.includes(event.type)) this.ledger.arrived();
    if (!FOLLOWS[before]?.includes(event.type)) this.wrong(event, conversationId, before, where);
    if (isOutcome(event.type)) this.ledger.ended(event.type);
  }

  set(conversationId: string, fate: Fate): void {
    this.forget(conversationId);
    this.open.set(conversationId, fate);
    this.count[fate.state]++;
  }

  end(conversationId: string, { type, data }: Said): void {
    const assigned = this.open.get(conversationId)?.assigned ?? null;
    this.forget(conversationId);
    this.ended.set(conversationId, { as: type, data, assigned });
  }

  summary(workspace: string): LedgerSummary {
    const { waiting, submission_offered } = this.count;
    return this.ledger.summary(workspace, { waiting, submission_offered });
  }

  private forget(conversationId: string): void {
    const fate = this.open.get(conversationId);
    if (fate === undefined) return;
    this.count[fate.state]--;
    this.open.delete(conversationId);
  }

  private wrong({ type, data }: Said, conversationId: string, before: string, where: string): void {
    this.ledger.suspect(conversationId);
    const end = before === NEW ? this.ended.get(conversationId)?.as : undefined;
    const since = end === undefined ? before : `ended as ${end}`;
    if (type === 'assigned' && before === 'assigned') {
      const owner = textOf(this.open.get(conversationId)?.assigned ?? {}, 'agentId');
      const text = `given to ${textOf(data, 'agentId')} while ${owner} has it`;
      this.findings.add('owner', where, text, conversationId);
    } else {
      this.findings.add('outcome', where, `${type} cannot follow: it is ${since}`, conversationId);
    }
  }
}

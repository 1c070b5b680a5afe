// What became of each conversation, by the engine's own events: the one place that knows which fate may follow which.
import { textOf, type Said } from './decision.js';
import type { Findings } from './finding.js';
import { isOutcome, Ledger, type LedgerSummary } from './ledger.js';
import type { Wish } from './wish.js';
import { Recent } from './recent.js';
import type { Plain } from './log-record.js';
import type { WaitingBook } from './queues-book.js';

export interface Fate {
  readonly state: State;
  readonly waiting: WaitingBook | null;
  /** Every assignment and transfer so far, the last at the end. */
  readonly assigned: readonly Plain[];
  /** Whose slot it holds: the owner's, or that of the agent it is offered to. */
  readonly holder: { readonly agentId: string; readonly weight: number; readonly offerId: string | null } | null;
  readonly wish: Wish;
  readonly visitorId: string;
  /** Of its last place that was fixed, in that group. */
  readonly tier: { readonly groupId: string; readonly tier: number } | null;
  /** Null while an agent has it: then the visitor's connection alone tells. */
  live: boolean | null;
  /** Groups it came from by overflow after too long a wait. */
  readonly visited: readonly string[];
}

export type State = 'waiting' | 'pooled' | 'offered' | 'between' | 'submission_offered' | 'assigned';

export interface Ended {
  readonly as: string;
  readonly data: Plain;
  readonly assigned: readonly Plain[];
}

const NEW = 'new';
const ENDS = ['abandoned', 'timed_out', 'converted', 'closed_by_staff'] as const;
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  [NEW]: ['assigned', 'queued', 'pooled', 'offered', 'submission_offered', 'refused'],
  waiting: ['assigned', 'offered', 'requeued', 'pooled', 'submission_offered', ...ENDS],
  pooled: ['assigned', 'offered', 'requeued', 'pooled', 'abandoned', 'timed_out', 'closed_by_staff'],
  offered: ['offer_ended'],
  // After an offer has ended, within the same decision.
  between: ['assigned', 'offered', 'requeued', 'pooled', 'submission_offered', 'refused', ...ENDS],
  submission_offered: ['refused', 'timed_out', 'converted', 'closed_by_staff', 'assigned', 'requeued', 'pooled'],
  assigned: ['released', 'transferred', 'requeued', 'pooled', 'submission_offered'],
};
const CONCERNED = new Set(Object.values(FOLLOWS).flat());

const ENDED_KEPT = 200_000;

export class Fates {
  readonly ledger = new Ledger();
  private readonly open = new Map<string, Fate>();
  private readonly byVisitor = new Map<string, Set<string>>();
  private readonly ended = new Recent<Ended>(ENDED_KEPT);
  private readonly count: Record<State, number> = {
    ...{ waiting: 0, pooled: 0, offered: 0, between: 0, submission_offered: 0, assigned: 0 },
  };

  constructor(private readonly findings: Findings) {}

  /** Does the event tell of a conversation's fate at all? */
  static concerns({ type }: Said): boolean {
    return CONCERNED.has(type);
  }

  of(conversationId: string): Fate | undefined {
    return this.open.get(conversationId);
  }

  entries(): Iterable<readonly [string, Fate]> {
    return this.open;
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
    // Closing time is the one refusal of somebody who waits.
    const sentHome = before === 'waiting' && event.type === 'refused' && event.data['closing'] === true;
    if (!sentHome && !FOLLOWS[before]?.includes(event.type)) this.wrong(event, conversationId, before, where);
    if (isOutcome(event.type)) this.ledger.ended(event.type);
    // It is open again; whatever becomes of it is its outcome.
    if (before === 'assigned' && ['requeued', 'pooled', 'submission_offered'].includes(event.type))
      this.ledger.reopened();
  }

  /** Whoever has an agent is told apart by the connection alone when they come back. */
  setLive(visitorId: string, live: boolean): void {
    for (const conversationId of this.byVisitor.get(visitorId) ?? []) {
      const fate = this.open.get(conversationId);
      if (fate !== undefined && fate.live !== null) fate.live = live;
    }
  }

  set(conversationId: string, fate: Fate): void {
    this.forget(conversationId);
    const others = this.byVisitor.get(fate.visitorId) ?? new Set();
    this.byVisitor.set(fate.visitorId, others.add(conversationId));
    this.open.set(conversationId, fate);
    this.count[fate.state]++;
  }

  end(conversationId: string, { type, data }: Said): void {
    const assigned = this.open.get(conversationId)?.assigned ?? [];
    this.forget(conversationId);
    this.ended.set(conversationId, { as: type, data, assigned });
  }

  summary(workspace: string): LedgerSummary {
    const { waiting, pooled, offered, between, submission_offered } = this.count;
    // Whoever is offered to an agent has none yet.
    return this.ledger.summary(workspace, { waiting: waiting + offered + between, pooled, submission_offered });
  }

  private forget(conversationId: string): void {
    const fate = this.open.get(conversationId);
    if (fate === undefined) return;
    this.count[fate.state]--;
    this.open.delete(conversationId);
    const others = this.byVisitor.get(fate.visitorId);
    others?.delete(conversationId);
    if (others?.size === 0) this.byVisitor.delete(fate.visitorId);
  }

  private wrong({ type, data }: Said, conversationId: string, before: string, where: string): void {
    this.ledger.suspect(conversationId);
    const end = before === NEW ? this.ended.get(conversationId)?.as : undefined;
    const since = end === undefined ? before : `ended as ${end}`;
    if ((type === 'assigned' || type === 'offered') && before === 'assigned') {
      const owner = this.open.get(conversationId)?.holder?.agentId ?? '';
      const text = `given to ${textOf(data, 'agentId')} while ${owner} has it`;
      this.findings.add('owner', where, text, conversationId);
    } else if (before === 'offered') {
      this.findings.add('offer', where, `${type} while it is still offered to an agent`, conversationId);
    } else {
      this.findings.add('outcome', where, `${type} cannot follow: it is ${since}`, conversationId);
    }
  }
}

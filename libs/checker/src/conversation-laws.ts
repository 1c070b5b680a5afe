// conversation.events against the decisions: every request is decided, every assignment was one, no message doubled.
import { textOf } from './decision.js';
import type { Findings } from './finding.js';
import { isPlain, whereOf, type LogRecord, type Plain } from './log-record.js';
import { Recent } from './recent.js';

interface Requested {
  readonly where: string;
  readonly at: number;
  readonly conversationId: string;
}

interface Talk {
  readonly said: Set<string>;
  closed: boolean;
}

const TALKS_KEPT = 100_000;
const AGREED = ['agentId', 'groupId', 'cause', 'waitedMs'] as const;

const nameOf = (workspace: string, conversationId: string): string => `${workspace}\u0000${conversationId}`;

/** A message carried over from a submission, notes, who read the last words, how the last offer ended, and what is thought of it. */
const MAY_FOLLOW_THE_END = new Set([
  'conversation.message_added',
  'conversation.message_edited',
  'conversation.message_recalled',
  'conversation.messages_read',
  'conversation.visitor_read',
  'conversation.offer_ended',
  'conversation.rating_invited',
  'conversation.rated',
  'conversation.summarised',
]);

export class ConversationLaws {
  private readonly requested = new Map<string, Requested>();
  private readonly unproven = new Map<string, { readonly data: Plain; readonly where: string }>();
  private readonly talks = new Recent<Talk>(TALKS_KEPT);

  /** @param assignmentsOf what the engine decided so far; nothing, if it is not known yet */
  constructor(
    private readonly findings: Findings,
    private readonly known: (workspace: string, conversationId: string) => boolean,
    private readonly assignmentsOf: (workspace: string, conversationId: string) => readonly Plain[],
  ) {}

  see(record: LogRecord): void {
    const { workspace, stream, type } = record;
    const data = JSON.parse(record.body) as unknown;
    if (stream === null || !isPlain(data)) return;
    const where = whereOf(record);
    this.checkTalk(record, data, where);
    if (type === 'conversation.requested' && !this.known(workspace, stream)) {
      this.requested.set(nameOf(workspace, stream), { where, at: record.at, conversationId: stream });
    }
    if (type !== 'conversation.assigned') return;
    const decided = this.assignmentsOf(workspace, stream);
    // It may come again and be given to another: one of its assignments is meant, the last of that agent.
    const meant = decided.findLast(({ agentId }) => agentId === data['agentId']) ?? decided.at(-1);
    if (meant === undefined) this.unproven.set(nameOf(workspace, stream), { data, where });
    else this.compare(stream, data, meant, where);
  }

  arrived(workspace: string, conversationId: string): void {
    this.requested.delete(nameOf(workspace, conversationId));
  }

  assigned(workspace: string, conversationId: string, decided: Plain): void {
    const name = nameOf(workspace, conversationId);
    const told = this.unproven.get(name);
    if (told === undefined) return;
    this.unproven.delete(name);
    this.compare(conversationId, told.data, decided, told.where);
  }

  /** @param tail requests the engine had not come to; @param decidedUntil instant of the last decision in the log */
  end(tail: Iterable<{ readonly workspace: string; readonly conversationId: string }>, decidedUntil: number): void {
    for (const { workspace, conversationId } of tail) this.requested.delete(nameOf(workspace, conversationId));
    for (const { where, at, conversationId } of this.requested.values()) {
      if (at <= decidedUntil)
        this.findings.add('arrival', where, 'was requested, and nothing was ever decided', conversationId);
    }
    for (const [name, { where, data }] of this.unproven) {
      const text = `assigned to ${textOf(data, 'agentId')}, which no decision says`;
      this.findings.add('agreement', where, text, name.slice(name.indexOf('\u0000') + 1));
    }
  }

  private checkTalk({ workspace, stream, type }: LogRecord, data: Plain, where: string): void {
    const name = nameOf(workspace, stream ?? '');
    const talk = this.talks.get(name) ?? { said: new Set(), closed: false };
    this.talks.set(name, talk);
    // Opened again it goes on, with everything that a conversation may hold.
    if (type === 'conversation.reopened') talk.closed = false;
    if (talk.closed && !MAY_FOLLOW_THE_END.has(type))
      this.findings.add('message', where, `${type} after the conversation has ended`, stream ?? undefined);
    if (type === 'conversation.closed') talk.closed = true;
    if (type !== 'conversation.message_added') return;
    const author = isPlain(data['author']) ? textOf(data['author'], 'id') : '';
    const said = `${author}\u0000${textOf(data, 'clientMessageId')}`;
    if (talk.said.has(said))
      this.findings.add('message', where, `message ${textOf(data, 'clientMessageId')} is there twice`, stream ?? '');
    talk.said.add(said);
  }

  private compare(conversationId: string, told: Plain, decided: Plain, where: string): void {
    for (const name of AGREED) {
      if (told[name] === decided[name]) continue;
      const text = `${name} is ${String(told[name])}, but ${String(decided[name])} was decided`;
      this.findings.add('agreement', where, text, conversationId);
    }
  }
}

// One workspace's decisions, folded anew: capacity, owners, outcomes, order, and nobody unserved at every prefix.
import { AgentsBook } from './agents-book.js';
import { numberOf, textOf, type Decision, type Said } from './decision.js';
import { Fates } from './fates.js';
import type { Findings } from './finding.js';
import type { LedgerSummary } from './ledger.js';
import type { Plain } from './log-record.js';
import { QueuesBook } from './queues-book.js';

/** Told of what conversation.events must agree with. */
export interface DecisionEars {
  arrived(workspace: string, conversationId: string): void;
  assigned(workspace: string, conversationId: string, data: Plain): void;
}

export class DomainLaws {
  readonly fates: Fates;
  private readonly agents = new AgentsBook();
  private readonly queues = new QueuesBook();
  /** Groups in which the decision at hand may have made a pair. */
  private touched = new Set<string>();

  constructor(
    private readonly workspace: string,
    private readonly findings: Findings,
    private readonly ears: DecisionEars,
  ) {
    this.fates = new Fates(findings);
  }

  decide({ kind, input, events }: Decision, where: string): void {
    this.touched = new Set();
    const asked = input.type === 'conversation_requested' ? textOf(input.data, 'conversationId') : null;
    let answered = asked !== null && this.fates.of(asked) !== undefined;
    for (const event of events) {
      const about = Fates.concerns(event) ? textOf(event.data, 'conversationId') : null;
      if (about !== null && about === asked) answered = true;
      else if (about !== null && this.fates.of(about) === undefined && isArrival(event))
        this.findings.add('arrival', where, `${event.type} without a request`, about);
      this.take(event, where);
    }
    if (asked !== null) this.ears.arrived(this.workspace, asked);
    if (asked !== null && !answered) {
      this.fates.ledger.arrived();
      this.fates.ledger.suspect(asked);
      const text = kind === 'faulted' ? 'its request broke the rules and was set aside' : 'its request has no outcome';
      this.findings.add('arrival', where, text, asked);
    }
    for (const groupId of this.touched) this.checkServed(groupId, where);
  }

  summary(): LedgerSummary {
    return this.fates.summary(this.workspace);
  }

  private take(event: Said, where: string): void {
    if (Fates.concerns(event)) return this.takeFate(event, where);
    const { type, data } = event;
    switch (type) {
      case 'agent_configured': {
        const groups = Array.isArray(data['groupIds']) ? data['groupIds'].map(String) : [];
        return this.touch(this.agents.change(textOf(data, 'agentId'), { limit: numberOf(data, 'limit'), groups }));
      }
      case 'agent_removed':
        return this.touch(this.agents.change(textOf(data, 'agentId'), { limit: 0, groups: [] }));
      case 'agent_status_changed':
        return this.touch(this.agents.change(textOf(data, 'agentId'), { status: textOf(data, 'status') }));
      case 'visitor_connected':
      case 'visitor_lost':
        return this.touch(this.queues.setLive(textOf(data, 'visitorId'), type === 'visitor_connected'));
      default:
        return;
    }
  }

  private takeFate(event: Said, where: string): void {
    const { type, data } = event;
    const conversationId = textOf(data, 'conversationId');
    this.fates.follow(event, where);
    if (type === 'assigned') this.checkAssignment(data, where);
    const before = this.fates.of(conversationId);
    if (before?.waiting) this.queues.leave(before.waiting);
    switch (type) {
      case 'queued':
        return this.enqueue(conversationId, data, where);
      case 'submission_offered':
        return this.fates.set(conversationId, { state: 'submission_offered', waiting: null, assigned: null });
      case 'assigned':
        this.load(textOf(data, 'agentId'), 1);
        this.fates.set(conversationId, { state: 'assigned', waiting: null, assigned: data });
        return this.ears.assigned(this.workspace, conversationId, data);
      case 'released':
        this.checkRelease(conversationId, data, where);
        this.load(textOf(data, 'agentId'), -1);
        return this.fates.end(conversationId, event);
      default:
        return this.fates.end(conversationId, event);
    }
  }

  private enqueue(conversationId: string, data: Plain, where: string): void {
    const groupId = textOf(data, 'groupId');
    const { waiting, position } = this.queues.enter({
      ...{ conversationId, groupId, visitorId: textOf(data, 'visitorId') },
      ...{ priority: numberOf(data, 'priority'), arrivedAt: numberOf(data, 'arrivedAt') },
    });
    this.fates.set(conversationId, { state: 'waiting', waiting, assigned: null });
    this.touch([groupId]);
    const told = numberOf(data, 'position');
    if (told !== position) this.findings.add('place', where, `told place ${told}, is ${position}`, conversationId);
  }

  private load(agentId: string, by: 1 | -1): void {
    this.touch(this.agents.change(agentId, { load: this.agents.get(agentId).load + by }));
  }

  private checkAssignment(data: Plain, where: string): void {
    const conversationId = textOf(data, 'conversationId');
    const agentId = textOf(data, 'agentId');
    const { load, limit, status } = this.agents.get(agentId);
    if (load >= limit) {
      const text = `${agentId} already holds ${load} of ${limit}`;
      this.findings.add('capacity', where, text, conversationId);
    }
    if (status !== 'online' && data['cause'] !== 'pull')
      this.findings.add('online', where, `${agentId} is ${status}`, conversationId);
    if (data['cause'] !== 'freed') return;
    const first = this.queues.firstLive(textOf(data, 'groupId'));
    if (first?.conversationId === conversationId) return;
    const text = first === undefined ? 'is not live' : `overtakes ${first.conversationId}, whose turn it is`;
    this.findings.add('order', where, text, conversationId);
  }

  private checkRelease(conversationId: string, data: Plain, where: string): void {
    const owner = textOf(this.fates.of(conversationId)?.assigned ?? {}, 'agentId');
    const agentId = textOf(data, 'agentId');
    if (owner !== '' && owner !== agentId)
      this.findings.add('owner', where, `gives a slot of ${agentId} back, but ${owner} has it`, conversationId);
  }

  private checkServed(groupId: string, where: string): void {
    if (this.agents.eligibleIn(groupId) === 0) return;
    const first = this.queues.firstLive(groupId);
    if (first === undefined) return;
    const text = `waits in ${groupId} although an agent of it is free`;
    this.findings.add('unserved', where, text, first.conversationId);
  }

  private touch(groupIds: readonly string[]): void {
    for (const groupId of groupIds) this.touched.add(groupId);
  }
}

/** Events that can be a conversation's first; a refusal after an offer carries no reason. */
const isArrival = ({ type, data }: Said): boolean =>
  type === 'queued' || type === 'submission_offered' || (type === 'refused' && data['reason'] !== null);

// A slow second opinion: keeps books from the events alone, in plain lists, and says what a decision broke.
import type { Instant } from '@frontdesk/kernel';
import type { Assigned, RoutingEvent } from '../event.js';
import type { AgentStatus } from '../settings.js';

interface AgentBook {
  agentId: string;
  limit: number;
  groupIds: readonly string[] | null;
  status: AgentStatus;
  load: number;
  idleSince: Instant;
}

export interface WaitingBook {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly priority: number;
  readonly arrivedAt: Instant;
  live: boolean;
}

const AFTER: Readonly<Record<string, readonly string[]>> = {
  new: ['assigned', 'queued', 'submission_offered', 'refused'],
  queued: ['assigned', 'submission_offered', 'abandoned', 'timed_out', 'converted', 'closed_by_staff'],
  submission_offered: ['refused', 'timed_out', 'converted'],
  assigned: ['released'],
};

export class Ledger {
  /** In order of arrival. */
  readonly waiting: WaitingBook[] = [];
  readonly broken: string[] = [];
  private readonly agents = new Map<string, AgentBook>();
  private readonly outcomes = new Map<string, string>();

  record(event: RoutingEvent, at: Instant): void {
    if (event.type === 'assigned' && event.data.cause === 'freed') this.checkTurn(event.data);
    this.recordOutcome(event);
    switch (event.type) {
      case 'agent_configured':
        Object.assign(this.agent(event.data.agentId), { limit: event.data.limit, groupIds: event.data.groupIds });
        return;
      case 'agent_removed':
        Object.assign(this.agent(event.data.agentId), { limit: 0, groupIds: null });
        return;
      case 'agent_status_changed': {
        const agent = this.agent(event.data.agentId);
        if (event.data.status === 'online') agent.idleSince = at;
        agent.status = event.data.status;
        return;
      }
      case 'visitor_connected':
      case 'visitor_lost':
        for (const each of this.waiting) {
          if (each.visitorId === event.data.visitorId) each.live = event.type === 'visitor_connected';
        }
        return;
      case 'queued':
        this.waiting.push({ ...event.data, live: true });
        this.expect(event.data.position === this.positionOf(event.data.conversationId), 'the position is exact', event);
        return;
      case 'assigned':
        return this.recordAssigned(event.data, at);
      case 'released':
        this.agent(event.data.agentId).load--;
        this.agent(event.data.agentId).idleSince = at;
        return;
      default:
    }
  }

  /** Between decisions: nobody live waits for an eligible agent (D3). */
  check(): void {
    for (const each of this.waiting) {
      this.expect(
        !each.live || this.eligible(each.groupId).length === 0,
        'no live visitor waits for an eligible agent',
        each,
      );
    }
  }

  positionOf(conversationId: string): number {
    const me = this.waiting.find((each) => each.conversationId === conversationId) as WaitingBook;
    const queue = this.waiting.filter((each) => each.groupId === me.groupId);
    // `sort` is stable, and the list is in order of arrival.
    return queue.sort((a, b) => b.priority - a.priority).indexOf(me) + 1;
  }

  loadOf(agentId: string): number {
    return this.agents.get(agentId)?.load ?? 0;
  }

  private recordOutcome(event: RoutingEvent): void {
    if (!('conversationId' in event.data) || event.type === 'convert_refused' || event.type === 'pull_refused') return;
    const { conversationId } = event.data;
    const before = this.outcomes.get(conversationId) ?? 'new';
    this.expect((AFTER[before] ?? []).includes(event.type), `${event.type} cannot follow ${before}`, event);
    if (AFTER[event.type] === undefined) this.outcomes.delete(conversationId);
    else this.outcomes.set(conversationId, event.type);
    const index = this.waiting.findIndex((each) => each.conversationId === conversationId);
    if (index >= 0) this.waiting.splice(index, 1);
  }

  /** Whoever is served stands before all others whom this agent could have served (P16, P17). */
  private checkTurn(event: Assigned): void {
    const groupIds = this.agent(event.agentId).groupIds ?? [];
    const ready = this.waiting.filter((each) => each.live && groupIds.includes(each.groupId));
    const [next] = ready.sort((a, b) => b.priority - a.priority);
    this.expect(next?.conversationId === event.conversationId, 'nobody is overtaken', event);
  }

  private recordAssigned(event: Assigned, at: Instant): void {
    const agent = this.agent(event.agentId);
    const eligible = this.eligible(event.groupId);
    const order = event.reason.tieBreak === 'named' ? [agent, ...eligible.filter((each) => each !== agent)] : eligible;
    const told = event.reason.candidates.map(({ agentId }) => agentId);
    const seen = order.slice(0, 6).map(({ agentId }) => agentId);
    this.expect(told.join() === seen.join() && told[0] === event.agentId, 'the record tells the choice', event);
    this.expect(agent.status === 'online' && agent.load < agent.limit, 'load stays within the limit', event);
    agent.load++;
    agent.idleSince = at;
  }

  private eligible(groupId: string): AgentBook[] {
    return [...this.agents.values()]
      .filter((agent) => agent.groupIds?.includes(groupId) && agent.status === 'online' && agent.load < agent.limit)
      .sort(
        (a, b) => a.load / a.limit - b.load / b.limit || a.idleSince - b.idleSince || (a.agentId < b.agentId ? -1 : 1),
      );
  }

  private agent(agentId: string): AgentBook {
    let agent = this.agents.get(agentId);
    if (agent === undefined) {
      agent = { agentId, limit: 0, groupIds: null, status: 'offline', load: 0, idleSince: 0 };
      this.agents.set(agentId, agent);
    }
    return agent;
  }

  private expect(condition: boolean, law: string, where: unknown): void {
    if (!condition) this.broken.push(`${law}: ${JSON.stringify(where)}`);
  }
}

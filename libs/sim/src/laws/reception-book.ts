// Books of one workspace, kept from the decided events alone: who is there, who waits, who has whom. They judge each
// event, and tell the simulated world what there is to close, pull or convert.
import type { Assigned, RoutingEvent } from '@frontdesk/routing';
import { demand } from './violation.js';

export interface AgentEntry {
  limit: number;
  groupIds: readonly string[];
  status: string;
  load: number;
}

export interface TalkEntry {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  state: 'waiting' | 'offered' | 'assigned';
  agentId: string | null;
  /** Only of those who wait: not passed over. */
  live: boolean;
}

export class ReceptionBook {
  readonly agents = new Map<string, AgentEntry>();
  /** Those that are not over. */
  readonly open = new Map<string, TalkEntry>();
  private readonly over = new Set<string>();

  record(event: RoutingEvent): void {
    switch (event.type) {
      case 'agent_configured':
        Object.assign(this.agent(event.data.agentId), { limit: event.data.limit, groupIds: event.data.groupIds });
        return;
      case 'agent_removed':
        Object.assign(this.agent(event.data.agentId), { limit: 0, groupIds: [] });
        return;
      case 'agent_status_changed':
        this.agent(event.data.agentId).status = event.data.status;
        return;
      case 'visitor_connected':
      case 'visitor_lost':
        for (const talk of this.open.values())
          if (talk.visitorId === event.data.visitorId) talk.live = event.type === 'visitor_connected';
        return;
      case 'queued':
        return this.come({ ...event.data, state: 'waiting', agentId: null, live: true });
      case 'submission_offered':
        return this.come({ ...event.data, state: 'offered', agentId: null, live: false });
      case 'assigned':
        return this.assign(event.data);
      case 'released':
        this.agent(event.data.agentId).load--;
        return this.end(event.data.conversationId, event.data.agentId);
      case 'refused':
        // A refusal without an offer or a wait before it is the first and last that is heard of a conversation.
        if (event.data.reason === null || event.data.closing === true) return this.end(event.data.conversationId, null);
        return void this.over.add(event.data.conversationId);
      case 'abandoned':
      case 'timed_out':
      case 'converted':
      case 'closed_by_staff':
        return this.end(event.data.conversationId, null);
      default:
        return;
    }
  }

  /** Between two decisions nobody live waits for an agent who could take them. */
  checkServed(): void {
    for (const talk of this.open.values()) {
      if (talk.state !== 'waiting' || !talk.live) continue;
      for (const [agentId, agent] of this.agents) {
        const free = agent.status === 'online' && agent.load < agent.limit && agent.groupIds.includes(talk.groupId);
        demand(!free, 'reception', () => `${talk.conversationId} waits although ${agentId} is free`);
      }
    }
  }

  private come(talk: TalkEntry): void {
    const before = this.open.get(talk.conversationId);
    const first = before === undefined && !this.over.has(talk.conversationId);
    // Who timed out while waiting is offered a submission.
    const timedOut = before?.state === 'waiting' && talk.state === 'offered';
    demand(first || timedOut, 'reception', () => `${talk.conversationId} comes again`);
    this.open.set(talk.conversationId, talk);
  }

  private assign({ conversationId, visitorId, groupId, agentId }: Assigned): void {
    const agent = this.agent(agentId);
    const before = this.open.get(conversationId);
    const owner = before?.agentId ?? null;
    demand(owner === null, 'reception', () => `${conversationId} is given to ${agentId}, but ${owner} has it`);
    demand(!this.over.has(conversationId), 'reception', () => `${conversationId} is over, and given to ${agentId}`);
    const fits = agent.load < agent.limit && agent.status === 'online';
    demand(fits, 'reception', () => `${agentId} (${agent.status}) holds ${agent.load} of ${agent.limit}`);
    agent.load++;
    this.open.set(conversationId, { conversationId, visitorId, groupId, agentId, state: 'assigned', live: false });
  }

  private end(conversationId: string, owner: string | null): void {
    const before = this.open.get(conversationId);
    const rightly = before !== undefined && before.agentId === owner;
    demand(rightly, 'reception', () => `${conversationId} ends, which is ${before?.state ?? 'not open'}`);
    this.open.delete(conversationId);
    this.over.add(conversationId);
  }

  private agent(agentId: string): AgentEntry {
    let agent = this.agents.get(agentId);
    if (agent === undefined) {
      agent = { limit: 0, groupIds: [], status: 'offline', load: 0 };
      this.agents.set(agentId, agent);
    }
    return agent;
  }
}

// Who could take a conversation, kept from the events alone: limit, groups, status, and load = assigned − released.

export interface AgentBook {
  limit: number;
  groups: readonly string[];
  status: string;
  load: number;
}

export class AgentsBook {
  private readonly agents = new Map<string, AgentBook>();
  private readonly eligible = new Map<string, number>();

  get(agentId: string): Readonly<AgentBook> {
    return this.agents.get(agentId) ?? { limit: 0, groups: [], status: 'offline', load: 0 };
  }

  /** How many agents of the group are online and below their limit. */
  eligibleIn(groupId: string): number {
    return this.eligible.get(groupId) ?? 0;
  }

  /** Answers the groups whose count may have changed. O(groups of the agent). */
  change(agentId: string, changes: Partial<AgentBook>): readonly string[] {
    const before = this.get(agentId);
    const after = { ...before, ...changes };
    this.agents.set(agentId, after);
    this.count(before, -1);
    this.count(after, 1);
    return after.groups;
  }

  private count({ status, load, limit, groups }: AgentBook, by: 1 | -1): void {
    if (status !== 'online' || load >= limit) return;
    for (const groupId of new Set(groups)) this.eligible.set(groupId, this.eligibleIn(groupId) + by);
  }
}

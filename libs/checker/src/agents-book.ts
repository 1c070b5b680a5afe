// Who could take a conversation, kept from the events alone: limit, groups, skills, weights, status, and load = what was
// given − what was given back.
import type { Wish } from './wish.js';

export interface AgentBook {
  limit: number;
  groups: readonly string[];
  skills: Readonly<Record<string, number>>;
  weights: Readonly<Record<string, number>>;
  status: string;
  load: number;
  /** Given as many as they may be for now. */
  ramped: boolean;
  /** When they were last given something; only while a ramp is in force. */
  given: readonly number[];
}

const NEW: AgentBook = {
  ...{ limit: 0, groups: [], skills: {}, weights: {}, status: 'offline', load: 0, ramped: false, given: [] },
};

export class AgentsBook {
  private readonly agents = new Map<string, AgentBook>();
  private readonly members = new Map<string, Set<string>>();
  /** Per group: how many might take something, if it were light enough. */
  private readonly open = new Map<string, number>();

  get(agentId: string): Readonly<AgentBook> {
    return this.agents.get(agentId) ?? NEW;
  }

  weightFor(agentId: string, { channel }: Wish): number {
    return channel === null ? 1 : (this.get(agentId).weights[channel] ?? 1);
  }

  /** Online (or `forAll`: whatever their status), with the skills, and with room for it. */
  canTake(agentId: string, groupId: string, wish: Wish, forAll = false): boolean {
    const { limit, groups, status, load, ramped } = this.get(agentId);
    if ((status !== 'online' && !forAll) || ramped || limit === 0 || !groups.includes(groupId)) return false;
    if (wish.excluded.includes(agentId) || !this.hasSkills(agentId, wish)) return false;
    return load + this.weightFor(agentId, wish) <= limit;
  }

  /** Could anybody of the group take the lightest of all conversations? O(1). */
  mayTake(groupId: string): boolean {
    return (this.open.get(groupId) ?? 0) > 0;
  }

  /** Anybody of the group who could take it. O(1) where nobody has room for anything, else O(members). */
  freeFor(groupId: string, wish: Wish): string | undefined {
    if (!this.mayTake(groupId)) return undefined;
    return [...(this.members.get(groupId) ?? [])].find((agentId) => this.canTake(agentId, groupId, wish));
  }

  /** The same for one in a pool. O(members). */
  anyFor(groupId: string, wish: Wish, forAll: boolean): boolean {
    return [...(this.members.get(groupId) ?? [])].some((agentId) => this.canTake(agentId, groupId, wish, forAll));
  }

  /** Somebody with the skills is online, whatever they hold. */
  isManned(groupId: string, wish: Wish): boolean {
    const members = [...(this.members.get(groupId) ?? [])];
    return members.some((agentId) => this.get(agentId).status === 'online' && this.hasSkills(agentId, wish));
  }

  hasSkills(agentId: string, { skills }: Wish): boolean {
    const own = this.get(agentId).skills;
    return Object.entries(skills).every(([skill, level]) => (own[skill] ?? 0) >= level);
  }

  /** Answers the groups whose agents may be able to do more or less than before. O(groups of the agent). */
  change(agentId: string, changes: Partial<AgentBook>): readonly string[] {
    const before = this.get(agentId);
    const after = { ...before, ...changes };
    this.agents.set(agentId, after);
    this.count(agentId, before, -1);
    this.count(agentId, after, 1);
    return [...new Set([...before.groups, ...after.groups])];
  }

  private count(agentId: string, { status, load, limit, groups, weights }: AgentBook, by: 1 | -1): void {
    const lightest = Math.min(1, ...Object.values(weights));
    const isOpen = status === 'online' && limit > 0 && load + lightest <= limit;
    for (const groupId of new Set(groups)) {
      const members = this.members.get(groupId) ?? new Set();
      this.members.set(groupId, members);
      if (by === 1) members.add(agentId);
      else members.delete(agentId);
      if (isOpen) this.open.set(groupId, (this.open.get(groupId) ?? 0) + by);
    }
  }
}

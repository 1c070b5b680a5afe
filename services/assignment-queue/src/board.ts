// The live board: who waits, who is there, how loaded they are, and what today has brought.
import type { Board } from '@frontdesk/contracts';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { agentLoads, modeFor, oldestArrival, pooledCount, waitingCount, type Routing } from '@frontdesk/routing';
import { Inject, Injectable } from '@nestjs/common';
import { Engine } from './engine.js';
import { Names } from './names.js';

@Injectable()
export class BoardView {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Names) private readonly names: Names,
  ) {}

  async of(workspace: string): Promise<Board> {
    const now = this.ports.clock.now();
    const midnight = new Date(now - (now % 86_400_000));
    const [seen, agents, groups, today] = await Promise.all([
      this.engine.ask(workspace, look),
      this.names.of(workspace, 'agents'),
      this.names.of(workspace, 'groups'),
      this.names.countSince(workspace, midnight),
    ]);
    const count = (...types: string[]) => types.reduce((sum, type) => sum + (today.get(type) ?? 0), 0);
    const oldest = seen.groups.map((group) => group.oldest).filter((at) => at !== null);
    const queued = count('queued');
    return {
      waiting: seen.groups.reduce((sum, group) => sum + group.waiting, 0),
      pooled: seen.groups.reduce((sum, group) => sum + group.pooled, 0),
      longestWaitMs: oldest.length === 0 ? 0 : Math.max(0, now - Math.min(...oldest)),
      agents: seen.agents.map(({ agentId, status, load, limit, groupIds }) => ({
        agentId,
        name: agents.get(agentId) ?? agentId,
        status,
        load,
        limit,
        groupIds,
      })),
      groups: seen.groups.map(({ oldest: _, ...group }) => ({
        ...group,
        name: groups.get(group.groupId) ?? group.groupId,
      })),
      today: {
        arrivals: await this.names.arrivalsSince(workspace, midnight),
        assigned: count('assigned'),
        queued,
        pooled: count('pooled'),
        abandoned: count('abandoned'),
        submissions: count('converted'),
      },
    };
  }
}

function look(state: Routing) {
  const agents = agentLoads(state);
  const groups = [...state.groups.values()]
    .filter(({ rules, removed }) => rules !== null && !removed)
    // By id: in which order the state came to know them depends on whether it was rebuilt from a snapshot.
    .sort((one, other) => (one.groupId < other.groupId ? -1 : 1))
    .map(({ groupId, open }) => ({
      groupId,
      open,
      waiting: waitingCount(state, groupId),
      pooled: pooledCount(state, groupId),
      mode: modeFor(state, groupId),
      online: agents.filter((agent) => agent.status === 'online' && agent.groupIds.includes(groupId)).length,
      oldest: oldestArrival(state, groupId),
    }));
  return { agents, groups };
}

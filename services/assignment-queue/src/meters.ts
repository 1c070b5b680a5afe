// What an operator sees of the engine: lanes, decisions, who waits and who is there. Sums over workspaces, never one of them.
import type { LaneHost } from '@frontdesk/engine';
import type { Metrics } from '@frontdesk/nest';
import { agentLoads, waitingCount, type Routing, type RoutingEvent, type RoutingInput } from '@frontdesk/routing';

export function meter(host: LaneHost<Routing, RoutingInput, RoutingEvent>, metrics: Metrics): void {
  metrics.onCollect(async () => {
    // A lane that went elsewhere is no longer shown here.
    metrics.laneEpoch.reset();
    metrics.laneWaiting.reset();
    for (const { partition, epoch, waiting } of host.lanes()) {
      metrics.laneEpoch.set({ lane: String(partition) }, epoch);
      metrics.laneWaiting.set({ lane: String(partition) }, waiting);
    }
    let waiting = 0;
    const agents = new Map<string, number>();
    await host.visit((state) => {
      for (const groupId of state.groups.keys()) waiting += waitingCount(state, groupId);
      for (const { status } of agentLoads(state)) agents.set(status, (agents.get(status) ?? 0) + 1);
    });
    metrics.queueWaiting.set(waiting);
    metrics.agents.reset();
    for (const [status, count] of agents) metrics.agents.set({ status }, count);
  });
}

// Says goodbye for who no longer can: a process that was killed stays a member of its groups until its session has run
// out, and when it comes back, the group waits that long for its earlier life before anybody is given anything to read.
// Kafka's own answer, static membership, is not in kafkajs 2.2.4; the two requests that it comes to are.
import { assert } from '@frontdesk/kernel';
import type { Kafka } from 'kafkajs';

interface Coordinator {
  describeGroups(of: { readonly groupIds: readonly string[] }): Promise<{ readonly groups: readonly Group[] }>;
  leaveGroup(who: { readonly groupId: string; readonly memberId: string }): Promise<unknown>;
}

interface Group {
  readonly members: readonly { readonly memberId: string; readonly clientId: string }[];
}

/** A client's connections to its brokers; not among its public parts. */
interface Cluster {
  connect(): Promise<void>;
  findGroupCoordinator(of: { readonly groupId: string }): Promise<Coordinator>;
  disconnect(): Promise<void>;
}

/**
 * Members of the group that bear this process's name leave it.
 * @param name the client id, which no other living process has
 * @param signal too late: this life may have joined, so nobody leaves any more
 */
export async function leaveEarlierLives(kafka: Kafka, group: string, name: string, signal: AbortSignal): Promise<void> {
  const cluster = clusterOf(kafka);
  try {
    await cluster.connect();
    const coordinator = await cluster.findGroupCoordinator({ groupId: group });
    const { groups } = await coordinator.describeGroups({ groupIds: [group] });
    for (const { memberId, clientId } of groups.flatMap(({ members }) => members)) {
      if (clientId !== name || signal.aborted) continue;
      await coordinator.leaveGroup({ groupId: group, memberId });
    }
  } finally {
    await cluster.disconnect();
  }
}

function clusterOf(kafka: Kafka): Cluster {
  const symbol = Object.getOwnPropertySymbols(kafka).find(
    ({ description }) => description === 'private:Kafka:createCluster',
  );
  const create: unknown = symbol && Reflect.get(kafka, symbol);
  assert(typeof create === 'function', 'kafkajs as it was when this was written');
  return Reflect.apply(create, kafka, [{ allowAutoTopicCreation: false }]) as Cluster;
}

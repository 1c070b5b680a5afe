// The embedded bus: the commit is the publication, and readers follow the journals' own tables.
import type { Bus, BusSubscription, Subscribe } from './bus.js';
import { follow, type FollowerTimers } from './follower.js';
import { laneKey } from './record.js';
import { PARTITIONS, type JournalReader } from './port.js';

export interface TableBusOptions {
  readonly pollMs?: number;
  readonly batch?: number;
  readonly timers?: FollowerTimers;
}

/** One follower per journal and subscription: one query for all 64 lanes when woken, and one per poll. */
export function createTableBus(journals: JournalReader | readonly JournalReader[], options: TableBusOptions = {}): Bus {
  const readers: readonly JournalReader[] = 'service' in journals ? [journals] : journals;
  return {
    subscribe: (subscribe: Subscribe): BusSubscription => {
      const { topic, after, services, onBatch, onGap, onTrouble, yieldsMs } = subscribe;
      const wanted = readers.filter(({ service }) => services?.includes(service) ?? true);
      const followers = wanted.map((reader) => {
        const positions = new Map<number, number>();
        for (let partition = 0; partition < PARTITIONS; partition++) {
          positions.set(partition, after.get(laneKey({ service: reader.service, topic, partition })) ?? 0);
        }
        return follow({ reader, topic, positions, onBatch, onGap, onTrouble, yieldsMs, ...options });
      });
      return { stop: async () => void (await Promise.all(followers.map((follower) => follower.stop()))) };
    },
  };
}

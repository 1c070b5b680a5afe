// The bus over Kafka. Each subscription is a consumer group of its own, so two on one topic both get everything, and the
// replicas of a service share its partitions.
import type { Bus, BusSubscription, FollowerTimers, LaneKey, Subscribe } from '@frontdesk/journal';
import type { Kafka } from 'kafkajs';
import { CONSUMER_TIMES, type ConsumerTimes } from './consumer-life.js';
import type { Parked } from './partition-intake.js';
import { KafkaSubscription } from './subscription.js';
import { realTimers } from './trying-again.js';

export interface KafkaBusOptions {
  readonly kafka: Kafka;
  /** The consuming service; the group of a subscription is `<consumerGroup>.<topic>`, a second one's `….2`. */
  readonly consumerGroup: string;
  /** The client's id, if no other living process has it: what bore it in a group before need not be waited for. */
  readonly name?: string;
  /** What Journal.positions(consumer) answers: read anew whenever the group shares its partitions out. */
  readonly positions?: () => Promise<ReadonlyMap<LaneKey, number>>;
  /** Before every topic's and group's name at Kafka. */
  readonly prefix?: string;
  /** Most records that a handler is given at once. */
  readonly batch?: number;
  readonly times?: Partial<ConsumerTimes>;
  readonly timers?: FollowerTimers;
  /** Keeps bytes that are no record of ours; the reader goes on when it resolves. Their lane, if any, ends by its gap. */
  readonly park: (parked: Parked) => Promise<void> | void;
  /** A consumer died and is being replaced. */
  readonly onCrash?: (topic: string, error: unknown) => void;
}

export interface KafkaBus extends Bus {
  /** What is subscribed to, and the partitions that are this process's own; none until the group has met. */
  subscriptions(): readonly {
    readonly topic: string;
    readonly group: string;
    readonly partitions: readonly number[];
  }[];
}

export function createKafkaBus(options: KafkaBusOptions): KafkaBus {
  const {
    kafka,
    consumerGroup,
    name,
    positions,
    prefix = '',
    batch = 500,
    timers = realTimers,
    park,
    onCrash,
  } = options;
  const times = { ...CONSUMER_TIMES, ...options.times };
  const live = new Map<string, { topic: string; subscription: KafkaSubscription }>();

  /** Stable over restarts and equal in every replica, as long as a service subscribes in the same order. */
  const freeGroup = (topic: string): string => {
    const first = `${prefix}${consumerGroup}.${topic}`;
    for (let nth = 1; ; nth++) {
      const group = nth === 1 ? first : `${first}.${nth}`;
      if (!live.has(group)) return group;
    }
  };

  return {
    subscribe: (subscribe: Subscribe): BusSubscription => {
      const { topic } = subscribe;
      const group = freeGroup(topic);
      const subscription = new KafkaSubscription({
        ...{ kafka, group, physical: prefix + topic, subscribe, batch, times, timers, park },
        ...(positions === undefined ? {} : { positions }),
        ...(name === undefined ? {} : { name }),
        onCrash: (error) => onCrash?.(topic, error),
        onStopped: () => void live.delete(group),
      });
      live.set(group, { topic, subscription });
      return subscription;
    },
    subscriptions: () =>
      [...live].map(([group, { topic, subscription }]) => ({ topic, group, partitions: subscription.partitions })),
  };
}

// The Kafka client with the settings that were found to survive outages (bounded tries; what follows is ours).
import type { ConnectionOptions } from 'node:tls';
import { assert } from '@frontdesk/kernel';
import { Kafka, logLevel, type Producer, type RetryOptions, type SASLOptions } from 'kafkajs';
import { fetchInSessions } from './fetch-sessions.js';
import { fullBatchesOnly } from './full-batches.js';
import { quietTimers } from './quiet-timers.js';

export interface KafkaOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly ssl?: boolean | ConnectionOptions;
  readonly sasl?: SASLOptions;
  /** The client's own complaints. Most of them mend themselves; what doesn't comes through onTrouble as well. */
  readonly log?: (message: string, detail: Readonly<Record<string, unknown>>) => void;
}

/**
 * Some seconds of tries, then the error is ours: a client that tries for ever can't be stopped, and whatever it holds
 * wrongly in memory it would hold for ever. A new one is made instead, after a pause.
 */
export const TRIES: RetryOptions = {
  initialRetryTime: 100,
  maxRetryTime: 500,
  factor: 0.2,
  multiplier: 2,
  retries: 10,
};

export function openKafka({ brokers, clientId, ssl, sasl, log }: KafkaOptions): Kafka {
  quietTimers();
  fullBatchesOnly();
  fetchInSessions();
  return new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 5_000,
    retry: TRIES,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => {
      const { message, ...detail } = entry.log;
      log?.(message, { namespace: entry.namespace, ...detail });
    },
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl }),
  });
}

export async function openProducer(kafka: Kafka): Promise<Producer> {
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    metadataMaxAge: 30_000,
    retry: TRIES,
    // The lane's partition stands in every message: no client's own hash ever decides.
    createPartitioner:
      () =>
      ({ message: { partition } }) => {
        assert(partition !== undefined, 'a message names its partition');
        return partition;
      },
  });
  await producer.connect();
  return producer;
}

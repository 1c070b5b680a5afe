// One real broker per spec file, and what specs put on it: topics of their own, raw records, a bus of short times.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { laneKey, type Bus, type LaneId, type Subscribe, type StoredRecord } from '@frontdesk/journal';
import type { BusHarness } from '@frontdesk/journal/testing';
import type { Admin, Kafka } from 'kafkajs';
import type { NativeKafka } from '../../../../deploy/native/kafka.mjs';
import { startTestKafka } from '../../../../deploy/native/servers.mjs';
import { createKafkaBus, encode, ensureTopics, openKafka, type KafkaBus, type KafkaBusOptions } from '../index.js';
import { openProducer } from '../open-kafka.js';
import { SendGroup } from '../send-group.js';

export interface TestBroker extends NativeKafka {
  readonly kafka: Kafka;
  readonly admin: Admin;
  end(): Promise<void>;
}

export async function startBroker(): Promise<TestBroker> {
  const dir = mkdtempSync(join(tmpdir(), 'frontdesk-kafka-'));
  const native = await startTestKafka({ dir });
  const kafka = openKafka({ brokers: native.brokers, clientId: 'spec' });
  const admin = kafka.admin();
  await admin.connect();
  const end = async (): Promise<void> => {
    await admin.disconnect();
    await native.kill9();
    rmSync(dir, { recursive: true, force: true });
  };
  return { ...native, kafka, admin, end };
}

let made = 0;

/** Fresh topics under a prefix of their own. */
export async function freshTopics(admin: Admin, topics: readonly string[], partitions = 4): Promise<string> {
  const prefix = `t${++made}.`;
  await ensureTopics(admin, topics, { prefix, partitions });
  return prefix;
}

export const QUICK = { sessionMs: 3_000, heartbeatMs: 200, fetchWaitMs: 50 } as const;

export function quickBus(kafka: Kafka, prefix: string, rest: Partial<KafkaBusOptions> = {}): KafkaBus {
  const park = (): void => {
    throw new Error('nothing undecodable was published');
  };
  return createKafkaBus({ kafka, consumerGroup: 'spec', prefix, times: QUICK, park, ...rest });
}

/** Sends records as they are, holes and doubles included: each writer by a producer of its own, as in the product. */
export function rawPublishing(kafka: Kafka, prefix: string) {
  const groups = new Map<string, SendGroup>();
  const group = (service: string): SendGroup => {
    const known = groups.get(service) ?? new SendGroup(() => openProducer(kafka));
    groups.set(service, known);
    return known;
  };
  return {
    publish: async (records: readonly StoredRecord[]): Promise<void> => {
      const lanes = new Map<string, StoredRecord[]>();
      for (const record of records)
        lanes.set(laneKey(record.lane), [...(lanes.get(laneKey(record.lane)) ?? []), record]);
      const sends = [...lanes.values()].map(async (lane) => {
        const { service, topic, partition } = (lane[0] as StoredRecord).lane;
        await group(service).send(
          prefix + topic,
          partition,
          lane.map((record) => encode(record)),
        );
      });
      await Promise.all(sends);
    },
    close: async (): Promise<void> => void (await Promise.all([...groups.values()].map((one) => one.close()))),
  };
}

export async function busHarness(broker: TestBroker, wrap: (bus: Bus) => Bus = (bus) => bus): Promise<BusHarness> {
  const prefix = await freshTopics(broker.admin, ['contract.events']);
  const { publish, close } = rawPublishing(broker.kafka, prefix);
  return { bus: wrap(quickBus(broker.kafka, prefix)), publish, stop: close };
}

export const laneOf = (topic: string, partition: number, service = 'first'): LaneId => ({ service, topic, partition });

export const recordsOf = (lane: LaneId, from: number, to: number, body = '{}'): StoredRecord[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({
    ...{ lane, seq: from + i, id: `${laneKey(lane)}#${from + i}`, key: 'k', workspace: 'w', type: 'spec.noted' },
    ...{ stream: null, streamVersion: null, at: 1_800_000_000_000, epoch: null, hash: null, body },
    meta: { actor: 'a', correlationId: 'c', causationId: null },
  }));

/** A subscriber that remembers the seqs of every lane, and whoever waits for them. */
export class Taken {
  readonly seqs = new Map<string, number[]>();
  readonly records: StoredRecord[] = [];
  readonly gaps: string[] = [];

  readonly onBatch: Subscribe['onBatch'] = async (lane, records) => {
    const known = this.seqs.get(laneKey(lane)) ?? [];
    known.push(...records.map(({ seq }) => seq));
    this.seqs.set(laneKey(lane), known);
    this.records.push(...records);
  };

  readonly onGap: Subscribe['onGap'] = (lane, expected, got) => {
    this.gaps.push(`${laneKey(lane)} ${expected} ${got}`);
  };

  of(lane: LaneId): number[] {
    return this.seqs.get(laneKey(lane)) ?? [];
  }
}

export async function until(what: string, done: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; !(await done()); await new Promise((resolve) => setTimeout(resolve, 10))) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
  }
}

export const oneTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);

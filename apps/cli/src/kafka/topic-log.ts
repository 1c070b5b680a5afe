// Everything that stands in Kafka's topics now, read once from the first record to the last.
import { decode, openKafka } from '@frontdesk/bus-kafka';
import { laneKey, type LaneId, type LaneKey, type StoredRecord } from '@frontdesk/journal';
import { randomUUID } from 'node:crypto';
import { unreachable } from '../terminal/exit.js';
import type { LaneEnd, LogSource } from '../database/log-source.js';

export interface TopicLane {
  readonly lane: LaneId;
  /** In the order in which they stand there, each once. */
  readonly records: readonly StoredRecord[];
  /** How many stand there a second time, and are equal to the first: a publisher may repeat. */
  readonly repeated: number;
  /** What must never be there, as sentences: another record under the same seq, a seq that was skipped. */
  readonly faults: readonly string[];
}

export type TopicLog = ReadonlyMap<LaneKey, TopicLane>;

const STANDS_STILL_MS = 60_000;
const SERVICE_HEADER = 'ce_source';

/** O(records) time and memory. */
export async function readTopics(brokers: readonly string[], topics: readonly string[]): Promise<TopicLog> {
  const kafka = openKafka({ brokers, clientId: 'frontdesk-cli' });
  const admin = kafka.admin();
  const group = `frontdesk-cli-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId: group, readUncommitted: true });
  const lanes = new Map<LaneKey, Gathered>();
  try {
    await admin.connect();
    const open = new Map<string, number>();
    for (const topic of topics) {
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
        if (Number(high) > Number(low)) open.set(`${topic}/${partition}`, Number(high));
    }
    if (open.size > 0) {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await new Promise<void>((done, fail) => {
        const late = () => fail(new Error(`${open.size} partitions were not read to their end`));
        let timer = setTimeout(late, STANDS_STILL_MS);
        const eachBatch: NonNullable<Parameters<typeof consumer.run>[0]>['eachBatch'] = async ({ batch }) => {
          clearTimeout(timer);
          timer = setTimeout(late, STANDS_STILL_MS);
          const name = `${batch.topic}/${batch.partition}`;
          const end = open.get(name);
          for (const message of batch.messages) {
            const { offset, headers } = message;
            if (end === undefined || Number(offset) >= end) continue;
            const service = String(headers?.[SERVICE_HEADER] ?? '').replace('/services/', '');
            const lane: LaneId = { service, topic: batch.topic, partition: batch.partition };
            gather(lanes, decode(message, lane));
          }
          if (end !== undefined && Number(batch.lastOffset()) + 1 >= end) open.delete(name);
          if (open.size > 0) return;
          clearTimeout(timer);
          done();
        };
        consumer.run({ autoCommit: false, eachBatch }).catch(fail);
      });
    }
  } catch (error) {
    throw unreachable(`Kafka cannot be read: ${error instanceof Error ? error.message : String(error)}.`, error);
  } finally {
    await consumer.disconnect().catch(() => undefined);
    await admin.deleteGroups([group]).catch(() => undefined);
    await admin.disconnect().catch(() => undefined);
  }
  return lanes;
}

interface Gathered {
  readonly lane: LaneId;
  readonly records: StoredRecord[];
  readonly faults: string[];
  repeated: number;
}

function gather(lanes: Map<LaneKey, Gathered>, record: StoredRecord): void {
  const key = laneKey(record.lane);
  const lane = lanes.get(key) ?? { lane: record.lane, records: [], faults: [], repeated: 0 };
  lanes.set(key, lane);
  const first = lane.records[0]?.seq ?? record.seq;
  const known = lane.records[record.seq - first];
  if (known !== undefined) {
    lane.repeated++;
    const same = JSON.stringify(known) === JSON.stringify(record);
    if (!same) lane.faults.push(`${key}/${record.seq} stands there twice, and differs`);
    return;
  }
  const expected = (lane.records.at(-1)?.seq ?? record.seq - 1) + 1;
  if (record.seq === expected) lane.records.push(record);
  else lane.faults.push(`${key}/${record.seq} follows ${expected - 1}`);
}

/** The topics as a log like any other; without snapshots, which Kafka does not hold. */
export function logOf(topics: TopicLog): LogSource {
  const reader = {
    read: (lane: LaneId, after: number, limit: number) => {
      const records = topics.get(laneKey(lane))?.records ?? [];
      const from = Math.max(0, after - (records[0]?.seq ?? 1) + 1);
      return Promise.resolve(records.slice(from, from + limit));
    },
    loadSnapshot: () => Promise.resolve(null),
  };
  const ends = [...topics.values()].map(({ lane, records }): LaneEnd => ({ lane, seq: records.at(-1)?.seq ?? 0 }));
  return {
    readers: new Map([...topics.values()].map(({ lane }) => [lane.service, reader])),
    ends: () => Promise.resolve(ends.sort((a, b) => (laneKey(a.lane) < laneKey(b.lane) ? -1 : 1))),
  };
}

// What stands in a lane.
import type { Instant } from '@frontdesk/kernel';

/** A lane = (writing service, topic, partition). Inside it seq is 1, 2, 3 … without a gap, in commit order. */
export interface LaneId {
  readonly service: string;
  readonly topic: string;
  readonly partition: number;
}

/** `service/topic/partition`: a lane as a map key. */
export type LaneKey = string;

export const laneKey = (lane: LaneId): LaneKey => `${lane.service}/${lane.topic}/${lane.partition}`;

export interface RecordMeta {
  /** The person, key, visitor or service that caused it (A4). No personal data: an id. */
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  /** Where an owner's fact came from, e.g. a request id. */
  readonly requestId?: string;
  /** The W3C trace and the step that wrote it. */
  readonly traceparent?: string;
}

/** A record to be written. The lane's partition follows from `key` by murmur2; the journal assigns seq and version. */
export interface NewRecord {
  readonly id: string;
  readonly topic: string;
  /** Decides the partition: the routing domain, or the aggregate's id. */
  readonly key: string;
  readonly workspace: string;
  /** `<context>.<past_tense_snake>`, or the input's type on `assignment.inputs`. */
  readonly type: string;
  /** The aggregate, unique within its workspace; null for records that belong to none (inputs). */
  readonly stream: string | null;
  readonly at: Instant;
  readonly meta: RecordMeta;
  /** Plain data; stored as its canonical text. */
  readonly data: unknown;
}

/** A record as it stands in the lane for ever. */
export interface StoredRecord {
  readonly lane: LaneId;
  readonly seq: number;
  readonly id: string;
  readonly key: string;
  readonly workspace: string;
  readonly type: string;
  readonly stream: string | null;
  /** 1, 2, 3 … inside the stream; null without a stream. */
  readonly streamVersion: number | null;
  readonly at: Instant;
  readonly meta: RecordMeta;
  /** The stored canonical text: what hashes cover. `JSON.parse(body)` is the data. */
  readonly body: string;
  /** Only in chained lanes: the writer's epoch and the hash over this record and its predecessor's hash (hex). */
  readonly epoch: number | null;
  readonly hash: string | null;
}

/** What a fold of a lane needs of its records. */
export type RecordedFact = Pick<StoredRecord, 'seq' | 'workspace' | 'type' | 'at' | 'body'>;

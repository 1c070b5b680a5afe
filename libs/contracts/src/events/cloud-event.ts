// A lane record as a CloudEvent 1.0: the one envelope of Kafka, the feed and the webhooks.
import { schemaUri } from './public-event.js';

/** What the envelope needs of a journal record; a StoredRecord is one. */
export interface EnvelopeRecord {
  readonly lane: { readonly service: string };
  readonly seq: number;
  readonly id: string;
  readonly key: string;
  readonly workspace: string;
  readonly type: string;
  readonly stream: string | null;
  readonly streamVersion: number | null;
  readonly at: number;
  readonly meta: { readonly actor: string; readonly correlationId: string; readonly causationId: string | null };
  readonly body: string;
}

/** Attribute and extension names are lower-case alphanumeric and their values strings: the specification's rule. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly partitionkey: string;
  /** The place within the stream; for records of no stream, within the lane. Zero-padded, so that it sorts as text. */
  readonly sequence: string;
  readonly workspaceid: string;
  readonly streamversion?: string;
  readonly schemaversion: string;
  readonly correlationid: string;
  readonly causationid?: string;
  readonly actorid: string;
  /** Never absent: in Kafka's binary mode no data is a tombstone. */
  readonly data: unknown;
}

const SEQUENCE_DIGITS = 20;

/** @param version the major version of the type's schema */
export function toCloudEvent(record: EnvelopeRecord, version = 1): CloudEvent {
  const { meta, stream, streamVersion } = record;
  return {
    specversion: '1.0',
    id: record.id,
    source: `/services/${record.lane.service}`,
    type: record.type,
    ...(stream === null ? {} : { subject: stream }),
    time: new Date(record.at).toISOString(),
    datacontenttype: 'application/json',
    dataschema: schemaUri(record.type, version),
    partitionkey: record.key,
    sequence: String(streamVersion ?? record.seq).padStart(SEQUENCE_DIGITS, '0'),
    workspaceid: record.workspace,
    ...(streamVersion === null ? {} : { streamversion: String(streamVersion) }),
    schemaversion: String(version),
    correlationid: meta.correlationId,
    ...(meta.causationId === null ? {} : { causationid: meta.causationId }),
    actorid: meta.actor,
    data: JSON.parse(record.body) as unknown,
  };
}

// A record as a Kafka message and back: CloudEvents 1.0, binary mode. Attributes are headers, the body is the stored
// text byte for byte, and decoding gives back the very record that was encoded.
import type { LaneId, RecordMeta, StoredRecord } from '@frontdesk/journal';
import type { IHeaders } from 'kafkajs';

export interface OutgoingMessage {
  readonly key: string;
  readonly value: Buffer;
  readonly partition: number;
  readonly headers: Record<string, string>;
}

/** What Kafka hands over, as far as decoding needs it. */
export interface IncomingMessage {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: IHeaders;
}

/** Not one of our records, or damaged. The message says what was missed and never what was found: no personal data. */
export class Undecodable extends Error {
  override readonly name = 'Undecodable';
}

const SOURCE = '/services/';
const SEQUENCE_DIGITS = 20;

/** One header per member: a new one in RecordMeta doesn't compile until it has a header too. */
const META_HEADERS: Record<keyof RecordMeta, string> = {
  actor: 'ce_actorid',
  correlationId: 'ce_correlationid',
  causationId: 'ce_causationid',
  requestId: 'ce_requestid',
  traceparent: 'ce_traceparent',
};
const META = Object.entries(META_HEADERS) as [keyof RecordMeta, string][];

/** @param more further attributes, by their header names: for readers outside; ours don't look at them */
export function encode(record: StoredRecord, more: Readonly<Record<string, string>> = {}): OutgoingMessage {
  const { lane, seq, key, stream, streamVersion, epoch, hash } = record;
  const headers: Record<string, string> = {
    ...more,
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: record.id,
    ce_source: SOURCE + lane.service,
    ce_type: record.type,
    ce_time: new Date(record.at).toISOString(),
    ce_partitionkey: key,
    ce_sequence: String(streamVersion ?? seq).padStart(SEQUENCE_DIGITS, '0'),
    ce_workspaceid: record.workspace,
    ce_laneseq: String(seq),
  };
  if (stream !== null) headers['ce_subject'] = stream;
  if (streamVersion !== null) headers['ce_streamversion'] = String(streamVersion);
  if (epoch !== null) headers['ce_epoch'] = String(epoch);
  if (hash !== null) headers['ce_hash'] = hash;
  for (const [member, header] of META) {
    const value = record.meta[member];
    if (value !== null && value !== undefined) headers[header] = value;
  }
  return { key, value: Buffer.from(record.body), partition: lane.partition, headers };
}

/** The service that wrote it, without a look at the rest; null: not a message of ours. */
export function writerOf({ headers = {} }: IncomingMessage): string | null {
  const source = headers['ce_source'];
  if (source === undefined || Array.isArray(source)) return null;
  const name = source.toString();
  return name.startsWith(SOURCE) && name.length > SOURCE.length ? name.slice(SOURCE.length) : null;
}

export function decode(message: IncomingMessage, lane: LaneId): StoredRecord {
  const { key, value, headers = {} } = message;
  if (key === null || value === null) throw new Undecodable(`without a ${key === null ? 'key' : 'body'}`);
  // Structured mode would be another body; anything else that names JSON is ours.
  if (text(headers, 'content-type') !== 'application/json') throw new Undecodable('not application/json');
  const requestId = text(headers, META_HEADERS.requestId);
  const traceparent = text(headers, META_HEADERS.traceparent);
  return {
    lane,
    seq: numberIn(headers, 'ce_laneseq'),
    id: textIn(headers, 'ce_id'),
    key: key.toString(),
    workspace: textIn(headers, 'ce_workspaceid'),
    type: textIn(headers, 'ce_type'),
    stream: text(headers, 'ce_subject'),
    streamVersion: text(headers, 'ce_streamversion') === null ? null : numberIn(headers, 'ce_streamversion'),
    at: instantIn(headers, 'ce_time'),
    meta: {
      actor: textIn(headers, META_HEADERS.actor),
      correlationId: textIn(headers, META_HEADERS.correlationId),
      causationId: text(headers, META_HEADERS.causationId),
      ...(requestId === null ? {} : { requestId }),
      ...(traceparent === null ? {} : { traceparent }),
    },
    body: value.toString(),
    epoch: text(headers, 'ce_epoch') === null ? null : numberIn(headers, 'ce_epoch'),
    hash: text(headers, 'ce_hash'),
  };
}

function text(headers: IHeaders, name: string): string | null {
  const value = headers[name];
  if (value === undefined) return null;
  // A header that stands twice is a list: no writer of ours does that.
  if (Array.isArray(value)) throw new Undecodable(`${name} stands more than once`);
  return value.toString();
}

function textIn(headers: IHeaders, name: string): string {
  const value = text(headers, name);
  if (value === null) throw new Undecodable(`without ${name}`);
  return value;
}

function numberIn(headers: IHeaders, name: string): number {
  const digits = textIn(headers, name);
  const value = Number(digits);
  if (!/^\d+$/.test(digits) || !Number.isSafeInteger(value)) throw new Undecodable(`${name} is no number`);
  return value;
}

function instantIn(headers: IHeaders, name: string): number {
  const instant = Date.parse(textIn(headers, name));
  if (Number.isNaN(instant)) throw new Undecodable(`${name} is no time`);
  return instant;
}

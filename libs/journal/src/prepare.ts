// What an append says, checked and brought to the form that every adapter writes: lanes known, text canonical. A broken
// record is a bug of the caller and is refused here, before it joins a group with others.
import { assert, canonical } from '@frontdesk/kernel';
import { partitionOf } from './murmur2.js';
import type { Append, OwnedRecord, Position } from './port.js';
import { laneKey, type LaneId, type LaneKey, type NewRecord, type StoredRecord } from './record.js';

/** A record that lacks its place only. */
export type Draft = Omit<StoredRecord, 'seq' | 'streamVersion'>;

export interface StreamCheck {
  readonly workspace: string;
  readonly stream: string;
  /** Null: the version is needed to count on from, but not checked. */
  readonly expected: number | null;
}

interface Work {
  readonly lanes: ReadonlyMap<LaneKey, LaneId>;
  readonly positions: readonly Position[];
}

export interface AppendWork extends Work {
  readonly kind: 'append';
  readonly drafts: readonly Draft[];
  /** The key of each draft's stream: made once, since every adapter and check asks for it. */
  readonly streamKeys: readonly (string | null)[];
  readonly streams: ReadonlyMap<string, StreamCheck>;
}

export interface OwnedWork extends Work {
  readonly kind: 'owned';
  readonly lane: LaneId;
  readonly epoch: number;
  readonly records: readonly OwnedRecord[];
}

/** Streams are unique within their workspace; NUL can't stand in a name (see `wellFormed`). */
export const streamKey = (workspace: string, stream: string): string => `${workspace}\u0000${stream}`;
export const positionKey = (position: Position): string => `${position.consumer}\u0000${laneKey(position.lane)}`;

export function prepareAppend<Tx>(service: string, append: Append<Tx>): AppendWork {
  const lanes = new Map<LaneKey, LaneId>();
  const drafts: Draft[] = [];
  for (const record of append.records) {
    const before = append.records[drafts.length - 1];
    // Most appends write one lane: its name and partition are worked out once.
    const same = before?.key === record.key && before.topic === record.topic;
    drafts.push(draft(record, (same ? drafts.at(-1)?.lane : undefined) ?? laneOf(service, record, lanes)));
  }
  checkPositions(append.positions ?? []);
  const streamKeys = drafts.map(({ workspace, stream }) => (stream === null ? null : streamKey(workspace, stream)));
  const streams = streamChecks(append, streamKeys);
  return { kind: 'append', drafts, streamKeys, lanes, streams, positions: append.positions ?? [] };
}

export function prepareOwned(
  service: string,
  lane: LaneId,
  epoch: number,
  records: readonly OwnedRecord[],
  positions: readonly Position[],
): OwnedWork {
  assert(lane.service === service, `a journal of ${service} doesn't write ${laneKey(lane)}`);
  checkTopic(lane.topic);
  checkPositions(positions);
  for (const record of records) {
    for (const name of [record.id, record.key, record.workspace, record.type]) wellFormed(name);
    wellFormed(record.body);
    checkInstant(record.at);
  }
  return { kind: 'owned', lane, epoch, records, lanes: new Map([[laneKey(lane), lane]]), positions };
}

/** Lanes in the one order in which every append locks them. */
export function inLockOrder(lanes: Iterable<LaneId>): LaneId[] {
  return [...lanes].sort((a, b) => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.partition - b.partition));
}

function laneOf(service: string, { topic, key }: NewRecord, lanes: Map<LaneKey, LaneId>): LaneId {
  checkTopic(topic);
  wellFormed(key);
  const lane = { service, topic, partition: partitionOf(key) };
  const name = laneKey(lane);
  const known = lanes.get(name);
  if (known === undefined) lanes.set(name, lane);
  return known ?? lane;
}

function draft({ id, key, workspace, type, stream, at, meta, data }: NewRecord, lane: LaneId): Draft {
  for (const name of [id, workspace, type]) wellFormed(name);
  if (stream !== null) wellFormed(stream);
  checkInstant(at);
  return { lane, id, key, workspace, type, stream, at, meta, body: canonical(data), epoch: null, hash: null };
}

function streamChecks<Tx>(
  { records, expectedVersions = {} }: Append<Tx>,
  streamKeys: readonly (string | null)[],
): Map<string, StreamCheck> {
  const checks = new Map<string, StreamCheck>();
  const named = new Set<string>();
  records.forEach(({ workspace, stream }, i) => {
    assert(workspace === records[0]?.workspace, 'the records of one append belong to one workspace');
    const name = streamKeys[i] ?? null;
    if (stream === null || name === null || checks.has(name)) return;
    named.add(stream);
    checks.set(name, { workspace, stream, expected: expectedVersions[stream] ?? null });
  });
  for (const stream of Object.keys(expectedVersions)) {
    assert(named.has(stream), `the version of ${stream} is expected, but no record stands in it`);
  }
  return checks;
}

function checkPositions(positions: readonly Position[]): void {
  for (const { consumer, lane, seq } of positions) {
    wellFormed(consumer);
    wellFormed(lane.service);
    checkTopic(lane.topic);
    assert(Number.isSafeInteger(seq) && seq >= 0, 'a position is a seq');
  }
}

const checkTopic = (topic: string): void => assert(/^[a-z0-9._-]{1,200}$/.test(topic), `${topic} is no topic name`);
const checkInstant = (at: number): void => assert(Number.isSafeInteger(at), 'an instant is an integer');

/** NUL can't be stored by Postgres, and a lone surrogate has no UTF-8: both would come back as something else. */
function wellFormed(text: string): void {
  assert(text.length > 0 && !/\u0000|\p{Surrogate}/u.test(text), 'a name is well-formed text, not empty, without NUL');
}

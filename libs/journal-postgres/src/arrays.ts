// Rows as columns: unnest takes one array per column, so a statement is the same text for any number of rows.
import type { LaneHead, LaneId, Position, StoredRecord } from '@frontdesk/journal';
import { canonical } from '@frontdesk/kernel';

export interface LaneMove {
  readonly lane: LaneId;
  readonly was: LaneHead;
  readonly now: LaneHead;
}

export function laneColumns(moves: readonly LaneMove[]): unknown[][] {
  return [
    moves.map(({ lane }) => lane.topic),
    moves.map(({ lane }) => lane.partition),
    moves.map(({ was }) => was.epoch),
    moves.map(({ was }) => was.seq),
    moves.map(({ now }) => now.seq),
    moves.map(({ now }) => now.hash),
    moves.map(({ now }) => now.at),
  ];
}

export function positionColumns(positions: readonly Position[]): unknown[][] {
  return [...consumerColumns(positions), positions.map(({ seq }) => seq)];
}

export function consumerColumns(positions: readonly Position[]): unknown[][] {
  return [
    positions.map(({ consumer }) => consumer),
    positions.map(({ lane }) => lane.service),
    positions.map(({ lane }) => lane.topic),
    positions.map(({ lane }) => lane.partition),
  ];
}

/** The furthest position of each consumer and lane, in the one order in which all statements lock them. */
export function furthest(positions: Iterable<readonly [string, Position]>): Position[] {
  const far = new Map<string, Position>();
  for (const [name, position] of positions) {
    const other = far.get(name);
    if (other === undefined || other.seq < position.seq) far.set(name, position);
  }
  return [...far.values()].sort(
    (a, b) =>
      byText(a.consumer, b.consumer) ||
      byText(a.lane.service, b.lane.service) ||
      byText(a.lane.topic, b.lane.topic) ||
      a.lane.partition - b.lane.partition,
  );
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function recordColumns(records: readonly StoredRecord[]): unknown[][] {
  const columns: unknown[][] = Array.from({ length: 14 }, () => new Array<unknown>(records.length));
  records.forEach((record, row) => {
    const { lane, seq, id, workspace, key, type, stream, streamVersion, at, meta, body, epoch, hash } = record;
    const values = [lane.topic, lane.partition, seq, id, workspace, key, type, stream, streamVersion, at];
    [...values, canonical(meta), body, epoch, hash].forEach((value, column) => {
      (columns[column] as unknown[])[row] = value;
    });
  });
  return columns;
}

export interface RecordRow {
  readonly topic: string;
  readonly partition: number;
  readonly seq: string;
  readonly id: string;
  readonly workspace: string;
  readonly key: string;
  readonly type: string;
  readonly stream: string | null;
  readonly stream_version: number | null;
  readonly at: string;
  readonly meta: string;
  readonly body: string;
  readonly epoch: number | null;
  readonly hash: string | null;
}

/** bigint comes as text: seq and instants are safe integers by the port's own checks. */
export function toRecord(service: string, row: RecordRow): StoredRecord {
  return {
    lane: { service, topic: row.topic, partition: row.partition },
    seq: Number(row.seq),
    id: row.id,
    key: row.key,
    workspace: row.workspace,
    type: row.type,
    stream: row.stream,
    streamVersion: row.stream_version,
    at: Number(row.at),
    meta: JSON.parse(row.meta) as StoredRecord['meta'],
    body: row.body,
    epoch: row.epoch,
    hash: row.hash,
  };
}

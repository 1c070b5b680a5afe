// Rows as columns: unnest takes one array per column, so a statement is the same text for any number of rows.
import { laneKey, type LaneHead, type LaneId, type Position, type StoredRecord } from '@frontdesk/journal';
import { canonical } from '@frontdesk/kernel';
import { int4s, int8s, texts } from './binary-arrays.js';

export interface LaneMove {
  readonly lane: LaneId;
  readonly was: LaneHead;
  readonly now: LaneHead;
}

export function laneColumns(moves: readonly LaneMove[]): Buffer[] {
  return [
    texts(moves.map(({ lane }) => lane.topic)),
    int4s(moves.map(({ lane }) => lane.partition)),
    int4s(moves.map(({ was }) => was.epoch)),
    int8s(moves.map(({ was }) => was.seq)),
    int8s(moves.map(({ now }) => now.seq)),
    texts(moves.map(({ now }) => now.hash)),
    int8s(moves.map(({ now }) => now.at)),
  ];
}

export function positionColumns(positions: readonly Position[]): Buffer[] {
  return [...consumerColumns(positions), int8s(positions.map(({ seq }) => seq))];
}

export function consumerColumns(positions: readonly Position[]): Buffer[] {
  return [
    texts(positions.map(({ consumer }) => consumer)),
    texts(positions.map(({ lane }) => lane.service)),
    texts(positions.map(({ lane }) => lane.topic)),
    int4s(positions.map(({ lane }) => lane.partition)),
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

/** Lanes by their number in `lanes`, from 1 as Postgres counts. */
export function recordColumns(records: readonly StoredRecord[], lanes: readonly LaneId[]): Buffer[] {
  const numbered = new Map(lanes.map((lane, i) => [laneKey(lane), i + 1]));
  return [
    int4s(records.map(({ lane }) => numbered.get(laneKey(lane)) ?? null)),
    int8s(records.map(({ seq }) => seq)),
    texts(records.map(({ id }) => id)),
    texts(records.map(({ workspace }) => workspace)),
    texts(records.map(({ key }) => key)),
    texts(records.map(({ type }) => type)),
    texts(records.map(({ stream }) => stream)),
    int4s(records.map(({ streamVersion }) => streamVersion)),
    int8s(records.map(({ at }) => at)),
    texts(metaTexts(records)),
    texts(records.map(({ body }) => body)),
    int4s(records.map(({ epoch }) => epoch)),
    texts(records.map(({ hash }) => hash)),
  ];
}

/** The records of one append mostly share their meta: its text is made once. */
function metaTexts(records: readonly StoredRecord[]): string[] {
  let last: { readonly meta: StoredRecord['meta']; readonly text: string } | null = null;
  return records.map(({ meta }) => {
    if (last?.meta !== meta) last = { meta, text: canonical(meta) };
    return last.text;
  });
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

// Rows as columns: unnest takes one array per column, so a statement is the same text for any number of rows.
import { laneKey, type LaneHead, type LaneId, type Position, type StoredRecord } from '@frontdesk/journal';
import { canonical } from '@frontdesk/kernel';

export interface LaneMove {
  readonly lane: LaneId;
  readonly was: LaneHead;
  readonly now: LaneHead;
}

export function laneColumns(moves: readonly LaneMove[]): string[] {
  return [
    texts(moves.map(({ lane }) => lane.topic)),
    numbers(moves.map(({ lane }) => lane.partition)),
    numbers(moves.map(({ was }) => was.epoch)),
    numbers(moves.map(({ was }) => was.seq)),
    numbers(moves.map(({ now }) => now.seq)),
    texts(moves.map(({ now }) => now.hash)),
    numbers(moves.map(({ now }) => now.at)),
  ];
}

export function positionColumns(positions: readonly Position[]): string[] {
  return [...consumerColumns(positions), numbers(positions.map(({ seq }) => seq))];
}

export function consumerColumns(positions: readonly Position[]): string[] {
  return [
    texts(positions.map(({ consumer }) => consumer)),
    texts(positions.map(({ lane }) => lane.service)),
    texts(positions.map(({ lane }) => lane.topic)),
    numbers(positions.map(({ lane }) => lane.partition)),
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
export function recordColumns(records: readonly StoredRecord[], lanes: readonly LaneId[]): string[] {
  const numbered = new Map(lanes.map((lane, i) => [laneKey(lane), i + 1]));
  return [
    numbers(records.map(({ lane }) => numbered.get(laneKey(lane)) ?? null)),
    numbers(records.map(({ seq }) => seq)),
    texts(records.map(({ id }) => id)),
    texts(records.map(({ workspace }) => workspace)),
    texts(records.map(({ key }) => key)),
    texts(records.map(({ type }) => type)),
    texts(records.map(({ stream }) => stream)),
    numbers(records.map(({ streamVersion }) => streamVersion)),
    numbers(records.map(({ at }) => at)),
    texts(metaTexts(records)),
    texts(records.map(({ body }) => body)),
    numbers(records.map(({ epoch }) => epoch)),
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

/**
 * Postgres' array literals, by hand: pg's own way was a quarter of the time of a large append. A column without any
 * value is empty, and unnest fills it up with nulls.
 */
export function numbers(values: readonly (number | null)[]): string {
  if (values.every((value) => value === null)) return '{}';
  return `{${values.map((value) => value ?? 'NULL').join()}}`;
}

const ODD = /["\\]/;
const EVERY_ODD = /["\\]/g;

export function texts(values: readonly (string | null)[]): string {
  if (values.every((value) => value === null)) return '{}';
  let literal = '{';
  for (const value of values) {
    if (literal.length > 1) literal += ',';
    if (value === null) literal += 'NULL';
    else literal += `"${ODD.test(value) ? value.replace(EVERY_ODD, '\\$&') : value}"`;
  }
  return `${literal}}`;
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

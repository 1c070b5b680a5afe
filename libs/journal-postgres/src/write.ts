// The one statement that writes a group. A large group goes as columns: one text for any number of rows. A small one, as
// most are, is written out row by row, in a text for its numbers of rows: the server takes two thirds of the time for
// that, and a visitor may be waiting for it.
import { laneKey, type Position, type StoredRecord } from '@frontdesk/journal';
import { canonical } from '@frontdesk/kernel';
import { laneColumns, positionColumns, recordColumns, type LaneMove } from './arrays.js';
import { quotedSchema, RECORD, type Statement, type Statements } from './statements.js';

export interface Writing {
  readonly moves: readonly LaneMove[];
  readonly positions: readonly Position[];
  readonly records: readonly StoredRecord[];
  /** An empty channel: nobody is told. */
  readonly notification: readonly [channel: string, payload: string];
  /** Doesn't wait for the disk. */
  readonly lazily: boolean;
}

export interface Write {
  readonly statement: Statement;
  readonly values: unknown[];
}

const MOST_RECORDS = 4;
const MOST_LANES = 3;
const MOST_POSITIONS = 2;

export function writeOf(schema: string, sql: Statements, writing: Writing): Write {
  const { moves, positions, records, notification, lazily } = writing;
  if (records.length <= MOST_RECORDS && moves.length <= MOST_LANES && positions.length <= MOST_POSITIONS)
    return small(schema, writing);
  const lanes = moves.map(({ lane }) => lane);
  const columns = [...laneColumns(moves), ...positionColumns(positions), ...recordColumns(records, lanes)];
  return { statement: sql.write, values: [...columns, ...notification, moves.length, positions.length, lazily] };
}

interface Shape {
  readonly moves: number;
  readonly positions: number;
  /** The lane of each record, by its place among the moves. */
  readonly lanes: readonly number[];
  readonly tells: boolean;
  readonly lazily: boolean;
}

const known = new Map<string, Statement>();

function small(schema: string, { moves, positions, records, notification, lazily }: Writing): Write {
  const places = new Map(moves.map(({ lane }, i) => [laneKey(lane), i]));
  const lanes = records.map(({ lane }) => places.get(laneKey(lane)) ?? 0);
  const tells = notification[0] !== '';
  const shape: Shape = { moves: moves.length, positions: positions.length, lanes, tells, lazily };
  const key = `${moves.length}.${positions.length}.${lanes.join('')}.${tells ? 'n' : ''}${lazily ? 'l' : ''}.${schema}`;
  let statement = known.get(key);
  if (statement === undefined)
    known.set(key, (statement = { name: `journal.${key}`.slice(0, 63), text: textOf(quotedSchema(schema), shape) }));
  return {
    statement,
    values: [
      ...moves.flatMap(({ lane, was, now }) => [
        now.seq,
        now.hash,
        now.at,
        lane.topic,
        lane.partition,
        was.epoch,
        was.seq,
      ]),
      ...positions.flatMap(({ consumer, lane, seq }) => [consumer, lane.service, lane.topic, lane.partition, seq]),
      ...records.flatMap(recordValues),
      ...(tells ? notification : []),
    ],
  };
}

function recordValues(record: StoredRecord): unknown[] {
  const { seq, id, workspace, key, type, stream, streamVersion, at, meta, body, epoch, hash } = record;
  return [seq, id, workspace, key, type, stream, streamVersion, at, canonical(meta), body, epoch, hash];
}

const MOVE = ['bigint', 'text', 'bigint', 'text', 'int', 'int', 'bigint'];
const POSITION = ['text', 'text', 'text', 'int', 'bigint'];
const ROW = ['bigint', 'text', 'text', 'text', 'text', 'text', 'int', 'bigint', 'text', 'text', 'int', 'text'];

/** What `write` in ./statements does, for so many rows. */
function textOf(s: string, { moves, positions, lanes, tells, lazily }: Shape): string {
  let count = 0;
  const next = (types: readonly string[]): string[] => types.map((type) => `$${++count}::${type}`);
  const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
  const moved = times(moves, () => next(MOVE));
  const taken = times(positions, () => next(POSITION));
  const rows = lanes.map((lane) => [moved[lane]?.[3], moved[lane]?.[4], ...next(ROW)]);
  const parts = [
    ...moved.map(
      ([seq, hash, at, topic, partition, epoch, was], i) => `moved${i} AS (
        UPDATE ${s}.lane SET seq = ${seq}, hash = ${hash}, at = ${at},
          alive_at = CASE WHEN ${epoch} > 0 THEN clock_timestamp() END
        WHERE topic = ${topic} AND partition = ${partition} AND epoch = ${epoch} AND seq = ${was} RETURNING 1)`,
    ),
    ...taken.map(
      (values, i) => `taken${i} AS (
        INSERT INTO ${s}.position (consumer, lane_service, topic, partition, seq) VALUES (${values.join()})
        ON CONFLICT (consumer, lane_service, topic, partition) DO UPDATE SET seq = excluded.seq
          WHERE position.seq < excluded.seq RETURNING 1)`,
    ),
    ...(rows.length === 0
      ? []
      : [`written AS (INSERT INTO ${s}.record (${RECORD}) VALUES ${rows.map((row) => `(${row.join()})`).join()})`]),
  ];
  const conditions = [...moved.map((_, i) => `moved${i}`), ...taken.map((_, i) => `taken${i}`)];
  const held = conditions.map((name) => `(SELECT count(*) FROM ${name})`).join(' + ');
  return `
    ${parts.length === 0 ? '' : `WITH ${parts.join(',\n')}`}
    SELECT ${tells ? `pg_notify(${next(['text', 'text']).join()}),` : ''}
      ${lazily ? `set_config('synchronous_commit', 'off', true),` : ''}
      1 / CASE WHEN ${held || '0'} = ${conditions.length} THEN 1 ELSE 0 END`;
}

// Every SQL text of the journal, written once per schema. Named where it is hot, so that the server plans it once.
import { assert } from '@frontdesk/kernel';

export interface Statement {
  readonly name?: string;
  readonly text: string;
}

export function quotedSchema(schema: string): string {
  assert(/^[a-z_][a-z0-9_]{0,62}$/.test(schema), `${schema} is no plain schema name`);
  return `"${schema}"`;
}

export const RECORD =
  'topic, partition, seq, id, workspace, key, type, stream, stream_version, at, meta, body, epoch, hash';

const writing = (s: string) => ({
  /** All partitions of a topic at once: then no append has to make its lane. */
  makeLanes: `INSERT INTO ${s}.lane (topic, partition) SELECT $1, generate_series(0, $2::int - 1) ON CONFLICT DO NOTHING`,
  /**
   * Under the lanes' locks, so what it answers stays true until the commit. Existing positions are locked too, in one
   * order; of two appends that both make a position, the second finds it when it writes (see `write`).
   */
  heads: `
    WITH taken AS (
      SELECT u.ord, p.seq FROM unnest($3::text[], $4::text[], $5::text[], $6::int[])
        WITH ORDINALITY u (consumer, service, topic, partition, ord)
      JOIN ${s}.position p ON p.consumer = u.consumer AND p.lane_service = u.service AND p.topic = u.topic
        AND p.partition = u.partition
      ORDER BY p.consumer, p.lane_service, p.topic, p.partition FOR UPDATE OF p)
    SELECT 'stream' AS kind, u.ord::int, r.stream_version::bigint AS head
      FROM unnest($1::text[], $2::text[]) WITH ORDINALITY u (workspace, stream, ord)
      CROSS JOIN LATERAL (SELECT stream_version FROM ${s}.record
        WHERE workspace = u.workspace AND stream = u.stream ORDER BY stream_version DESC LIMIT 1) r
    UNION ALL SELECT 'position', ord::int, seq FROM taken`,
  /**
   * The whole group in one statement, good for a transaction of its own: locks the lanes in their order, moves each one
   * only from where it was expected to stand, and takes positions only forward. If any of it didn't hold, the last
   * expression divides by zero, which undoes all. Lanes are named once; a record says which by its number. A group that
   * only takes inputs in ($30) doesn't wait for the disk: what a crash takes back comes again.
   */
  write: `
    WITH locked AS (
      SELECT l.topic, l.partition FROM unnest($1::text[], $2::int[]) u (topic, partition)
      JOIN ${s}.lane l ON l.topic = u.topic AND l.partition = u.partition
      ORDER BY l.topic, l.partition FOR UPDATE OF l),
    moved AS (
      UPDATE ${s}.lane l SET seq = u.seq, hash = u.hash, at = u.at,
        alive_at = CASE WHEN u.epoch > 0 THEN clock_timestamp() END
      FROM locked k JOIN unnest($1::text[], $2::int[], $3::int[], $4::bigint[], $5::bigint[], $6::text[], $7::bigint[])
        u (topic, partition, epoch, was, seq, hash, at) ON k.topic = u.topic AND k.partition = u.partition
      WHERE l.topic = k.topic AND l.partition = k.partition AND l.epoch = u.epoch AND l.seq = u.was RETURNING 1),
    taken AS (
      INSERT INTO ${s}.position (consumer, lane_service, topic, partition, seq)
      SELECT * FROM unnest($8::text[], $9::text[], $10::text[], $11::int[], $12::bigint[])
      ON CONFLICT (consumer, lane_service, topic, partition) DO UPDATE SET seq = excluded.seq
        WHERE position.seq < excluded.seq RETURNING 1),
    written AS (
      INSERT INTO ${s}.record (${RECORD})
      SELECT ($1::text[])[u.lane], ($2::int[])[u.lane], u.seq, u.id, u.workspace, u.key, u.type, u.stream,
        u.stream_version, u.at, u.meta, u.body, u.epoch, u.hash
      FROM unnest($13::int[], $14::bigint[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[],
        $20::int[], $21::bigint[], $22::text[], $23::text[], $24::int[], $25::text[])
        u (lane, seq, id, workspace, key, type, stream, stream_version, at, meta, body, epoch, hash))
    SELECT CASE WHEN $26::text <> '' THEN pg_notify($26, $27) END,
      CASE WHEN $30::bool THEN set_config('synchronous_commit', 'off', true) END,
      1 / CASE WHEN (SELECT count(*) FROM moved) = $28::int AND (SELECT count(*) FROM taken) = $29::int
        THEN 1 ELSE 0 END`,
  /** Nobody waits for the disk: a position that a crash takes back brings inputs again, as at-least-once allows. */
  advance: `
    INSERT INTO ${s}.position (consumer, lane_service, topic, partition, seq)
    SELECT u.* FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::bigint[]) u
      JOIN set_config('synchronous_commit', 'off', true) lazily ON lazily = 'off'
    ON CONFLICT (consumer, lane_service, topic, partition) DO UPDATE SET seq = excluded.seq
      WHERE position.seq < excluded.seq`,
});

const owning = (s: string) => ({
  /** Waits at the row lock for the predecessor's transaction in flight; what it answers is final for that epoch. */
  acquire: `
    WITH old AS (SELECT topic, partition, alive_at FROM ${s}.lane
      WHERE topic = $1 AND partition = $2 AND ($4::int IS NULL OR epoch = $4) FOR UPDATE)
    UPDATE ${s}.lane l SET epoch = l.epoch + 1, owner = $3, alive_at = clock_timestamp()
    FROM old WHERE l.topic = old.topic AND l.partition = old.partition
    RETURNING l.epoch, l.seq, l.hash, l.at,
      coalesce(round(1000 * extract(epoch FROM clock_timestamp() - old.alive_at)), 0)::bigint AS silent_ms`,
  renew: `
    WITH alive AS (
      SELECT u.ord, l.topic, l.partition FROM unnest($1::text[], $2::int[], $3::int[])
        WITH ORDINALITY u (topic, partition, epoch, ord)
      JOIN ${s}.lane l ON l.topic = u.topic AND l.partition = u.partition AND l.epoch = u.epoch
      ORDER BY l.topic, l.partition FOR UPDATE OF l),
    renewed AS (UPDATE ${s}.lane l SET alive_at = clock_timestamp() FROM alive
      WHERE l.topic = alive.topic AND l.partition = alive.partition)
    SELECT ord::int FROM alive`,
  leases: `
    SELECT partition, epoch, owner,
      coalesce(round(1000 * extract(epoch FROM clock_timestamp() - alive_at)), 0)::bigint AS silent_ms
    FROM ${s}.lane WHERE topic = $1 AND epoch > 0 ORDER BY partition`,
  release: `UPDATE ${s}.lane SET owner = NULL WHERE topic = $1 AND partition = $2 AND epoch = $3`,
  join: `
    WITH me AS (INSERT INTO ${s}.member (name, member, alive_at) VALUES ($1, $2, clock_timestamp())
      ON CONFLICT (name, member) DO UPDATE SET alive_at = excluded.alive_at RETURNING member)
    SELECT member FROM ${s}.member WHERE name = $1 AND member <> $2
      AND alive_at > clock_timestamp() - $3 * interval '1 millisecond'
    UNION SELECT member FROM me ORDER BY member`,
  leave: `DELETE FROM ${s}.member WHERE name = $1 AND (member = $2 OR alive_at < now() - interval '1 hour')`,
  saveSnapshot: `
    INSERT INTO ${s}.snapshot (topic, partition, seq, schema_version, rule_version, hash, body)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (topic, partition, seq) DO UPDATE SET schema_version = excluded.schema_version,
      rule_version = excluded.rule_version, hash = excluded.hash, body = excluded.body`,
  loadSnapshot: `
    SELECT seq, schema_version, rule_version, hash, body FROM ${s}.snapshot
    WHERE topic = $1 AND partition = $2 AND seq <= $3 ORDER BY seq DESC LIMIT 1`,
});

const reading = (s: string) => ({
  topicHeads: `SELECT partition, seq FROM ${s}.lane WHERE topic = $1 AND seq > 0`,
  read: `SELECT ${RECORD} FROM ${s}.record WHERE topic = $1 AND partition = $2 AND seq > $3 ORDER BY seq LIMIT $4`,
  /** As numbers that JavaScript has, exact up to 2^53: a bigint would come as text and be parsed once more. */
  readFacts: `
    SELECT r.seq::float8 AS seq, r.workspace, r.type, r.at::float8 AS at, r.body FROM ${s}.record r
    WHERE r.topic = $1 AND r.partition = $2 AND r.seq > $3 ORDER BY r.seq LIMIT $4`,
  readMany: `
    SELECT r.* FROM unnest($2::int[], $3::bigint[]) WITH ORDINALITY u (partition, after, ord)
    CROSS JOIN LATERAL (SELECT ${RECORD} FROM ${s}.record
      WHERE topic = $1 AND partition = u.partition AND seq > u.after ORDER BY seq LIMIT $4) r
    ORDER BY u.ord, r.seq LIMIT $4`,
  readStream: `
    SELECT ${RECORD} FROM ${s}.record WHERE workspace = $1 AND stream = $2 AND stream_version > $3
    ORDER BY stream_version`,
  positions: `SELECT lane_service, topic, partition, seq FROM ${s}.position WHERE consumer = $1`,
});

export type StatementName = keyof ReturnType<typeof texts>;
export type Statements = Readonly<Record<StatementName, Statement>>;

const texts = (s: string) => ({ ...writing(s), ...owning(s), ...reading(s) });

export function statements(schema: string): Statements {
  const named = Object.entries(texts(quotedSchema(schema))).map(([name, text]) => [
    name,
    { name: `journal.${schema}.${name}`.slice(0, 63), text },
  ]);
  return Object.fromEntries(named) as Statements;
}

/** Begins a transaction. The limits keep a stalled process from holding the lanes for ever. */
export const opening = (schema: string): readonly string[] => [
  'BEGIN ISOLATION LEVEL READ COMMITTED',
  `SET LOCAL search_path TO ${quotedSchema(schema)}, public`,
  `SET LOCAL statement_timeout = '10s'`,
  `SET LOCAL lock_timeout = '5s'`,
  `SET LOCAL idle_in_transaction_session_timeout = '10s'`,
];

/** Begins and locks the group's lanes, in one round trip (so without parameters: topics are checked names). */
export function lockLanes(schema: string, lanes: readonly { topic: string; partition: number }[]): string {
  const s = quotedSchema(schema);
  const wanted = lanes.map(({ topic, partition }) => {
    assert(/^[a-z0-9._-]+$/.test(topic) && Number.isInteger(partition), 'a lane is a plain name and a number');
    return `('${topic}',${partition})`;
  });
  return [
    ...opening(schema),
    wanted.length === 0
      ? `SELECT NULL AS topic LIMIT 0`
      : `SELECT topic, partition, seq, epoch, hash, at FROM ${s}.lane WHERE (topic, partition) IN (${wanted.join()})
         ORDER BY topic, partition FOR UPDATE`,
  ].join('; ');
}

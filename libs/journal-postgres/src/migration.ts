// The journal's tables, as statements for a service's own migration. Each one may run again.
import type { Pool } from 'pg';
import { quotedSchema } from './statements.js';

/**
 * What stands on a record: PRIMARY KEY (topic, partition, seq) is the lane, the unique index is the stream. Texts are
 * kept as text, never jsonb: hashes cover the bytes as written.
 */
export function journalMigration(schema: string): readonly string[] {
  const s = quotedSchema(schema);
  return [
    `CREATE SCHEMA IF NOT EXISTS ${s}`,
    // Half-empty pages: every append updates its lane's row in place (HOT), without touching the index.
    `CREATE TABLE IF NOT EXISTS ${s}.lane (
       topic text COLLATE "C" NOT NULL, partition int NOT NULL, seq bigint NOT NULL DEFAULT 0,
       epoch int NOT NULL DEFAULT 0, owner text, hash text, at bigint NOT NULL DEFAULT 0, alive_at timestamptz,
       PRIMARY KEY (topic, partition)) WITH (fillfactor = 50)`,
    `CREATE TABLE IF NOT EXISTS ${s}.record (
       topic text COLLATE "C" NOT NULL, partition int NOT NULL, seq bigint NOT NULL, id text NOT NULL,
       workspace text COLLATE "C" NOT NULL, key text NOT NULL, type text NOT NULL, stream text COLLATE "C",
       stream_version int, at bigint NOT NULL, meta text NOT NULL, body text NOT NULL, epoch int, hash text,
       PRIMARY KEY (topic, partition, seq))`,
    `CREATE UNIQUE INDEX IF NOT EXISTS record_stream ON ${s}.record (workspace, stream, stream_version)
       WHERE stream IS NOT NULL`,
    `CREATE TABLE IF NOT EXISTS ${s}.position (
       consumer text COLLATE "C" NOT NULL, lane_service text COLLATE "C" NOT NULL, topic text COLLATE "C" NOT NULL,
       partition int NOT NULL, seq bigint NOT NULL,
       PRIMARY KEY (consumer, lane_service, topic, partition)) WITH (fillfactor = 50)`,
    `CREATE TABLE IF NOT EXISTS ${s}.snapshot (
       topic text COLLATE "C" NOT NULL, partition int NOT NULL, seq bigint NOT NULL, schema_version int NOT NULL,
       rule_version int NOT NULL, hash text NOT NULL, body text NOT NULL, PRIMARY KEY (topic, partition, seq))`,
    `CREATE TABLE IF NOT EXISTS ${s}.member (
       name text COLLATE "C" NOT NULL, member text COLLATE "C" NOT NULL, alive_at timestamptz NOT NULL,
       PRIMARY KEY (name, member)) WITH (fillfactor = 50)`,
  ];
}

/** Runs the statements in one transaction; several processes that start at once wait for each other. */
export async function migrateJournal(pool: Pool, schema: string): Promise<void> {
  const lock = `SELECT pg_advisory_xact_lock(hashtext('journal migration'))`;
  await pool.query(['BEGIN', lock, ...journalMigration(schema), 'COMMIT'].join(';\n'));
}

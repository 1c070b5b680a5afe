// What a service has set aside: events that no handler could take in, those of the same key behind them, and bytes that
// are no event. Rows of its own schema, written in the transaction that moves the position.
import type { Journal, Position, StoredRecord } from '@frontdesk/journal';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Queryable } from '../idempotency.js';

/**
 * `parked`: it failed, or is no event, and waits for a person. `held`: of the key of a parked one, never tried.
 * `replay`: a person wants it tried again. The others are settled.
 */
export type ParkedStatus = 'parked' | 'held' | 'replay' | 'replayed' | 'discarded';

const OPEN = `status IN ('parked', 'held', 'replay')`;

/** In every service's schema; the runtime adds it to the service's own migrations. */
export class CreateParked1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE parked (
         id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, consumer text NOT NULL, status text NOT NULL,
         writer text NOT NULL, topic text NOT NULL, partition int NOT NULL, seq bigint, kafka_offset bigint,
         subjects text[] NOT NULL DEFAULT '{}', type text, record json, bytes bytea, error text NOT NULL, attempts int NOT NULL,
         parked_at timestamptz NOT NULL DEFAULT now(), settled_at timestamptz)`,
    );
    await runner.query(`CREATE INDEX parked_open ON parked USING gin (subjects) WHERE settled_at IS NULL`);
    // What comes again after a crash is the same.
    await runner.query(`CREATE UNIQUE INDEX parked_once ON parked (consumer, topic, partition, writer, seq)`);
    await runner.query(`CREATE UNIQUE INDEX parked_bytes ON parked (consumer, topic, partition, kafka_offset)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE parked');
  }
}

/** A message that is no record of ours, as Kafka gave it. */
export interface StrangeBytes {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly value: Buffer | null;
  /** The class of what was wrong, never what was found. */
  readonly error: string;
}

export interface Waiting {
  readonly id: string;
  readonly record: StoredRecord;
  readonly attempts: number;
}

/**
 * Whose order must be kept: the aggregate's. A decision belongs to none; it is about the conversations that its events
 * name, and must not hold up those of a whole workspace.
 */
export function subjectsOf({ workspace, stream, key, body }: StoredRecord): readonly string[] {
  const names = stream === null ? conversationsIn(body) : [stream];
  return (names.length > 0 ? names : [key]).map((name) => `${workspace}/${name}`);
}

function conversationsIn(body: string): readonly string[] {
  const { events } = JSON.parse(body) as { events?: unknown };
  if (!Array.isArray(events)) return [];
  const ids = events.map((event: { data?: { conversationId?: unknown } }) => event.data?.conversationId);
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}

export class ParkedRows<Tx extends Queryable = Queryable> {
  /** @param consumer as its positions stand */
  constructor(
    private readonly journal: Pick<Journal<Tx>, 'append'>,
    private readonly db: Queryable,
    private readonly consumer: string,
  ) {}

  /** In one transaction with the position, so that the lane goes on behind it. */
  async park(record: StoredRecord, position: Position, error: string, attempts: number): Promise<void> {
    const { lane, seq, type } = record;
    const status: ParkedStatus = attempts === 0 ? 'held' : 'parked';
    const where = [lane.service, lane.topic, lane.partition, seq];
    const what = [subjectsOf(record), type, JSON.stringify(record), error, attempts];
    await this.journal.append({
      records: [],
      positions: [position],
      rows: async (tx) => {
        await tx.query(
          `INSERT INTO parked (consumer, status, writer, topic, partition, seq, subjects, type, record, error, attempts)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
          [this.consumer, status, ...where, ...what],
        );
      },
    });
  }

  async parkBytes({ topic, partition, offset, value, error }: StrangeBytes): Promise<void> {
    await this.db.query(
      `INSERT INTO parked (consumer, status, writer, topic, partition, kafka_offset, bytes, error, attempts)
       VALUES ($1, 'parked', '', $2, $3, $4, $5, $6, 0) ON CONFLICT DO NOTHING`,
      [this.consumer, topic, partition, offset, value, error],
    );
  }

  /** Whose events are to be held back. */
  async subjects(): Promise<ReadonlySet<string>> {
    const { rows } = await this.db.query(
      `SELECT DISTINCT unnest(subjects) AS subject FROM parked WHERE consumer = $1 AND ${OPEN}`,
      [this.consumer],
    );
    return new Set(rows.map(({ subject }) => String(subject)));
  }

  /** What may be tried, as a person said so or nothing before it is parked any more; of each subject only its first. */
  async next(): Promise<readonly Waiting[]> {
    const { rows } = await this.db.query(
      `SELECT id, record, attempts FROM parked AS one
        WHERE consumer = $1 AND status IN ('held', 'replay') AND record IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM parked AS earlier
           WHERE earlier.consumer = one.consumer AND earlier.id < one.id AND earlier.subjects && one.subjects
             AND earlier.${OPEN})
        ORDER BY id`,
      [this.consumer],
    );
    return rows.map(({ id, record, attempts }) => ({
      id: String(id),
      record: record as StoredRecord,
      attempts: Number(attempts),
    }));
  }

  /** What it said stays readable in the log; here nothing of it is kept. */
  async settle(id: string): Promise<void> {
    await this.db.query(
      `UPDATE parked SET status = 'replayed', settled_at = now(), record = NULL, bytes = NULL WHERE id = $1 AND ${OPEN}`,
      [id],
    );
  }

  async failedAgain(id: string, error: string): Promise<void> {
    await this.db.query(
      `UPDATE parked SET status = 'parked', error = $2, attempts = attempts + 1 WHERE id = $1 AND ${OPEN}`,
      [id, error],
    );
  }

  /** Of this consumer. */
  async count(): Promise<number> {
    const sql = `SELECT count(*)::int AS n FROM parked WHERE consumer = $1 AND ${OPEN}`;
    const { rows } = await this.db.query(sql, [this.consumer]);
    return Number(rows[0]?.['n'] ?? 0);
  }
}

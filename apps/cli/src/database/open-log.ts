// Opens the journals of every service in one database, to read only: no verb of this program changes a log.
import { TOPICS, writersOf } from '@frontdesk/contracts';
import { createPostgresJournal } from '@frontdesk/journal-postgres';
import { Pool } from 'pg';
import { notFound, unreachable } from '../terminal/exit.js';
import type { LaneEnd, LaneReader, LogSource } from './log-source.js';

export interface OpenLog extends LogSource {
  readonly pool: Pool;
  readonly close: () => Promise<void>;
}

export const schemaOf = (service: string): string => service.replaceAll('-', '_');

const SERVICES = [...new Set(Object.keys(TOPICS).flatMap((topic) => writersOf(topic)))];

export async function openLog(url: string): Promise<OpenLog> {
  const pool = new Pool({
    connectionString: url,
    max: 4,
    application_name: 'frontdesk cli',
    options: '-c default_transaction_read_only=on',
  });
  pool.on('error', () => undefined);
  try {
    const services = await servicesIn(pool);
    if (services.length === 0) throw notFound('This database holds no journal of Frontdesk.');
    const readers = new Map<string, LaneReader>(
      services.map((service) => [
        service,
        createPostgresJournal({ pool, schema: schemaOf(service), service, notify: false }),
      ]),
    );
    return { pool, readers, ends: () => endsOf(pool, services), close: () => pool.end() };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function servicesIn(pool: Pool): Promise<readonly string[]> {
  try {
    const { rows } = await pool.query<{ schema: string }>(
      `SELECT table_schema AS schema FROM information_schema.tables
       WHERE table_name = 'record' AND table_schema = ANY($1)`,
      [SERVICES.map(schemaOf)],
    );
    const found = new Set(rows.map(({ schema }) => schema));
    return SERVICES.filter((service) => found.has(schemaOf(service)));
  } catch (error) {
    const why = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error);
    throw unreachable(`The database cannot be read: ${why ?? 'no answer'}.`, error);
  }
}

/** One statement, so that all lanes are seen at the same moment. */
async function endsOf(pool: Pool, services: readonly string[]): Promise<readonly LaneEnd[]> {
  const parts = services.map(
    (service) => `SELECT '${service}' AS service, topic, partition, seq FROM "${schemaOf(service)}".lane WHERE seq > 0`,
  );
  const { rows } = await pool.query<{ service: string; topic: string; partition: number; seq: string }>(
    `${parts.join(' UNION ALL ')} ORDER BY service, topic, partition`,
  );
  return rows.map(({ service, topic, partition, seq }) => ({ lane: { service, topic, partition }, seq: Number(seq) }));
}

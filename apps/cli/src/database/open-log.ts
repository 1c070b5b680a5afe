// Opens the journals of every service, to read only: no verb but `rebuild --write` changes a log. In one process all services
// share a database; as processes of their own each has its own.
import { TOPICS, writersOf } from '@frontdesk/contracts';
import { createPostgresJournal, SteadyClient } from '@frontdesk/journal-postgres';
import { Pool } from 'pg';
import { notFound, unreachable } from '../terminal/exit.js';
import { DECISIONS, type LaneEnd, type LaneReader, type LogSource } from './log-source.js';

/** One database, and the services whose journals it holds. */
export interface LogDatabase {
  readonly pool: Pool;
  readonly services: readonly string[];
}

export interface OpenLog extends LogSource {
  readonly databases: readonly LogDatabase[];
  readonly poolOf: (service: string) => Pool;
  readonly urlOf: (service: string) => string;
  readonly close: () => Promise<void>;
}

export const schemaOf = (service: string): string => service.replaceAll('-', '_');

const SERVICES = [...new Set(Object.keys(TOPICS).flatMap((topic) => writersOf(topic)))];
const DECIDERS = writersOf(DECISIONS);

export async function openLog(urls: string | readonly string[]): Promise<OpenLog> {
  const pools = [urls].flat().map((url) => open(url));
  const close = async (): Promise<void> => void (await Promise.all(pools.map((pool) => pool.end())));
  try {
    const databases = await Promise.all(pools.map(async (pool) => ({ pool, services: await servicesIn(pool) })));
    const readers = new Map<string, LaneReader>();
    for (const { pool, services } of databases) {
      for (const service of services)
        readers.set(service, createPostgresJournal({ pool, schema: schemaOf(service), service, notify: false }));
    }
    if (readers.size === 0) throw notFound('This database holds no journal of Frontdesk.');
    const poolOf = (service: string): Pool => {
      const found = databases.find(({ services }) => services.includes(service));
      if (found === undefined) throw notFound(`No database was named that holds the journal of ${service}.`);
      return found.pool;
    };
    const urlOf = (service: string): string => [urls].flat()[pools.indexOf(poolOf(service))] as string;
    return { databases, poolOf, urlOf, readers, ends: () => endsOf(databases), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Of several databases the one with this service's tables; nothing is known yet of what stands in them. */
export async function holderOf(urls: readonly string[], service: string): Promise<string> {
  for (const url of urls) {
    const pool = open(url);
    const found = await servicesIn(pool).finally(() => pool.end());
    if (found.includes(service)) return url;
  }
  throw notFound(
    `No database was named with the tables of ${service}: run its migration first (node dist/${service}.js migrate).`,
  );
}

/** For the one verb that mends a log; all others only read. */
export const openToWrite = (url: string): Pool => open(url, '');

/** Something listens there and says nothing: whoever waits for it would wait for ever. */
const ANSWERS_WITHIN_MS = 10_000;

function open(url: string, options = '-c default_transaction_read_only=on'): Pool {
  const connectionTimeoutMillis = ANSWERS_WITHIN_MS;
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis,
    max: 4,
    application_name: 'frontdesk cli',
    options,
    Client: SteadyClient,
  });
  pool.on('error', () => undefined);
  return pool;
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
    throw unreachable(
      `The database cannot be read: ${why ?? 'no answer'}. Is it running, and is its address right?`,
      error,
    );
  }
}

/**
 * One statement per database, so that its lanes are seen at the same moment. Of several databases the decisions are
 * looked at first: what they were made of is there then, too. What was made of them since is not before the end yet, so
 * several databases are read to the end only when nothing is written.
 */
async function endsOf(databases: readonly LogDatabase[]): Promise<readonly LaneEnd[]> {
  const deciding = ({ services }: LogDatabase): boolean => services.some((service) => DECIDERS.includes(service));
  const inTurn = [...databases].sort((a, b) => Number(deciding(b)) - Number(deciding(a)));
  const ends: LaneEnd[] = [];
  for (const database of inTurn) if (database.services.length > 0) ends.push(...(await endsIn(database)));
  const name = ({ lane }: LaneEnd): string =>
    `${lane.service}/${lane.topic}/${String(lane.partition).padStart(6, '0')}`;
  return ends.sort((a, b) => (name(a) < name(b) ? -1 : 1));
}

async function endsIn({ pool, services }: LogDatabase): Promise<readonly LaneEnd[]> {
  const parts = services.map(
    (service) => `SELECT '${service}' AS service, topic, partition, seq FROM "${schemaOf(service)}".lane WHERE seq > 0`,
  );
  const { rows } = await pool.query<{ service: string; topic: string; partition: number; seq: string }>(
    parts.join(' UNION ALL '),
  );
  return rows.map(({ service, topic, partition, seq }) => ({ lane: { service, topic, partition }, seq: Number(seq) }));
}

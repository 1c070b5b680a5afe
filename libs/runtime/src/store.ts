// One service's place in the database: its schema, its journal, its reads. The same embedded and on a server.
import { createPostgresJournal, migrateJournal, SteadyClient } from '@frontdesk/journal-postgres';
import type { Journal } from '@frontdesk/journal';
import { CreateParked1764200000000, ParkedRows, type Queryable, type ServiceDefinition } from '@frontdesk/nest';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';

/** Enough for group commit and reads; many services share one small server. */
const CONNECTIONS = 4;
const GREETED_WITHIN_MS = 1_500;

export interface ServiceStore {
  readonly schema: string;
  readonly journal: Journal<Queryable>;
  readonly pool: Pool;
  readonly db: DataSource;
  /** Whether the server answers at all, however busy these connections are. */
  readonly lives: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export const schemaOf = (service: string): string => service.replaceAll('-', '_');

export interface OpenStore {
  readonly url: string;
  /** A server that is there but says nothing must not hold requests for ever. */
  readonly waitMs: number;
  readonly definition: ServiceDefinition;
  readonly alarm: (message: string, detail: unknown) => void;
  /** false: another step migrates (`main.js migrate`); an older schema is waited for, not changed. Default true. */
  readonly migrate?: boolean;
  /** Other processes write this journal too: LISTEN for their commits, NOTIFY them of ours. Default false. */
  readonly listen?: boolean;
  /** A statement that waits longer for a lock fails. Default: the server's own. */
  readonly lockWaitMs?: number;
}

/** The schema is older than the code: the migration step has not run yet. */
export class SchemaTooOld extends Error {
  override readonly name = 'SchemaTooOld';
}

/** Brings the schema up to date (never by sync), then opens journal and reads. */
export async function openStore(wanted: OpenStore): Promise<ServiceStore> {
  const { url, waitMs, definition, alarm, migrate = true, listen = false, lockWaitMs } = wanted;
  const schema = schemaOf(definition.name);
  const options = `-c search_path=${schema}${lockWaitMs === undefined ? '' : ` -c lock_timeout=${lockWaitMs}`}`;
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS + (listen ? 1 : 0),
    options,
    connectionTimeoutMillis: waitMs,
    query_timeout: waitMs,
    application_name: `frontdesk ${definition.name}`,
    Client: SteadyClient,
  });
  let closing = false;
  // What a stopping server still says to a connection that is let go is no news.
  const broke = (error: Error) => {
    if (!closing) alarm('an idle database connection broke', { service: definition.name, error: error.message });
  };
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', broke);
  if (migrate) await migrateJournal(pool, schema);
  const db = new DataSource({
    type: 'postgres',
    url,
    schema,
    entities: [...definition.entities],
    migrations: [...definition.migrations, CreateParked1764200000000],
    migrationsTableName: 'migration',
    synchronize: false,
    poolSize: CONNECTIONS,
    applicationName: `frontdesk ${definition.name} reads`,
    poolErrorHandler: broke,
    extra: { options, connectionTimeoutMillis: waitMs, query_timeout: waitMs, Client: SteadyClient },
  });
  const journal = createPostgresJournal({ pool, schema, service: definition.name, listen, notify: listen });
  const close = async () => {
    closing = true;
    await journal.close();
    if (db.isInitialized) await db.destroy();
    await pool.end();
  };
  try {
    await db.initialize();
    if (migrate) await db.runMigrations({ transaction: 'each' });
    else if (await db.showMigrations()) throw new SchemaTooOld(`the schema of ${definition.name} is not migrated yet`);
  } catch (error) {
    await close();
    throw error;
  }
  return { schema, journal, pool, db, lives: () => answers(url), close };
}

/** What a consumer of this service has set aside. */
export function parkedOf({ journal, db }: Pick<ServiceStore, 'journal' | 'db'>, consumer: string): ParkedRows {
  const query: Queryable['query'] = async (sql, params = []) => ({ rows: await db.query(sql, [...params]) });
  return new ParkedRows(journal, { query }, consumer);
}

/** A new connection is greeted by a server that lives, and by no other. */
async function answers(url: string): Promise<boolean> {
  const client = new SteadyClient({ connectionString: url, connectionTimeoutMillis: GREETED_WITHIN_MS });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    // Not waited for: of a server that said nothing it may never be told.
    void client.end().catch(() => undefined);
  }
}

// One service's place in the database: its schema, its journal, its reads. The same embedded and on a server.
import { createPostgresJournal, journalMigration } from '@frontdesk/journal-postgres';
import type { Journal } from '@frontdesk/journal';
import type { Queryable, ServiceDefinition } from '@frontdesk/nest';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';

/** Enough for group commit and reads; many services share one small server. */
const CONNECTIONS = 4;

export interface ServiceStore {
  readonly schema: string;
  readonly journal: Journal<Queryable>;
  readonly db: DataSource;
  readonly close: () => Promise<void>;
}

export const schemaOf = (service: string): string => service.replaceAll('-', '_');

export interface OpenStore {
  readonly url: string;
  /** A server that is there but says nothing must not hold requests for ever. */
  readonly waitMs: number;
  readonly definition: ServiceDefinition;
  readonly alarm: (message: string, detail: unknown) => void;
}

/** Brings the schema up to date (never by sync), then opens journal and reads. */
export async function openStore({ url, waitMs, definition, alarm }: OpenStore): Promise<ServiceStore> {
  const schema = schemaOf(definition.name);
  const options = `-c search_path=${schema}`;
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    options,
    connectionTimeoutMillis: waitMs,
    query_timeout: waitMs,
    application_name: `frontdesk ${definition.name}`,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) =>
    alarm('an idle database connection broke', { service: definition.name, error: error.message }),
  );
  for (const statement of journalMigration(schema)) await pool.query(statement);
  const db = new DataSource({
    type: 'postgres',
    url,
    schema,
    entities: [...definition.entities],
    migrations: [...definition.migrations],
    migrationsTableName: 'migration',
    synchronize: false,
    poolSize: CONNECTIONS,
    applicationName: `frontdesk ${definition.name} reads`,
    poolErrorHandler: (error: Error) =>
      alarm('an idle database connection broke', { service: definition.name, error: error.message }),
    extra: { options, connectionTimeoutMillis: waitMs, query_timeout: waitMs },
  });
  await db.initialize();
  await db.runMigrations({ transaction: 'each' });
  const journal = createPostgresJournal({ pool, schema, service: definition.name });
  const close = async () => {
    await db.destroy();
    await pool.end();
  };
  return { schema, journal, db, close };
}

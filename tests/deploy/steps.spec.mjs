// The steps before the services, run against a real server: each service gets a database of its own, its role is enough
// to migrate it, and a second run changes nothing.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startEmbeddedPostgres } from '@frontdesk/embedded-postgres';
import pg from 'pg';
import { databaseOf, SERVICES } from '../../deploy/topology.mjs';
import { FILES, readCompose, ROOT } from './compose-files.mjs';

jest.setTimeout(180_000);

const PASSWORD = `it's "quoted"`;
const FORBIDDEN = '42501';
const { services } = readCompose(FILES.distributed);

let folder;
let server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-steps-'));
  server = await startEmbeddedPostgres({ dir: folder });
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs what the compose file runs, with what it tells, but on this server. */
const step = (key, env) => node(services[key].command, { ...services[key].environment, ...env });

function node(args, env) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

const makeDatabases = (password = PASSWORD) =>
  step('databases', { DATABASE_URL: server.url('postgres'), SERVICES_PASSWORD: password });

async function as(role, database, query) {
  const { hostname: host, port } = new URL(server.url());
  const client = new pg.Client({ host, port: Number(port), user: role, password: PASSWORD, database });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

const urlAs = (role) => {
  const url = new URL(server.url(role));
  url.username = role;
  url.password = encodeURIComponent(PASSWORD);
  return url.href;
};

describe('the step that makes databases', () => {
  it('makes one for each service, owned by a role of the same name, as often as it runs', async () => {
    expect(await makeDatabases('another first')).toEqual({ code: 0, said: '' });
    expect(await makeDatabases()).toEqual({ code: 0, said: '' });
    const rows = await as(
      'postgres',
      'postgres',
      `select datname, rolname, rolsuper or rolcreaterole or rolcreatedb or rolbypassrls as mighty
       from pg_database join pg_roles on pg_roles.oid = datdba where datname like 'frontdesk%' order by datname`,
    );
    const names = SERVICES.map(({ name }) => databaseOf(name)).sort();
    expect(rows).toEqual(names.map((name) => ({ datname: name, rolname: name, mighty: false })));
  });

  it('keeps a role out of the databases of others', async () => {
    await expect(as('frontdesk_gateway', 'frontdesk_conversation', 'select 1')).rejects.toMatchObject({
      code: FORBIDDEN,
    });
  });

  it('says what it lacks', async () => {
    const { code, said } = await step('databases', { DATABASE_URL: '' });
    expect(code).not.toBe(0);
    expect(said).toContain('DATABASE_URL is missing');
  });
});

describe('the migration of each service', () => {
  it('needs no more than the role that owns the database', async () => {
    // One process for all: a main migrates while it is imported, by the environment and arguments of that moment.
    const steps = SERVICES.map(({ name }) => {
      const { command, environment } = services[`migrate-${name}`];
      return { command, environment: { ...environment, DATABASE_URL: urlAs(databaseOf(name)) } };
    });
    const program = `for (const { command: [main, ...args], environment } of ${JSON.stringify(steps)}) {
      process.argv.splice(2, Infinity, ...args);
      Object.assign(process.env, environment);
      await import('./' + main);
    }`;
    expect(await node(['--input-type=module', '-e', program, 'all'], {})).toEqual({ code: 0, said: '' });
    for (const name of SERVICES.map(({ name: service }) => databaseOf(service)))
      expect(await as(name, name, 'select 1 from pg_tables where tableowner = current_user')).not.toEqual([]);
  });
});

describe('the step that makes topics', () => {
  it('says what it lacks', async () => {
    const { code, said } = await step('topics', { KAFKA_BROKERS: '' });
    expect(code).not.toBe(0);
    expect(said).toContain('KAFKA_BROKERS is missing');
  });
});

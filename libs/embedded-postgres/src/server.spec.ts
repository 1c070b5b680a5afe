// The launcher on the real PostgreSQL: first start, attach, stop, and what kill -9 leaves behind.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDatabaseIfMissing } from './create-database.js';
import { keepRunning } from './keep-running.js';
import { isAlive, launch, pause } from './postmaster.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './server.js';

let dir: string;
let server: EmbeddedPostgres | undefined;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'frontdesk-postgres-'));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const start = (settings?: Record<string, string | number>): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ dir: join(dir, 'data'), ...(settings ? { settings } : {}) });

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('an embedded PostgreSQL', () => {
  it('starts on an empty folder, writes durably by default, and takes the settings it is given', async () => {
    server = await start({ max_connections: 33 });
    expect(server.attached).toBe(false);
    expect(await ask(server.url(), 'show fsync')).toEqual([{ fsync: 'on' }]);
    expect(await ask(server.url(), 'show max_connections')).toEqual([{ max_connections: '33' }]);
    expect(await ask(server.url(), 'show shared_buffers')).toEqual([{ shared_buffers: '64MB' }]);
  });

  it('is attached to when it already runs on the folder', async () => {
    server = await start();
    const second = await start();
    expect(second).toMatchObject({ attached: true, pid: server.pid, port: server.port });
  });

  it('is gone after stop, and its data is there after the next start', async () => {
    const first = await start();
    await ask(first.url(), 'create table kept as select 42 as answer');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    server = await start();
    expect(server.attached).toBe(false);
    expect(await ask(server.url(), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('recovers from kill -9 with everything that was committed', async () => {
    const first = await start();
    await ask(first.url(), 'create table survived as select 1 as one');
    process.kill(first.pid, 'SIGKILL');
    server = await start();
    expect(await ask(server.url(), 'select one from survived')).toEqual([{ one: 1 }]);
  });

  it('is told by its last words why it did not start, also when they come after its end', async () => {
    const args = ['-c', '(sleep 0.2; echo "lock file already exists" >&2) & exit 1'];
    const ended = await launch({ command: 'sh', args, ids: {} }, () => undefined);
    expect(ended).toEqual({ ready: false, said: 'lock file already exists\n' });
  });

  it('comes back on its own port when it ends although nobody stopped it', async () => {
    const told: string[] = [];
    server = await keepRunning({ dir: join(dir, 'data') }, (message) => told.push(message));
    await ask(server.url(), 'create table kept_on as select 1 as one');
    process.kill(server.pid, 'SIGKILL');
    for (let look = 0; !told.includes('PostgreSQL runs again') && look < 400; look++) await pause(25);
    expect(await ask(server.url(), 'select one from kept_on')).toEqual([{ one: 1 }]);
    const before = told.length;
    await server.stop();
    await pause(600);
    expect(told).toHaveLength(before);
    await expect(ask(server.url(), 'select 1')).rejects.toThrow('ECONNREFUSED');
    server = undefined;
  });

  it('says that it did not start when the port asked for is taken', async () => {
    server = await start();
    const second = startEmbeddedPostgres({ dir: join(dir, 'second'), port: server.port });
    await expect(second).rejects.toThrow('did not start');
  });
});

describe('a missing database', () => {
  it('is created once, also when two ask at the same time', async () => {
    server = await start();
    const url = server.url();
    const answers = await Promise.all([
      createDatabaseIfMissing(url, 'desk "one"'),
      createDatabaseIfMissing(url, 'desk "one"'),
    ]);
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await createDatabaseIfMissing(url, 'desk "one"')).toBe(false);
    expect(await ask(server.url('desk "one"'), 'select current_database() as name')).toEqual([{ name: 'desk "one"' }]);
  });
});

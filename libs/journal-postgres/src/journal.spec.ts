// The journal on a real PostgreSQL keeps the contract, and tells its failures apart.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@frontdesk/embedded-postgres';
import { Fenced, OutcomeUnknown, Unavailable, type NewRecord } from '@frontdesk/journal';
import { journalContract } from '@frontdesk/journal/testing';
import pg from 'pg';
import { createPostgresJournal, migrateJournal, type PgTx } from './index.js';
import { freshSchema, postgresHarness } from './testing/contract-harness.js';

let dir: string;
let server: EmbeddedPostgres;
let pool: pg.Pool;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'frontdesk-journal-'));
  server = await startEmbeddedPostgres({ dir: join(dir, 'data') });
  pool = new pg.Pool({ connectionString: server.url(), max: 20 });
  // What a stopping server says to an idle connection is no test's failure.
  pool.on('error', () => undefined);
}, 60_000);

afterAll(async () => {
  await pool?.end();
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

journalContract('the journal on PostgreSQL', () => postgresHarness(pool));

const record = (id: string, stream: string | null = null): NewRecord => ({
  ...{ id, topic: 'contract.events', key: 'k', workspace: 'w', type: 'contract.noted', stream, at: 1 },
  ...{ meta: { actor: 'a', correlationId: 'c', causationId: null }, data: { id } },
});

/** A pool whose connections do `instead` for the texts that match. */
function withFaults(
  matches: RegExp,
  instead: (client: pg.PoolClient, run: () => Promise<unknown>) => Promise<unknown>,
): pg.Pool {
  const connect = async (): Promise<pg.PoolClient> => {
    const client = await pool.connect();
    const query = (config: { text: string }): Promise<unknown> => {
      const run = (): Promise<unknown> => client.query(config);
      return matches.test(config.text) ? instead(client, run) : run();
    };
    return new Proxy(client, {
      get: (target, name) => {
        const value: unknown = name === 'query' ? query : Reflect.get(target, name);
        return typeof value === 'function' && name !== 'query' ? (value.bind(target) as unknown) : value;
      },
    });
  };
  return new Proxy(pool, {
    get: (target, name) => {
      const value: unknown = name === 'connect' ? connect : Reflect.get(target, name);
      return typeof value === 'function' && name !== 'connect' ? (value.bind(target) as unknown) : value;
    },
  });
}

const cut = async (): Promise<never> => {
  throw new Error('Connection terminated unexpectedly');
};

describe('when the store fails', () => {
  test('a commit that was done but not answered is OutcomeUnknown, and the records stand', async () => {
    const schema = await freshSchema(pool);
    const done = withFaults(/^COMMIT/, async (_, run) => run().then(cut));
    const journal = createPostgresJournal({ pool: done, schema, service: 'contract' });
    await expect(journal.append({ records: [record('a')] })).rejects.toThrow(OutcomeUnknown);
    expect([...(await journal.heads('contract.events')).values()]).toEqual([1]);
  });

  test('a commit that never arrived is OutcomeUnknown too; refusals of the group are told all the same', async () => {
    const schema = await freshSchema(pool);
    await createPostgresJournal({ pool, schema, service: 'contract' }).append({ records: [record('old', 's')] });
    const journal = createPostgresJournal({ pool: withFaults(/^COMMIT/, cut), schema, service: 'contract' });
    const refused = journal.append({ records: [record('b', 's')], expectedVersions: { s: 0 } });
    await expect(journal.append({ records: [record('a')] })).rejects.toThrow(OutcomeUnknown);
    expect((await refused).outcome).toBe('conflict');
    expect([...(await journal.heads('contract.events')).values()]).toEqual([1]);
  });

  test('a group written at once and not answered is OutcomeUnknown as well', async () => {
    const schema = await freshSchema(pool);
    let faults = false;
    const faulty = withFaults(/INSERT INTO .*record/s, (_, run) => (faults ? run().then(cut) : run()));
    const journal = createPostgresJournal({ pool: faulty, schema, service: 'contract' });
    await journal.append({ records: [record('a')] });
    faults = true;
    await expect(journal.append({ records: [record('b')] })).rejects.toThrow(OutcomeUnknown);
    faults = false;
    await journal.append({ records: [record('c')] });
    expect([...(await journal.heads('contract.events')).values()]).toEqual([3]);
  });

  test.each([
    ['to begin', /^BEGIN/],
    ['to read the heads', /unnest.*FOR UPDATE OF p/s],
    ['to write', /INSERT INTO .*record/s],
  ])('a connection lost %s is Unavailable, and nothing is written', async (_, text) => {
    const schema = await freshSchema(pool);
    const journal = createPostgresJournal({ pool: withFaults(text, cut), schema, service: 'contract' });
    await expect(journal.append({ records: [record('a', 's')] })).rejects.toThrow(Unavailable);
    const other = createPostgresJournal({ pool, schema, service: 'contract' });
    expect((await other.heads('contract.events')).size).toBe(0);
    expect((await other.append({ records: [record('a', 's')] })).outcome).toBe('appended');
  });

  test('a backend killed in the midst of rows is Unavailable for the whole group', async () => {
    const schema = await freshSchema(pool);
    const journal = createPostgresJournal({ pool, schema, service: 'contract' });
    const rows = async (tx: PgTx): Promise<void> => {
      const { rows: found } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      // Waits until it is gone.
      await pool.query('SELECT pg_terminate_backend($1, 5000)', [found[0]?.pid]);
      await tx.query('SELECT 1');
    };
    const [killed, beside] = await Promise.allSettled([
      journal.append({ records: [record('a')], rows }),
      journal.append({ records: [record('b')] }),
    ]);
    expect(killed).toMatchObject({ status: 'rejected', reason: { name: 'Unavailable' } });
    expect(beside).toMatchObject({ status: 'rejected', reason: { name: 'Unavailable' } });
    expect((await journal.append({ records: [record('c')] })).outcome).toBe('appended');
  });

  test('a backend killed in the midst of rows is Unavailable also where every head is known', async () => {
    const schema = await freshSchema(pool);
    const journal = createPostgresJournal({ pool, schema, service: 'contract' });
    await journal.append({ records: [record('a')] });
    const rows = async (tx: PgTx): Promise<void> => {
      const { rows: found } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await pool.query('SELECT pg_terminate_backend($1, 5000)', [found[0]?.pid]);
      await tx.query('SELECT 1').catch(() => undefined);
    };
    await expect(journal.append({ records: [record('b')], rows })).rejects.toThrow(Unavailable);
    expect((await journal.append({ records: [record('c')] })).outcome).toBe('appended');
    expect([...(await journal.heads('contract.events')).values()]).toEqual([2]);
  });

  test('a write that took its commit along and was not answered is OutcomeUnknown', async () => {
    const schema = await freshSchema(pool);
    let faults = false;
    const faulty = withFaults(/INSERT INTO .*record/s, async (client, run) => {
      if (faults) client.on('error', () => undefined);
      const sent = run();
      if (faults) (client as unknown as { connection: pg.Connection }).connection.stream.destroy();
      return sent;
    });
    const journal = createPostgresJournal({ pool: faulty, schema, service: 'contract' });
    await journal.append({ records: [record('a')] });
    faults = true;
    const rows = async (tx: PgTx): Promise<void> => void (await tx.query(`SELECT 1`));
    await expect(journal.append({ records: [record('b')], rows })).rejects.toThrow(OutcomeUnknown);
  });

  test('nothing of the rows runs outside of a transaction that did not open', async () => {
    const schema = await freshSchema(pool);
    let closed = 0;
    const faulty = withFaults(/own_row/, async (_, run) => run());
    const connect = faulty.connect.bind(faulty);
    const unopened = async (): Promise<pg.PoolClient> => {
      const client = await connect();
      const query = client.query.bind(client) as (sent: unknown) => unknown;
      const sabotaged = (sent: { frame?: { before?: string[] } }): unknown => {
        if (sent.frame?.before) closed++;
        return query(sent.frame?.before ? Object.assign(sent, { frame: { before: ['BEGIN nonsense'] } }) : sent);
      };
      return new Proxy(client, {
        get: (target, name) => (name === 'query' ? sabotaged : (Reflect.get(target, name) as unknown)),
      });
    };
    const sabotaging = new Proxy(faulty, {
      get: (target, name) => (name === 'connect' ? unopened : (Reflect.get(target, name) as unknown)),
    });
    const journal = createPostgresJournal({ pool: sabotaging, schema, service: 'contract' });
    await journal.append({ records: [record('a')] });
    const put = (tx: PgTx, key: string): Promise<unknown> => tx.query('INSERT INTO own_row VALUES ($1, $1)', [key]);
    // The second is on its way before the first has failed. A row that was left behind would be in the way of the retry.
    const rows = async (tx: PgTx): Promise<void> => void (await Promise.allSettled([put(tx, 'x'), put(tx, 'y')]));
    expect((await journal.append({ records: [record('b')], rows })).outcome).toBe('appended');
    expect(closed).toBe(1);
    const kept = await pool.query<{ key: string }>(`SELECT key FROM ${schema}.own_row ORDER BY key`);
    expect(kept.rows).toEqual([{ key: 'x' }, { key: 'y' }]);
  });

  test('an SQL error that rows swallow rejects their append alone', async () => {
    const schema = await freshSchema(pool);
    const journal = createPostgresJournal({ pool, schema, service: 'contract' });
    const rows = (tx: PgTx): Promise<void> =>
      tx.query('SELECT nothing_such').then(
        () => undefined,
        () => undefined,
      );
    const outcomes = await Promise.allSettled([
      journal.append({ records: [record('a')] }),
      journal.append({ records: [record('b')], rows }),
      journal.append({ records: [record('c')] }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(journal.append({ records: [record('d')], rows })).rejects.toThrow();
    expect([...(await journal.heads('contract.events')).values()]).toEqual([2]);
  });

  test('rows may not keep their transaction', async () => {
    const schema = await freshSchema(pool);
    const journal = createPostgresJournal({ pool, schema, service: 'contract' });
    let kept: PgTx | null = null;
    await journal.append({ records: [record('a')], rows: async (tx) => void (kept = tx) });
    await expect((kept as unknown as PgTx).query('SELECT 1')).rejects.toThrow('after it had returned');
  });
});

describe('on PostgreSQL', () => {
  test('acquire waits for the predecessor’s open transaction, and knows what it wrote', async () => {
    const schema = await freshSchema(pool);
    const journal = createPostgresJournal({ pool, schema, service: 'contract' });
    const lane = { service: 'contract', topic: 'contract.decisions', partition: 3 };
    await journal.acquire(lane, 'old owner');
    const predecessor = await pool.connect();
    await predecessor.query(`BEGIN; UPDATE ${schema}.lane SET seq = 5 WHERE topic = '${lane.topic}' AND partition = 3`);
    let acquired = false;
    const acquiring = journal.acquire(lane, 'new owner').finally(() => (acquired = true));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(acquired).toBe(false);
    await predecessor.query('COMMIT');
    predecessor.release();
    expect(await acquiring).toMatchObject({ epoch: 2, seq: 5 });
    await expect(journal.appendOwned(lane, 1, [], [])).rejects.toThrow(Fenced);
  });

  test('BEGIN goes with the first row, COMMIT with the write, where every head is known', async () => {
    const schema = await freshSchema(pool);
    const sent: string[] = [];
    const counting = withFaults(/^/, async (_, run) => run());
    const connect = counting.connect.bind(counting);
    const listening = async (): Promise<pg.PoolClient> => {
      const client = await connect();
      const query = client.query.bind(client) as (config: { text: string }) => unknown;
      const noting = (config: { text: string }): unknown => (sent.push(config.text.trim().slice(0, 6)), query(config));
      return new Proxy(client, {
        get: (target, name) => (name === 'query' ? noting : (Reflect.get(target, name) as unknown)),
      });
    };
    const noted = new Proxy(counting, {
      get: (target, name) => (name === 'connect' ? listening : (Reflect.get(target, name) as unknown)),
    });
    const journal = createPostgresJournal({ pool: noted, schema, service: 'contract' });
    await journal.append({ records: [record('a', 's')] });
    sent.length = 0;
    const rows = async (tx: PgTx): Promise<void> => {
      await tx.query('UPDATE own_row SET value = $1', ['v']);
    };
    await journal.append({ records: [record('b', 's')], rows, expectedVersions: { s: 1 } });
    expect(sent).toEqual(['UPDATE', 'WITH m']);
    expect((await journal.readStream('w', 's')).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('a group is one transaction', async () => {
    const schema = await freshSchema(pool);
    let writes = 0;
    const counting = withFaults(/INSERT INTO .*record/s, async (_, run) => (writes++, run()));
    const journal = createPostgresJournal({ pool: counting, schema, service: 'contract' });
    await journal.append({ records: [record('first')] });
    writes = 0;
    await Promise.all(Array.from({ length: 200 }, (_, i) => journal.append({ records: [record(`${i}`)] })));
    expect(writes).toBeLessThanOrEqual(2);
  });

  test('migrating again, and at once from several processes, changes nothing', async () => {
    const schema = await freshSchema(pool);
    const journal = createPostgresJournal({ pool, schema, service: 'contract' });
    await journal.append({ records: [record('a')] });
    await Promise.all([migrateJournal(pool, schema), migrateJournal(pool, schema)]);
    expect([...(await journal.heads('contract.events')).values()]).toEqual([1]);
  });
});

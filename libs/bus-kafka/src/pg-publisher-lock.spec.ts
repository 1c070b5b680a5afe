// The publisher's lock on a real PostgreSQL: one holder, and a session that ends gives it to the next.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@frontdesk/embedded-postgres';
import pg from 'pg';
import { createPgPublisherLock } from './index.js';

let dir: string;
let server: EmbeddedPostgres;
const pools: pg.Pool[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'frontdesk-lock-'));
  server = await startEmbeddedPostgres({ dir: join(dir, 'data') });
}, 60_000);

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Another process, as far as the database can tell. */
function another(times: { beatMs?: number; silentMs?: number } = {}) {
  const pool = new pg.Pool({ connectionString: server.url(), max: 2 });
  pool.on('error', () => undefined);
  pools.push(pool);
  return { pool, lock: createPgPublisherLock({ pool, pollMs: 20, ...times }) };
}

const never = new AbortController().signal;

describe('the publisher’s lock on PostgreSQL', () => {
  test('has one holder per name, and goes on to who waits', async () => {
    const [one, other] = [another().lock, another().lock];
    const held = await one.acquire('publisher/a', never);
    await (await other.acquire('publisher/b', never)).release();
    let got = false;
    const waiting = other.acquire('publisher/a', never).finally(() => (got = true));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(got).toBe(false);
    await held.release();
    await (await waiting).release();
  });

  test('is lost with its session, says so, and is free again', async () => {
    const [one, other] = [another(), another()];
    const held = await one.lock.acquire('publisher/c', never);
    const lost = new Promise((resolve) => held.lost.addEventListener('abort', resolve));
    const found = await other.pool.query<{ pid: number }>("SELECT pid FROM pg_locks WHERE locktype = 'advisory'");
    await other.pool.query('SELECT pg_terminate_backend($1)', [found.rows[0]?.pid]);
    await lost;
    const next = await other.lock.acquire('publisher/c', never);
    expect(next.lost.aborted).toBe(false);
    await held.release();
    await next.release();
  });

  test('goes on from a holder that is frozen, and stays with one that only has nothing to do', async () => {
    const frozen = another({ beatMs: 60_000, silentMs: 300 });
    const living = another({ beatMs: 50, silentMs: 300 });
    const held = await frozen.lock.acquire('publisher/e', never);
    const next = await living.lock.acquire('publisher/e', never);
    expect(held.lost.aborted).toBe(true);
    const waiting = new AbortController();
    const third = another().lock.acquire('publisher/e', waiting.signal);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(next.lost.aborted).toBe(false);
    waiting.abort();
    await expect(third).rejects.toThrow('not waited for');
    await Promise.all([held.release(), next.release()]);
  });

  test('is not waited for any longer when the waiting is ended', async () => {
    const [one, other] = [another().lock, another().lock];
    const held = await one.acquire('publisher/d', never);
    const patience = new AbortController();
    const waiting = other.acquire('publisher/d', patience.signal);
    patience.abort();
    await expect(waiting).rejects.toThrow('not waited for');
    await held.release();
  });
});

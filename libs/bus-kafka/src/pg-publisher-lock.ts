// The lock as an advisory lock of PostgreSQL: it ends with its session, so a process that dies gives it back. And the
// server ends a session of which it hears nothing, so a process that is frozen gives it back, too.
import { assert } from '@frontdesk/kernel';
import type { Pool, PoolClient } from 'pg';
import type { HeldLock, PublisherLock } from './publisher-lock.js';
import { realTimers } from './trying-again.js';

export interface PgPublisherLockOptions {
  /** Of the journal's own database. One connection is kept as long as the lock is held; not through a pooler. */
  readonly pool: Pool;
  /** How often those who wait ask: a takeover's delay. */
  readonly pollMs?: number;
  /** How often the holder says that it lives, and for how long it may be silent. */
  readonly beatMs?: number;
  readonly silentMs?: number;
}

type Times = Required<Omit<PgPublisherLockOptions, 'pool'>>;

/** A host that vanished is noticed by the server after some ten seconds instead of two hours. */
const NOTICE_THE_DEAD = 'SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3';

const TIMES: Times = { pollMs: 500, beatMs: 500, silentMs: 3_000 };

export function createPgPublisherLock({ pool, ...given }: PgPublisherLockOptions): PublisherLock {
  const times = { ...TIMES, ...given };
  return {
    acquire: async (name, signal) => {
      while (!signal.aborted) {
        const held = await tryOnce(pool, name, times);
        if (held !== null) return held;
        await realTimers.wait(times.pollMs * (0.5 + Math.random()), signal);
      }
      throw new Error(`not waited for: ${name}`);
    },
  };
}

async function tryOnce(pool: Pool, name: string, { beatMs, silentMs }: Times): Promise<HeldLock | null> {
  const client = await pool.connect();
  const lost = new AbortController();
  // Before anything is asked: a connection that breaks without a listener ends the process.
  const onLost = (): void => lost.abort();
  client.on('error', onLost).on('end', onLost);
  try {
    const text = 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got';
    const { rows } = await client.query<{ got: boolean }>(text, [name]);
    assert(rows.length === 1, 'one answer');
    if (rows[0]?.got === true) {
      await client.query(`${NOTICE_THE_DEAD}; SET idle_session_timeout = ${silentMs}`);
      const beats = setInterval(() => void client.query('SELECT 1').catch(onLost), beatMs).unref();
      lost.signal.addEventListener('abort', () => clearInterval(beats), { once: true });
      return { lost: lost.signal, release: () => (clearInterval(beats), release(client, onLost)) };
    }
  } catch (error) {
    client.release(true);
    throw error;
  }
  client.off('error', onLost).off('end', onLost);
  client.release();
  return null;
}

/** The session is ended with it: nothing of the lock, nor of its settings, goes back to the pool. */
async function release(client: PoolClient, onLost: () => void): Promise<void> {
  client.off('end', onLost);
  client.release(true);
}

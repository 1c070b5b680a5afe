// One transaction on one connection of the pool. It ends in exactly one of commit and rollback, and a connection about
// which anything is in doubt never goes back to the pool.
import { assert } from '@frontdesk/kernel';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { afterCommit, Overtaken, serverRefused, unavailable } from './failures.js';
import type { Statement } from './statements.js';

/** What `rows` may do inside the append's transaction. Unqualified names mean the service's own schema. */
export interface PgTx {
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number | null }>;
}

/** Longer than the server's own limits: reached only when the server doesn't answer at all. */
const ANSWER_MS = 15_000;

export class Transaction {
  readonly #client: PoolClient;
  #doubtful = false;
  #released = false;
  readonly #onError = (): void => void (this.#doubtful = true);

  /** The connection may be gone: only closing it is safe. */
  get doubtful(): boolean {
    return this.#doubtful;
  }

  private constructor(client: PoolClient) {
    this.#client = client;
    // A connection that breaks between two queries says so by this event; unheard it would end the process.
    client.on('error', this.#onError);
  }

  /** Opens with `text`, a list of statements of which the last one's answer is returned. */
  static async open(pool: Pool, text: string): Promise<{ transaction: Transaction; rows: unknown[] }> {
    const client = await pool.connect().catch((error: unknown) => {
      throw unavailable(error);
    });
    const transaction = new Transaction(client);
    try {
      // Several statements in one text are answered by a list, which pg's types don't know.
      const answers = (await transaction.#send({ text })) as unknown as QueryResult[];
      return { transaction, rows: answers.at(-1)?.rows ?? [] };
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }

  /** One statement that is its own transaction: sending it is sending the commit. */
  static async single(pool: Pool, statement: Statement, values: readonly unknown[]): Promise<void> {
    const client = await pool.connect().catch((error: unknown) => {
      throw unavailable(error);
    });
    const transaction = new Transaction(client);
    try {
      await transaction.#send({ ...statement, values: [...values] });
    } catch (error) {
      throw serverRefused(error) ? error : afterCommit(error);
    } finally {
      transaction.#release();
    }
  }

  async run<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#send({ ...statement, values: [...values] })).rows as Row[];
  }

  /** The narrow view for one `rows` callback; it is closed when the callback has ended. */
  view(): { tx: PgTx; close: () => void } {
    let open = true;
    const query: PgTx['query'] = async <Row extends object>(sql: string, params: readonly unknown[] = []) => {
      assert(open, 'rows used its transaction after it had returned');
      const { rows, rowCount } = await this.#send({ text: sql, values: [...params] });
      return { rows: rows as Row[], rowCount };
    };
    return { tx: { query }, close: () => void (open = false) };
  }

  async commit(): Promise<void> {
    try {
      const { command } = await this.#send({ text: 'COMMIT' });
      this.#release();
      // An aborted transaction answers COMMIT with ROLLBACK, as if all were well.
      if (command !== 'COMMIT') throw new Overtaken('the transaction had failed before its commit');
    } catch (error) {
      this.#release();
      throw error instanceof Overtaken ? error : afterCommit(error);
    }
  }

  /** Never throws: a connection that can't roll back is closed, which rolls back too. */
  async rollback(): Promise<void> {
    if (!this.#doubtful) await this.#send({ text: 'ROLLBACK' }).catch(() => undefined);
    this.#release();
  }

  async #send(query: { text: string; name?: string; values?: unknown[] }): Promise<QueryResult> {
    try {
      const limited = { ...query, query_timeout: ANSWER_MS };
      return await this.#client.query(limited);
    } catch (error) {
      if (!serverRefused(error)) this.#doubtful = true;
      throw error;
    }
  }

  #release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#client.off('error', this.#onError);
    this.#client.release(this.#doubtful);
  }
}

// One transaction on one connection of the pool. It ends in exactly one of commit and rollback, and a connection about
// which anything is in doubt never goes back to the pool.
import { assert } from '@frontdesk/kernel';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { afterCommit, Doubted, Overtaken, serverRefused, unavailable } from './failures.js';
import { sendFramed, type Frame } from './framed-query.js';
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

const names = new Map<string, string>();
const MOST_NAMES = 200;

/** The same few texts come again and again: named, the server plans each once per connection. */
function named(text: string): Statement {
  let name = names.get(text);
  if (name === undefined && names.size < MOST_NAMES) names.set(text, (name = `journal.rows.${names.size}`));
  return name === undefined ? { text } : { name, text };
}

type Sent = Statement & { readonly values?: unknown[] };

export class Transaction {
  readonly #client: PoolClient;
  #doubtful = false;
  #released = false;
  /** BEGIN and its limits, as long as they are to go with the first query; then that query's answer. */
  #opening: readonly string[] | Promise<unknown> | null = null;
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
      const answers = await transaction.#send({ text });
      return { transaction, rows: answers.at(-1)?.rows ?? [] };
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }

  /** Begins with the first query, in the same round trip. */
  static async lazily(pool: Pool, opening: readonly string[]): Promise<Transaction> {
    const client = await pool.connect().catch((error: unknown) => {
      throw unavailable(error);
    });
    const transaction = new Transaction(client);
    transaction.#opening = opening;
    return transaction;
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
    return ((await this.#send({ ...statement, values: [...values] })).at(-1)?.rows ?? []) as Row[];
  }

  /** The narrow view for one `rows` callback; it is closed when the callback has ended. */
  view(): { tx: PgTx; close: () => void } {
    let open = true;
    const query: PgTx['query'] = async <Row extends object>(sql: string, params: readonly unknown[] = []) => {
      assert(open, 'rows used its transaction after it had returned');
      const [answer] = await this.#send({ ...named(sql), values: [...params] });
      return { rows: (answer?.rows ?? []) as Row[], rowCount: answer?.rowCount ?? null };
    };
    return { tx: { query }, close: () => void (open = false) };
  }

  /** The last statement and the commit in one round trip; the server commits only if the statement went well. */
  async finish(statement: Statement, values: readonly unknown[]): Promise<void> {
    if (this.#doubtful) throw unavailable(new Error('the connection broke before the commit was sent'));
    try {
      const answers = await this.#send({ ...statement, values: [...values] }, ['COMMIT']);
      this.#release();
      if (answers.at(-1)?.command !== 'COMMIT') throw new Overtaken('the transaction had failed before its commit');
    } catch (error) {
      throw error instanceof Overtaken || error instanceof Doubted || serverRefused(error) ? error : afterCommit(error);
    }
  }

  async commit(): Promise<void> {
    try {
      const [answer] = await this.#send({ text: 'COMMIT' });
      this.#release();
      // An aborted transaction answers COMMIT with ROLLBACK, as if all were well.
      if (answer?.command !== 'COMMIT') throw new Overtaken('the transaction had failed before its commit');
    } catch (error) {
      this.#release();
      throw error instanceof Overtaken ? error : afterCommit(error);
    }
  }

  /** Never throws: a connection that can't roll back is closed, which rolls back too. */
  async rollback(): Promise<void> {
    const begun = !Array.isArray(this.#opening);
    this.#opening = null;
    if (begun && !this.#doubtful && !this.#released) await this.#send({ text: 'ROLLBACK' }).catch(() => undefined);
    this.#release();
  }

  /** One result per statement sent. */
  async #send(query: Sent, behind?: readonly string[]): Promise<readonly QueryResult[]> {
    try {
      if (this.#opening !== null) return await this.#sendOpening(query, behind);
      if (behind !== undefined) return await this.#sendFramed(query, { behind });
      // Several statements in one text are answered by a list, which pg's types don't know.
      const limited = { ...query, query_timeout: ANSWER_MS };
      return [await this.#client.query(limited)].flat();
    } catch (error) {
      if (!serverRefused(error) && !(error instanceof Doubted)) this.#doubtful = true;
      throw error;
    }
  }

  async #sendOpening(query: Sent, behind: readonly string[] = []): Promise<readonly QueryResult[]> {
    if (!Array.isArray(this.#opening)) {
      // If it failed nobody knows whether the transaction stands: outside of it nothing may run.
      await Promise.resolve(this.#opening).catch((cause: unknown) => {
        throw new Doubted('the transaction did not open', { cause });
      });
      this.#opening = null;
      return this.#send(query, behind.length > 0 ? behind : undefined);
    }
    const sending = this.#sendFramed(query, { before: this.#opening as readonly string[], behind });
    this.#opening = sending;
    return (await sending).slice(-1 - behind.length);
  }

  #sendFramed({ values = [], ...statement }: Sent, frame: Frame): Promise<readonly QueryResult[]> {
    return sendFramed(this.#client, frame, { statement, values, waitMs: ANSWER_MS });
  }

  #release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#client.off('error', this.#onError);
    this.#client.release(this.#doubtful);
  }
}

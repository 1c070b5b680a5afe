// One attempt to bring a group into the store: all of it in one transaction, or nothing.
import {
  accept,
  EMPTY_HEAD,
  inLockOrder,
  judge,
  positionKey,
  RowsRefused,
  type Heads,
  type LaneId,
  type StoredRecord,
} from '@frontdesk/journal';
import { furthest } from './arrays.js';
import { Doubted, isDeadlock, rowsError } from './failures.js';
import type { FlushContext, Outcome, Pending } from './pending.js';
import { HeadsOfGroup, type LaneRow } from './group-heads.js';
import { lockLanes, opening } from './statements.js';
import { Transaction } from './transaction.js';
import { writeOf, type Write } from './write.js';

export class GroupRun {
  readonly outcomes = new Map<Pending, Outcome>();
  readonly #context: FlushContext;
  readonly #group: readonly Pending[];
  readonly #careful: boolean;
  /** Every head comes from memory. */
  #granted = false;
  readonly #accepted: Pending[] = [];
  readonly #records: StoredRecord[] = [];
  readonly #lanes: readonly LaneId[];
  readonly #heads: HeadsOfGroup;

  constructor(context: FlushContext, group: readonly Pending[], careful: boolean) {
    this.#context = context;
    this.#group = group;
    this.#careful = careful;
    this.#lanes = inLockOrder(new Map(group.flatMap(({ work }) => [...work.lanes])).values());
    this.#heads = new HeadsOfGroup(context, group, careful);
  }

  async transact(): Promise<void> {
    const known = this.#heads.known(this.#lanes);
    const rows = this.#group.some((pending) => pending.rows !== undefined);
    this.#granted = known !== null;
    const heads =
      known === null ? await this.#inSteps() : rows ? await this.#withRows(known) : await this.#atOnce(known);
    if (this.#accepted.length === 0) return;
    this.#context.known.committed(heads);
    this.#context.committed(this.#records);
  }

  async #atOnce(heads: Heads): Promise<Heads> {
    const before = new Map(heads.lanes);
    for (const pending of this.#group) await this.#judge(null, heads, pending);
    const { statement, values } = this.#write(before, heads);
    await Transaction.single(this.#context.pool, statement, values);
    return heads;
  }

  async #withRows(heads: Heads): Promise<Heads> {
    const { pool, schema } = this.#context;
    const before = new Map(heads.lanes);
    const transaction = await Transaction.lazily(pool, opening(schema));
    try {
      for (const pending of this.#group) await this.#judge(transaction, heads, pending);
      const { statement, values } = this.#write(before, heads);
      await transaction.finish(statement, values);
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
    return heads;
  }

  async #inSteps(): Promise<Heads> {
    const { pool, schema } = this.#context;
    const { transaction, rows } = await Transaction.open(pool, lockLanes(schema, this.#lanes));
    let heads: Heads;
    try {
      heads = await this.#heads.underLock(transaction, rows as LaneRow[]);
      const before = new Map(heads.lanes);
      for (const pending of this.#group) await this.#judge(transaction, heads, pending);
      const { statement, values } = this.#write(before, heads);
      if (this.#accepted.length > 0) await transaction.run(statement, values);
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
    if (this.#accepted.length > 0) await transaction.commit();
    else await transaction.rollback();
    return heads;
  }

  async #judge(transaction: Transaction | null, heads: Heads, pending: Pending): Promise<void> {
    const verdict = judge(heads, pending.work);
    if (!('accepted' in verdict)) {
      // From memory, even Fenced may come from a head that is known no longer rightly.
      if (this.#granted || (!this.#careful && 'answer' in verdict)) throw new Doubted('not accepted');
      return void this.outcomes.set(pending, verdict);
    }
    const refusal = transaction === null ? null : await this.#runRows(transaction, pending, verdict.accepted);
    if (refusal !== null) return void this.outcomes.set(pending, refusal);
    accept(heads, pending.work, verdict.accepted);
    this.#accepted.push(pending);
    for (const record of verdict.accepted) this.#records.push(record);
    this.outcomes.set(pending, { answer: { outcome: 'appended', records: verdict.accepted } });
  }

  /** Null when the rows stand. Otherwise nothing of them does. */
  async #runRows(
    transaction: Transaction,
    { rows }: Pending,
    stored: readonly StoredRecord[],
  ): Promise<Outcome | null> {
    if (rows === undefined) return null;
    const { tx, close } = transaction.view();
    if (this.#careful) await transaction.run({ text: 'SAVEPOINT rows' });
    try {
      await rows(tx, stored);
      // Also fails, as it should, when the callback swallowed an error that has broken the transaction.
      if (this.#careful) await transaction.run({ text: 'RELEASE rows' });
      return null;
    } catch (error) {
      if (transaction.doubtful || isDeadlock(error)) throw error;
      if (!this.#careful) throw new Doubted('rows failed', { cause: error });
      await transaction.run({ text: 'ROLLBACK TO rows; RELEASE rows' });
      if (error instanceof RowsRefused) return { answer: { outcome: 'refused', refusal: error } };
      return { error: rowsError(error) };
    } finally {
      close();
    }
  }

  #write(before: Heads['lanes'], after: Heads): Write {
    const { schema, sql, notification } = this.#context;
    const lanes = new Map(this.#accepted.flatMap(({ work }) => [...work.lanes]));
    const moves = [...lanes].map(([name, lane]) => {
      return { lane, was: before.get(name) ?? EMPTY_HEAD, now: after.lanes.get(name) ?? EMPTY_HEAD };
    });
    const taken = this.#accepted.flatMap(({ work }) => work.positions.map((one) => [positionKey(one), one] as const));
    return writeOf(schema, sql, {
      moves,
      positions: furthest(taken),
      records: this.#records,
      notification: notification(topicsOf(this.#records)),
      lazily: this.#records.length === 0 && this.#accepted.every(({ work }) => work.positions.length > 0),
    });
  }
}

function topicsOf(records: readonly StoredRecord[]): Set<string> {
  return new Set(records.map(({ lane }) => lane.topic));
}

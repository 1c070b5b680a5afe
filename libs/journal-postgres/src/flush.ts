// One group of appends in one transaction. Appends are judged one after another against the same heads, so a refusal
// (conflict, duplicate, fenced) costs the others nothing.
//
//   hopeful   BEGIN + lock lanes ─▶ judge, run rows ─▶ write all ─▶ COMMIT                           3 round trips
//   careful   BEGIN + lock lanes ─▶ read heads ─▶ judge, run rows in savepoints ─▶ write all ─▶ COMMIT
//
// Hopeful takes stream versions and positions from what this journal wrote last, and reads only what it can't know; the
// unique keys prove it right at the write. It stands only if every append of the group is accepted. Whatever else comes
// up (a refusal, a row that throws, a key that is taken) rolls the group back and runs it again, carefully: there the
// heads are read under the locks, and a savepoint holds a failing row to its append. Refusals are rare; a read and two
// savepoint round trips for every append would not be.
import {
  accept,
  EMPTY_HEAD,
  inLockOrder,
  judge,
  laneKey,
  positionKey,
  RowsRefused,
  type AppendAnswer,
  type AppendWork,
  type Heads,
  type LaneHead,
  type LaneId,
  type LaneKey,
  type OwnedWork,
  type Position,
  type StoredRecord,
  type StreamCheck,
} from '@frontdesk/journal';
import { AssertionFailed, present } from '@frontdesk/kernel';
import type { Pool } from 'pg';
import {
  consumerColumns,
  furthest,
  laneColumns,
  positionColumns,
  recordColumns,
  texts,
  type LaneMove,
} from './arrays.js';
import { brokeTransaction, isDeadlock, lostARace, Overtaken, rowsError, toAnswer } from './failures.js';
import type { Sized } from './group-commit.js';
import type { KnownHeads } from './known-heads.js';
import { lockLanes, type Statements } from './statements.js';
import { Transaction, type PgTx } from './transaction.js';

export interface Pending extends Sized {
  readonly work: AppendWork | OwnedWork;
  readonly rows?: (tx: PgTx, stored: readonly StoredRecord[]) => Promise<void>;
  readonly resolve: (answer: AppendAnswer) => void;
  readonly reject: (error: unknown) => void;
}

export interface FlushContext {
  readonly pool: Pool;
  readonly schema: string;
  readonly service: string;
  readonly sql: Statements;
  readonly known: KnownHeads;
  /** The NOTIFY of a flush: one channel, one payload for all its topics; channel '' sends none. */
  readonly notification: (topics: ReadonlySet<string>) => readonly [channel: string, payload: string];
  readonly committed: (topics: ReadonlySet<string>) => void;
}

type Outcome = { readonly answer: AppendAnswer } | { readonly error: unknown };

/** Something a hopeful run may not decide. */
class Doubted extends Error {
  override readonly name = 'Doubted';
}

const MOST_ATTEMPTS = 5;

/** Answers to everyone in the group; never rejects. */
export async function flushGroup(context: FlushContext, group: readonly Pending[]): Promise<void> {
  let careful = false;
  for (let attempt = 1; ; attempt++) {
    const run = new GroupRun(context, group, careful);
    try {
      await run.transact();
      return run.answerAll(null);
    } catch (error) {
      if (!(error instanceof Doubted)) context.known.forget();
      const again = lostARace(error) || (!careful && (error instanceof Doubted || brokeTransaction(error)));
      if (!again || attempt === MOST_ATTEMPTS) return run.answerAll(error);
      careful = true;
    }
  }
}

class GroupRun {
  readonly #context: FlushContext;
  readonly #group: readonly Pending[];
  readonly #careful: boolean;
  readonly #outcomes = new Map<Pending, Outcome>();
  readonly #accepted: Pending[] = [];
  readonly #records: StoredRecord[] = [];
  readonly #lanes: readonly LaneId[];
  readonly #found = new Map<LaneKey, LaneHead>();

  constructor(context: FlushContext, group: readonly Pending[], careful: boolean) {
    this.#context = context;
    this.#group = group;
    this.#careful = careful;
    this.#lanes = inLockOrder(new Map(group.flatMap(({ work }) => [...work.lanes])).values());
  }

  async transact(): Promise<void> {
    const { pool, schema } = this.#context;
    const { transaction, rows } = await Transaction.open(pool, lockLanes(schema, this.#lanes));
    let heads: Heads;
    try {
      heads = await this.#heads(transaction, rows as LaneRow[]);
      for (const pending of this.#group) await this.#judge(transaction, heads, pending);
      if (this.#accepted.length === 0) return await transaction.rollback();
      await this.#write(transaction, heads);
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
    await transaction.commit();
    this.#context.known.committed(heads);
    this.#context.committed(topicsOf(this.#records));
  }

  /** With an error, refusals stay as they are (nothing of them was to be written); everyone else gets the error. */
  answerAll(error: unknown): void {
    for (const pending of this.#group) {
      const outcome = this.#outcomes.get(pending);
      const written = outcome === undefined || ('answer' in outcome && outcome.answer.outcome === 'appended');
      if (error !== null && written) pending.reject(toAnswer(error));
      else if (outcome === undefined) pending.reject(new AssertionFailed('a group left an append unanswered'));
      else if ('error' in outcome) pending.reject(outcome.error);
      else pending.resolve(outcome.answer);
    }
  }

  async #heads(transaction: Transaction, rows: readonly LaneRow[]): Promise<Heads> {
    const { service, sql } = this.#context;
    for (const { topic, partition, seq, epoch, hash, at } of rows) {
      const head = { epoch, seq: Number(seq), hash, at: Number(at) };
      this.#found.set(laneKey({ service, topic, partition }), head);
    }
    const heads: Heads = { lanes: new Map(this.#found), versions: new Map(), positions: new Map() };
    const streams = new Map<string, StreamCheck>();
    const positions = new Map<string, Position>();
    for (const { work } of this.#group) {
      // Of several checks of one stream the first counts: what follows is judged by what the first leads to.
      if (work.kind === 'append')
        for (const [name, check] of work.streams) if (!streams.has(name)) streams.set(name, check);
      for (const position of work.positions) positions.set(positionKey(position), position);
    }
    if (!this.#careful) this.#takeForGranted(heads, streams, positions);
    if (streams.size > 0 || positions.size > 0) await this.#readHeads(transaction, heads, [...streams], [...positions]);
    return heads;
  }

  /** Leaves in `streams` what has to be read. */
  #takeForGranted(heads: Heads, streams: Map<string, StreamCheck>, positions: Map<string, Position>): void {
    const { known } = this.#context;
    for (const [name, check] of streams) {
      const version = known.version(name, check);
      if (version === null) continue;
      heads.versions.set(name, version);
      streams.delete(name);
    }
    for (const name of positions.keys()) heads.positions.set(name, known.position(name));
    positions.clear();
  }

  async #readHeads(
    transaction: Transaction,
    heads: Heads,
    streams: readonly (readonly [string, StreamCheck])[],
    positions: readonly (readonly [string, Position])[],
  ): Promise<void> {
    const { sql } = this.#context;
    const found = await transaction.run<{ kind: 'stream' | 'position'; ord: number; head: string }>(sql.heads, [
      texts(streams.map(([, { workspace }]) => workspace)),
      texts(streams.map(([, { stream }]) => stream)),
      ...consumerColumns(positions.map(([, position]) => position)),
    ]);
    for (const { kind, ord, head } of found) {
      const [name] = present((kind === 'stream' ? streams : positions)[ord - 1], 'what was asked for');
      (kind === 'stream' ? heads.versions : heads.positions).set(name, Number(head));
    }
  }

  async #judge(transaction: Transaction, heads: Heads, pending: Pending): Promise<void> {
    const verdict = judge(heads, pending.work);
    if (!('accepted' in verdict)) {
      if (!this.#careful && 'answer' in verdict) throw new Doubted(verdict.answer.outcome);
      return void this.#outcomes.set(pending, verdict);
    }
    const refusal =
      pending.rows === undefined ? null : await this.#runRows(transaction, pending.rows, verdict.accepted);
    if (refusal !== null) return void this.#outcomes.set(pending, refusal);
    accept(heads, pending.work, verdict.accepted);
    this.#accepted.push(pending);
    this.#records.push(...verdict.accepted);
    this.#outcomes.set(pending, { answer: { outcome: 'appended', records: verdict.accepted } });
  }

  /** Null when the rows stand. Otherwise nothing of them does. */
  async #runRows(
    transaction: Transaction,
    rows: NonNullable<Pending['rows']>,
    stored: readonly StoredRecord[],
  ): Promise<Outcome | null> {
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
      return error instanceof RowsRefused
        ? { answer: { outcome: 'refused', refusal: error } }
        : { error: rowsError(error) };
    } finally {
      close();
    }
  }

  async #write(transaction: Transaction, heads: Heads): Promise<void> {
    const { sql, notification } = this.#context;
    const lanes = new Map(this.#accepted.flatMap(({ work }) => [...work.lanes]));
    const moves = [...lanes].map(([name, lane]): LaneMove => {
      return { lane, was: this.#found.get(name) ?? EMPTY_HEAD, now: heads.lanes.get(name) ?? EMPTY_HEAD };
    });
    const positions = furthest(
      this.#accepted.flatMap(({ work }) => work.positions.map((p) => [positionKey(p), p] as const)),
    );
    const [written] = await transaction.run<{ lanes: number; positions: number }>(sql.write, [
      ...laneColumns(moves),
      ...positionColumns(positions),
      ...recordColumns(this.#records),
      ...notification(topicsOf(this.#records)),
    ]);
    // The locks make both impossible but for a position that two processes make at once; then the loser judges anew.
    if (written?.lanes !== moves.length) throw new AssertionFailed('a lane moved under its lock');
    if (written.positions !== positions.length) throw new Overtaken('another process took the same input in');
  }
}

interface LaneRow {
  readonly topic: string;
  readonly partition: number;
  readonly seq: string;
  readonly epoch: number;
  readonly hash: string | null;
  readonly at: string;
}

const topicsOf = (records: readonly StoredRecord[]): Set<string> => new Set(records.map(({ lane }) => lane.topic));

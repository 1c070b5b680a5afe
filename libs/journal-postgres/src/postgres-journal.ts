// The journal on Postgres, by `pg` directly: one schema per service, one transaction in flight per journal.
import {
  laneKey,
  PARTITIONS,
  positionKey,
  prepareAppend,
  prepareOwned,
  type AppendAnswer,
  type Journal,
  type LaneId,
} from '@frontdesk/journal';
import { assert, present } from '@frontdesk/kernel';
import type { Pool } from 'pg';
import { furthest, positionColumns } from './arrays.js';
import { int4s, texts } from './binary-arrays.js';
import { flushGroup } from './flush.js';
import { GroupCommit } from './group-commit.js';
import { KnownHeads } from './known-heads.js';
import type { Pending } from './pending.js';
import { queryOn, reading, type Query } from './reading.js';
import { statements, type Statements } from './statements.js';
import type { PgTx } from './transaction.js';
import { WakeUps } from './wake-ups.js';

export interface PostgresJournalOptions {
  /** At least two connections, one more to `listen`. The journal never ends it. */
  readonly pool: Pool;
  readonly schema: string;
  readonly service: string;
  /** NOTIFY other processes after a commit; default true. */
  readonly notify?: boolean;
  /** LISTEN for other processes' commits; default false. Without it a reader depends on its poll. */
  readonly listen?: boolean;
}

export interface PostgresJournal extends Journal<PgTx> {
  /** Waits for what is in flight and gives the listening connection back. Before the pool ends. */
  close(): Promise<void>;
}

export function createPostgresJournal(options: PostgresJournalOptions): PostgresJournal {
  const { pool, schema, service, notify = true, listen = false } = options;
  const sql = statements(schema);
  const query = queryOn(pool);
  const wakeUps = new WakeUps({ pool, schema, notify, listen });
  const lanes = new KnownTopics(sql, query);
  const known = new KnownHeads();
  const context = {
    ...{ pool, schema, service, sql, known },
    notification: (topics: ReadonlySet<string>) => wakeUps.notification(topics),
    committed: (topics: ReadonlySet<string>) => wakeUps.wake(topics),
  };
  const commits = new GroupCommit<Pending>((group) => flushGroup(context, group));
  const submit = async (pending: Pick<Pending, 'work' | 'rows'>, size: number): Promise<AppendAnswer> => {
    // Only a topic never seen before costs a wait: appends keep the order in which they were called.
    for (const { topic } of pending.work.lanes.values()) if (!lanes.known(topic)) await lanes.make(topic);
    return new Promise((resolve, reject) => commits.add({ ...pending, size, resolve, reject }));
  };
  return {
    service,
    ...reading(service, sql, query),
    ...owning(service, sql, query, lanes, known),
    onAppend: (topic, wake) => wakeUps.onAppend(topic, wake),
    append: async (append) => {
      const work = prepareAppend(service, append);
      return submit({ work, rows: append.rows }, work.drafts.length);
    },
    appendOwned: async (lane, epoch, records, positions) => {
      await submit({ work: prepareOwned(service, lane, epoch, records, positions) }, records.length);
    },
    advance: async (positions) => {
      const columns = positionColumns(furthest(positions.map((position) => [positionKey(position), position])));
      if (positions.length > 0) await query(sql.advance, columns);
    },
    close: async () => {
      await commits.settled();
      wakeUps.close();
    },
  };
}

type Owning = Pick<Journal<PgTx>, 'acquire' | 'renew' | 'saveSnapshot'>;

function owning(service: string, sql: Statements, query: Query, lanes: KnownTopics, known: KnownHeads): Owning {
  const mine = (lane: LaneId): void =>
    assert(lane.service === service, `a journal of ${service} doesn't own ${laneKey(lane)}`);
  return {
    acquire: async (lane, owner) => {
      mine(lane);
      await lanes.make(lane.topic);
      const [row] = await query<HeadRow>(sql.acquire, [lane.topic, lane.partition, owner]);
      const { epoch, seq, hash, at, silent_ms } = present(row, `lane ${laneKey(lane)}`);
      const head = { epoch, seq: Number(seq), hash, at: Number(at) };
      known.acquired(laneKey(lane), head);
      return { ...head, silentMs: Number(silent_ms) };
    },
    renew: async (owned) => {
      const columns = [
        texts(owned.map(({ lane }) => lane.topic)),
        int4s(owned.map(({ lane }) => lane.partition)),
        int4s(owned.map(({ epoch }) => epoch)),
      ];
      if (owned.length === 0) return [];
      const alive = new Set((await query<{ ord: number }>(sql.renew, columns)).map(({ ord }) => ord));
      return owned.filter((_, i) => !alive.has(i + 1)).map(({ lane }) => lane);
    },
    saveSnapshot: async ({ lane, seq, schemaVersion, ruleVersion, hash, body }) => {
      mine(lane);
      await query(sql.saveSnapshot, [lane.topic, lane.partition, seq, schemaVersion, ruleVersion, hash, body]);
    },
  };
}

interface HeadRow {
  readonly epoch: number;
  readonly seq: string;
  readonly hash: string | null;
  readonly at: string;
  readonly silent_ms: string;
}

/** A topic's lane rows are made once, outside of any append, so that an append finds every lane it locks. */
class KnownTopics {
  readonly #known = new Set<string>();
  readonly #making = new Map<string, Promise<void>>();

  constructor(
    private readonly sql: Statements,
    private readonly query: Query,
  ) {}

  known(topic: string): boolean {
    return this.#known.has(topic);
  }

  /** Everyone who asks meanwhile waits for the same answer, and goes on in the order of asking. */
  make(topic: string): Promise<void> {
    if (this.#known.has(topic)) return Promise.resolve();
    const making = this.#making.get(topic) ?? this.#make(topic).finally(() => this.#making.delete(topic));
    this.#making.set(topic, making);
    return making;
  }

  async #make(topic: string): Promise<void> {
    await this.query(this.sql.makeLanes, [topic, PARTITIONS]);
    this.#known.add(topic);
  }
}

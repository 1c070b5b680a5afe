// The journal on Postgres, by `pg` directly: one schema per service, one transaction in flight per journal.
import {
  positionKey,
  prepareAppend,
  prepareOwned,
  type AppendAnswer,
  type Journal,
  type StoredRecord,
} from '@frontdesk/journal';
import type { Pool } from 'pg';
import { furthest, positionColumns } from './arrays.js';
import { flushGroup } from './flush.js';
import { GroupCommit } from './group-commit.js';
import { KnownHeads } from './known-heads.js';
import { KnownTopics } from './known-topics.js';
import { owning } from './owning.js';
import type { Pending } from './pending.js';
import { queryOn, reading } from './reading.js';
import { statements } from './statements.js';
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
    committed: (records: readonly StoredRecord[]) => wakeUps.bring(records),
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

// An append on its way: what it wants, whom it answers to, and what a flush has at hand.
import type { AppendAnswer, AppendWork, OwnedWork, StoredRecord } from '@frontdesk/journal';
import type { Pool } from 'pg';
import type { Sized } from './group-commit.js';
import type { KnownHeads } from './known-heads.js';
import type { Statements } from './statements.js';
import type { PgTx } from './transaction.js';

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
  readonly committed: (records: readonly StoredRecord[]) => void;
}

export type Outcome = { readonly answer: AppendAnswer } | { readonly error: unknown };

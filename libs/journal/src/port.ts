// The journal: the one place where state becomes durable. Two adapters, one contract suite (./testing).
//
//   append ──▶ one transaction: lane.seq += n · records · own rows · positions ──▶ commit = published (embedded)
//                                                                              └─▶ publisher ─▶ Kafka (distributed)
//
// Semantics every adapter keeps, and the suite proves:
//   1. Durable when returned. A resolved append survives kill -9 of any process.
//   2. Gapless: a lane's seq is 1, 2, 3 … in commit order; a reader that has seen n sees n + 1 next, never n + 2 first.
//   3. All or nothing: records in all lanes, own rows and positions of one append commit together. Lanes are locked in
//      one canonical order, so two appends never wait for each other in a circle.
//   4. Optimistic: expectedVersion is the stream's version before the append; another value answers Conflict and
//      changes nothing.
//   5. Exactly-once effect: an append that carries a position at or behind the consumer's stored one answers Duplicate
//      and changes nothing.
//   6. Fenced: an owned lane (one that was ever acquired) takes appendOwned of its current epoch alone; a stale owner is
//      answered Fenced, and changes nothing. acquire() waits for the predecessor's transaction in flight, so the seq it
//      returns is final.
//   7. Unknown outcome: append rejects with OutcomeUnknown when the commit may or may not have happened. The caller
//      forgets its memory of the streams or lane, reads the head, rebuilds. Never guesses.
//   8. Group commit: appends that wait while one commit is in flight go together; one's refusal never harms another.
//   9. Leases are hints: they tell who is alive, so that a lane finds its next owner soon; the epoch alone decides.
import type { LaneId, LaneKey, NewRecord, RecordedFact, StoredRecord } from './record.js';

/** The consumer `consumer` has taken in everything of `lane` up to and including `seq`. */
export interface Position {
  readonly consumer: string;
  readonly lane: LaneId;
  readonly seq: number;
}

/** All records of one append belong to one workspace. */
export interface Append<Tx> {
  readonly records: readonly NewRecord[];
  /**
   * Version of each stream named in `records` before this append (0: new). A stream left out is not checked. Streams
   * are unique within a workspace; one append names a stream of one workspace only.
   */
  readonly expectedVersions?: Readonly<Record<string, number>>;
  /**
   * Own read rows, in the same transaction. May throw RowsRefused to turn the whole append down. May be called again
   * for one append (a group that is retried), so it changes nothing but through `tx`.
   */
  readonly rows?: (tx: Tx, stored: readonly StoredRecord[]) => Promise<void>;
  /** The inputs this append takes in. */
  readonly positions?: readonly Position[];
}

export type AppendAnswer =
  | { readonly outcome: 'appended'; readonly records: readonly StoredRecord[] }
  | { readonly outcome: 'conflict'; readonly stream: string; readonly version: number }
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'refused'; readonly refusal: RowsRefused };

/** Thrown inside `rows`: this append is turned down by a row (a unique key, say); others in the group go on. */
export class RowsRefused extends Error {
  override readonly name = 'RowsRefused';
  constructor(
    readonly code: string,
    readonly detail: unknown = null,
  ) {
    super(code);
  }
}

/** The store could not be reached and nothing was written: try again. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** The commit may or may not have happened: forget, re-read, rebuild. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/** Another owner has the lane: drop the state and stop. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** A record for an owned, chained lane: the owner assigns seq and hash itself, the journal checks them. */
export interface OwnedRecord {
  readonly seq: number;
  readonly id: string;
  readonly key: string;
  readonly workspace: string;
  readonly type: string;
  readonly at: number;
  readonly meta: StoredRecord['meta'];
  readonly body: string;
  readonly hash: string;
}

export interface OwnedHead {
  readonly epoch: number;
  readonly seq: number;
  /** Hash of the record at `seq`; null in an empty lane. */
  readonly hash: string | null;
  /** `at` of the record at `seq`; 0 in an empty lane. */
  readonly at: number;
  /** How long nobody had appended to or renewed the lane when it was taken over, by the store's clock; 0 in a new lane. */
  readonly silentMs: number;
}

/** Who has an owned lane, and since when nothing was heard of the owner, by the store's clock. */
export interface LaneLease {
  readonly lane: LaneId;
  readonly epoch: number;
  /** null: given up, or never owned; free for whoever wants it. */
  readonly owner: string | null;
  readonly silentMs: number;
}

export interface Snapshot {
  readonly lane: LaneId;
  readonly seq: number;
  readonly schemaVersion: number;
  readonly ruleVersion: number;
  readonly hash: string;
  readonly body: string;
}

export type Wake = (committed?: readonly StoredRecord[]) => void;

export interface JournalReader {
  readonly service: string;
  /** The last seq of every lane of a topic that holds records: one query. */
  heads(topic: string): Promise<ReadonlyMap<LaneKey, number>>;
  /** Records of a lane after `after`, in order, at most `limit`. */
  read(lane: LaneId, after: number, limit: number): Promise<readonly StoredRecord[]>;
  /** As `read`, but only what a fold needs; of an adapter to which that is half the work. */
  readFacts?(lane: LaneId, after: number, limit: number): Promise<readonly RecordedFact[]>;
  /**
   * Records of the lanes named in `after` (partition → seq), in order within each lane, at most `limit` in all. Lanes
   * are served in the map's order: who wants fairness turns it. One query.
   */
  readMany(topic: string, after: ReadonlyMap<number, number>, limit: number): Promise<readonly StoredRecord[]>;
  /**
   * Called after any commit to the topic, here or in another process; may be late or repeated, never relied on alone. A
   * commit of this handle brings its records of the topic: each lane's in order, right as they stand in the store.
   */
  onAppend(topic: string, wake: Wake): () => void;
}

export interface Journal<Tx> extends JournalReader {
  append(append: Append<Tx>): Promise<AppendAnswer>;
  /** Streams are unique within a workspace: the same name in another one is another stream. */
  readStream(workspace: string, stream: string, afterVersion?: number): Promise<readonly StoredRecord[]>;
  /** Stored positions of a consumer. */
  positions(consumer: string): Promise<ReadonlyMap<LaneKey, number>>;
  /** Moves positions forward when nothing else is to be written. Never back; a crash of the store may undo the last. */
  advance(positions: readonly Position[]): Promise<void>;

  /** Takes an owned lane over: bumps its epoch. */
  acquire(lane: LaneId, owner: string): Promise<OwnedHead>;
  /**
   * Appends to an owned lane; no records: moves the positions alone, under the same fence. Rejects with Fenced for a
   * stale epoch, with AssertionFailed for a wrong seq, a hash that doesn't continue the chain (see chainHash) or a
   * position already taken in.
   */
  appendOwned(
    lane: LaneId,
    epoch: number,
    records: readonly OwnedRecord[],
    positions: readonly Position[],
  ): Promise<void>;
  /**
   * Says that the owners of these lanes are alive, by the store's clock: one query for all. Answers those lanes whose
   * epoch is no longer the given one: their owner is fenced.
   */
  renew(owned: readonly { readonly lane: LaneId; readonly epoch: number }[]): Promise<readonly LaneId[]>;
  /** Every lane of a topic that was ever owned: one query. */
  leases(topic: string): Promise<readonly LaneLease[]>;
  /** As acquire, unless somebody took the lane since `epoch` was seen: then null, and nothing changed. */
  acquireIf(lane: LaneId, owner: string, epoch: number): Promise<OwnedHead | null>;
  /** Gives a lane up, so that its next owner need not wait. Of a stale epoch it changes nothing. */
  release(lane: LaneId, epoch: number): Promise<void>;
  /**
   * Says that a member of a group is alive, and answers everybody who said so within `withinMs` by the store's clock,
   * by name. Only a hint for sharing work out: what counts is the lane's epoch.
   */
  join(group: string, member: string, withinMs: number): Promise<readonly string[]>;
  leave(group: string, member: string): Promise<void>;
  saveSnapshot(snapshot: Snapshot): Promise<void>;
  /** The newest snapshot at or before `atMost` (default: any), or null. */
  loadSnapshot(lane: LaneId, atMost?: number): Promise<Snapshot | null>;
}

/** Partitions per topic: fixed for the life of an installation. */
export const PARTITIONS = 64;

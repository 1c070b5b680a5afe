// The bus: how a context learns what another context has published. Embedded it reads the journal's own tables; in a
// cluster it is Kafka. Semantics every adapter keeps, and ./testing's busContract proves:
//   1. In order: a lane's records are handed over by seq, without a gap, and never two batches of one lane at a time.
//   2. At least once: after a crash records come again; within one subscription none at or behind the last is repeated.
//      What makes it exactly-once in effect is the position that the handler commits with its own rows.
//   3. A gap halts its lane, for good and loudly (onGap, once); what came before the gap is still handed over, and the
//      other lanes go on.
//   4. A handler that throws gets the same batch again, after a pause that grows (full jitter); its lane waits, others
//      don't.
//   5. stop() resolves when no handler runs any more; none is called afterwards.
import type { LaneId, LaneKey, StoredRecord } from './record.js';

export interface Subscribe {
  readonly topic: string;
  /** Where each lane goes on: what Journal.positions(consumer) answers. A lane that isn't named starts at its first. */
  readonly after: ReadonlyMap<LaneKey, number>;
  /** The writers to listen to; default: every one that the bus knows. */
  readonly services?: readonly string[];
  readonly onBatch: (lane: LaneId, records: readonly StoredRecord[]) => Promise<void>;
  readonly onGap: (lane: LaneId, expected: number, got: number) => void;
  /** A failed attempt (of a handler, or with lane null of reading), before its pause: for logs and alarms. */
  readonly onTrouble?: (lane: LaneId | null, error: unknown, attempt: number) => void;
  /**
   * Others go first: what a commit of this very process brings is handed over so many milliseconds later, with 0 in the next
   * turn of the event loop; a broker gathers what comes within them. Absent: at once. A backlog is not held up.
   */
  readonly yieldsMs?: number;
  /**
   * Before a broker is told that it may forget what was done: whoever stores positions later than with the batch stores
   * them now. Rejected: it is told another time.
   */
  readonly onForget?: () => Promise<void>;
}

export interface BusSubscription {
  /** Resolves when records come in; absent: from the beginning. A broker may first wait for a dead member's session. */
  readonly ready?: Promise<void>;
  stop(): Promise<void>;
}

export interface Bus {
  subscribe(subscribe: Subscribe): BusSubscription;
}

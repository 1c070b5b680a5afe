// One lane of a subscription: what waits, in order and without a hole, and the one batch that its handler has.
import type { FollowerTimers, LaneId, StoredRecord } from '@frontdesk/journal';
import { untilDone } from './trying-again.js';

export interface Waiting {
  /** Where it stands in the Kafka partition. */
  readonly offset: number;
  readonly record: StoredRecord;
}

export interface LaneHandling {
  readonly batch: number;
  readonly timers: FollowerTimers;
  readonly onBatch: (lane: LaneId, records: readonly StoredRecord[]) => Promise<void>;
  readonly onTrouble: (lane: LaneId, error: unknown, attempt: number) => void;
  /** After every batch. */
  readonly onProgress: () => void;
}

export interface Gap {
  readonly lane: LaneQueue;
  readonly offset: number;
  readonly expected: number;
  readonly got: number;
}

export class LaneQueue {
  #seq: number;
  #waiting: Waiting[] = [];
  #inHand: readonly Waiting[] = [];
  #gap: Gap | null = null;
  #running: Promise<void> | null = null;
  #stopped = false;
  /** The batch in hand is given up: not tried again when it fails. */
  #giveUp = new AbortController();

  constructor(
    readonly id: LaneId,
    seq: number,
    private readonly handling: LaneHandling,
  ) {
    this.#seq = seq;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** The first offset that is not done with; null: all that came is. */
  get pending(): number | null {
    const first = this.#inHand[0] ?? this.#waiting[0];
    return first?.offset ?? this.#gap?.offset ?? null;
  }

  /** A record that doesn't follow: nothing more is taken until somebody has looked into it, if ever. */
  get gap(): Gap | null {
    return this.#gap;
  }

  /** Takes a record in, or knows it already, or answers, once, that one is missing before it. */
  take(record: StoredRecord, offset: number): Gap | null {
    if (this.#gap !== null) return null;
    const last = this.#waiting.at(-1) ?? this.#inHand.at(-1);
    const expected = Math.max(this.#seq, last?.record.seq ?? 0) + 1;
    if (record.seq === expected) this.#waiting.push({ offset, record });
    if (record.seq <= expected) return null;
    this.#gap = { lane: this, offset, expected, got: record.seq };
    return this.#gap;
  }

  /** Another member of the group has brought the lane on meanwhile. */
  skipTo(seq: number): void {
    this.#seq = Math.max(this.#seq, seq);
  }

  /** Forgets what waits: it will come again, to us or to another member. What is in hand is finished. */
  forget(): void {
    this.#waiting = [];
    this.#inHand = [];
    this.#gap = null;
    this.#giveUp.abort();
    this.#giveUp = new AbortController();
  }

  /** Begins no batch any more, and tries none again; resolves when no handler runs. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#giveUp.abort();
    await this.#running;
  }

  /** Calls the handler for what waits, batch after batch. */
  work(): void {
    if (this.#running !== null || this.#stopped || this.#waiting.length === 0) return;
    this.#running = this.#drain().finally(() => {
      this.#running = null;
      this.work();
    });
  }

  async #drain(): Promise<void> {
    const { timers, onBatch, onTrouble, onProgress } = this.handling;
    for (let batch = this.#next(); batch.length > 0; batch = this.#next()) {
      this.#inHand = batch;
      const records = batch.map(({ record }) => record);
      const done = await untilDone(() => onBatch(this.id, records), {
        timers,
        signal: this.#giveUp.signal,
        onTrouble: (error, attempt) => onTrouble(this.id, error, attempt),
      });
      if (done) this.skipTo(records.at(-1)?.seq ?? 0);
      // Not ours to clear when it was forgotten meanwhile; and what the stop gave up is still pending.
      if (done && this.#inHand === batch) this.#inHand = [];
      onProgress();
    }
  }

  /** The next batch without what the database knows already; empty when there is none, or no more is to be begun. */
  #next(): readonly Waiting[] {
    if (this.#stopped) return [];
    const fresh = this.#waiting.findIndex(({ record }) => record.seq > this.#seq);
    const first = fresh === -1 ? this.#waiting.length : fresh;
    return this.#waiting.splice(0, first + this.handling.batch).slice(first);
  }
}

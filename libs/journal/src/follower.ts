// Follows one topic of one journal, and hands each lane's records over in order. Lanes are independent: one that is slow,
// failing or halted holds up no other.
//
//   a commit of this process   brings its records ─▶ those that go on where their lane stands are handed over as they are
//   anything else              wakes, or the poll comes round ─▶ one query reads all lanes that wait
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { present } from '@frontdesk/kernel';
import type { BusSubscription, Subscribe } from './bus.js';
import { PARTITIONS, type JournalReader } from './port.js';
import type { LaneId, StoredRecord } from './record.js';

/**
 * Dice and waiting between reads, so that tests decide both. `wait` resolves early, without a throw, when the signal
 * aborts.
 */
export interface FollowerTimers {
  random(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Follow extends Pick<Subscribe, 'topic' | 'onBatch' | 'onGap' | 'onTrouble' | 'yieldsMs'> {
  readonly reader: JournalReader;
  /** Partition → last seq taken in; absent partitions start at their first record. */
  readonly positions: ReadonlyMap<number, number>;
  /** Followed from the start: all lanes (the default), or none but those that are opened. */
  readonly lanes?: 'all' | 'opened';
  /** Whether other processes write these lanes, too (the default); else only what this one brings is worth a look. */
  readonly othersWrite?: boolean;
  /** The safety poll: how late a lost wake-up is noticed. */
  readonly pollMs?: number;
  readonly batch?: number;
  readonly signal?: AbortSignal;
  readonly timers?: FollowerTimers;
}

export interface Follower extends BusSubscription {
  /** From `after` on, or from where it stands here if that is further; of an open lane it changes nothing. */
  open(partition: number, after: number): void;
  /** What is being handled comes to its end. */
  shut(partition: number): void;
}

interface Lane {
  readonly id: LaneId;
  open: boolean;
  seq: number;
  /** ready: may be read; busy: its batch is being handled; halted: a gap, never read again. */
  state: 'ready' | 'busy' | 'halted';
  /** Last seq of the batch being handled. */
  upTo: number;
  /** What was brought meanwhile and goes on right after that batch. */
  readonly next: StoredRecord[];
  /** There may be more than `next`: to be read when the batch is done. */
  behind: boolean;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 10_000;
const BATCH = 500;
/** Of one busy lane; what is brought beyond it is read later. */
const MOST_KEPT = 1_000;

const realTimers: FollowerTimers = {
  random: Math.random,
  wait: (ms, signal) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined),
};

export function follow(options: Follow): Follower {
  return new JournalFollower(options);
}

class JournalFollower implements Follower {
  readonly #options: Follow;
  readonly #timers: FollowerTimers;
  /** In the order in which they were last served: the longest-waiting first. */
  readonly #lanes = new Map<number, Lane>();
  readonly #busy = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;
  /** Committed, and handed over when the wait that the first of them began is over. */
  readonly #yielded: StoredRecord[] = [];
  #woken = false;
  #nap = new AbortController();

  constructor(options: Follow) {
    this.#options = options;
    this.#timers = options.timers ?? realTimers;
    const { service } = options.reader;
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const id = { service, topic: options.topic, partition };
      const seq = options.positions.get(partition) ?? 0;
      const open = options.lanes !== 'opened';
      this.#lanes.set(partition, { id, open, seq, state: 'ready', upTo: seq, next: [], behind: false });
    }
    // Every lane that waits for its next try listens, and there may be sixty-four of them.
    setMaxListeners(PARTITIONS, this.#stopping.signal);
    if (options.signal?.aborted === true) this.#stopping.abort();
    options.signal?.addEventListener('abort', () => void this.stop(), { once: true, signal: this.#stopping.signal });
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#running;
  }

  open(partition: number, after: number): void {
    const lane = present(this.#lanes.get(partition), 'a lane');
    if (lane.open) return;
    lane.open = true;
    // A batch that was under way when it was shut moves its lane on by itself.
    if (lane.state === 'halted') lane.state = 'ready';
    if (lane.state === 'ready') lane.seq = Math.max(lane.seq, after);
    lane.behind = true;
    this.#wake();
  }

  shut(partition: number): void {
    const lane = present(this.#lanes.get(partition), 'a lane');
    lane.open = false;
    lane.next.length = 0;
  }

  #wake(): void {
    this.#woken = true;
    this.#nap.abort();
  }

  async #run(): Promise<void> {
    const { reader, topic, pollMs = 200, yieldsMs } = this.#options;
    const forget = reader.onAppend(topic, (committed) =>
      yieldsMs === undefined ? this.#heard(committed) : this.#yield(yieldsMs, committed),
    );
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      this.#woken = false;
      this.#nap = new AbortController();
      let pause = pollMs;
      try {
        const full = await this.#round();
        failures = 0;
        if (full) continue;
      } catch (error) {
        failures++;
        this.#options.onTrouble?.(null, error, failures);
        pause = this.#pause(failures);
      }
      // A wake-up that came during the round was for records which that round may not have seen.
      if (!this.#woken || failures > 0)
        await this.#timers.wait(pause, failures > 0 ? this.#stopping.signal : this.#nap.signal);
    }
    forget();
    await Promise.all(this.#busy);
  }

  /** One read over all ready lanes; true when it was full, so that there may be more. */
  async #round(): Promise<boolean> {
    const { reader, topic, batch = BATCH } = this.#options;
    const after = new Map<number, number>();
    for (const [partition, lane] of this.#lanes) {
      if (!lane.open) continue;
      if (lane.state === 'ready') after.set(partition, lane.seq);
      else lane.behind = true;
    }
    if (after.size === 0) return false;
    const records = await reader.readMany(topic, after, batch);
    if (this.#stopping.signal.aborted) return false;
    const full = records.length >= batch;
    for (const [lane, found] of this.#byLane(records)) {
      // Shut, or something was brought, while we read.
      if (!lane.open) continue;
      if (lane.state === 'busy') this.#keep(lane, found);
      else if (lane.state === 'ready') this.#serve(lane, found, full);
    }
    return full;
  }

  /** One wait for all that is committed during it. */
  #yield(ms: number, committed: readonly StoredRecord[] = []): void {
    if (committed.length === 0) return this.#heard();
    if (this.#yielded.push(...committed) > committed.length) return;
    const goOn = () => {
      const { batch = BATCH } = this.#options;
      for (const all = this.#yielded.splice(0); all.length > 0;) this.#heard(all.splice(0, batch));
    };
    if (ms === 0) setImmediate(goOn);
    else setTimeout(goOn, ms).unref();
  }

  /** Who wakes us may bring what was committed; then most often nothing has to be read. */
  #heard(committed: readonly StoredRecord[] = []): void {
    if (committed.length === 0) return this.#options.othersWrite === false ? undefined : this.#wake();
    if (this.#stopping.signal.aborted) return;
    for (const [lane, brought] of this.#byLane(committed)) {
      if (!lane.open || lane.state === 'halted') continue;
      if (lane.state === 'busy') this.#keep(lane, brought);
      // Not all that comes before it has been brought: by another process, or before we listened.
      else if (nextInOrder(lane.seq, brought).gap !== null) this.#wake();
      else this.#serve(lane, brought, false);
    }
  }

  *#byLane(records: readonly StoredRecord[]): Iterable<[Lane, StoredRecord[]]> {
    const byPartition = new Map<number, StoredRecord[]>();
    for (const record of records) {
      const found = byPartition.get(record.lane.partition);
      if (found === undefined) byPartition.set(record.lane.partition, [record]);
      else found.push(record);
    }
    for (const [partition, found] of byPartition) yield [present(this.#lanes.get(partition), 'a lane'), found];
  }

  #keep(lane: Lane, records: readonly StoredRecord[]): void {
    const { fresh, gap } = nextInOrder(lane.next.at(-1)?.seq ?? lane.upTo, records);
    if (gap === null && lane.next.length + fresh.length <= MOST_KEPT) lane.next.push(...fresh);
    else lane.behind = true;
  }

  #serve(lane: Lane, records: readonly StoredRecord[], more: boolean): void {
    const { fresh, gap } = nextInOrder(lane.seq, records);
    const last = fresh.at(-1);
    if (last === undefined && gap === null) return;
    this.#lanes.delete(lane.id.partition);
    this.#lanes.set(lane.id.partition, lane);
    lane.state = 'busy';
    lane.upTo = last?.seq ?? lane.seq;
    lane.behind = more;
    const work = this.#deliver(lane, fresh, gap !== null).finally(() => {
      this.#busy.delete(work);
      this.#goOn(lane);
    });
    this.#busy.add(work);
    if (gap !== null) this.#options.onGap(lane.id, gap.expected, gap.got);
  }

  #goOn(lane: Lane): void {
    const { batch = BATCH } = this.#options;
    if (!lane.open || lane.state !== 'ready' || this.#stopping.signal.aborted) return;
    const next = lane.next.splice(0, batch);
    if (next.length > 0) this.#serve(lane, next, lane.behind);
    else if (lane.behind) this.#wake();
  }

  async #deliver(lane: Lane, records: readonly StoredRecord[], thenHalt: boolean): Promise<void> {
    const last = records.at(-1);
    for (let attempt = 1; last !== undefined; attempt++) {
      try {
        await this.#options.onBatch(lane.id, records);
        lane.seq = last.seq;
        break;
      } catch (error) {
        this.#options.onTrouble?.(lane.id, error, attempt);
        await this.#timers.wait(this.#pause(attempt), this.#stopping.signal);
        if (this.#stopping.signal.aborted) return;
        if (!lane.open) break;
      }
    }
    lane.state = thenHalt ? 'halted' : 'ready';
  }

  /** Full jitter: many readers that failed together don't come back together. */
  #pause(attempt: number): number {
    return this.#timers.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
  }
}

/** What follows `seq` without a hole; what was seen already is dropped. */
function nextInOrder(
  seq: number,
  records: readonly StoredRecord[],
): { fresh: StoredRecord[]; gap: { expected: number; got: number } | null } {
  const fresh: StoredRecord[] = [];
  let last = seq;
  for (const record of records) {
    if (record.seq <= last) continue;
    if (record.seq !== last + 1) return { fresh, gap: { expected: last + 1, got: record.seq } };
    fresh.push(record);
    last = record.seq;
  }
  return { fresh, gap: null };
}

// Follows one topic of one journal: wakes on appends, reads all waiting lanes by one query, hands each lane's records
// over in order. Lanes are independent: one that is slow, failing or halted holds up no other.
import { setTimeout as sleep } from 'node:timers/promises';
import { present } from '@frontdesk/kernel';
import type { BusSubscription, Subscribe } from './bus.js';
import { PARTITIONS, type JournalReader } from './port.js';
import type { LaneId, StoredRecord } from './record.js';

/** Dice and waiting, so that tests decide both. `wait` resolves early, without a throw, when the signal aborts. */
export interface FollowerTimers {
  random(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Follow extends Pick<Subscribe, 'topic' | 'onBatch' | 'onGap' | 'onTrouble'> {
  readonly reader: JournalReader;
  /** Partition → last seq taken in; absent partitions start at their first record. */
  readonly positions: ReadonlyMap<number, number>;
  /** The safety poll: how late a lost wake-up is noticed. */
  readonly pollMs?: number;
  readonly batch?: number;
  readonly signal?: AbortSignal;
  readonly timers?: FollowerTimers;
}

interface Lane {
  readonly id: LaneId;
  seq: number;
  /** ready: may be read; busy: its batch is being handled; halted: a gap, never read again. */
  state: 'ready' | 'busy' | 'halted';
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 10_000;

const realTimers: FollowerTimers = {
  random: Math.random,
  wait: (ms, signal) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined),
};

export function follow(options: Follow): BusSubscription {
  return new Follower(options);
}

class Follower implements BusSubscription {
  readonly #options: Follow;
  readonly #timers: FollowerTimers;
  /** In the order in which they were last served: the longest-waiting first. */
  readonly #lanes = new Map<number, Lane>();
  readonly #busy = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;
  #woken = false;
  #nap = new AbortController();

  constructor(options: Follow) {
    this.#options = options;
    this.#timers = options.timers ?? realTimers;
    const { service } = options.reader;
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const id = { service, topic: options.topic, partition };
      this.#lanes.set(partition, { id, seq: options.positions.get(partition) ?? 0, state: 'ready' });
    }
    if (options.signal?.aborted === true) this.#stopping.abort();
    options.signal?.addEventListener('abort', () => void this.stop(), { once: true, signal: this.#stopping.signal });
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#running;
  }

  #wake(): void {
    this.#woken = true;
    this.#nap.abort();
  }

  async #run(): Promise<void> {
    const { reader, topic, pollMs = 200 } = this.#options;
    const forget = reader.onAppend(topic, () => this.#wake());
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      this.#woken = false;
      this.#nap = new AbortController();
      let pause = pollMs;
      try {
        const handed = await this.#round();
        failures = 0;
        if (handed) continue;
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

  /** One read over all ready lanes; true when at least one lane got something to do. */
  async #round(): Promise<boolean> {
    const { reader, topic, batch = 500 } = this.#options;
    const after = new Map<number, number>();
    for (const [partition, lane] of this.#lanes) if (lane.state === 'ready') after.set(partition, lane.seq);
    if (after.size === 0) return false;
    const byLane = new Map<number, StoredRecord[]>();
    for (const record of await reader.readMany(topic, after, batch)) {
      const records = byLane.get(record.lane.partition);
      if (records === undefined) byLane.set(record.lane.partition, [record]);
      else records.push(record);
    }
    if (this.#stopping.signal.aborted) return false;
    let handed = false;
    for (const [partition, records] of byLane) handed = this.#serve(partition, records) || handed;
    return handed;
  }

  #serve(partition: number, records: readonly StoredRecord[]): boolean {
    const lane = present(this.#lanes.get(partition), 'the lane that was read');
    const { fresh, gap } = nextInOrder(lane.seq, records);
    if (fresh.length === 0 && gap === null) return false;
    this.#lanes.delete(partition);
    this.#lanes.set(partition, lane);
    lane.state = 'busy';
    const work = this.#deliver(lane, fresh, gap !== null).finally(() => {
      this.#busy.delete(work);
      this.#wake();
    });
    this.#busy.add(work);
    if (gap !== null) this.#options.onGap(lane.id, gap.expected, gap.got);
    return true;
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

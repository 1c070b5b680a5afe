// A subscription over Kafka. Fetching, handling and committing are apart: a batch is taken into its lanes at once, the
// lanes work side by side, and an offset is committed when everything before it is done.
//
//   fetch ──▶ partition ──▶ lane · lane · lane ──▶ handler (its own position, in its own transaction)
//     ▲           │ too much waits: pause                │
//     └───────────┴──────────── offset, as a hint ◀──────┘
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BusSubscription, FollowerTimers, LaneKey, Subscribe } from '@frontdesk/journal';
import type { EachBatchPayload, Kafka } from 'kafkajs';
import { ConsumerLife, type ConsumerTimes } from './consumer-life.js';
import type { Gap, LaneHandling } from './lane-queue.js';
import { PartitionIntake, type Parked } from './partition-intake.js';
import { atMost, realTimers, untilDone } from './trying-again.js';

export interface SubscriptionOptions {
  readonly kafka: Kafka;
  readonly group: string;
  readonly name?: string;
  /** The topic's name at Kafka. */
  readonly physical: string;
  readonly subscribe: Subscribe;
  readonly positions?: () => Promise<ReadonlyMap<LaneKey, number>>;
  readonly batch: number;
  readonly times: ConsumerTimes;
  readonly timers: FollowerTimers;
  readonly park: (parked: Parked) => Promise<void> | void;
  readonly onCrash: (error: unknown) => void;
  readonly onStopped: () => void;
}

/** Records that wait in this process, shared by the partitions it has; so many of one at most, and at least. */
const MOST_WAITING = 20_000;
const [FEWEST_OF_ONE, MOST_OF_ONE] = [100, 2_000];
/** At this share there is still enough to do until the next fetch. */
const RESUME_AT = 0.25;
const COMMIT_EVERY_MS = 1_000;

export class KafkaSubscription implements BusSubscription {
  readonly #options: SubscriptionOptions;
  readonly #life: ConsumerLife;
  readonly #positions = new Map<LaneKey, number>();
  readonly #intakes = new Map<number, PartitionIntake>();
  readonly #assigned = new Set<number>();
  readonly #paused = new Set<number>();
  readonly #committed = new Map<number, number>();
  readonly #stopping = new AbortController();
  readonly #handling: LaneHandling;
  readonly #commits: NodeJS.Timeout;
  /** Resolves when the group has met for the first time. */
  readonly ready: Promise<void>;
  #met: () => void = () => undefined;
  /** Resolves when the positions are known that belong to the newest assignment; null: they are. */
  #opening: Promise<void> | null = null;
  #committing: Promise<void> | null = null;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
    this.ready = new Promise((resolve) => (this.#met = resolve));
    const { kafka, group, name, physical, subscribe, batch, times, timers, onCrash } = options;
    this.#learn(subscribe.after);
    this.#handling = {
      ...{ batch, timers, onBatch: subscribe.onBatch },
      onTrouble: (lane, error, attempt) => subscribe.onTrouble?.(lane, error, attempt),
      onProgress: () => this.#resume(),
    };
    this.#life = new ConsumerLife({
      ...{ kafka, group, topic: physical, times, timers, gatherMs: subscribe.yieldsMs ?? 0 },
      ...(name === undefined ? {} : { name }),
      onJoin: (partitions) => this.#joined(partitions),
      onBatch: (payload) => this.#take(payload),
      onCrash: (error, attempt) => {
        this.#assigned.clear();
        this.#paused.clear();
        subscribe.onTrouble?.(null, error, attempt);
        onCrash(error);
      },
    });
    this.#commits = setInterval(() => void this.#commit(), COMMIT_EVERY_MS).unref();
  }

  /** The partitions that are ours now. */
  get partitions(): readonly number[] {
    return [...this.#assigned].sort((one, other) => one - other);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#commits);
    await Promise.all([...this.#intakes.values()].map((intake) => intake.stop()));
    await atMost(1_000, this.#commit());
    await this.#life.stop();
    this.#options.onStopped();
  }

  #joined(partitions: readonly number[]): void {
    this.#assigned.clear();
    for (const partition of partitions) this.#assigned.add(partition);
    for (const [partition, intake] of this.#intakes) {
      if (this.#assigned.has(partition)) continue;
      intake.forget();
      this.#committed.delete(partition);
      this.#resume();
    }
    const opening = this.#open().then(() => {
      if (this.#opening === opening) this.#opening = null;
    });
    this.#opening = opening;
    this.#met();
  }

  /** What others have taken in while the lanes were theirs is known to the database alone. */
  async #open(): Promise<void> {
    const { positions, subscribe, timers } = this.#options;
    if (positions === undefined) return;
    const onTrouble = (error: unknown, attempt: number): void => subscribe.onTrouble?.(null, error, attempt);
    await untilDone(async () => this.#learn(await positions()), { timers, signal: this.#stopping.signal, onTrouble });
    for (const intake of this.#intakes.values()) intake.catchUp();
  }

  #learn(positions: ReadonlyMap<LaneKey, number>): void {
    for (const [lane, seq] of positions) this.#positions.set(lane, Math.max(seq, this.#positions.get(lane) ?? 0));
  }

  async #take(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const { partition, messages } = batch;
    await this.#whenOpen(() => payload.heartbeat());
    // Neither handed over nor resolved: it is fetched again where it belongs.
    if (this.#stopping.signal.aborted || payload.isStale() || !this.#assigned.has(partition)) return;
    const intake = this.#intake(partition);
    intake.take(messages);
    payload.resolveOffset(batch.lastOffset());
    if (intake.waiting > this.#most) {
      this.#paused.add(partition);
      this.#life.pause(partition);
    }
    // Handlers begin before the next fetch is put together: all partitions are looked at for it.
    await nextTurn();
  }

  /** As long as the database doesn't answer, the group hears that we live; when it shares out anew, this throws. */
  async #whenOpen(heartbeat: () => Promise<void>): Promise<void> {
    const { heartbeatMs } = this.#options.times;
    while (this.#opening !== null && !this.#stopping.signal.aborted) {
      const waiting = new AbortController();
      await Promise.race([this.#opening, realTimers.wait(heartbeatMs, waiting.signal)]);
      waiting.abort();
      if (this.#opening !== null) await heartbeat();
    }
  }

  #intake(partition: number): PartitionIntake {
    const { subscribe, park } = this.#options;
    const known = this.#intakes.get(partition);
    if (known !== undefined) return known;
    const { topic, services } = subscribe;
    const intake = new PartitionIntake({
      ...{ topic, partition, park, handling: this.#handling },
      ...(services === undefined ? {} : { services }),
      seqOf: (lane) => this.#positions.get(lane) ?? 0,
      onGap: (gap) => void this.#examine(gap),
    });
    this.#intakes.set(partition, intake);
    return intake;
  }

  /**
   * A record is missing. Where the offset was, it may only have led too far (a database restored from its backup): then
   * the partition is read from its first record on. Missing there too, it is a gap, and the lane has ended.
   */
  async #examine(gap: Gap): Promise<void> {
    const { subscribe, timers } = this.#options;
    const { lane, expected, got } = gap;
    const { partition } = lane.id;
    let first = 0;
    const look = async (): Promise<void> => void (first = await this.#firstOffset(partition));
    const onTrouble = (error: unknown, attempt: number): void => subscribe.onTrouble?.(lane.id, error, attempt);
    const looked = await untilDone(look, { timers, signal: this.#stopping.signal, onTrouble });
    // Meanwhile the partition may have become another's, or be read anew already.
    if (!looked || lane.gap !== gap) return;
    const intake = this.#intake(partition);
    if ((intake.readFrom ?? 0) <= first) return subscribe.onGap(lane.id, expected, got);
    intake.forget(first);
    this.#committed.delete(partition);
    this.#life.seek(partition, first);
    this.#resume();
  }

  async #firstOffset(partition: number): Promise<number> {
    const { kafka, physical } = this.#options;
    const admin = kafka.admin();
    try {
      await admin.connect();
      const offsets = await admin.fetchTopicOffsets(physical);
      return Number(offsets.find((one) => one.partition === partition)?.low ?? 0);
    } finally {
      await admin.disconnect();
    }
  }

  get #most(): number {
    return Math.max(FEWEST_OF_ONE, Math.min(MOST_OF_ONE, MOST_WAITING / Math.max(1, this.#assigned.size)));
  }

  #resume(): void {
    for (const partition of this.#paused) {
      if ((this.#intakes.get(partition)?.waiting ?? 0) > this.#most * RESUME_AT) continue;
      this.#paused.delete(partition);
      this.#life.resume(partition);
    }
  }

  #commit(): Promise<void> {
    this.#committing ??= this.#commitDone().finally(() => (this.#committing = null));
    return this.#committing;
  }

  async #commitDone(): Promise<void> {
    const moved = new Map<number, number>();
    for (const partition of this.#assigned) {
      const done = this.#intakes.get(partition)?.done ?? null;
      if (done !== null && done !== this.#committed.get(partition)) moved.set(partition, done);
    }
    if (moved.size === 0) return;
    try {
      // Offsets that run ahead of the positions would leave a hole for whoever goes on from both.
      await this.#options.subscribe.onForget?.();
      await this.#life.commit(moved);
      for (const [partition, offset] of moved) this.#committed.set(partition, offset);
    } catch {
      // Sharing out anew, or without a broker or a database: who works meets it too, and the next commit says more.
    }
  }
}

// A member of a consumer group that is meant to live as long as its subscription: what crashes or falls silent is
// thrown away and replaced by a new one, after a pause. kafkajs never restarts itself here, so there is one way back.
import type { FollowerTimers } from '@frontdesk/journal';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { leaveEarlierLives } from './earlier-lives.js';
import { TRIES } from './open-kafka.js';
import { atMost, pauseMs } from './trying-again.js';

export interface ConsumerTimes {
  /** A member that is silent for this long is dead to its group. The broker must allow it. */
  readonly sessionMs: number;
  readonly heartbeatMs: number;
  /** How long an idle fetch waits at the broker; stop, resume and rebalance wait for it too. Arrivals never do,
   * but where they are gathered (`gatherMs`). */
  readonly fetchWaitMs: number;
  /** Without a sign of life from the fetch loop for this long the consumer is replaced. */
  readonly watchdogMs: number;
}

export const CONSUMER_TIMES: ConsumerTimes = {
  sessionMs: 6_000,
  heartbeatMs: 500,
  fetchWaitMs: 500,
  watchdogMs: 30_000,
};

export interface ConsumerLifeOptions {
  readonly kafka: Kafka;
  readonly group: string;
  readonly topic: string;
  /** The client's id, if no other living process has it: a member of that name is an earlier life of this one. */
  readonly name?: string;
  readonly times: ConsumerTimes;
  /** So long, or until they are many, the broker gathers records before it answers; 0: it answers with the first. */
  readonly gatherMs: number;
  readonly timers: FollowerTimers;
  /** Called at once when the group has shared its partitions out, before anything is fetched. */
  readonly onJoin: (partitions: readonly number[]) => void;
  readonly onBatch: (payload: EachBatchPayload) => Promise<void>;
  readonly onCrash: (error: unknown, attempt: number) => void;
}

/** About a dozen records: a backlog, which is not held up. */
const MANY_BYTES = 16_384;
const REBALANCE_MS = 15_000;
const LEAVE_MS = 5_000;
/** Each try takes seconds by itself while the broker is away; once it is back, visitors wait for us. */
const LONGEST_PAUSE_MS = 1_000;
/** Later than that it is better to join, and to wait with the group. */
const EARLIER_MS = 3_000;

export class ConsumerLife {
  readonly #options: ConsumerLifeOptions;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;
  #consumer: Consumer | null = null;
  #failures = 0;

  constructor(options: ConsumerLifeOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  pause(partition: number): void {
    this.#consumer?.pause([{ topic: this.#options.topic, partitions: [partition] }]);
  }

  resume(partition: number): void {
    this.#consumer?.resume([{ topic: this.#options.topic, partitions: [partition] }]);
  }

  seek(partition: number, offset: number): void {
    this.#consumer?.seek({ topic: this.#options.topic, partition, offset: String(offset) });
  }

  /** A hint for the next start, so nothing depends on its success. */
  async commit(offsets: ReadonlyMap<number, number>): Promise<void> {
    const { topic } = this.#options;
    const list = [...offsets].map(([partition, offset]) => ({ topic, partition, offset: String(offset) }));
    await this.#consumer?.commitOffsets(list);
  }

  /** Leaves the group, so that others need not wait for the session to run out. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { timers, onCrash } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const error = await this.#live().catch((cause: unknown) => cause);
      if (signal.aborted) return;
      this.#failures++;
      onCrash(error, this.#failures);
      await timers.wait(Math.min(LONGEST_PAUSE_MS, pauseMs(this.#failures, timers)), signal);
    }
  }

  /** One consumer from its birth to its end; answers what it died of. */
  async #live(): Promise<unknown> {
    const { kafka, group, times, gatherMs } = this.#options;
    const consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: times.sessionMs,
      heartbeatInterval: times.heartbeatMs,
      rebalanceTimeout: REBALANCE_MS,
      ...(gatherMs > 0
        ? { maxWaitTimeInMs: gatherMs, minBytes: MANY_BYTES }
        : { maxWaitTimeInMs: times.fetchWaitMs, minBytes: 1 }),
      allowAutoTopicCreation: false,
      // There are no transactions here, and the client's way of hiding aborted ones leaks.
      readUncommitted: true,
      retry: { ...TRIES, restartOnFailure: async () => false },
    });
    this.#consumer = consumer;
    let end: (error: unknown) => void = () => undefined;
    const ended = new Promise<unknown>((resolve) => (end = resolve));
    const onStop = (): void => end(null);
    this.#stopping.signal.addEventListener('abort', onStop, { once: true });
    const watchdog = this.#watch(consumer, end);
    const started = this.#start(consumer);
    // The client stops a consumer that is still joining by forgetting it, and it would join all the same.
    started.catch(end);
    const error = await ended;
    clearInterval(watchdog);
    this.#stopping.signal.removeEventListener('abort', onStop);
    this.#consumer = null;
    const left = started.catch(() => undefined).then(() => consumer.disconnect());
    await atMost(LEAVE_MS, left);
    return error;
  }

  async #start(consumer: Consumer): Promise<void> {
    const { topic, onBatch } = this.#options;
    await Promise.all([consumer.connect(), this.#leaveEarlier()]);
    // Only where the group has no offset yet, or one that is no longer there.
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: onBatch });
  }

  /** A favour to the group: where it isn't granted, the group finds out by itself. */
  async #leaveEarlier(): Promise<void> {
    const { kafka, group, name } = this.#options;
    if (name === undefined) return;
    const late = new AbortController();
    await atMost(EARLIER_MS, leaveEarlierLives(kafka, group, name, late.signal));
    late.abort();
  }

  #watch(consumer: Consumer, end: (error: unknown) => void): NodeJS.Timeout {
    const { topic, times, onJoin } = this.#options;
    let alive = Date.now();
    const isAlive = (): void => void (alive = Date.now());
    consumer.on(consumer.events.FETCH, isAlive);
    consumer.on(consumer.events.START_BATCH_PROCESS, isAlive);
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      isAlive();
      this.#failures = 0;
      if (this.#consumer === consumer) onJoin(payload.memberAssignment[topic] ?? []);
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => end(payload.error));
    return setInterval(() => {
      const silent = Date.now() - alive;
      if (silent > times.watchdogMs) end(new Error(`the consumer has not fetched for ${silent} ms`));
    }, times.watchdogMs / 4).unref();
  }
}

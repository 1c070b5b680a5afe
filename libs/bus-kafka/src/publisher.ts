// The publisher: what a journal has committed goes to Kafka, lane by lane in seq order. It may repeat, never skip.
//
//   journal ──follow──▶ lanes ──▶ one request for all that wait ──▶ Kafka ──▶ confirmed ──▶ position "publisher"
import {
  follow,
  laneKey,
  PARTITIONS,
  type Journal,
  type JournalReader,
  type LaneId,
  type LaneKey,
  type StoredRecord,
} from '@frontdesk/journal';
import { present } from '@frontdesk/kernel';
import type { Kafka } from 'kafkajs';
import { ConfirmedPositions } from './confirmed-positions.js';
import { openProducer } from './open-kafka.js';
import type { PublisherLock } from './publisher-lock.js';
import { SendGroup } from './send-group.js';
import { atMost, pauseMs, shortPauses } from './trying-again.js';
import { encode } from './wire-format.js';

export interface KafkaPublisherOptions {
  readonly journal: JournalReader & Pick<Journal<never>, 'positions' | 'advance'>;
  readonly kafka: Kafka;
  /** The topics that this journal writes; what this process commits together is sent in this order. */
  readonly topics: readonly string[];
  /** Shared by all who could publish this journal. */
  readonly lock: PublisherLock;
  readonly prefix?: string;
  /** Most records that are read from the journal at once. */
  readonly batch?: number;
  /** How late a lost wake-up is noticed. */
  readonly pollMs?: number;
  /** Headers for readers outside, such as ce_dataschema. */
  readonly attributes?: (record: StoredRecord) => Readonly<Record<string, string>>;
  readonly onTrouble: (lane: LaneId | null, error: unknown, attempt: number) => void;
}

export interface KafkaPublisher {
  /** Holds the lock, and publishes. */
  readonly publishing: boolean;
  stop(): Promise<void>;
}

/** The consumer under whose name the confirmed positions stand in the journal. */
export const PUBLISHER = 'publisher';

const LAST_SEND_MS = 3_000;
const CONFIRM_EVERY_MS = 100;

export function createKafkaPublisher(options: KafkaPublisherOptions): KafkaPublisher {
  return new Publisher(options);
}

class Publisher implements KafkaPublisher {
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;
  publishing = false;

  constructor(private readonly options: KafkaPublisherOptions) {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { journal, lock, onTrouble } = this.options;
    const { signal } = this.#stopping;
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        const held = await lock.acquire(`publisher/${journal.service}`, signal);
        const turn = AbortSignal.any([signal, held.lost]);
        await this.#publish(turn, () => (attempt = 0)).finally(() => held.release());
      } catch (error) {
        if (signal.aborted) return;
        onTrouble(null, error, attempt);
        await shortPauses.wait(pauseMs(attempt, shortPauses), signal);
      }
    }
  }

  /** Until the turn is over. */
  async #publish(turn: AbortSignal, onBegun: () => void): Promise<void> {
    const { journal, kafka, topics, prefix = '', onTrouble, batch = 500, pollMs = 1_000 } = this.options;
    const positions = await journal.positions(PUBLISHER);
    onBegun();
    const confirmed = new ConfirmedPositions(PUBLISHER, journal, CONFIRM_EVERY_MS);
    const order = topics.map((topic) => prefix + topic);
    const group = new SendGroup(() => openProducer(kafka), order);
    const followers = topics.map((topic) =>
      follow({
        ...{ reader: journal, topic, batch, pollMs, onTrouble, timers: shortPauses },
        positions: partitionsOf(journal.service, topic, positions),
        onBatch: async (lane, records) => {
          await this.#send(group, lane, records);
          confirmed.note(lane, present(records.at(-1), 'a record in a batch').seq);
        },
        // Not possible in a sound journal; the lane stands still until somebody has looked.
        onGap: (lane, expected, got) =>
          onTrouble(lane, new Error(`the journal has a gap in ${laneKey(lane)}: ${got} follows ${expected - 1}`), 1),
      }),
    );
    this.publishing = true;
    await new Promise<void>((resolve) => {
      if (turn.aborted) resolve();
      turn.addEventListener('abort', () => resolve(), { once: true });
    });
    this.publishing = false;
    const idle = Promise.all(followers.map((follower) => follower.stop()));
    await atMost(LAST_SEND_MS, idle);
    // Kafka doesn't answer: who waits is turned away, what is under way is left to itself.
    await atMost(LAST_SEND_MS, group.close());
    await atMost(LAST_SEND_MS, idle);
    await confirmed.flush().catch((error: unknown) => onTrouble(null, error, 1));
  }

  async #send(group: SendGroup, lane: LaneId, records: readonly StoredRecord[]): Promise<void> {
    const { prefix = '', attributes } = this.options;
    const messages = records.map((record) => encode(record, attributes?.(record)));
    await group.send(prefix + lane.topic, lane.partition, messages);
  }
}

function partitionsOf(service: string, topic: string, positions: ReadonlyMap<LaneKey, number>): Map<number, number> {
  const after = new Map<number, number>();
  for (let partition = 0; partition < PARTITIONS; partition++) {
    after.set(partition, positions.get(laneKey({ service, topic, partition })) ?? 0);
  }
  return after;
}

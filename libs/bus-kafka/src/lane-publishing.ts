// Lanes of a journal on their way to Kafka, those that are open.
import {
  follow,
  laneKey,
  type Follower,
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
import { SendGroup } from './send-group.js';
import { atMost, shortPauses } from './trying-again.js';
import { encode } from './wire-format.js';

export interface PublishingOptions {
  readonly journal: JournalReader & Pick<Journal<never>, 'positions' | 'advance'>;
  readonly kafka: Kafka;
  readonly prefix?: string;
  /** Most records that are read from the journal at once. */
  readonly batch?: number;
  /** How late a lost wake-up, or a lane that became ours, is noticed. */
  readonly pollMs?: number;
  /** Headers for readers outside, such as ce_dataschema. */
  readonly attributes?: (record: StoredRecord) => Readonly<Record<string, string>>;
  readonly onTrouble: (lane: LaneId | null, error: unknown, attempt: number) => void;
}

/** The consumer under whose name the confirmed positions stand in the journal. */
export const PUBLISHER = 'publisher';
export const POLL_MS = 1_000;

const LAST_SEND_MS = 3_000;
const CONFIRM_EVERY_MS = 100;

export class LanePublishing {
  readonly #options: PublishingOptions;
  readonly #followers: ReadonlyMap<string, Follower>;
  readonly #confirmed: ConfirmedPositions;
  readonly #group: SendGroup;

  /**
   * @param topics what is committed together is sent in this order
   * @param othersWrite whether other processes write the lanes that are opened here
   */
  constructor(options: PublishingOptions, topics: readonly string[], othersWrite: boolean) {
    this.#options = options;
    const { journal, kafka, prefix = '', onTrouble, batch = 500, pollMs = POLL_MS } = options;
    this.#confirmed = new ConfirmedPositions(PUBLISHER, journal, CONFIRM_EVERY_MS);
    const order = topics.map((topic) => prefix + topic);
    this.#group = new SendGroup(() => openProducer(kafka), order);
    const how = {
      reader: journal,
      positions: new Map(),
      lanes: 'opened',
      othersWrite,
      batch,
      pollMs,
      onTrouble,
    } as const;
    const onBatch = (lane: LaneId, records: readonly StoredRecord[]): Promise<void> => this.#send(lane, records);
    // Not possible in a sound journal; the lane stands still until somebody has looked.
    const onGap = (lane: LaneId, expected: number, got: number): void =>
      onTrouble(lane, new Error(`the journal has a gap in ${laneKey(lane)}: ${got} follows ${expected - 1}`), 1);
    this.#followers = new Map(
      topics.map((topic) => [topic, follow({ ...how, topic, timers: shortPauses, onBatch, onGap })]),
    );
  }

  /** @param positions what is confirmed of all lanes */
  open(topic: string, partition: number, positions: ReadonlyMap<LaneKey, number>): void {
    const { service } = this.#options.journal;
    this.#follower(topic).open(partition, positions.get(laneKey({ service, topic, partition })) ?? 0);
  }

  shut(topic: string, partition: number): void {
    this.#follower(topic).shut(partition);
  }

  async stop(): Promise<void> {
    const { onTrouble } = this.#options;
    const idle = Promise.all([...this.#followers.values()].map((follower) => follower.stop()));
    await atMost(LAST_SEND_MS, idle);
    // Kafka doesn't answer: who waits is turned away, what is under way is left to itself.
    await atMost(LAST_SEND_MS, this.#group.close());
    await atMost(LAST_SEND_MS, idle);
    await this.#confirmed.flush().catch((error: unknown) => onTrouble(null, error, 1));
  }

  async #send(lane: LaneId, records: readonly StoredRecord[]): Promise<void> {
    const { prefix = '', attributes } = this.#options;
    const messages = records.map((record) => encode(record, attributes?.(record)));
    await this.#group.send(prefix + lane.topic, lane.partition, messages);
    this.#confirmed.note(lane, present(records.at(-1), 'a record in a batch').seq);
  }

  #follower(topic: string): Follower {
    return present(this.#followers.get(topic), `a follower of ${topic}`);
  }
}

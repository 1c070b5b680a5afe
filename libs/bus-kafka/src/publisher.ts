// The publisher: what a journal has committed goes to Kafka, lane by lane in seq order. It may repeat, never skip.
//
//   journal ──follow──▶ lanes ──▶ one request for all that wait ──▶ Kafka ──▶ confirmed ──▶ position "publisher"
//
// Lanes that anybody may write are published by whoever holds the lock; an owned lane by its owner (owned-lanes.ts).
import { PARTITIONS } from '@frontdesk/journal';
import type { PublisherLock } from './publisher-lock.js';
import { OwnedLanes, type Owned, type OwnedPublishingOptions } from './owned-lanes.js';
import { LanePublishing, PUBLISHER } from './lane-publishing.js';
import { pauseMs, shortPauses } from './trying-again.js';

export interface KafkaPublisherOptions extends OwnedPublishingOptions {
  /** The topics that this journal writes; what this process commits together is sent in this order, but for owned
   * lanes: they go by themselves. */
  readonly topics: readonly string[];
  /** Shared by all who could publish this journal. */
  readonly lock: PublisherLock;
  /** Those of the topics whose lanes are owned, and the name under which this process owns some. */
  readonly owned?: Owned;
}

export interface KafkaPublisher {
  /** Holds the lock, and publishes. */
  readonly publishing: boolean;
  stop(): Promise<void>;
}

export function createKafkaPublisher(options: KafkaPublisherOptions): KafkaPublisher {
  return new Publisher(options);
}

class Publisher implements KafkaPublisher {
  readonly #stopping = new AbortController();
  readonly #running: Promise<unknown>;
  publishing = false;

  constructor(private readonly options: KafkaPublisherOptions) {
    const { owned } = options;
    const { signal } = this.#stopping;
    this.#running = Promise.all([this.#run(), owned && new OwnedLanes(options, owned).run(signal)]);
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
    const { journal, topics, owned } = this.options;
    const positions = await journal.positions(PUBLISHER);
    onBegun();
    const shared = topics.filter((topic) => owned?.topics.includes(topic) !== true);
    const lanes = new LanePublishing(this.options, shared, true);
    for (const topic of shared)
      for (let partition = 0; partition < PARTITIONS; partition++) lanes.open(topic, partition, positions);
    this.publishing = true;
    await new Promise<void>((resolve) => {
      if (turn.aborted) resolve();
      turn.addEventListener('abort', () => resolve(), { once: true });
    });
    this.publishing = false;
    await lanes.stop();
  }
}

// What a reader and a broker both remember of the reader's last fetch, so that the next one names only what is new
// (KIP-227). The client can speak it and never does: each fetch named all sixty-four partitions, and was answered by all
// of them, for a single record in one.
//
//   epoch 0: everything, begin a session ─▶ id ─▶ epoch 1, 2, 3 …: what has changed, what is no longer wanted
//   no id, an error, or no answer ────────▶ epoch 0
//
// A broker that has no room for another session gives none: then everything is said each time, as before.

export interface AskedPartition {
  readonly partition: number;
  readonly fetchOffset: string;
  readonly maxBytes: number;
}

export interface AskedTopic<Partition = AskedPartition> {
  readonly topic: string;
  readonly partitions: readonly Partition[];
}

export interface SessionFetch {
  readonly sessionId: number;
  readonly sessionEpoch: number;
  readonly topics: readonly AskedTopic[];
  readonly forgottenTopics: readonly AskedTopic<number>[];
}

const LAST_EPOCH = 2 ** 31 - 1;

export class FetchSession {
  #id = 0;
  #epoch = 0;
  /** topic → partition → the offset that the broker goes on from. */
  #told = new Map<string, Map<number, string>>();

  /** Whether the broker knows what it was told. */
  get stands(): boolean {
    return this.#epoch > 0;
  }

  /** What is to be said so that the broker reads exactly this. O(partitions). */
  ask(wanted: readonly AskedTopic[]): SessionFetch {
    const known = this.#told;
    this.#told = new Map(
      wanted.map(({ topic, partitions }) => [
        topic,
        new Map(partitions.map((one) => [one.partition, one.fetchOffset])),
      ]),
    );
    const place = { sessionId: this.#id, sessionEpoch: this.#epoch };
    if (!this.stands) return { ...place, topics: wanted, forgottenTopics: [] };
    const isNew = (topic: string, { partition, fetchOffset }: AskedPartition): boolean =>
      known.get(topic)?.get(partition) !== fetchOffset;
    const topics = wanted.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.filter((one) => isNew(topic, one)),
    }));
    const forgottenTopics = [...known].map(([topic, partitions]) => ({
      topic,
      partitions: [...partitions.keys()].filter((one) => this.#told.get(topic)?.has(one) !== true),
    }));
    return { ...place, topics: topics.filter(isSome), forgottenTopics: forgottenTopics.filter(isSome) };
  }

  /** An error, or no id, means that the next fetch says everything. */
  answered({ errorCode = 0, sessionId = 0 }: { readonly errorCode?: number; readonly sessionId?: number }): void {
    if (errorCode !== 0 || sessionId === 0) return this.lost();
    this.#id = sessionId;
    this.#epoch = this.#epoch === LAST_EPOCH ? 1 : this.#epoch + 1;
  }

  /** Nobody knows what the broker has heard; the old session ends when the next one begins. */
  lost(): void {
    this.#epoch = 0;
  }
}

const isSome = ({ partitions }: { readonly partitions: readonly unknown[] }): boolean => partitions.length > 0;

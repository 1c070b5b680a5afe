// Who is told that a topic has grown: readers in this process at once, who are brought the very records; readers
// elsewhere by NOTIFY. A wake-up is a hint only (followers poll as well), so losing one costs time, never a record.
import { randomUUID } from 'node:crypto';
import type { StoredRecord, Wake } from '@frontdesk/journal';
import type { Pool, PoolClient } from 'pg';

export interface WakeUpOptions {
  readonly pool: Pool;
  readonly schema: string;
  /** Tell other processes. NOTIFY takes a lock over the whole database at commit: off where one process has it all. */
  readonly notify: boolean;
  /** Hear other processes, on one connection of the pool kept for it. */
  readonly listen: boolean;
}

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
/** A NOTIFY payload holds 8000 bytes; no flush has so many topics, but a list that doesn't fit must not fail it. */
const LONGEST_PAYLOAD = 7_000;

export class WakeUps {
  readonly #options: WakeUpOptions;
  readonly #readers = new Map<string, Set<Wake>>();
  /** Our own notifications come back to us; by this name we know them. */
  readonly #self = randomUUID();
  #listener: PoolClient | null = null;
  #retry: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: WakeUpOptions) {
    this.#options = options;
    if (options.listen) void this.#listen(1);
  }

  onAppend(topic: string, wake: Wake): () => void {
    const entry: Wake = (committed) => wake(committed);
    const entries = this.#readers.get(topic) ?? new Set();
    this.#readers.set(topic, entries.add(entry));
    return () => void entries.delete(entry);
  }

  /** Right after their commit, in the order of commits. */
  bring(committed: readonly StoredRecord[]): void {
    for (const topic of new Set(committed.map(({ lane }) => lane.topic))) {
      const brought = committed.filter(({ lane }) => lane.topic === topic);
      for (const wake of [...(this.#readers.get(topic) ?? [])]) wake(brought);
    }
  }

  wake(topics: Iterable<string>): void {
    for (const topic of topics) for (const wake of [...(this.#readers.get(topic) ?? [])]) wake();
  }

  /** What a flush sends: one notification for all its topics; an empty channel means none. */
  notification(topics: ReadonlySet<string>): readonly [channel: string, payload: string] {
    if (!this.#options.notify || topics.size === 0) return ['', ''];
    const payload = `${this.#self} ${[...topics].join(' ')}`;
    return [this.#channel, payload.length > LONGEST_PAYLOAD ? this.#self : payload];
  }

  close(): void {
    this.#closed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#listener?.release(true);
    this.#listener = null;
  }

  get #channel(): string {
    return `journal_${this.#options.schema}`.slice(0, 63);
  }

  async #listen(attempt: number): Promise<void> {
    let client: PoolClient;
    try {
      client = await this.#options.pool.connect();
    } catch {
      return this.#again(attempt);
    }
    if (this.#closed) return client.release();
    let lost = false;
    const onLost = (): void => {
      if (lost || this.#closed) return;
      lost = true;
      this.#listener = null;
      client.release(true);
      this.#again(attempt);
    };
    client.on('error', onLost).on('end', onLost);
    client.on('notification', ({ payload = '' }) => this.#heard(payload));
    this.#listener = client;
    try {
      await client.query(`LISTEN "${this.#channel}"`);
      attempt = 1;
      // Whatever was said while nobody listened.
      this.wake(this.#readers.keys());
    } catch {
      onLost();
    }
  }

  #heard(payload: string): void {
    const [sender, ...topics] = payload.split(' ');
    if (sender !== this.#self) this.wake(topics.length > 0 ? topics : this.#readers.keys());
  }

  #again(attempt: number): void {
    if (this.#closed) return;
    const pause = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1));
    this.#retry = setTimeout(() => void this.#listen(attempt + 1), pause).unref();
  }
}

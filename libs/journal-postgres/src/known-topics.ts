// Which topics have their lane rows already.
import { PARTITIONS } from '@frontdesk/journal';
import type { Query } from './reading.js';
import type { Statements } from './statements.js';

/** A topic's lane rows are made once, outside of any append, so that an append finds every lane it locks. */
export class KnownTopics {
  readonly #known = new Set<string>();
  readonly #making = new Map<string, Promise<void>>();

  constructor(
    private readonly sql: Statements,
    private readonly query: Query,
  ) {}

  known(topic: string): boolean {
    return this.#known.has(topic);
  }

  /** Everyone who asks meanwhile waits for the same answer, and goes on in the order of asking. */
  make(topic: string): Promise<void> {
    if (this.#known.has(topic)) return Promise.resolve();
    const making = this.#making.get(topic) ?? this.#make(topic).finally(() => this.#making.delete(topic));
    this.#making.set(topic, making);
    return making;
  }

  async #make(topic: string): Promise<void> {
    await this.query(this.sql.makeLanes, [topic, PARTITIONS]);
    this.#known.add(topic);
  }
}

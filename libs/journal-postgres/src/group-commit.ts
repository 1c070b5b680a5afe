// Group commit: while one transaction is in flight, what arrives waits and goes together in the next one. Under load a
// flush to disk is shared by all who wait; when idle, nobody waits for company.

export interface Sized {
  /** How many records it brings. */
  readonly size: number;
}

export class GroupCommit<Item extends Sized> {
  readonly #flush: (group: readonly Item[]) => Promise<void>;
  readonly #most: number;
  #waiting: Item[] = [];
  #running: Promise<void> | null = null;

  /** `flush` answers to every item itself and never rejects. */
  constructor(flush: (group: readonly Item[]) => Promise<void>, mostRecords = 500) {
    this.#flush = flush;
    this.#most = mostRecords;
  }

  add(item: Item): void {
    this.#waiting.push(item);
    this.#running ??= this.#drain();
  }

  /** Resolves when nothing is in flight or waiting. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #drain(): Promise<void> {
    // One turn of the microtask queue, so that appends started together go together already the first time.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#flush(this.#nextGroup());
    this.#running = null;
  }

  #nextGroup(): Item[] {
    let records = 0;
    // An append is never split, so a single one above the limit goes alone.
    const fits = this.#waiting.findIndex((item, i) => (records += item.size) > this.#most && i > 0);
    return this.#waiting.splice(0, fits === -1 ? this.#waiting.length : fits);
  }
}

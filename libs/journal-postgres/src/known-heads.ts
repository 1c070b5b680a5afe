// What this journal itself has committed of streams and positions. A hint only: it saves the read before the write, and
// the store's own keys say whether it still held (see flush).
import type { Heads, StreamCheck } from '@frontdesk/journal';

/** About 100 bytes each. */
const MOST = 20_000;

export class KnownHeads {
  readonly #versions = new Map<string, number>();
  readonly #positions = new Map<string, number>();

  /**
   * The version that may be taken for granted, or null when it has to be read: a new stream is proved by its unique key
   * (workspace, stream, 1), a stream we wrote by (workspace, stream, our version + 1).
   */
  version(name: string, { expected }: StreamCheck): number | null {
    const version = this.#versions.get(name) ?? null;
    if (version === null) return expected === 0 ? 0 : null;
    return expected === null || expected === version ? version : null;
  }

  /** An unknown position is taken for none: storing it only moves forward, which the write checks. */
  position(name: string): number {
    return this.#positions.get(name) ?? 0;
  }

  committed({ versions, positions }: Heads): void {
    if (this.#versions.size + versions.size > MOST) this.#versions.clear();
    if (this.#positions.size + positions.size > MOST) this.#positions.clear();
    for (const [name, version] of versions) this.#versions.set(name, version);
    for (const [name, seq] of positions) this.#positions.set(name, seq);
  }

  forget(): void {
    this.#versions.clear();
    this.#positions.clear();
  }
}

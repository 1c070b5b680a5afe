// What this journal itself has committed, of lanes, streams and positions. A hint only: it saves the reads before the
// write, and the write itself finds out whether it still held (see flush).
import type { Heads, LaneHead, LaneKey, StreamCheck } from '@frontdesk/journal';

/** About 100 bytes each. */
const MOST = 20_000;

export class KnownHeads {
  readonly #lanes = new Map<LaneKey, LaneHead>();
  /** Lanes that other processes write too: what we wrote last says little of them. */
  readonly #shared = new Set<LaneKey>();
  readonly #versions = new Map<string, number>();
  readonly #positions = new Map<string, number>();

  lane(name: LaneKey): LaneHead | null {
    return this.#shared.has(name) ? null : (this.#lanes.get(name) ?? null);
  }

  /** Heads as they really stand. A lane that moved without us is shared from now on; an owned one has one writer. */
  locked(lanes: ReadonlyMap<LaneKey, LaneHead>): void {
    for (const [name, { seq, epoch }] of lanes) {
      const known = this.#lanes.get(name);
      if (known !== undefined && known.seq !== seq && epoch === 0) this.#shared.add(name);
    }
  }

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

  committed({ lanes, versions, positions }: Heads): void {
    for (const [name, head] of lanes) this.#lanes.set(name, head);
    if (this.#versions.size + versions.size > MOST) this.#versions.clear();
    if (this.#positions.size + positions.size > MOST) this.#positions.clear();
    for (const [name, version] of versions) this.#versions.set(name, version);
    for (const [name, seq] of positions) this.#positions.set(name, seq);
  }

  acquired(name: LaneKey, head: LaneHead): void {
    this.#lanes.set(name, head);
  }

  /**
   * After a race lanes stay: one that stands elsewhere now has another writer. After any other failure it may have been
   * our own transaction that moved them, so they go too.
   */
  forget(afterRace: boolean): void {
    this.#versions.clear();
    this.#positions.clear();
    if (!afterRace) this.#lanes.clear();
  }
}

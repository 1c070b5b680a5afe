// What the memory journal holds, and the one door to it: work goes through one at a time, as behind a lane's row lock.
import { EMPTY_HEAD, type Heads, type LaneHead } from './ledger.js';
import type { Snapshot, Wake } from './port.js';
import { laneKey, type LaneId, type LaneKey, type StoredRecord } from './record.js';

export class MemoryStore implements Heads {
  readonly lanes = new Map<LaneKey, LaneHead>();
  /** When each owned lane's owner was last heard of. */
  readonly aliveAt = new Map<LaneKey, number>();
  readonly owners = new Map<LaneKey, string | null>();
  /** By group: when each member was last heard of. */
  readonly members = new Map<string, Map<string, number>>();
  readonly versions = new Map<string, number>();
  readonly positions = new Map<string, number>();
  readonly #records = new Map<LaneKey, StoredRecord[]>();
  readonly #streams = new Map<string, StoredRecord[]>();
  readonly #snapshots = new Map<LaneKey, Snapshot[]>();
  readonly #wakes = new Map<string, Set<Wake>>();
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` after all that came before it, whether that succeeded or not. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  touch(lane: LaneId): void {
    const name = laneKey(lane);
    if (!this.lanes.has(name)) this.lanes.set(name, EMPTY_HEAD);
  }

  write(records: readonly StoredRecord[], streamKeys: readonly (string | null)[]): void {
    records.forEach((record, i) => {
      push(this.#records, laneKey(record.lane), record);
      const stream = streamKeys[i] ?? null;
      if (stream !== null) push(this.#streams, stream, record);
    });
  }

  /** O(1) to find the place: in a gapless lane seq n stands at index n − 1. */
  lane(lane: LaneId, after: number, limit: number): readonly StoredRecord[] {
    return (this.#records.get(laneKey(lane)) ?? []).slice(after, after + limit);
  }

  stream(key: string, afterVersion: number): readonly StoredRecord[] {
    return (this.#streams.get(key) ?? []).slice(afterVersion);
  }

  addSnapshot(snapshot: Snapshot): void {
    const name = laneKey(snapshot.lane);
    const others = (this.#snapshots.get(name) ?? []).filter(({ seq }) => seq !== snapshot.seq);
    this.#snapshots.set(
      name,
      [...others, snapshot].sort((a, b) => a.seq - b.seq),
    );
  }

  snapshot(lane: LaneId, atMost: number): Snapshot | null {
    return (this.#snapshots.get(laneKey(lane)) ?? []).findLast(({ seq }) => seq <= atMost) ?? null;
  }

  onAppend(topic: string, wake: Wake): () => void {
    // Wrapped, so that one function registered twice is two registrations.
    const entry: Wake = (committed) => wake(committed);
    const entries = this.#wakes.get(topic) ?? new Set();
    this.#wakes.set(topic, entries.add(entry));
    return () => void entries.delete(entry);
  }

  wake(committed: readonly StoredRecord[]): void {
    for (const topic of new Set(committed.map(({ lane }) => lane.topic))) {
      const brought = committed.filter(({ lane }) => lane.topic === topic);
      for (const wake of [...(this.#wakes.get(topic) ?? [])]) wake(brought);
    }
  }
}

function push<V>(lists: Map<string, V[]>, name: string, value: V): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [value]);
  else list.push(value);
}

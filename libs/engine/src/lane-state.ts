// The state of one engine lane: a domain per workspace, each a fold of the lane's decisions. A snapshot is only a cache.
import { canonical, type Fact, type Instant, type Json } from '@frontdesk/kernel';
import type { JournalReader, LaneId, RecordedFact, Snapshot } from '@frontdesk/journal';
import { createHash } from 'node:crypto';
import { DECIDED, type Decided } from './decided.js';
import type { LaneCore } from './lane-core.js';
import type { Sealed } from './sealing.js';

const PAGE = 2_000;

export class LaneState<State, Input extends Fact, Event extends Fact> {
  readonly domains = new Map<string, State>();

  constructor(readonly core: LaneCore<State, Input, Event>) {}

  /** A workspace's state; a new one is kept only by `keep`, so that asking never changes the lane's hash. */
  domain(workspace: string): State {
    return this.domains.get(workspace) ?? this.core.create();
  }

  keep(workspace: string, state: State): void {
    this.domains.set(workspace, state);
  }

  /** Folds one record of the lane; records that are no decisions change nothing. */
  evolve(record: RecordedFact): void {
    if (record.type !== DECIDED) return;
    const decided = JSON.parse(record.body) as Decided<Input, Event>;
    const state = this.domain(record.workspace);
    for (const event of decided.events) this.core.evolve(state, event, record.at);
    this.keep(record.workspace, state);
  }

  /** The earliest deadline of any workspace. O(workspaces in this lane). */
  nextDeadline(): Instant | null {
    let earliest: Instant | null = null;
    for (const state of this.domains.values()) {
      const due = this.core.nextDeadline(state);
      if (due !== null && (earliest === null || due < earliest)) earliest = due;
    }
    return earliest;
  }

  /** Workspaces with a timer due at `at`, in canonical order. */
  dueAt(at: Instant): readonly string[] {
    const due: string[] = [];
    for (const [workspace, state] of this.domains) {
      const deadline = this.core.nextDeadline(state);
      if (deadline !== null && deadline <= at) due.push(workspace);
    }
    return due.sort();
  }

  /** The whole state for `canonicalParts`: it stays as it is while the lane goes on. */
  copy(): object {
    const { core } = this;
    return this.each((state) => core.copyOf?.(state) ?? core.toSnapshot(state));
  }

  /** The whole state as canonical text and its SHA-256: equal on any machine that folded the same records. */
  seal(): Sealed {
    const body = canonical(this.each((state) => this.core.toSnapshot(state)));
    return { body, hash: createHash('sha256').update(body).digest('hex') };
  }

  private each(of: (state: State) => unknown): object {
    return Object.fromEntries([...this.domains].map(([workspace, state]) => [workspace, of(state)]));
  }

  /** Takes a snapshot over if it is whole and of these rules; false: replay from the start instead. */
  restore(snapshot: Snapshot): boolean {
    const { ruleVersion, snapshotVersion } = this.core;
    if (snapshot.schemaVersion !== snapshotVersion || snapshot.ruleVersion !== ruleVersion) return false;
    if (createHash('sha256').update(snapshot.body).digest('hex') !== snapshot.hash) return false;
    const bodies = JSON.parse(snapshot.body) as Record<string, Json>;
    for (const [workspace, body] of Object.entries(bodies)) this.domains.set(workspace, this.core.fromSnapshot(body));
    return true;
  }
}

/** A lane's state, and the last record in it. */
export interface Rebuilt<State, Input extends Fact, Event extends Fact> {
  readonly state: LaneState<State, Input, Event>;
  readonly seq: number;
}

/** Where a rebuild starts and ends. */
export interface RebuildOptions<State, Input extends Fact, Event extends Fact> {
  readonly snapshot: Snapshot | null;
  /** Goes on from there instead: the state is the caller's no more. */
  readonly begun?: Rebuilt<State, Input, Event> | null;
  /** Last seq to fold; default: all there is. */
  readonly until?: number;
  readonly onProgress?: (seq: number) => void;
}

/** The state of a lane as a fold of its records: snapshot and tail, or from nothing. O(records after the snapshot). */
export async function rebuildLane<State, Input extends Fact, Event extends Fact>(
  core: LaneCore<State, Input, Event>,
  reader: Pick<JournalReader, 'read' | 'readFacts'>,
  lane: LaneId,
  { snapshot, begun, until = Number.MAX_SAFE_INTEGER, onProgress }: RebuildOptions<State, Input, Event>,
): Promise<Rebuilt<State, Input, Event>> {
  let { state, seq } = begun ?? { state: new LaneState(core), seq: 0 };
  if (!begun && snapshot !== null && snapshot.seq <= until) {
    if (state.restore(snapshot)) seq = snapshot.seq;
    else state = new LaneState(core);
  }
  const pageAfter = (after: number): Promise<readonly RecordedFact[]> => {
    const limit = Math.max(0, Math.min(PAGE, until - after));
    const page = reader.readFacts?.(lane, after, limit) ?? reader.read(lane, after, limit);
    // Awaited in its turn; should folding throw before, a failure to read on is nobody's.
    page.catch(() => undefined);
    return page;
  };
  for (let next = pageAfter(seq); ;) {
    const page = await next;
    const last = page.at(-1)?.seq ?? seq;
    const isLast = page.length < PAGE || last >= until;
    // The store looks for the next page while this one is folded.
    if (!isLast) next = pageAfter(last);
    for (const record of page) state.evolve(record);
    seq = last;
    onProgress?.(seq);
    if (isLast) return { state, seq };
  }
}

// Looks at the store after every step. Whatever is new there is judged at once, so a violation names the step that
// broke the law and not one that stumbled over it later.
import { EMPTY_HEAD, laneKey, positionKey, type LaneId, type LaneKey, type MemoryStore } from '@frontdesk/journal';
import { DECISIONS, ENGINE, ENGINE_SERVICE, INPUTS, WRITERS } from '../stage.js';
import type { Trace } from '../trace.js';
import type { Commit, MovedPosition } from './commit.js';
import { InputLaw } from './input-law.js';
import { LaneLaw } from './lane-law.js';
import { ReceptionBook } from './reception-book.js';
import { ReplayLaw } from './replay-law.js';
import { demand } from './violation.js';

interface InputWatch {
  readonly lane: LaneId;
  /** Its names in the store: spelt once, for they are looked up after every step. */
  readonly key: LaneKey;
  readonly position: string;
  taken: number;
}

interface LaneWatch {
  readonly lane: LaneId;
  readonly key: LaneKey;
  readonly inputs: readonly InputWatch[];
  readonly law: LaneLaw;
  readonly input: InputLaw;
  readonly replay: ReplayLaw;
  seq: number;
  epoch: number;
}

export class Judge {
  decisions = 0;
  private readonly books = new Map<string, ReceptionBook>();
  private readonly watches: readonly LaneWatch[];

  constructor(
    private readonly store: MemoryStore,
    partitions: readonly number[],
    private readonly trace: Trace,
  ) {
    this.watches = partitions.map((partition) => {
      const lane = { service: ENGINE_SERVICE, topic: DECISIONS, partition };
      const inputs = WRITERS.map((service) => inputWatch({ service, topic: INPUTS, partition }));
      const laws = { law: new LaneLaw(), input: new InputLaw(store), replay: new ReplayLaw() };
      return { lane, key: laneKey(lane), inputs, ...laws, seq: 0, epoch: 0 };
    });
  }

  /** O(what is new). */
  look(): void {
    for (const watch of this.watches) this.watch(watch);
  }

  book(workspace: string): ReceptionBook {
    let book = this.books.get(workspace);
    if (book === undefined) this.books.set(workspace, (book = new ReceptionBook()));
    return book;
  }

  replayOf(partition: number): ReplayLaw {
    const watch = this.watches.find(({ lane }) => lane.partition === partition);
    if (watch === undefined) throw new Error(`nobody watches ${partition}`);
    return watch.replay;
  }

  /** Inputs that no commit has taken in yet. */
  get waitingInputs(): number {
    let waiting = 0;
    for (const { inputs } of this.watches)
      for (const { key, taken } of inputs) waiting += (this.store.lanes.get(key)?.seq ?? 0) - taken;
    return waiting;
  }

  get nextDeadline(): number | null {
    const due = this.watches.flatMap(({ replay }) => replay.lane.nextDeadline() ?? []);
    return due.length === 0 ? null : Math.min(...due);
  }

  private watch(watch: LaneWatch): void {
    const { lane, key, replay } = watch;
    const head = this.store.lanes.get(key) ?? EMPTY_HEAD;
    demand(head.epoch >= watch.epoch, 'owner', () => `${key} goes back to epoch ${head.epoch}`);
    watch.epoch = head.epoch;
    const records = this.store.lane(lane, watch.seq, Number.MAX_SAFE_INTEGER - watch.seq);
    const moved = this.moves(watch);
    if (records.length > 0 || moved.length > 0) this.commit(watch, { lane, head, records, moved });
    replay.snapshot(this.store.snapshot(lane, Number.POSITIVE_INFINITY), watch.seq);
    replay.checkTold();
  }

  private commit(watch: LaneWatch, commit: Commit): void {
    watch.law.check(commit);
    watch.input.check(commit, watch.replay);
    for (const record of commit.records) {
      const events = watch.replay.record(record);
      const book = this.book(record.workspace);
      for (const event of events) book.record(event);
      if (events.length > 0) book.checkServed();
      this.trace.note(record.hash ?? '');
      this.decisions++;
    }
    watch.seq += commit.records.length;
  }

  private moves({ inputs }: LaneWatch): readonly MovedPosition[] {
    const moved: MovedPosition[] = [];
    for (const input of inputs) {
      const { lane, key, taken: from } = input;
      const to = this.store.positions.get(input.position) ?? 0;
      if (to === from) continue;
      demand(to > from, 'input', () => `the position of ${key} goes back from ${from} to ${to}`);
      input.taken = to;
      moved.push({ lane, from, to });
    }
    return moved;
  }
}

const inputWatch = (lane: LaneId): InputWatch => {
  const position = positionKey({ consumer: ENGINE, lane, seq: 0 });
  return { lane, key: laneKey(lane), position, taken: 0 };
};

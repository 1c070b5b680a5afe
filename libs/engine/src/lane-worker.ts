// The one writer of an engine lane: takes inputs, decides, commits decision and input position together.
//
//   take ─▶ pending ─▶ [ step … step ] ─▶ appendOwned (≤ 64 decisions, positions) ─▶ commit ─▶ resolve takers, readers
//                        memory is ahead of the store only here; readers wait for the commit
import {
  Fenced,
  laneKey,
  type Journal,
  type LaneId,
  type LaneKey,
  type Position,
  type StoredRecord,
} from '@frontdesk/journal';
import type { Fact } from '@frontdesk/kernel';
import { inputOf } from './decided.js';
import { DecisionWriter } from './decision-writer.js';
import type { LaneCore } from './lane-core.js';
import { rebuildLane, type LaneState, type Rebuilt } from './lane-state.js';
import type { Clock, Ids } from './runtime-ports.js';
import { Sealing, type SealedAt } from './sealing.js';

export interface LaneWorkerOptions<State, Input extends Fact, Event extends Fact> {
  readonly core: LaneCore<State, Input, Event>;
  readonly journal: Journal<unknown>;
  readonly lane: LaneId;
  readonly consumer: string;
  readonly owner: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly alarm: (message: string, detail: unknown) => void;
  /** Several processes share the lanes: take this one only if nobody did since its lease was looked at. */
  readonly shared?: { readonly seenEpoch: number };
  /** The state as far as it was built before the lane was free. */
  readonly begun?: Promise<Rebuilt<State, Input, Event> | null>;
  /** Another owner has the lane: stop this worker and keep what it had not decided. */
  readonly onFenced?: () => void;
  /** A snapshot and its records after this many decisions, at most once a minute. */
  readonly sealEvery?: number;
  /** After each commit: how many decisions it brought, and how long it took from the first input of its batch. */
  readonly onCommitted?: (decisions: number, ms: number) => void;
  /** Waits before trying an unreachable store again, and between slices of a seal; tests need no time. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Records of one input lane that wait to be decided. */
export interface Taken {
  readonly lane: LaneId;
  readonly records: readonly StoredRecord[];
  readonly done: () => void;
}

/** The lane can't go on by itself: somebody must look. */
class Halted extends Error {}

const BATCH = 64;
const RETRY_MS = 500;
const SEAL_EVERY = 1_000;
/** A shorter silence is no outage: nobody's deadline moves for it. */
const OUTAGE_MS = 1_000;

export class LaneWorker<State, Input extends Fact, Event extends Fact> {
  private state: LaneState<State, Input, Event> | null = null;
  private writer: DecisionWriter<State, Input, Event> | null = null;
  private positions = new Map<LaneKey, number>();
  private readonly pending: Taken[] = [];
  private readonly inFlight: Taken[] = [];
  private readonly readers: (() => void)[] = [];
  private running: Promise<void> | null = null;
  private stopped = false;
  private fenced = false;
  private doubted = false;
  private begun: LaneWorkerOptions<State, Input, Event>['begun'];
  private cancelTimer: () => void = () => undefined;
  private readonly sealing: Sealing;

  constructor(private readonly options: LaneWorkerOptions<State, Input, Event>) {
    const { alarm, lane, pause, sealEvery = SEAL_EVERY } = options;
    this.begun = options.begun;
    this.sealing = new Sealing({
      every: sealEvery,
      pause,
      save: (sealed) => this.saveSnapshot(sealed),
      onReady: () => this.wake(),
      onTrouble: (error) => alarm('engine lane: no snapshot could be kept', { lane: laneKey(lane), error }),
    });
  }

  get epoch(): number | null {
    return this.writer?.epoch ?? null;
  }

  /** Batches of inputs that no decision has been begun for. */
  get waiting(): number {
    return this.pending.length;
  }

  /**
   * Takes the lane over and rebuilds its state from snapshot and tail. Resolves when it may decide.
   * @throws Fenced when a shared lane was taken over by somebody else meanwhile
   */
  async start(): Promise<void> {
    await this.own();
    this.wake();
    await this.settled();
  }

  /** Queues a lane's records in their order; resolves when what they led to is durable. Known ones are dropped. */
  take(lane: LaneId, records: readonly StoredRecord[]): Promise<void> {
    return new Promise((done) => {
      this.pending.push({ lane, records, done });
      this.wake();
    });
  }

  /** Reads the committed state. `null` once the lane is fenced or stopped: ask its new owner. */
  read<Answer>(question: (state: LaneState<State, Input, Event>) => Answer): Promise<Answer | null> {
    return new Promise((resolve, reject) => {
      const ask = () => {
        if (this.state === null || this.stopped) return resolve(null);
        try {
          resolve(question(this.state));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      if (this.running === null) ask();
      else this.readers.push(ask);
    });
  }

  /**
   * Stops deciding after the batch in flight, leaves a snapshot so that the next start is short, and gives the lane up.
   * What was taken and not decided is answered: it is the next owner's.
   */
  async stop(): Promise<readonly Taken[]> {
    this.stopped = true;
    this.cancelTimer();
    await this.running;
    await this.sealing.stop();
    const { journal, lane } = this.options;
    if (!this.fenced && this.state !== null) {
      // Both only save the next owner time; without them it replays, and waits for the lease to run out.
      if (this.sealing.pending > 0) await this.snapshot(this.state).catch(() => undefined);
      if (this.epoch !== null) await journal.release(lane, this.epoch).catch(() => undefined);
    }
    this.state = null;
    this.answerReaders();
    return this.pending.splice(0);
  }

  private async settled(): Promise<void> {
    while (this.running !== null) await this.running;
  }

  private wake(): void {
    if (this.running !== null || this.stopped || this.fenced) return;
    this.running = this.run().finally(() => {
      this.running = null;
      this.answerReaders();
      if (this.hasWork()) this.wake();
      else this.arm();
    });
  }

  private async run(): Promise<void> {
    while (!this.stopped && !this.fenced && this.hasWork()) {
      try {
        if (this.state === null) await this.own();
        await this.decideBatch();
        this.doubted = false;
      } catch (error) {
        const halts = error instanceof Halted && this.doubted;
        if (error instanceof Fenced || halts) return this.onFenced(error);
        // What is missing here another owner may have decided meanwhile: only the store's word halts a lane.
        this.doubted = error instanceof Halted;
        // Nothing written, or nobody knows: either way memory may be ahead of the store. Forget it, wait, rebuild.
        this.state = null;
        // Positions tell which of these did get through: the others are decided again.
        this.pending.unshift(...this.inFlight.splice(0));
        if (!this.doubted)
          this.options.alarm('engine lane: could not commit, rebuilding', { lane: laneKey(this.options.lane), error });
        await this.options.pause(RETRY_MS);
      }
      this.answerReaders();
    }
  }

  private async own(): Promise<void> {
    const { journal, lane, core, owner, consumer, clock } = this.options;
    const { shared } = this.options;
    const seen = shared === undefined ? undefined : (this.writer?.epoch ?? shared.seenEpoch);
    const head = seen === undefined ? await journal.acquire(lane, owner) : await journal.acquireIf(lane, owner, seen);
    if (head === null) throw new Fenced(`${laneKey(lane)} was taken over after epoch ${seen}`);
    this.positions = new Map(await journal.positions(consumer));
    const begun = await this.begun;
    // Once: from here on it is what is decided upon.
    this.begun = undefined;
    const snapshot = begun ? null : await journal.loadSnapshot(lane);
    const { state } = await rebuildLane(core, journal, lane, { snapshot, begun });
    this.writer = new DecisionWriter(this.options, state, head);
    this.state = state;
    if (head.silentMs >= OUTAGE_MS && state.nextDeadline() !== null) {
      const at = this.writer.now(clock.now());
      for (const workspace of [...state.domains.keys()].sort())
        this.writer.drive(workspace, 'resumed', { gapMs: head.silentMs }, at);
      await this.writer.commit([]);
    }
  }

  /** One transaction: the records of up to BATCH inputs, and the positions they bring each input lane to. */
  private async decideBatch(): Promise<void> {
    const { clock, consumer } = this.options;
    const writer = this.writer;
    const state = this.state;
    if (writer === null || state === null) return;
    const begun = clock.now();
    const at = writer.now(begun);
    const sealed = this.sealing.ready;
    if (sealed !== null) writer.seal(sealed.hash, at, sealed.seq);
    for (const workspace of state.dueAt(at)) writer.drive(workspace, 'tick', {}, at);
    const taken = this.inFlight;
    const moved = new Map<LaneKey, Position>();
    for (let inputs = 0; inputs < BATCH && this.pending.length > 0;) {
      const next = this.pending[0] as Taken;
      const { fresh, rest } = this.split(next, BATCH - inputs, moved);
      for (const record of fresh) {
        if (!writer.decide(inputOf<Input>(record), at)) break;
        moved.set(laneKey(next.lane), { consumer, lane: next.lane, seq: record.seq });
      }
      inputs += Math.max(1, fresh.length);
      if (writer.faulted) break;
      this.pending.shift();
      taken.push(next);
      if (rest !== null) {
        this.pending.unshift(rest);
        break;
      }
    }
    const seals = !writer.faulted && this.sealing.isDue(writer.collected, clock.now());
    if (seals) writer.beginSeal(at);
    await writer.commit([...moved.values()]);
    this.sealing.committed(writer.decisions);
    if (sealed !== null) this.sealing.recorded();
    if (seals) this.sealing.begin(writer.seq, state.copy(), clock.now());
    this.options.onCommitted?.(writer.decisions, clock.now() - begun);
    for (const [key, position] of moved) this.positions.set(key, position.seq);
    // A batch whose rest waits for the next transaction is done with that one.
    for (const one of taken.splice(0)) if (this.pending[0]?.done !== one.done) one.done();
    if (writer.faulted) await this.recover(writer);
  }

  /** What is new in a taken batch, at most `room` of it, and what must wait for the next transaction. */
  private split(taken: Taken, room: number, moved: ReadonlyMap<LaneKey, Position>) {
    const key = laneKey(taken.lane);
    const known = moved.get(key)?.seq ?? this.positions.get(key) ?? 0;
    const unseen = taken.records.filter(({ seq }) => seq > known);
    // Taking in what lies behind a hole would move the position past it: what fell into the hole would be lost.
    const hole = unseen.findIndex(({ seq }, i) => seq !== known + 1 + i);
    if (hole >= 0) throw new Halted(`${key} has a gap: ${known + 1 + hole} is missing`);
    const fresh = unseen.slice(0, room);
    const later = unseen.slice(room);
    return { fresh, rest: later.length === 0 ? null : { ...taken, records: later } };
  }

  /** The rules broke on an input: what was decided before it stands; it becomes a recorded fault, the state is rebuilt. */
  private async recover(broken: DecisionWriter<State, Input, Event>): Promise<void> {
    const { alarm, consumer, lane, clock } = this.options;
    const fault = broken.faulted;
    this.state = null;
    await this.own();
    if (fault === null || this.writer === null) return;
    alarm('engine lane: an input broke the rules and was set aside', {
      lane: laneKey(lane),
      input: fault.source,
      error: fault.error,
    });
    this.writer.fault(fault, this.writer.now(clock.now()));
    const { source } = fault;
    const position =
      source === null
        ? []
        : [
            {
              consumer,
              lane: { service: source.service, topic: source.topic, partition: source.partition },
              seq: source.seq,
            },
          ];
    await this.writer.commit(position);
    for (const { lane: of, seq } of position) this.positions.set(laneKey(of), seq);
  }

  /** The state at the last commit, at once: nothing is decided meanwhile. */
  private async snapshot(state: LaneState<State, Input, Event>): Promise<void> {
    const { writer } = this;
    if (writer === null) return;
    const sealed = state.seal();
    writer.seal(sealed.hash, writer.now(this.options.clock.now()));
    await writer.commit([]);
    await this.saveSnapshot({ seq: writer.seq, ...sealed });
  }

  private saveSnapshot(sealed: SealedAt): Promise<void> {
    const { core, lane, journal } = this.options;
    const { snapshotVersion: schemaVersion, ruleVersion } = core;
    return journal.saveSnapshot({ lane, schemaVersion, ruleVersion, ...sealed });
  }

  private onFenced(error: Fenced | Halted): void {
    this.fenced = true;
    this.state = null;
    this.cancelTimer();
    this.pending.unshift(...this.inFlight.splice(0));
    const message = error instanceof Fenced ? 'engine lane: another owner has it' : 'engine lane: halted';
    this.options.alarm(message, { lane: laneKey(this.options.lane), error: error.message });
    this.options.onFenced?.();
  }

  private answerReaders(): void {
    for (const ask of this.readers.splice(0)) ask();
  }

  /** A state that was dropped is rebuilt even if nothing comes: it holds timers, and readers ask for it. */
  private hasWork(): boolean {
    return this.state === null || this.pending.length > 0 || this.duePassed() || this.sealing.ready !== null;
  }

  private duePassed(): boolean {
    const due = this.state?.nextDeadline() ?? null;
    return due !== null && due <= this.options.clock.now();
  }

  private arm(): void {
    this.cancelTimer();
    const due = this.state?.nextDeadline() ?? null;
    if (due !== null && !this.stopped) this.cancelTimer = this.options.clock.at(due, () => this.wake());
  }
}

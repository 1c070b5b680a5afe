// All engine lanes of one process: owns its share of them, hands inputs to their workers, answers reads.
//
//   every lookMs: join the group ─▶ my share ─▶ give up what is not mine · take over what is mine and free · renew
// Members and leases are hints that say where to look; only a lane's epoch says who may write.
import {
  Fenced,
  laneKey,
  partitionOf,
  PARTITIONS,
  type Bus,
  type BusSubscription,
  type LaneId,
  type LaneKey,
  type LaneLease,
  type StoredRecord,
} from '@frontdesk/journal';
import type { Fact } from '@frontdesk/kernel';
import { HeadStarts } from './head-starts.js';
import { chosenFor, HeldInputs, isFree, partitionsOf } from './lane-sharing.js';
import { rebuildLane, type Rebuilt } from './lane-state.js';
import { LaneWorker, type LaneWorkerOptions } from './lane-worker.js';

export interface LaneHostOptions<State, Input extends Fact, Event extends Fact> extends Omit<
  LaneWorkerOptions<State, Input, Event>,
  'lane' | 'shared' | 'begun' | 'onFenced'
> {
  readonly bus: Bus;
  readonly inputs: string;
  readonly decisions: string;
  /** An owner that is silent for longer has lost its lanes; 0: this process is the only one, by a lock elsewhere. */
  readonly leaseMs: number;
  readonly lookMs?: number;
}

/** The answer of a process that doesn't own the lane: ask `owner`, by the name it joined with. */
export class NotOwner {
  constructor(readonly owner: string | null) {}
}

const LOOK_MS = 500;
/** A dead member's session has run out by then; if not, lanes that stand still are better than none that are asked. */
const INPUTS_WITHIN_MS = 15_000;

export class LaneHost<State, Input extends Fact, Event extends Fact> {
  private readonly workers = new Map<number, LaneWorker<State, Input, Event>>();
  private readonly starting = new Map<number, Promise<LaneWorker<State, Input, Event> | null>>();
  private readonly leaving = new Map<number, Promise<void>>();
  private readonly held = new HeldInputs();
  private readonly unfinished = new Set<() => void>();
  private members: readonly string[] = [];
  private leases = new Map<number, LaneLease>();
  private subscription: BusSubscription | null = null;
  private looking: Promise<void> | null = null;
  private cancelLook: () => void = () => undefined;
  private stopped = false;

  private readonly headStarts: HeadStarts<Rebuilt<State, Input, Event>>;

  constructor(private readonly options: LaneHostOptions<State, Input, Event>) {
    const { core, journal, owner, leaseMs } = options;
    this.headStarts = new HeadStarts(owner, leaseMs, async (partition, onProgress) => {
      const lane = this.lane(partition);
      return rebuildLane(core, journal, lane, { snapshot: await journal.loadSnapshot(lane), onProgress });
    });
  }

  /** Owns its share of the lanes that have a history, then begins to take inputs in. */
  async start(): Promise<void> {
    const { bus, inputs, alarm } = this.options;
    if (!this.isShared) await this.look();
    const after = await this.positionsOnceThere();
    if (after === null) return;
    this.subscription = bus.subscribe({
      topic: inputs,
      after,
      onBatch: (lane, records) => this.onInputs(lane, records),
      onGap: (lane, expected, got) =>
        alarm('an input lane has a gap and was halted', { lane: laneKey(lane), expected, got }),
      onTrouble: (lane, error, attempt) => {
        if (!this.stopped) alarm('inputs could not be taken in', { lane: lane && laneKey(lane), error, attempt });
      },
    });
    // Lanes that this process took while its inputs don't come yet would stand still: the others do them until then.
    if (this.isShared) await Promise.race([this.subscription.ready, this.options.pause(INPUTS_WITHIN_MS)]);
    if (this.isShared && !this.stopped) {
      await this.look().catch((error: unknown) => alarm('the lanes could not be looked after', { error }));
    }
    this.lookAgain();
  }

  /** A store that is away while a replica starts is waited for; null: stopped meanwhile. */
  private async positionsOnceThere(): Promise<ReadonlyMap<LaneKey, number> | null> {
    const { journal, consumer, alarm, pause } = this.options;
    while (!this.stopped) {
      try {
        const positions = await journal.positions(consumer);
        return this.stopped ? null : positions;
      } catch (error) {
        if (!this.isShared) throw error;
        alarm('the engine waits for its store', { error });
        await pause(LOOK_MS);
      }
    }
    return null;
  }

  /** Stops taking in, lets the batches in flight commit, leaves a snapshot per lane and gives the lanes up. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelLook();
    // What is under way comes to its end first; if it fails, there is less to give up.
    await this.looking?.catch(() => undefined);
    await Promise.all([Promise.allSettled(this.starting.values()), this.headStarts.stop()]);
    // From their next look on the others share the lanes out without us, and take each as soon as it is given up.
    if (this.isShared)
      await this.options.journal.leave(this.options.decisions, this.options.owner).catch(() => undefined);
    // Workers first: a batch that waits for one of them would keep the subscription from stopping.
    for (const partition of [...this.workers.keys()]) await this.giveUp(partition);
    await Promise.all(this.leaving.values());
    // The bus tries nothing again from here on, so what is not decided is given back to it undone.
    const unsubscribed = this.subscription?.stop();
    for (const giveBack of this.unfinished) giveBack();
    await unsubscribed;
  }

  /** Asks the committed state of one workspace. */
  async ask<Answer>(workspace: string, question: (state: State) => Answer): Promise<Answer | NotOwner> {
    const partition = partitionOf(workspace);
    const worker = this.stopped ? null : await this.own(partition);
    const answer = worker && (await worker.read((lane) => ({ value: question(lane.domain(workspace)) })));
    if (answer) return answer.value;
    return new NotOwner(
      this.isShared ? (this.leases.get(partition)?.owner ?? chosenFor(partition, this.members)) : null,
    );
  }

  /** The lanes that this process owns. */
  lanes(): readonly { readonly partition: number; readonly epoch: number; readonly waiting: number }[] {
    return [...this.workers].flatMap(([partition, { epoch, waiting }]) =>
      epoch === null ? [] : [{ partition, epoch, waiting }],
    );
  }

  /** Looks at the committed state of every workspace in the lanes that this process owns. */
  async visit(look: (state: State) => void): Promise<void> {
    const visits = [...this.workers.values()].map((worker) =>
      worker.read((lane) => {
        for (const state of lane.domains.values()) look(state);
      }),
    );
    await Promise.all(visits);
  }

  private get isShared(): boolean {
    return this.options.leaseMs > 0;
  }

  private async onInputs(lane: LaneId, records: readonly StoredRecord[]): Promise<void> {
    const worker = await this.own(lane.partition);
    await this.orGivenBack(worker ? worker.take(lane, records) : this.held.hold(lane, records));
  }

  private orGivenBack(decided: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveBack = () => reject(new Error('stopped before it was decided'));
      this.unfinished.add(giveBack);
      void decided.then(resolve, reject).finally(() => this.unfinished.delete(giveBack));
      if (this.stopped) giveBack();
    });
  }

  /** The worker of a lane, taken over first if it is this process's turn; null: it is another's, or this one stops. */
  private own(partition: number): Promise<LaneWorker<State, Input, Event> | null> {
    const worker = this.workers.get(partition);
    if (worker) return Promise.resolve(worker);
    let starting = this.starting.get(partition);
    if (!starting) {
      // What a worker before had not decided must be back among the held first: inputs never overtake each other.
      const left = this.leaving.get(partition) ?? Promise.resolve();
      starting = left.then(() => this.takeOver(partition)).finally(() => this.starting.delete(partition));
      this.starting.set(partition, starting);
    }
    return starting;
  }

  private async takeOver(partition: number): Promise<LaneWorker<State, Input, Event> | null> {
    if (this.stopped) return null;
    const { owner, leaseMs } = this.options;
    const lease = this.leases.get(partition);
    if (this.isShared) {
      if (chosenFor(partition, this.members) !== owner) return null;
      if (lease && !isFree(lease, leaseMs)) return null;
    }
    const worker = new LaneWorker({
      ...this.options,
      lane: this.lane(partition),
      onFenced: () => void this.giveUp(partition),
      ...(this.isShared ? { shared: { seenEpoch: lease?.epoch ?? 0 }, begun: this.headStarts.take(partition) } : {}),
    });
    try {
      await worker.start();
    } catch (error) {
      if (error instanceof Fenced) return null;
      throw error;
    }
    this.workers.set(partition, worker);
    for (const { lane, records, done } of this.held.take(partition)) void worker.take(lane, records).then(done);
    return worker;
  }

  /** Stops a worker; what it had not decided is kept for the next owner, or for a return. */
  private giveUp(partition: number): Promise<void> {
    const worker = this.workers.get(partition);
    if (!worker) return this.leaving.get(partition) ?? Promise.resolve();
    this.workers.delete(partition);
    const left = worker
      .stop()
      .then((undecided) => this.held.putBack(partition, undecided))
      .finally(() => this.leaving.delete(partition));
    this.leaving.set(partition, left);
    return left;
  }

  /** One round of sharing out. Failures only delay: the next round comes. */
  private look(): Promise<void> {
    this.looking ??= this.round().finally(() => (this.looking = null));
    return this.looking;
  }

  private async round(): Promise<void> {
    const { journal, decisions, owner, leaseMs, consumer } = this.options;
    if (this.isShared) this.members = await journal.join(decisions, owner, leaseMs);
    this.leases = new Map((await journal.leases(decisions)).map((lease) => [lease.lane.partition, lease]));
    if (this.isShared) this.headStarts.look(this.leases.values(), this.members);
    const mine = this.isShared ? partitionsOf(owner, this.members) : ALL;
    for (const partition of [...this.workers.keys()]) if (!mine.has(partition)) await this.giveUp(partition);
    const owned = [...this.workers].flatMap(([partition, { epoch }]) =>
      epoch === null ? [] : [{ lane: this.lane(partition), epoch }],
    );
    for (const lane of await journal.renew(owned)) await this.giveUp(lane.partition);
    const wanted = [...this.leases.keys(), ...this.held.partitions].filter((partition) => mine.has(partition));
    await Promise.all(wanted.map((partition) => this.own(partition)));
    if (this.held.partitions.length > 0) this.held.forget(await journal.positions(consumer));
  }

  private lookAgain(): void {
    if (this.stopped) return;
    const { clock, lookMs = LOOK_MS, alarm } = this.options;
    this.cancelLook = clock.at(clock.now() + lookMs, () => {
      this.look()
        .catch((error: unknown) => alarm('the lanes could not be looked after', { error }))
        .finally(() => this.lookAgain());
    });
  }

  private lane(partition: number): LaneId {
    return { service: this.options.journal.service, topic: this.options.decisions, partition };
  }
}

const ALL: ReadonlySet<number> = new Set(Array.from({ length: PARTITIONS }, (_, partition) => partition));

// All engine lanes of one process: hands inputs to their lane's worker, keeps the lanes' leases, answers reads.
import { laneKey, partitionOf, PARTITIONS, type Bus, type BusSubscription, type LaneId } from '@frontdesk/journal';
import type { Fact } from '@frontdesk/kernel';
import { LaneWorker, type LaneWorkerOptions } from './lane-worker.js';

export interface LaneHostOptions<State, Input extends Fact, Event extends Fact> extends Omit<
  LaneWorkerOptions<State, Input, Event>,
  'lane'
> {
  readonly bus: Bus;
  readonly inputs: string;
  readonly decisions: string;
  /** How often the owner says that it is alive. */
  readonly renewMs?: number;
}

const RENEW_MS = 1_000;

export class LaneHost<State, Input extends Fact, Event extends Fact> {
  private readonly workers = new Map<number, Promise<LaneWorker<State, Input, Event>>>();
  private readonly ready = new Map<number, LaneWorker<State, Input, Event>>();
  private subscription: BusSubscription | null = null;
  private cancelRenewal: () => void = () => undefined;
  private stopped = false;

  constructor(private readonly options: LaneHostOptions<State, Input, Event>) {}

  /** Owns every lane that has a history, then begins to take inputs in. A lane without one is owned at its first input. */
  async start(): Promise<void> {
    const { journal, bus, inputs, decisions, consumer, alarm } = this.options;
    const heads = await journal.heads(decisions);
    const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
    await Promise.all(
      partitions.filter((partition) => (heads.get(laneKey(this.lane(partition))) ?? 0) > 0).map((p) => this.worker(p)),
    );
    this.subscription = bus.subscribe({
      topic: inputs,
      after: await journal.positions(consumer),
      onBatch: async (lane, records) => (await this.worker(lane.partition)).take(lane, records),
      onGap: (lane, expected, got) =>
        alarm('an input lane has a gap and was halted', { lane: laneKey(lane), expected, got }),
      onTrouble: (lane, error, attempt) =>
        alarm('inputs could not be taken in', { lane: lane && laneKey(lane), error, attempt }),
    });
    this.scheduleRenewal();
  }

  /** Stops taking in, lets the batches in flight commit, leaves a snapshot per lane. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelRenewal();
    await this.subscription?.stop();
    await Promise.all([...this.ready.values()].map((worker) => worker.stop()));
  }

  /** Asks the committed state of one workspace; null when this process doesn't own its lane. */
  async ask<Answer>(workspace: string, question: (state: State) => Answer): Promise<Answer | null> {
    if (this.stopped) return null;
    const worker = await this.worker(partitionOf(workspace));
    return worker.read((lane) => question(lane.domain(workspace)));
  }

  private lane(partition: number): LaneId {
    return { service: this.options.journal.service, topic: this.options.decisions, partition };
  }

  private worker(partition: number): Promise<LaneWorker<State, Input, Event>> {
    let starting = this.workers.get(partition);
    if (starting === undefined) {
      starting = this.begin(partition);
      // A lane that could not be taken over is tried again at its next input.
      starting.catch(() => this.workers.delete(partition));
      this.workers.set(partition, starting);
    }
    return starting;
  }

  private async begin(partition: number): Promise<LaneWorker<State, Input, Event>> {
    const worker = new LaneWorker({ ...this.options, lane: this.lane(partition) });
    await worker.start();
    this.ready.set(partition, worker);
    return worker;
  }

  private scheduleRenewal(): void {
    if (this.stopped) return;
    const { clock, renewMs = RENEW_MS } = this.options;
    this.cancelRenewal = clock.at(clock.now() + renewMs, () => {
      void this.renew().finally(() => this.scheduleRenewal());
    });
  }

  private async renew(): Promise<void> {
    const owned = [...this.ready].flatMap(([partition, { epoch }]) =>
      epoch === null ? [] : [{ lane: this.lane(partition), epoch }],
    );
    if (owned.length === 0) return;
    // An unreachable store needs no alarm here: the next decision meets it, and the lease simply runs out.
    await this.options.journal.renew(owned).catch(() => undefined);
  }
}

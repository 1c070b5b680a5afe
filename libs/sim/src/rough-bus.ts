// A bus as brokers are on a bad day: late, in pieces, and again. It keeps to what readers rely on: per lane in order,
// one batch at a time, nothing left out.
import {
  laneKey,
  type Bus,
  type BusSubscription,
  type LaneId,
  type MemoryStore,
  type Subscribe,
} from '@frontdesk/journal';
import type { Faults } from './faults.js';
import type { Life } from './life.js';

interface LaneCursor {
  readonly id: LaneId;
  seq: number;
  busy: boolean;
  cancel: () => void;
}

export interface RoughBusOptions {
  readonly life: Life;
  readonly store: MemoryStore;
  readonly services: readonly string[];
  readonly partitions: readonly number[];
  readonly faults: Faults;
}

const RETRY_MS = 300;

export function createRoughBus(options: RoughBusOptions): Bus {
  return { subscribe: (subscribe) => new Subscription(options, subscribe) };
}

class Subscription implements BusSubscription {
  /** A broker shares out its lanes first, and may wait long for a member that is gone. */
  readonly ready: Promise<void>;
  private readonly lanes: readonly LaneCursor[];
  private readonly handling = new Set<Promise<void>>();
  private readonly forget: () => void;
  private giveUpWaiting: () => void = () => undefined;
  private isReady = false;
  private stopped = false;

  constructor(
    private readonly options: RoughBusOptions,
    private readonly subscribe: Subscribe,
  ) {
    const { topic, after } = subscribe;
    const ids = options.services.flatMap((service) =>
      options.partitions.map((partition): LaneId => ({ service, topic, partition })),
    );
    this.lanes = ids.map((id) => ({ id, seq: after.get(laneKey(id)) ?? 0, busy: false, cancel: () => undefined }));
    this.forget = options.store.onAppend(topic, () => this.stir());
    const { life, faults } = options;
    const late = faults.strikes('late subscription') ? faults.of('late subscription').between(100, 9_000) : 0;
    this.ready = new Promise((resolve) => {
      const cancel = life.after(late, 'subscribed', resolve);
      this.giveUpWaiting = () => (cancel(), resolve());
    });
    void this.ready.then(() => {
      this.isReady = true;
      this.stir();
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.giveUpWaiting();
    this.forget();
    for (const lane of this.lanes) lane.cancel();
    await Promise.all(this.handling);
  }

  private stir(): void {
    if (this.stopped || !this.isReady || !this.options.life.alive) return;
    for (const lane of this.lanes) this.plan(lane, 0);
  }

  private plan(lane: LaneCursor, waitMs: number): void {
    const { life, store, faults } = this.options;
    if (lane.busy || store.lane(lane.id, lane.seq, 1).length === 0) return;
    lane.busy = true;
    const late = faults.strikes('lost wake-up') ? faults.of('lost wake-up').between(100, 2_000) : 0;
    lane.cancel = life.after(waitMs + late, `bus ${laneKey(lane.id)}`, () => this.deliver(lane));
  }

  private deliver(lane: LaneCursor): void {
    const { store, faults } = this.options;
    const again = faults.strikes('delivered again') ? faults.of('delivered again').between(1, 5) : 0;
    const most = faults.strikes('batch cut') ? faults.of('batch cut').between(1, 3) : 200;
    const records = store.lane(lane.id, Math.max(0, lane.seq - again), most);
    const last = records.at(-1)?.seq ?? lane.seq;
    const done = this.subscribe.onBatch(lane.id, records).then(
      () => this.settle(lane, Math.max(lane.seq, last), 0),
      (error: unknown) => {
        this.subscribe.onTrouble?.(lane.id, error, 1);
        this.settle(lane, lane.seq, RETRY_MS);
      },
    );
    this.handling.add(done);
    void done.finally(() => this.handling.delete(done));
  }

  private settle(lane: LaneCursor, seq: number, waitMs: number): void {
    lane.seq = seq;
    lane.busy = false;
    if (!this.stopped) this.plan(lane, waitMs);
  }
}

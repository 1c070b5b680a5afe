// Bugs on purpose, each in one component. A simulation that lets one of them through proves nothing about the others.
import { LaneHost, LaneState } from '@frontdesk/engine';
import { Fenced, laneKey, OutcomeUnknown, type LaneId, type OwnedHead, type StoredRecord } from '@frontdesk/journal';
import type { Law } from '../laws/violation.js';
import type { Variant } from '../stage.js';
import { replaced, restoreUnseen, workerWith, type Taken, type WorkerInside } from './worker-inside.js';

export interface Bug {
  readonly variant: Variant;
  /** The law that catches it; which one is first depends on the history. */
  readonly laws: readonly Law[];
  /** A seed that finds it. */
  readonly seed: number;
}

const commitsPositionsFirst: Variant = {
  client: (journal) => ({
    ...journal,
    appendOwned: async (lane, epoch, records, positions) => {
      if (positions.length > 0) await journal.appendOwned(lane, epoch, [], positions);
      await journal.appendOwned(lane, epoch, records, []);
    },
  }),
};

const checksNoEpoch: Variant = {
  store: (journal, store) => ({
    ...journal,
    appendOwned: async (lane, epoch, records, positions) => {
      const key = laneKey(lane);
      const effective = store.lanes.get(key)?.epoch ?? epoch;
      const set = (to: number): void => {
        const head = store.lanes.get(key);
        if (head) store.lanes.set(key, { ...head, epoch: to });
      };
      set(epoch);
      await journal.appendOwned(lane, epoch, records, positions).finally(() => set(effective));
    },
  }),
};

/** Who believes that it is chosen takes the lane as it is. */
const takesOverWithoutEpoch: Variant = {
  store: (journal, store) => {
    const head = (lane: LaneId): OwnedHead | null => {
      const there = store.lanes.get(laneKey(lane));
      return there === undefined || there.epoch === 0 ? null : { ...there, silentMs: 0 };
    };
    return {
      ...journal,
      acquire: async (lane, owner) => head(lane) ?? journal.acquire(lane, owner),
      acquireIf: async (lane, owner, epoch) => head(lane) ?? journal.acquireIf(lane, owner, epoch),
    };
  },
};

const takesUnknownForDone: Variant = {
  client: (journal) => ({
    ...journal,
    appendOwned: (...args) =>
      journal.appendOwned(...args).catch((error: unknown) => {
        if (!(error instanceof OutcomeUnknown)) throw error;
      }),
  }),
};

const keepsStateAfterUnknown = workerWith(
  'run',
  () =>
    async function (this: WorkerInside) {
      while (!this.stopped && !this.fenced && (this.pending.length > 0 || this.duePassed())) {
        try {
          if (this.state === null) await this.own();
          await this.decideBatch();
        } catch (error) {
          if (error instanceof Fenced) return this.onFenced(error);
          this.pending.unshift(...this.inFlight.splice(0));
          await this.options.pause(500);
        }
      }
    },
);

const savesSnapshotBeforeCommit = workerWith(
  'snapshot',
  () =>
    async function (this: WorkerInside) {
      const { state, writer, options } = this;
      if (state === null) return;
      const sealed = state.seal();
      writer.seal(sealed.hash, writer.now(options.clock.now()));
      const { snapshotVersion: schemaVersion, ruleVersion } = options.core;
      await options.journal.saveSnapshot({
        lane: options.lane,
        seq: writer.seq,
        schemaVersion,
        ruleVersion,
        ...sealed,
      });
      await writer.commit([]);
    },
);

/** Everything is new to it, and nothing is missing. */
const takesAll = (taken: Taken, room: number) => {
  const later = taken.records.slice(room);
  return { fresh: taken.records.slice(0, room), rest: later.length === 0 ? null : { ...taken, records: later } };
};

const dropsNoDuplicates = workerWith('split', () => (taken: Taken, room: number) => takesAll(taken, room));

interface Positions {
  readonly positions: ReadonlyMap<string, number>;
}

const noticesNoGap = workerWith(
  'split',
  () =>
    function (this: WorkerInside, taken: Taken, room: number, moved: never) {
      const key = laneKey(taken.lane);
      const last = (moved as ReadonlyMap<string, { seq: number }>).get(key)?.seq;
      const known = last ?? (this as unknown as Positions).positions.get(key) ?? 0;
      return takesAll({ ...taken, records: taken.records.filter(({ seq }) => seq > known) }, room);
    },
);

/** A bus that breaks its promise: now and then a record is left out. */
export const losingBus: Variant = {
  bus: (bus) => ({
    subscribe: (subscribe) =>
      bus.subscribe({
        ...subscribe,
        onBatch: (lane, records) =>
          subscribe.onBatch(
            lane,
            records.filter(({ seq }) => seq % 9 !== 8),
          ),
      }),
  }),
};

const putsBackInWrongOrder: Variant = {
  host: (host) => {
    const held = Reflect.get(host, 'held') as object;
    replaced<(partition: number, taken: readonly Taken[]) => void>(held, 'putBack', (putBack) => (partition, taken) => {
      putBack.call(held, partition, turned(taken));
    });
  },
};

/** Last come, first; records one by one, as a careless split would leave them. */
const turned = (taken: readonly Taken[]): readonly Taken[] =>
  taken
    .flatMap(({ lane, records, done }) => records.map((record: StoredRecord) => ({ lane, records: [record], done })))
    .reverse();

const goesByTheClock: Variant = {
  core: (core, clock) => ({ ...core, step: (state, input) => core.step(state, input, clock.now()) }),
};

const trustsSnapshots: Variant = { patch: () => replaced(LaneState.prototype, 'restore', () => restoreUnseen) };

async function readsAtOnce(this: WorkerInside, question: (state: unknown) => unknown): Promise<unknown> {
  return this.state === null ? null : question(this.state);
}

/** Once in the product: without inputs, a state that was dropped for a failed tick was nobody's to rebuild. */
const forgetsFailedTick = workerWith(
  'hasWork',
  () =>
    function (this: WorkerInside) {
      return this.pending.length > 0 || this.duePassed();
    },
);

interface HostInside {
  looking: Promise<void> | null;
  starting: Map<number, unknown>;
}

type Stop = (this: HostInside) => Promise<void>;

/** Once in the product: a stop failed with the round that it waited for, and left every lane as it was. */
const stopFailsWithRound: Variant = {
  patch: () =>
    replaced<Stop>(
      LaneHost.prototype,
      'stop',
      (stop) =>
        async function (this: HostInside) {
          await this.looking;
          await stop.call(this);
        },
    ),
};

/** Once in the product: a lane that was just being taken over outlived the stop. */
const stopForgetsWhatStarts: Variant = {
  patch: () =>
    replaced<Stop>(
      LaneHost.prototype,
      'stop',
      (stop) =>
        function (this: HostInside) {
          this.starting = new Map();
          return stop.call(this);
        },
    ),
};

/** No bug, however wrong it looks: a lease is a hint, and the epoch fences whoever is late. */
export const releasesBeforeItStops: Variant = workerWith(
  'stop',
  (stop) =>
    async function (this: WorkerInside) {
      const { journal, lane } = this.options;
      if (this.epoch !== null) await journal.release(lane, this.epoch).catch(() => undefined);
      return stop.call(this);
    },
);

export const BUGS: Readonly<Record<string, Bug>> = {
  'positions are committed before the rows': { variant: commitsPositionsFirst, laws: ['input'], seed: 1 },
  'the journal does not check the epoch': { variant: checksNoEpoch, laws: ['owner', 'alarm'], seed: 2 },
  'a lane is taken over without a new epoch': { variant: takesOverWithoutEpoch, laws: ['owner', 'alarm'], seed: 2 },
  'timers go by the clock, not by the recorded instant': { variant: goesByTheClock, laws: ['replay'], seed: 5 },
  'inputs are put back in the wrong order': { variant: putsBackInWrongOrder, laws: ['alarm'], seed: 3 },
  'duplicates are not dropped': { variant: dropsNoDuplicates, laws: ['input', 'alarm'], seed: 1 },
  'a snapshot is saved before its commit': { variant: savesSnapshotBeforeCommit, laws: ['snapshot'], seed: 1 },
  'a gap is not noticed': { variant: { ...losingBus, ...noticesNoGap }, laws: ['input'], seed: 1 },
  'the state is kept after an unknown outcome': {
    ...{ variant: keepsStateAfterUnknown, laws: ['input', 'alarm', 'read', 'liveness'], seed: 3 },
  },
  'an unknown outcome counts as done': {
    ...{ variant: takesUnknownForDone, laws: ['input', 'alarm', 'read', 'snapshot'], seed: 11 },
  },
  'a snapshot is trusted unseen': { variant: trustsSnapshots, laws: ['replay', 'read'], seed: 14 },
  'readers are answered before the commit': { variant: workerWith('read', () => readsAtOnce), laws: ['read'], seed: 2 },
  'the timer is not armed': { variant: workerWith('arm', () => () => undefined), laws: ['liveness'], seed: 2 },
  'a tick that failed is forgotten': { variant: forgetsFailedTick, laws: ['liveness', 'owner'], seed: 72 },
  'a stop fails with the round under way': { variant: stopFailsWithRound, laws: ['alarm'], seed: 5 },
  'a stop forgets what is being taken over': { variant: stopForgetsWhatStarts, laws: ['alarm', 'liveness'], seed: 156 },
};

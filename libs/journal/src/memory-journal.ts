// The journal in memory: for specs and simulation. The same judgement as on Postgres; durable as long as its store.
import type { Instant } from '@frontdesk/kernel';
import { accept, judge } from './ledger.js';
import { owning } from './memory-owning.js';
import { MemoryStore } from './memory-store.js';
import { RowsRefused, type Append, type AppendAnswer, type Journal, type Position, type Snapshot } from './port.js';
import { positionKey, prepareAppend, prepareOwned, streamKey, type AppendWork, type OwnedWork } from './prepare.js';
import { laneKey, type LaneKey, type StoredRecord } from './record.js';

/** The transaction of a store without tables: rows kept elsewhere in memory apply their change when it commits. */
export interface MemoryTx {
  onCommit(effect: () => void): void;
}

export interface MemoryJournalOptions {
  readonly service: string;
  /** Two journals over one store are two processes over one database. */
  readonly store?: MemoryStore;
  /** Plays the store's clock: tells how long an owned lane was silent. */
  readonly clock?: { now(): Instant };
}

export function createMemoryJournal(options: MemoryJournalOptions): Journal<MemoryTx> {
  const { service, store = new MemoryStore(), clock = { now: Date.now } } = options;
  return {
    service,
    ...reading(service, store),
    ...writing(service, store),
    ...appending(service, store, clock),
    ...owning(service, store, clock),
  };
}

type Reading = Pick<
  Journal<MemoryTx>,
  'heads' | 'read' | 'readMany' | 'onAppend' | 'readStream' | 'positions' | 'loadSnapshot'
>;
type Writing = Pick<Journal<MemoryTx>, 'append' | 'advance' | 'saveSnapshot'>;
type Appending = Pick<Journal<MemoryTx>, 'appendOwned'>;

function reading(service: string, store: MemoryStore): Reading {
  return {
    heads: async (topic) => {
      const mine = `${service}/${topic}/`;
      const heads = [...store.lanes].filter(([name, { seq }]) => name.startsWith(mine) && seq > 0);
      return new Map(heads.map(([name, { seq }]) => [name, seq]));
    },
    read: async (lane, after, limit) => store.lane(lane, after, limit),
    readMany: async (topic, after, limit) => {
      const records: StoredRecord[] = [];
      for (const [partition, seq] of after) {
        if (records.length >= limit) break;
        records.push(...store.lane({ service, topic, partition }, seq, limit - records.length));
      }
      return records;
    },
    onAppend: (topic, wake) => store.onAppend(topic, wake),
    readStream: async (workspace, stream, after = 0) => store.stream(streamKey(workspace, stream), after),
    positions: async (consumer) => {
      const own = [...store.positions].filter(([name]) => name.startsWith(`${consumer}\u0000`));
      return new Map(own.map(([name, seq]): [LaneKey, number] => [name.slice(consumer.length + 1), seq]));
    },
    loadSnapshot: async (lane, atMost = Infinity) => store.snapshot(lane, atMost),
  };
}

function writing(service: string, store: MemoryStore): Writing {
  return {
    append: async (append) => {
      const work = prepareAppend(service, append);
      return store.exclusively(() => write(store, work, append.rows));
    },
    advance: (positions) => store.exclusively(async () => moveForward(store, positions)),
    saveSnapshot: async (snapshot: Snapshot) => store.addSnapshot(snapshot),
  };
}

function appending(service: string, store: MemoryStore, clock: { now(): Instant }): Appending {
  return {
    appendOwned: async (lane, epoch, records, positions) => {
      const work = prepareOwned(service, lane, epoch, records, positions);
      await store.exclusively(() => write(store, work, undefined));
      store.aliveAt.set(laneKey(lane), clock.now());
    },
  };
}

/** Judged, rows run, and only then anything changed, in one turn of the loop: all or nothing without a rollback. */
async function write(
  store: MemoryStore,
  work: AppendWork | OwnedWork,
  rows: Append<MemoryTx>['rows'],
): Promise<AppendAnswer> {
  for (const lane of work.lanes.values()) store.touch(lane);
  const verdict = judge(store, work);
  if ('error' in verdict) throw verdict.error;
  if ('answer' in verdict) return verdict.answer;
  const effects: (() => void)[] = [];
  try {
    await rows?.({ onCommit: (effect) => void effects.push(effect) }, verdict.accepted);
  } catch (error) {
    if (error instanceof RowsRefused) return { outcome: 'refused', refusal: error };
    throw error;
  }
  accept(store, work, verdict.accepted);
  store.write(
    verdict.accepted,
    verdict.accepted.map(({ workspace, stream }) => (stream === null ? null : streamKey(workspace, stream))),
  );
  for (const effect of effects) effect();
  store.wake(verdict.accepted);
  return { outcome: 'appended', records: verdict.accepted };
}

function moveForward(store: MemoryStore, positions: readonly Position[]): void {
  for (const position of positions) {
    const name = positionKey(position);
    store.positions.set(name, Math.max(position.seq, store.positions.get(name) ?? 0));
  }
}

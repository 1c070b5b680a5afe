// The inside of a lane worker, for bugs that are put there on purpose. Nothing else may look there.
import { type LaneState, LaneWorker } from '@frontdesk/engine';
import type { Journal, LaneId, Position, Snapshot, StoredRecord } from '@frontdesk/journal';
import type { Routing, RoutingEvent, RoutingInput } from '@frontdesk/routing';
import type { Variant } from '../stage.js';

export interface Taken {
  readonly lane: LaneId;
  readonly records: readonly StoredRecord[];
  readonly done: () => void;
}

type State = LaneState<Routing, RoutingInput, RoutingEvent>;

export interface WorkerInside {
  readonly options: {
    readonly journal: Journal<unknown>;
    readonly lane: LaneId;
    readonly core: { readonly snapshotVersion: number; readonly ruleVersion: number };
    readonly clock: { now(): number };
    readonly pause: (ms: number) => Promise<void>;
  };
  readonly epoch: number | null;
  state: State | null;
  stopped: boolean;
  fenced: boolean;
  readonly pending: Taken[];
  readonly inFlight: Taken[];
  readonly writer: {
    readonly seq: number;
    now(clock: number): number;
    seal(hash: string, at: number): void;
    commit(positions: readonly Position[]): Promise<void>;
  };
  own(): Promise<void>;
  decideBatch(): Promise<void>;
  duePassed(): boolean;
  onFenced(error: Error): void;
}

type Method = (this: WorkerInside, ...args: never[]) => unknown;

/** A worker with another method, for the time of a run. */
export function workerWith(name: string, replacement: (original: Method) => Method): Variant {
  return { patch: () => replaced(LaneWorker.prototype, name, replacement) };
}

export function replaced<Made>(target: object, name: string, make: (original: Made) => Made): () => void {
  const original = Reflect.get(target, name) as Made;
  Reflect.set(target, name, make(original));
  return () => void Reflect.set(target, name, original);
}

/** Takes any snapshot at its word. */
export function restoreUnseen(this: State, snapshot: Snapshot): boolean {
  const bodies = JSON.parse(snapshot.body) as Record<string, never>;
  for (const [workspace, body] of Object.entries(bodies)) this.domains.set(workspace, this.core.fromSnapshot(body));
  return true;
}

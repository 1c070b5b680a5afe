// What all parts of a simulated world share, and where a test may put another component in place of the product's.
import type { Clock, LaneCore, LaneHost } from '@frontdesk/engine';
import {
  createMemoryJournal,
  type MemoryStore,
  partitionOf,
  type Bus,
  type Journal,
  type MemoryTx,
} from '@frontdesk/journal';
import type { Routing, RoutingEvent, RoutingInput } from '@frontdesk/routing';
import type { Dice } from './dice.js';
import type { Faults } from './faults.js';
import type { Network } from './network.js';
import type { Scheduler } from './scheduler.js';

export type RoutingHost = LaneHost<Routing, RoutingInput, RoutingEvent>;
export type RoutingCore = LaneCore<Routing, RoutingInput, RoutingEvent>;

/** Another component in the product's place: how the simulation proves that it would find a bug there. */
export interface Variant {
  readonly core?: (core: RoutingCore, clock: Clock) => RoutingCore;
  /** The store itself. */
  readonly store?: (journal: Journal<MemoryTx>, store: MemoryStore) => Journal<MemoryTx>;
  /** The store as an engine reaches it. */
  readonly client?: (journal: Journal<MemoryTx>) => Journal<MemoryTx>;
  readonly bus?: (bus: Bus) => Bus;
  readonly host?: (host: RoutingHost) => void;
  /** Changes a class for the time of a run. */
  readonly patch?: () => () => void;
}

export interface Stage {
  readonly dice: Dice;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly network: Network;
  readonly store: MemoryStore;
  readonly journals: ReadonlyMap<string, Journal<MemoryTx>>;
  readonly workspaces: readonly string[];
  readonly partitions: readonly number[];
  readonly variant: Variant;
  readonly onAlarm: (message: string, detail: unknown) => void;
}

export const INPUTS = 'assignment.inputs';
export const DECISIONS = 'assignment.decisions';
export const ENGINE = 'engine';
export const ENGINE_SERVICE = 'assignment-queue';
/** Everybody who writes inputs. */
export const WRITERS = ['settings', 'presence', 'conversation', 'submission', ENGINE_SERVICE] as const;
export type Writer = (typeof WRITERS)[number];

/** One database, as each service's journal reaches it. */
export function journalsOf(store: MemoryStore, clock: { now(): number }, variant: Variant): Stage['journals'] {
  return new Map(
    WRITERS.map((service) => {
      const journal = createMemoryJournal({ service, store, clock });
      return [service, variant.store?.(journal, store) ?? journal];
    }),
  );
}

export const partitionsOf = (workspaces: readonly string[]): readonly number[] => [
  ...new Set(workspaces.map((workspace) => partitionOf(workspace))),
];

// Drives cores over a journal: lane worker, aggregate handler, timers. No framework, no vendor.
export {
  AggregateHandler,
  type AggregateHandlerOptions,
  type Handled,
  type Handling,
  type Loaded,
} from './aggregate-handler.js';
export {
  DECIDED,
  FAULTED,
  hashOf,
  SEAL_BEGUN,
  STATE_SEALED,
  type Decided,
  type Faulted,
  type InputSource,
  type SealBegun,
  type StateSealed,
} from './decided.js';
export { DecisionWriter, type DecisionWriterOptions } from './decision-writer.js';
export { KeyedLock } from './keyed-lock.js';
export { type LaneCore } from './lane-core.js';
export { LaneHost, NotOwner, type LaneHostOptions } from './lane-host.js';
export { LaneState, rebuildLane, type RebuildOptions } from './lane-state.js';
export { LaneWorker, type LaneWorkerOptions } from './lane-worker.js';
export { type Clock, type Ids } from './runtime-ports.js';

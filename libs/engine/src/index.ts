// Drives cores over a journal: lane worker, aggregate handler, reactions, timers. No framework, no vendor.
export { type LaneCore } from './lane-core.js';
export { type Clock, type Ids } from './runtime-ports.js';

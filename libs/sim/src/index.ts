// Seeded worlds around the engine: crashes, duplicates, delays, two owners; every run repeatable by its seed.
export { FAULT_KINDS, type FaultKind } from './faults.js';
export { runSeed, type Outcome } from './run-seed.js';
export { type Variant } from './stage.js';
export { type WorldOptions } from './world.js';

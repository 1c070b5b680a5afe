// The command line's proofs as functions: for tests, and for whoever kills the product and wants to know what is left.
export { exportDatabase } from './export/export-log.js';
export { compareDatabaseWithKafka, type TopicsCompared } from './kafka/compare-topics.js';
export { rebuildCheck, type LaneRebuilt, type RebuildReport } from './rebuild/rebuild-check.js';
export { type Difference } from './verify/difference.js';
export { verifyDatabase, type VerifyReport } from './verify/verify-log.js';

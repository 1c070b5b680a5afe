// The journal's port, its memory adapter, the bus over it, and what adapters share.
export { type Bus, type BusSubscription, type Subscribe } from './bus.js';
export { chainHash, firstBrokenLink, type ChainedFields } from './chain.js';
export { follow, type Follow, type Follower, type FollowerTimers } from './follower.js';
export { accept, EMPTY_HEAD, judge, type Heads, type LaneHead, type Verdict } from './ledger.js';
export { createMemoryJournal, type MemoryJournalOptions, type MemoryTx } from './memory-journal.js';
export { MemoryStore } from './memory-store.js';
export { murmur2, partitionOf } from './murmur2.js';
export {
  Fenced,
  OutcomeUnknown,
  PARTITIONS,
  RowsRefused,
  Unavailable,
  type Append,
  type AppendAnswer,
  type Journal,
  type JournalReader,
  type LaneLease,
  type OwnedHead,
  type OwnedRecord,
  type Position,
  type Snapshot,
  type Wake,
} from './port.js';
export {
  inLockOrder,
  positionKey,
  prepareAppend,
  prepareOwned,
  streamKey,
  type AppendWork,
  type Draft,
  type OwnedWork,
  type StreamCheck,
} from './prepare.js';
export {
  laneKey,
  type LaneId,
  type LaneKey,
  type NewRecord,
  type RecordedFact,
  type RecordMeta,
  type StoredRecord,
} from './record.js';
export { createTableBus, type TableBusOptions } from './table-bus.js';

// The journal's port and its memory adapter.
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
  type OwnedHead,
  type OwnedRecord,
  type Position,
  type Snapshot,
} from './port.js';
export { laneKey, type LaneId, type LaneKey, type NewRecord, type RecordMeta, type StoredRecord } from './record.js';

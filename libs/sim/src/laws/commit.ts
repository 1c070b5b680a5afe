// What one step wrote into a decision lane: the records, and how far the input positions moved with them.
import type { Decided } from '@frontdesk/engine';
import type { LaneHead, LaneId, StoredRecord } from '@frontdesk/journal';
import type { RoutingEvent, RoutingInput } from '@frontdesk/routing';

export interface MovedPosition {
  readonly lane: LaneId;
  readonly from: number;
  readonly to: number;
}

export interface Commit {
  readonly lane: LaneId;
  readonly head: LaneHead;
  readonly records: readonly StoredRecord[];
  readonly moved: readonly MovedPosition[];
}

export type RoutingDecision = Decided<RoutingInput, RoutingEvent>;

export const decisionIn = (record: StoredRecord): RoutingDecision => JSON.parse(record.body) as RoutingDecision;

// The state of each lane from one place alone: from the journal, or from Kafka. Equal hashes mean equal states.
import { rebuildLane } from '@frontdesk/engine';
import { laneKey } from '@frontdesk/journal';
import { decisionLanes, readerOf, type LogSource } from '../database/log-source.js';
import { folding } from '../verify/rules.js';

export interface LaneState {
  readonly lane: string;
  readonly seq: number;
  readonly stateHash: string;
}

export async function statesOf(source: LogSource): Promise<readonly LaneState[]> {
  const states: LaneState[] = [];
  for (const { lane, seq } of decisionLanes(await source.ends())) {
    const rebuilt = await rebuildLane(folding, readerOf(source, lane), lane, { snapshot: null, until: seq });
    states.push({ lane: laneKey(lane), seq: rebuilt.seq, stateHash: rebuilt.state.seal().hash });
  }
  return states;
}

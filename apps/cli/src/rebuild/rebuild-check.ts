// The state of each lane twice: from the journal alone, and from its newest snapshot and the records after it.
import { rebuildLane } from '@frontdesk/engine';
import { laneKey } from '@frontdesk/journal';
import { decisionLanes, readerOf, totalOf, type LaneEnd, type LogSource } from '../database/log-source.js';
import { openLog } from '../database/open-log.js';
import { folding } from '../verify/rules.js';

export interface LaneRebuilt {
  readonly lane: string;
  readonly seq: number;
  readonly journalHash: string;
  /** Null: there is no snapshot, so there is nothing to compare. */
  readonly snapshotSeq: number | null;
  readonly snapshotHash: string | null;
  readonly equal: boolean;
  /** Records folded per second, from the journal alone. */
  readonly perSecond: number;
}

export interface RebuildReport {
  readonly lanes: readonly LaneRebuilt[];
  readonly equal: boolean;
}

export type RebuildProgress = (done: number, total: number) => void;

export async function rebuildCheck(
  urls: string | readonly string[],
  onProgress?: RebuildProgress,
): Promise<RebuildReport> {
  const log = await openLog(urls);
  try {
    return await rebuildLog(log, onProgress);
  } finally {
    await log.close();
  }
}

export async function rebuildLog(source: LogSource, onProgress?: RebuildProgress): Promise<RebuildReport> {
  const ends = decisionLanes(await source.ends());
  const total = totalOf(ends);
  const lanes: LaneRebuilt[] = [];
  let done = 0;
  for (const end of ends) {
    const before = done;
    lanes.push(await rebuildBoth(source, end, (seq) => onProgress?.(before + seq, total)));
    done += end.seq;
  }
  return { lanes, equal: lanes.every(({ equal }) => equal) };
}

async function rebuildBoth(source: LogSource, end: LaneEnd, onSeq: (seq: number) => void): Promise<LaneRebuilt> {
  const { lane, seq: until } = end;
  const reader = readerOf(source, lane);
  const from = performance.now();
  const alone = await rebuildLane(folding, reader, lane, { snapshot: null, until, onProgress: onSeq });
  const perSecond = until / Math.max(0.001, (performance.now() - from) / 1_000);
  const journalHash = alone.state.seal().hash;
  const snapshot = await reader.loadSnapshot(lane, until);
  const common = { lane: laneKey(lane), seq: until, journalHash, perSecond: Math.round(perSecond) };
  if (snapshot === null) return { ...common, snapshotSeq: null, snapshotHash: null, equal: true };
  const tail = await rebuildLane(folding, reader, lane, { snapshot, until });
  const snapshotHash = tail.state.seal().hash;
  return { ...common, snapshotSeq: snapshot.seq, snapshotHash, equal: snapshotHash === journalHash };
}

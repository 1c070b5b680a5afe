// A log to read, wherever it lies: readers by service, and how far each lane went at one moment.
import type { JournalReader, LaneId, Snapshot } from '@frontdesk/journal';

export interface LaneEnd {
  readonly lane: LaneId;
  readonly seq: number;
}

export interface LaneReader extends Pick<JournalReader, 'read'> {
  loadSnapshot(lane: LaneId, atMost?: number): Promise<Snapshot | null>;
}

export interface LogSource {
  readonly readers: ReadonlyMap<string, LaneReader>;
  /** The ends of all lanes at one and the same moment: what a decision refers to is before it, too. */
  ends(): Promise<readonly LaneEnd[]>;
}

export const DECISIONS = 'assignment.decisions';
export const ENGINE = 'assignment-queue';

export const totalOf = (ends: readonly LaneEnd[]): number => ends.reduce((sum, { seq }) => sum + seq, 0);

export const decisionLanes = (ends: readonly LaneEnd[]): readonly LaneEnd[] =>
  ends.filter(({ lane }) => lane.topic === DECISIONS);

export function readerOf({ readers }: LogSource, { service }: LaneId): LaneReader {
  const reader = readers.get(service);
  if (reader === undefined) throw new Error(`no journal of ${service}`);
  return reader;
}

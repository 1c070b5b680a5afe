// Proves a whole log twice: by deciding it again, and by the checker, which shares no code with the engine.
import { checkLog, type CheckReport } from '@frontdesk/checker';
import { decisionLanes, totalOf, type LogSource } from '../database/log-source.js';
import { openLog } from '../database/open-log.js';
import { exportLog } from '../export/export-log.js';
import type { Difference } from './difference.js';
import { verifyLane, type LaneVerified } from './verify-lane.js';

export interface VerifyReport {
  readonly records: number;
  readonly decisions: number;
  readonly lanes: readonly Omit<LaneVerified, 'differences' | 'more'>[];
  readonly checker: Pick<CheckReport, 'records' | 'lanes' | 'decisions' | 'ledgers' | 'submissions' | 'notes'>;
  readonly differences: readonly Difference[];
  /** Differences beyond those listed. */
  readonly more: number;
  readonly tookMs: number;
}

export interface VerifyOptions {
  readonly onProgress?: (what: string, done: number, total: number) => void;
  /** What the checker reads; absent: the lanes, merged by time. */
  readonly lines?: AsyncIterable<string>;
}

export async function verifyDatabase(
  urls: string | readonly string[],
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const log = await openLog(urls);
  try {
    return await verifyLog(log, options);
  } finally {
    await log.close();
  }
}

export async function verifyLog(source: LogSource, options: VerifyOptions = {}): Promise<VerifyReport> {
  const from = performance.now();
  const { onProgress } = options;
  // Both proofs read up to here, however much is written meanwhile.
  const ends = await source.ends();
  const lanes = await verifyLanes(source, decisionLanes(ends), onProgress);
  const total = totalOf(ends);
  const { findings, more, ...checker } = await checkLog(options.lines ?? exportLog(source, ends), {
    onProgress: (records) => onProgress?.('checking', records, total),
  });
  const found = findings.map(({ law, text, ...rest }): Difference => ({
    kind: 'log',
    text: `${law}: ${text}`,
    ...rest,
  }));
  return {
    records: checker.records,
    decisions: lanes.reduce((sum, { decisions }) => sum + decisions, 0),
    lanes: lanes.map(({ differences: _, more: __, ...lane }) => lane),
    checker,
    differences: [...lanes.flatMap(({ differences }) => differences), ...found],
    more: lanes.reduce((sum, lane) => sum + lane.more, more),
    tookMs: Math.round(performance.now() - from),
  };
}

async function verifyLanes(
  source: LogSource,
  ends: ReturnType<typeof decisionLanes>,
  onProgress: VerifyOptions['onProgress'],
): Promise<LaneVerified[]> {
  const total = totalOf(ends);
  const lanes: LaneVerified[] = [];
  let before = 0;
  for (const end of ends) {
    const done = before;
    lanes.push(await verifyLane(source, end, (seq) => onProgress?.('deciding again', done + seq, total)));
    before += end.seq;
  }
  return lanes;
}

// Which record of a lane is meant by `--at`: its seq, or the last one at or before an instant.
import type { LaneReader } from '../database/log-source.js';
import type { LaneId } from '@frontdesk/journal';
import { notFound, usage } from '../terminal/exit.js';

/** @param at a seq, an ISO time, or undefined for the end of the lane */
export async function positionAt(
  reader: Pick<LaneReader, 'read'>,
  lane: LaneId,
  end: number,
  at: string | undefined,
): Promise<number> {
  if (at === undefined) return end;
  if (/^\d+$/.test(at)) {
    if (Number(at) > end) throw notFound(`The lane ends at ${end}; there is no ${at} yet.`);
    return Number(at);
  }
  const instant = Date.parse(at);
  if (Number.isNaN(instant) || !/^\d{4}-/.test(at)) {
    throw usage(`--at ${at}: write a position (42) or an ISO time (2026-03-01T09:30:00Z).`);
  }
  return lastUntil(reader, lane, end, instant);
}

/** `at` never falls within a lane of decisions, so it can be halved. 0: nothing had been decided. O(log n) reads. */
async function lastUntil(
  reader: Pick<LaneReader, 'read'>,
  lane: LaneId,
  end: number,
  instant: number,
): Promise<number> {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [record] = await reader.read(lane, middle - 1, 1);
    if (record !== undefined && record.at <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

// The golden log: a seeded day as version 1 wrote it. Every later version must read, fold and decide it the same.
import { DECIDED, type Decided } from '@frontdesk/engine';
import type { StoredRecord } from '@frontdesk/journal';
import type { RoutingEvent, RoutingInput } from '@frontdesk/routing';
import { exportLog } from '../export/export-log.js';
import { Redecision, type LaneRouting } from '../verify/redecide.js';
import { liveADay } from './live-a-day.js';
import { memoryLog } from './memory-log.js';
import { seededDay } from './seeded-day.js';

const SEED = 20_260_302;
const INPUTS = 200;

export interface Golden {
  readonly lines: readonly string[];
  /** `seq hash`: the state after each record of the lane of decisions. */
  readonly hashes: readonly string[];
}

export async function makeGolden(): Promise<Golden> {
  const log = memoryLog();
  await liveADay(log.journals, seededDay(SEED, INPUTS));
  const lines: string[] = [];
  for await (const line of exportLog(log, await log.ends())) lines.push(line);
  return { lines, hashes: hashesOf(lines, fold) };
}

export type Follow = (state: LaneRouting, record: StoredRecord) => LaneRouting;

/** By what the log says happened. */
export const fold: Follow = (state, record) => {
  state.evolve(record);
  return state;
};

/** By the rules alone: nothing but the inputs is taken from the log. */
export const redecide: Follow = (state, record) => {
  if (record.type !== DECIDED) return state;
  const { input } = JSON.parse(record.body) as Decided<RoutingInput, RoutingEvent>;
  const domain = state.domain(record.workspace);
  state.core.step(domain, input, record.at);
  state.keep(record.workspace, domain);
  return state;
};

export function hashesOf(lines: readonly string[], follow: Follow): string[] {
  let { state } = new Redecision();
  const hashes: string[] = [];
  for (const line of lines) {
    const record = JSON.parse(line) as StoredRecord;
    if (record.hash === null) continue;
    state = follow(state, record);
    hashes.push(`${record.seq} ${state.seal().hash}`);
  }
  return hashes;
}

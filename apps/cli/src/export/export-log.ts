// The whole log as text, one record per line: what the checker reads, and anybody else.
import { openLog } from '../database/open-log.js';
import type { LaneEnd, LogSource } from '../database/log-source.js';
import { mergeLanes } from './merge-lanes.js';

export async function* exportLog(source: LogSource, ends: readonly LaneEnd[]): AsyncGenerator<string> {
  for await (const record of mergeLanes(source, ends)) yield JSON.stringify(record);
}

/** All lanes of all services, as they are now: the form is described in the checker's README. */
export async function* exportDatabase(urls: string | readonly string[]): AsyncGenerator<string> {
  const log = await openLog(urls);
  try {
    yield* exportLog(log, await log.ends());
  } finally {
    await log.close();
  }
}

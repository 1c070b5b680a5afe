// Kafka's topics against the journals that wrote them: the same records in the same order, none missing, none too many.
import { TOPICS } from '@frontdesk/contracts';
import { canonical } from '@frontdesk/kernel';
import { laneKey, type StoredRecord } from '@frontdesk/journal';
import { readerOf, type LogSource } from '../database/log-source.js';
import { openLog } from '../database/open-log.js';
import { readTopics, type TopicLog } from './topic-log.js';

export interface TopicsCompared {
  readonly lanes: number;
  readonly records: number;
  /** Records that Kafka holds more than once: allowed, readers know them again. */
  readonly repeated: number;
  readonly differences: readonly string[];
}

const PAGE = 2_000;
/** Enough to act on. */
const MOST = 100;

export async function compareDatabaseWithKafka(
  urls: string | readonly string[],
  brokers: readonly string[],
): Promise<TopicsCompared> {
  const log = await openLog(urls);
  try {
    return await compareTopics(log, await readTopics(brokers, Object.keys(TOPICS)));
  } finally {
    await log.close();
  }
}

export async function compareTopics(source: LogSource, topics: TopicLog): Promise<TopicsCompared> {
  const differences: string[] = [...topics.values()].flatMap(({ faults }) => faults);
  const ends = await source.ends();
  let records = 0;
  for (const { lane, seq: last } of ends) {
    const key = laneKey(lane);
    const there = topics.get(key)?.records ?? [];
    const from = there[0]?.seq ?? 1;
    if (from !== 1) differences.push(`${key}: Kafka begins at ${from}`);
    for (let seq = 0; seq < last;) {
      const page = await readerOf(source, lane).read(lane, seq, Math.min(PAGE, last - seq));
      if (page.length === 0) break;
      for (const record of page) {
        seq = record.seq;
        records++;
        const twin = there[seq - from];
        if (twin === undefined) differences.push(`${key}/${seq} is missing in Kafka`);
        else if (textOf(twin) !== textOf(record)) differences.push(`${key}/${seq} differs in Kafka`);
      }
    }
    const more = (there.at(-1)?.seq ?? 0) - last;
    if (more > 0) differences.push(`${key}: Kafka holds ${more} records that the journal does not`);
  }
  const known = new Set(ends.map(({ lane }) => laneKey(lane)));
  for (const key of topics.keys()) if (!known.has(key)) differences.push(`${key}: no journal has this lane`);
  const repeated = [...topics.values()].reduce((sum, lane) => sum + lane.repeated, 0);
  return { lanes: ends.length, records, repeated, differences: differences.slice(0, MOST) };
}

/** Whatever order the members stand in. */
export const textOf = (record: StoredRecord): string => canonical(record);

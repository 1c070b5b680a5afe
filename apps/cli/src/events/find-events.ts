// The last records that match, and the ones that come after them.
import { laneKey, type StoredRecord } from '@frontdesk/journal';
import { readerOf, type LaneEnd } from '../database/log-source.js';
import { schemaOf, type LogDatabase, type OpenLog } from '../database/open-log.js';

export interface Filter {
  readonly topic?: string;
  /** A type, or the part before its dot. */
  readonly type?: string;
  /** Records of its stream, and decisions and inputs that name it. */
  readonly conversation?: string;
}

const PAGE = 500;

/** The last `most` matching records of all services, oldest first. O(log) without an index on time. */
export async function lastEvents(log: OpenLog, filter: Filter, most: number): Promise<StoredRecord[]> {
  const { topic = null, type = null, conversation = null } = filter;
  const values = [topic, type, conversation, most];
  const last = (await Promise.all(log.databases.map((one) => lastIn(one, values)))).flat();
  // One database has put its own in order already.
  if (log.databases.length > 1) last.sort((a, b) => Number(b.at) - Number(a.at));
  const found: StoredRecord[] = [];
  for (const { service, topic: of, partition, seq } of last.slice(0, most).reverse()) {
    const lane = { service, topic: of, partition };
    const [record] = await readerOf(log, lane).read(lane, Number(seq) - 1, 1);
    if (record !== undefined) found.push(record);
  }
  return found;
}

interface Place {
  readonly service: string;
  readonly topic: string;
  readonly partition: number;
  readonly seq: string;
  readonly at: string;
}

async function lastIn({ pool, services }: LogDatabase, values: readonly unknown[]): Promise<readonly Place[]> {
  const parts = services.map(
    (service) => `SELECT '${service}' AS service, topic, partition, seq, at FROM "${schemaOf(service)}".record
      WHERE ($1::text IS NULL OR topic = $1) AND ($2::text IS NULL OR type = $2 OR starts_with(type, $2 || '.'))
        AND ($3::text IS NULL OR stream = $3 OR position(to_json($3::text)::text IN body) > 0)`,
  );
  if (parts.length === 0) return [];
  const order = 'ORDER BY at DESC, service DESC, topic DESC, partition DESC, seq DESC LIMIT $4';
  return (await pool.query<Place>(`${parts.join(' UNION ALL ')} ${order}`, [...values])).rows;
}

export function matches({ topic, type, conversation }: Filter, record: StoredRecord): boolean {
  if (topic !== undefined && record.lane.topic !== topic) return false;
  if (type !== undefined && record.type !== type && !record.type.startsWith(`${type}.`)) return false;
  return (
    conversation === undefined || record.stream === conversation || record.body.includes(JSON.stringify(conversation))
  );
}

/** What was added to the lanes since `seen`, which it moves; in the order of time. */
export async function eventsSince(log: OpenLog, seen: Map<string, number>): Promise<StoredRecord[]> {
  const added: StoredRecord[] = [];
  for (const { lane, seq } of await log.ends()) {
    const name = laneKey(lane);
    for (let after = seen.get(name) ?? 0; after < seq;) {
      const page = await readerOf(log, lane).read(lane, after, Math.min(PAGE, seq - after));
      added.push(...page);
      after = page.at(-1)?.seq ?? seq;
    }
    seen.set(name, seq);
  }
  return added.sort((a, b) => a.at - b.at);
}

export const seenUntil = (ends: readonly LaneEnd[]): Map<string, number> =>
  new Map(ends.map(({ lane, seq }) => [laneKey(lane), seq]));

// Brings assignment-queue's database back from the log alone: the journal from Kafka, the positions from the decisions,
// which name their inputs. Everything else the service makes anew when it starts.
import { DECIDED, FAULTED, type Decided, type Faulted } from '@frontdesk/engine';
import { laneKey, type LaneId, type LaneKey, type Position, type StoredRecord } from '@frontdesk/journal';
import { restoreJournal, RestoreRefused, type KeptLane, type LaneRestored } from '@frontdesk/journal-postgres';
import type { Pool } from 'pg';
import { DECISIONS, ENGINE, readerOf, type LogSource } from '../database/log-source.js';
import { schemaOf } from '../database/open-log.js';
import { CliError, EXIT } from '../terminal/exit.js';

/** The consumer under whose name the engine's positions commit with its decisions. */
const ENGINE_CONSUMER = 'engine';
const READ_AT_ONCE = 1_000;

export interface EngineLog {
  readonly lanes: readonly KeptLane[];
  /** Last seq of each input lane that a decision names. */
  readonly decided: readonly Position[];
}

/** What the log holds of the service's own lanes. O(its records) time and memory. */
export async function engineLog(source: LogSource): Promise<EngineLog> {
  const lanes: KeptLane[] = [];
  for (const { lane, seq } of await source.ends()) {
    if (lane.service === ENGINE) lanes.push({ lane, records: await recordsOf(source, lane, seq) });
  }
  const decided = new Map<LaneKey, Position>();
  for (const { lane, records } of lanes) {
    if (lane.topic !== DECISIONS) continue;
    for (const record of records) noteSource(decided, record);
  }
  return { lanes, decided: [...decided.values()] };
}

/** Kafka knows more of a lane than a decision may name, if its older records have expired; then it begins later. */
async function recordsOf(source: LogSource, lane: LaneId, until: number): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = [];
  const reader = readerOf(source, lane);
  for (let after = 0; after < until; after = records.at(-1)?.seq ?? until) {
    const more = await reader.read(lane, after, READ_AT_ONCE);
    if (more.length === 0) break;
    for (const record of more) if (record.seq <= until) records.push(record);
  }
  return records;
}

function noteSource(decided: Map<LaneKey, Position>, { type, body }: StoredRecord): void {
  if (type !== DECIDED && type !== FAULTED) return;
  const { source } = JSON.parse(body) as Decided | Faulted;
  if (source === null) return;
  const { service, topic, partition, seq } = source;
  const lane = { service, topic, partition };
  const key = laneKey(lane);
  if (seq > (decided.get(key)?.seq ?? 0)) decided.set(key, { consumer: ENGINE_CONSUMER, lane, seq });
}

/** @param publishedAs the publisher's consumer, when the log was read from Kafka: all of it stands there */
export async function restoreEngine(
  pool: Pool,
  { lanes, decided }: EngineLog,
  publishedAs: string | null,
): Promise<readonly LaneRestored[]> {
  await expectNobody(pool);
  const published = publishedAs === null ? [] : lanes.map((kept) => positionOf(publishedAs, kept));
  try {
    const restore = { lanes, positions: [...decided, ...published], forget: [ENGINE] };
    return await restoreJournal(pool, schemaOf(ENGINE), restore);
  } catch (error) {
    if (error instanceof RestoreRefused) throw new CliError(EXIT.differences, `${error.message} Nothing was written.`);
    throw error;
  }
}

const positionOf = (consumer: string, { lane, records }: KeptLane): Position => ({
  ...{ consumer, lane },
  seq: records.at(-1)?.seq ?? 0,
});

/** Two writers of one journal, one of which knows nothing of the other, would be two histories. */
async function expectNobody(pool: Pool): Promise<void> {
  const text = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE $1`;
  const { rows } = await pool.query<{ n: number }>(text, [`frontdesk ${ENGINE}%`]);
  if ((rows[0]?.n ?? 0) > 0)
    throw new CliError(EXIT.failed, `${ENGINE} still runs: stop all its replicas first. Nothing was written.`);
}

// Puts back into a journal's tables what they have lost, from records that stand elsewhere (Kafka), in one transaction.
// For the day after: nobody may write to the journal meanwhile.
import { canonical } from '@frontdesk/kernel';
import { laneKey, PARTITIONS, type LaneId, type Position, type StoredRecord } from '@frontdesk/journal';
import type { Pool, PoolClient } from 'pg';
import { quotedSchema, RECORD } from './statements.js';

/** All that is known of a lane, in order and without a gap. */
export interface KeptLane {
  readonly lane: LaneId;
  readonly records: readonly StoredRecord[];
}

export interface Restore {
  readonly lanes: readonly KeptLane[];
  /** How far inputs were taken in, and records published; a position never goes back. */
  readonly positions: readonly Position[];
  /** Consumers whose rows are gone: they begin at the first record again. */
  readonly forget: readonly string[];
}

export interface LaneRestored {
  readonly lane: LaneId;
  /** Last seq of the journal before and after. */
  readonly before: number;
  readonly after: number;
}

/** The journal and what was kept tell two stories; nothing was written. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';
}

const CHUNK = 500;

/** @throws RestoreRefused; after any error nothing was written */
export async function restoreJournal(pool: Pool, schema: string, restore: Restore): Promise<readonly LaneRestored[]> {
  const s = quotedSchema(schema);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const lanes: LaneRestored[] = [];
    for (const kept of restore.lanes) lanes.push(await restoreLane(client, s, kept));
    for (const { consumer, lane, seq } of restore.positions) {
      const text = `INSERT INTO ${s}.position VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (consumer, lane_service, topic, partition) DO UPDATE SET seq = greatest(position.seq, excluded.seq)`;
      await client.query(text, [consumer, lane.service, lane.topic, lane.partition, seq]);
    }
    await client.query(`DELETE FROM ${s}.position WHERE consumer = ANY($1)`, [restore.forget]);
    await client.query('COMMIT');
    return lanes;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function restoreLane(client: PoolClient, s: string, { lane, records }: KeptLane): Promise<LaneRestored> {
  const make = `INSERT INTO ${s}.lane (topic, partition) SELECT $1, generate_series(0, $2::int - 1) ON CONFLICT DO NOTHING`;
  await client.query(make, [lane.topic, PARTITIONS]);
  const at = [lane.topic, lane.partition];
  const head = `SELECT seq FROM ${s}.lane WHERE topic = $1 AND partition = $2 FOR UPDATE`;
  const before = Number((await client.query<{ seq: string }>(head, at)).rows[0]?.seq ?? 0);
  const last = records.at(-1);
  if (last === undefined || last.seq <= before) return { lane, before, after: before };
  await refuseAnotherStory(client, s, { lane, records }, before);
  const missing = records.filter(({ seq }) => seq > before);
  for (let from = 0; from < missing.length; from += CHUNK) await insert(client, s, missing.slice(from, from + CHUNK));
  // A new epoch: whoever still holds the last one is fenced. And silent since the last record: a takeover says `resumed`.
  const move = `UPDATE ${s}.lane SET seq = $3, hash = $4, at = $5::bigint, epoch = greatest(epoch, $6::int), owner = NULL,
    alive_at = CASE WHEN $6::int > 0 THEN to_timestamp($5::bigint / 1000.0) END WHERE topic = $1 AND partition = $2`;
  await client.query(move, [...at, last.seq, last.hash, last.at, last.epoch === null ? 0 : last.epoch + 1]);
  return { lane, before, after: last.seq };
}

/** Where the two meet they must agree. Only of a lane without an owner may the oldest have expired. */
async function refuseAnotherStory(client: PoolClient, s: string, { lane, records }: KeptLane, before: number) {
  const first = records[0];
  const begins = first?.seq ?? 1;
  if (begins > before + 1 && (before > 0 || first?.epoch !== null))
    throw new RestoreRefused(`${laneKey(lane)}: the records ${before + 1} to ${begins - 1} are nowhere.`);
  const twin = records[before - begins];
  if (before === 0 || twin === undefined) return;
  const text = `SELECT id, body FROM ${s}.record WHERE topic = $1 AND partition = $2 AND seq = $3`;
  const { rows } = await client.query<{ id: string; body: string }>(text, [lane.topic, lane.partition, before]);
  if (rows[0]?.id !== twin.id || rows[0].body !== twin.body)
    throw new RestoreRefused(`${laneKey(lane)}/${before} is another record in the journal: these are two histories.`);
}

async function insert(client: PoolClient, s: string, records: readonly StoredRecord[]): Promise<void> {
  const column = (of: (record: StoredRecord) => unknown) => records.map(of);
  await client.query(
    `INSERT INTO ${s}.record (${RECORD}) SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::text[],
       $6::text[], $7::text[], $8::text[], $9::int[], $10::bigint[], $11::text[], $12::text[], $13::int[], $14::text[])`,
    [
      ...[column(({ lane }) => lane.topic), column(({ lane }) => lane.partition), column(({ seq }) => seq)],
      ...[column(({ id }) => id), column(({ workspace }) => workspace), column(({ key }) => key)],
      ...[column(({ type }) => type), column(({ stream }) => stream), column(({ streamVersion }) => streamVersion)],
      ...[column(({ at }) => at), column(({ meta }) => canonical(meta)), column(({ body }) => body)],
      ...[column(({ epoch }) => epoch), column(({ hash }) => hash)],
    ],
  );
}

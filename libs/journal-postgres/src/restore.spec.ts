// A journal whose tables are gone, or came back from an old backup, is put back from what was kept elsewhere.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@frontdesk/embedded-postgres';
import { Fenced, chainHash, type LaneId, type OwnedRecord, type StoredRecord } from '@frontdesk/journal';
import pg from 'pg';
import { createPostgresJournal, restoreJournal, RestoreRefused, type KeptLane } from './index.js';
import { freshSchema } from './testing/contract-harness.js';

const LANE: LaneId = { service: 'contract', topic: 'contract.decisions', partition: 3 };

let dir: string;
let server: EmbeddedPostgres;
let pool: pg.Pool;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'frontdesk-restore-'));
  server = await startEmbeddedPostgres({ dir: join(dir, 'data') });
  pool = new pg.Pool({ connectionString: server.url(), max: 8 });
  pool.on('error', () => undefined);
}, 60_000);

afterAll(async () => {
  await pool?.end();
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const open = (schema: string) => createPostgresJournal({ pool, schema, service: 'contract', notify: false });

/** `n` chained records under one epoch. */
function chained(n: number, epoch: number, from: { seq: number; hash: string | null }, salt = ''): OwnedRecord[] {
  let { seq, hash } = from;
  return Array.from({ length: n }, () => {
    const record = {
      ...{ seq: ++seq, id: `d${seq}${salt}`, key: 'w', workspace: 'w', type: 'contract.decided', at: 1_000 + seq },
      ...{ meta: { actor: 'a', correlationId: 'c', causationId: null }, body: `{"n":${seq}}` },
    };
    hash = chainHash(hash, LANE, { ...record, epoch });
    return { ...record, hash };
  });
}

/** A lane that was written, as it stands elsewhere: all of it, or its first `n`. */
async function written(n: number): Promise<{ schema: string; kept: (first?: number) => Promise<KeptLane> }> {
  const schema = await freshSchema(pool);
  const journal = open(schema);
  const head = await journal.acquire(LANE, 'one');
  await journal.appendOwned(LANE, head.epoch, chained(n, head.epoch, head), []);
  await journal.close();
  const kept = async (first = n) => ({ lane: LANE, records: await open(schema).read(LANE, 0, first) });
  return { schema, kept };
}

const restore = (schema: string, lanes: readonly KeptLane[]) =>
  restoreJournal(pool, schema, { lanes, positions: [], forget: [] });

describe('restoring a journal', () => {
  test('gives every record back as it was, and the head to go on from', async () => {
    const { kept } = await written(1_203);
    const lane = await kept();
    const schema = await freshSchema(pool);
    expect(await restore(schema, [lane])).toEqual([{ lane: LANE, before: 0, after: 1_203 }]);
    const journal = open(schema);
    expect(await journal.read(LANE, 0, 2_000)).toEqual(lane.records);
    const head = await journal.acquire(LANE, 'two');
    const last = lane.records.at(-1) as StoredRecord;
    expect(head).toMatchObject({ seq: last.seq, hash: last.hash, at: last.at });
    await journal.appendOwned(LANE, head.epoch, chained(1, head.epoch, head), []);
    expect(await journal.read(LANE, 1_203, 10)).toHaveLength(1);
  });

  test('fences whoever still holds the last epoch', async () => {
    const { kept } = await written(2);
    const lane = await kept();
    const schema = await freshSchema(pool);
    await restore(schema, [lane]);
    const last = lane.records.at(-1) as StoredRecord;
    const late = chained(1, last.epoch ?? 0, last);
    await expect(open(schema).appendOwned(LANE, last.epoch ?? 0, late, [])).rejects.toThrow(Fenced);
  });

  test('adds what a backup lacks, does nothing the second time, and takes no position back', async () => {
    const { kept } = await written(9);
    const schema = await freshSchema(pool);
    await restore(schema, [await kept(4)]);
    const all = { lanes: [await kept()], positions: [{ consumer: 'engine', lane: LANE, seq: 7 }], forget: ['rows'] };
    await open(schema).advance([
      { consumer: 'engine', lane: LANE, seq: 8 },
      { consumer: 'rows', lane: LANE, seq: 8 },
    ]);
    expect(await restoreJournal(pool, schema, all)).toEqual([{ lane: LANE, before: 4, after: 9 }]);
    expect(await restoreJournal(pool, schema, all)).toEqual([{ lane: LANE, before: 9, after: 9 }]);
    expect([...(await open(schema).positions('engine')).values()]).toEqual([8]);
    expect([...(await open(schema).positions('rows')).values()]).toEqual([]);
  });

  test('refuses another history, and a hole, and writes nothing then', async () => {
    const { kept } = await written(5);
    const other = await freshSchema(pool);
    const journal = open(other);
    const head = await journal.acquire(LANE, 'one');
    await journal.appendOwned(LANE, head.epoch, chained(3, head.epoch, head, ' of another story'), []);
    await expect(restore(other, [await kept()])).rejects.toThrow(RestoreRefused);
    expect(await open(other).read(LANE, 0, 10)).toHaveLength(3);
    const { lane, records } = await kept();
    const empty = await freshSchema(pool);
    await expect(restore(empty, [{ lane, records: records.slice(2) }])).rejects.toThrow(/records 1 to 2 are nowhere/);
    expect(await open(empty).read(LANE, 0, 10)).toHaveLength(0);
  });
});

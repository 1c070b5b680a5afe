// What the journal costs over plain `pg`: the same rows, batch for batch, on the same server and in the same run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { startEmbeddedPostgres } from '@frontdesk/embedded-postgres';
import { createPostgresJournal, migrateJournal } from '@frontdesk/journal-postgres';
import pg from 'pg';

const BATCH = 500;
const ROUND_MS = 400;
const ROUNDS = 9;
const CALLERS = 64;
/** A command's usual few events; so many callers make groups of BATCH rows, and the next group while one is written. */
const EVENTS = 8;
const BUSY_CALLERS = 128;

/** About 300 bytes, as a message or an assignment is. */
const data = { conversation: 'conversation-1', agent: 'agent-17', group: 'sales', text: 'x'.repeat(220) };
const meta = { actor: 'agent-17', correlationId: '0190e1c2-7c3a-7000-8000-000000000000', causationId: null };
let ids = 0;

/** Streams of so many events each, all new: `version` is the one the journal will give, and the raw way writes. */
const records = (n, events = 1) => {
  let stream = '';
  return Array.from({ length: n }, (_, i) => {
    const id = `record-${++ids}`;
    if (i % events === 0) stream = id;
    const version = 1 + (i % events);
    const at = 1_800_000_000_000;
    return {
      id,
      topic: 'bench.events',
      key: 'bench',
      workspace: 'w1',
      type: 'bench.noted',
      stream,
      version,
      at,
      meta,
      data,
    };
  });
};

/** Rows per second of `write`, which answers how many rows it wrote, over one round. */
async function rate(write, ms = ROUND_MS) {
  const started = performance.now();
  let rows = 0;
  while (performance.now() - started < ms) rows += await write();
  return (1_000 * rows) / (performance.now() - started);
}

/** The shortest right way by hand: move the lane's head and insert the rows, one statement, one round trip. */
function rawWriter(pool, schema) {
  const text = `
    WITH h AS (UPDATE ${schema}.lane SET seq = seq + $1 WHERE topic = 'raw.events' AND partition = 1 RETURNING seq - $1 AS base)
    INSERT INTO ${schema}.record (topic, partition, seq, id, workspace, key, type, stream, stream_version, at, meta, body)
    SELECT 'raw.events', 1, h.base + u.ord, u.id, u.workspace, u.key, u.type, u.stream, u.version, u.at, u.meta, u.body
    FROM h, unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::bigint[], $9::text[],
      $10::text[]) WITH ORDINALITY u (id, workspace, key, type, stream, version, at, meta, body, ord)`;
  return async (rows) => {
    const column = (name) => rows.map((row) => row[name]);
    const texts = [rows.map((row) => JSON.stringify(row.meta)), rows.map((row) => JSON.stringify(row.data))];
    const columns = [...['id', 'workspace', 'key', 'type', 'stream', 'version', 'at'].map(column), ...texts];
    await pool.query({ name: 'raw', text, values: [rows.length, ...columns] });
    return rows.length;
  };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Interleaved, so that a slow moment of the machine strikes all alike. */
async function measure(ways) {
  const seen = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (const write of Object.values(ways)) await rate(write, 200);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, write] of Object.entries(ways)) seen[name].push(await rate(write));
  }
  return seen;
}

/** The ratio is the median of the rounds' own ratios: what a noisy neighbour does to a round, it does to both. */
function figure(name, rates, limits, goal) {
  const ratio = median(rates.map((value, round) => value / limits[round]));
  const [value, limit] = [rates, limits].map((each) => Math.round(median(each)));
  return { name, value, unit: 'rows/s', limit, ratio, goal, ok: goal === null || ratio >= goal, n: ROUNDS };
}

/** `limit` is plain pg with the same number of rows per statement, in the same run. */
export async function run() {
  const dir = mkdtempSync(join(tmpdir(), 'frontdesk-bench-journal-'));
  const server = await startEmbeddedPostgres({ dir: join(dir, 'data') });
  const pool = new pg.Pool({ connectionString: server.url(), max: 4 });
  try {
    await migrateJournal(pool, 'bench');
    await pool.query(`INSERT INTO bench.lane (topic, partition) VALUES ('raw.events', 1)`);
    const journal = createPostgresJournal({ pool, schema: 'bench', service: 'bench', notify: false });
    const raw = rawWriter(pool, 'bench');
    const append = async (rows, isNew = true) => {
      // As an aggregate does it: each stream's version is checked, and taken by its unique key.
      const expectedVersions = {};
      if (isNew) for (const { stream, version } of rows) if (version === 1) expectedVersions[stream] = 0;
      const answer = await journal.append({ records: rows, expectedVersions });
      if (answer.outcome !== 'appended') throw new Error(answer.outcome);
      return rows.length;
    };
    const together = async () => {
      await Promise.all(Array.from({ length: CALLERS }, () => append(records(1))));
      return CALLERS;
    };
    /** Callers that go on by themselves, so that one group is made while another is written. */
    const busy = async () => {
      const until = performance.now() + ROUND_MS / 2;
      const counts = await Promise.all(
        Array.from({ length: BUSY_CALLERS }, async () => {
          let rows = 0;
          while (performance.now() < until) rows += await append(records(EVENTS, EVENTS));
          return rows;
        }),
      );
      return counts.reduce((sum, rows) => sum + rows);
    };
    const rates = await measure({
      rawBatch: () => raw(records(BATCH, EVENTS)),
      batch: () => append(records(BATCH, EVENTS)),
      // Nobody says how far these streams are, so the journal locks its lane and reads their heads first.
      unchecked: () => append(records(BATCH, EVENTS), false),
      busy,
      rawCallers: () => raw(records(CALLERS)),
      callers: together,
      rawSingle: () => raw(records(1)),
      single: () => append(records(1)),
    });
    await journal.close();
    return [
      figure('journal.append_batched', rates.batch, rates.rawBatch, 0.7),
      figure('journal.append_batched_unchecked', rates.unchecked, rates.rawBatch, null),
      figure('journal.append_64_callers', rates.callers, rates.rawCallers, 0.5),
      figure('journal.append_128_busy_callers', rates.busy, rates.rawBatch, 0.5),
      figure('journal.append_single', rates.single, rates.rawSingle, 0.4),
    ];
  } finally {
    await pool.end();
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

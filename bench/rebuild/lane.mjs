// Rebuild: folding a lane of decisions from the journal, beside reading and parsing the same rows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabaseIfMissing, startEmbeddedPostgres } from '@frontdesk/embedded-postgres';
import { DecisionWriter, LaneState, rebuildLane } from '@frontdesk/engine';
import { createPostgresJournal, migrateJournal } from '@frontdesk/journal-postgres';
import { routingCore } from '@frontdesk/routing';
import pg from 'pg';
import { figure, median, timed } from '../measure.mjs';

const LANE = { service: 'bench', topic: 'assignment.decisions', partition: 0 };
const DECISIONS = 50_000;
const ROUNDS = 5;
const PAGE = 2_000;
const GROUP = 'support';

export async function run() {
  const dir = mkdtempSync(join(tmpdir(), 'frontdesk-bench-rebuild-'));
  const server = await startEmbeddedPostgres({ dir });
  await createDatabaseIfMissing(server.url(), 'bench');
  const pool = new pg.Pool({ connectionString: server.url('bench'), max: 4 });
  try {
    await migrateJournal(pool, 'bench');
    const journal = createPostgresJournal({ pool, schema: 'bench', service: 'bench' });
    await write(journal);
    const [ours, theirs] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      theirs.push(await timed(() => readAndParse(pool)));
      ours.push(await timed(() => rebuildLane(routingCore, journal, LANE, { snapshot: null })));
    }
    const perSecond = (ms) => DECISIONS / (ms / 1000);
    const value = perSecond(median(ours));
    const rebuilt = figure({
      name: 'rebuild.lane',
      value,
      unit: 'records/s',
      limit: perSecond(median(theirs)),
      goal: 0.8,
      n: ROUNDS,
    });
    await journal.close();
    return [rebuilt];
  } finally {
    await pool.end();
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Arrivals and ends in turn: what a lane holds most of. */
async function write(journal) {
  const head = await journal.acquire(LANE, 'bench');
  let id = 0;
  const ids = { next: () => `id-${++id}` };
  const state = new LaneState(routingCore);
  const writer = new DecisionWriter({ core: routingCore, journal, lane: LANE, ids }, state, head);
  const meta = { actor: 'bench', correlationId: 'bench', causationId: null };
  let at = 1_800_000_000_000;
  const decide = (type, data) =>
    writer.decide({ workspace: 'demo', input: { type, data }, source: null, meta }, (at += 10));
  const message = { full: 'message', timeout: 'message', outOfHours: 'message', nobodyOnline: 'message' };
  const queue = { enabled: true, maxLength: null, maxWaitMs: null, abandonAfterMs: 3_600_000 };
  decide('group_configured', { groupId: GROUP, settingsVersion: 1, queue, consequences: message });
  for (let agent = 0; agent < 50; agent++) {
    decide('agent_configured', { agentId: `a${agent}`, limit: 3, groupIds: [GROUP] });
    decide('agent_status', { agentId: `a${agent}`, status: 'online' });
  }
  for (let n = 0; writer.seq < DECISIONS; n++) {
    const common = { channel: 'web', language: null, priority: 0, ruleId: null, settingsVersion: 1 };
    decide('conversation_requested', { conversationId: `c${n}`, visitorId: `v${n}`, groupId: GROUP, ...common });
    if (n >= 200) decide('conversation_closed', { conversationId: `c${n - 200}`, by: 'agent' });
    if (n % 200 === 0) await writer.commit([]);
  }
  await writer.commit([]);
}

async function readAndParse(pool) {
  for (let after = 0; ;) {
    const { rows } = await pool.query(
      `SELECT seq, id, workspace, key, type, stream, stream_version, at, meta, body, epoch, hash FROM bench.record
       WHERE topic = $1 AND partition = 0 AND seq > $2 ORDER BY seq LIMIT ${PAGE}`,
      [LANE.topic, after],
    );
    for (const row of rows) {
      JSON.parse(row.meta);
      JSON.parse(row.body);
    }
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1).seq);
  }
}

// Makes the demo workspace's lane long: decisions of another workspace in the same lane, made by the rules and written
// by the engine's own writer while no service runs. Nobody has to be told of them: all readers stand behind them, but for
// the gateway, whose place is not in a database: it finds a gap and says so. No decision hangs on it.
import { DecisionWriter, rebuildLane } from '@frontdesk/engine';
import { partitionOf } from '@frontdesk/journal';
import { createPostgresJournal } from '@frontdesk/journal-postgres';
import { routingCore } from '@frontdesk/routing';
import pg from 'pg';

const OWNER = 'bench';
const SERVICE = 'assignment-queue';
const SCHEMA = 'assignment_queue';
export const LANE = { service: SERVICE, topic: 'assignment.decisions', partition: partitionOf('demo') };
/** The oldest that a busy lane's last snapshot is: a minute at 1,000 decisions a second. */
const TAIL = 60_000;
const GROUP = 'bulk';
const meta = { actor: OWNER, correlationId: OWNER, causationId: null };

/** Ends at `decisions` records in the lane. */
export async function lengthen({ journals, engineUrl, decisions }) {
  const pool = new pg.Pool({ connectionString: engineUrl, max: 4 }).on('error', () => undefined);
  const journal = createPostgresJournal({ pool, schema: SCHEMA, service: SERVICE, notify: false });
  const { state } = await rebuildLane(routingCore, journal, LANE, { snapshot: await journal.loadSnapshot(LANE) });
  const head = await journal.acquire(LANE, OWNER);
  let id = 0;
  const ids = { next: () => `bulk-${++id}` };
  const writer = new DecisionWriter({ core: routingCore, journal, lane: LANE, ids }, state, head);
  await write(writer, decisions - TAIL);
  await saveSnapshot(journal, state, writer.seq);
  await write(writer, decisions);
  await journal.release(LANE, writer.epoch);
  await journal.close();
  await pool.end();
  for (const url of journals) await moveReaders(url, writer.seq);
}

async function saveSnapshot(journal, state, seq) {
  const { ruleVersion, snapshotVersion: schemaVersion } = routingCore;
  await journal.saveSnapshot({ lane: LANE, seq, schemaVersion, ruleVersion, ...state.seal() });
}

/** Arrivals and ends in turn, with some who wait. */
async function write(writer, until) {
  const workspace = neighbour();
  const decide = (type, data) =>
    writer.decide({ workspace, input: { type, data }, source: null, meta }, writer.now(Date.now()));
  const message = { full: 'message', timeout: 'message', outOfHours: 'message', nobodyOnline: 'message' };
  const queue = { enabled: true, maxLength: null, maxWaitMs: null, abandonAfterMs: 86_400_000 };
  decide('group_configured', { groupId: GROUP, settingsVersion: 1, queue, consequences: message });
  for (let agent = 0; agent < 50; agent++) {
    decide('agent_configured', { agentId: `a${agent}`, limit: 3, groupIds: [GROUP] });
    decide('agent_status', { agentId: `a${agent}`, status: 'online' });
  }
  const from = { groupId: GROUP, channel: 'web', language: null, priority: 0, ruleId: null, settingsVersion: 1 };
  const first = writer.seq;
  for (let n = 0; writer.seq < until; n++) {
    decide('conversation_requested', { conversationId: `c${first}-${n}`, visitorId: `v${n}`, ...from });
    if (n >= 200) decide('conversation_closed', { conversationId: `c${first}-${n - 200}`, by: 'agent' });
    if (n % 200 === 0) await writer.commit([]);
  }
  await writer.commit([]);
}

/** A workspace of the same lane. */
function neighbour() {
  for (let n = 0; ; n++) if (partitionOf(`bulk-${n}`) === LANE.partition) return `bulk-${n}`;
}

/** Every reader of the lane, its publisher too, has seen it to its end. */
async function moveReaders(url, seq) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT table_schema FROM information_schema.tables WHERE table_name = 'position'`,
    );
    for (const { table_schema: schema } of rows)
      await client.query(
        `UPDATE ${schema}.position SET seq = $1 WHERE lane_service = $2 AND topic = $3 AND partition = $4`,
        [seq, LANE.service, LANE.topic, LANE.partition],
      );
  } finally {
    await client.end();
  }
}

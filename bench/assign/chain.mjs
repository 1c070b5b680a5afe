// The limit of a handover: its three commits with bare `pg`, each read by whom it wakes, then a bare socket. A process
// of its own as the product is one; whatever else the product does (calls, tokens, rules, checks, views) costs nothing
// here. Every commit is one statement and one round trip; every wake-up is a call that reads what is new in one more.
import { randomUUID } from 'node:crypto';
import { journalMigration } from '@frontdesk/journal-postgres';
import pg from 'pg';
import { WebSocketServer } from 'ws';

const CONVERSATION = 'bench_conversation';
const QUEUE = 'bench_queue';
const at = 1_800_000_000_000;
const meta = JSON.stringify({ actor: 'ana', correlationId: randomUUID(), causationId: null });

const [, , database] = process.argv;
const clients = await Promise.all(
  Array.from({ length: 6 }, async () => {
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    return client;
  }),
);
const [closing, deciding, recording, ...readers] = clients;
for (const schema of [CONVERSATION, QUEUE]) {
  for (const statement of journalMigration(schema)) await closing.query(statement);
  for (const topic of ['conversation.events', 'assignment.inputs', 'assignment.decisions']) {
    await closing.query(`INSERT INTO ${schema}.lane (topic, partition) VALUES ($1, 1)`, [topic]);
  }
}
await closing.query(
  `CREATE TABLE ${CONVERSATION}.conversation (id text PRIMARY KEY, state text, agent_id text, agent_name text, at bigint)`,
);

/** The lanes go on, the records are written, the input is taken in, the own row follows: all in one statement. */
const commitText = (schema, row) => `
  WITH lanes AS (
    UPDATE ${schema}.lane l SET seq = l.seq + u.n
    FROM (SELECT topic, count(*) AS n FROM unnest($1::text[]) topic GROUP BY topic) u
    WHERE l.topic = u.topic AND l.partition = 1 RETURNING l.topic, l.seq),
  taken AS (
    INSERT INTO ${schema}.position (consumer, lane_service, topic, partition, seq)
    SELECT 'chain', 'chain', t, 1, 1 FROM unnest($5::text[]) t
    ON CONFLICT (consumer, lane_service, topic, partition) DO UPDATE SET seq = position.seq + 1)
  ${row ? `, own AS (UPDATE ${schema}.conversation SET state = $6, agent_id = $7, agent_name = $7, at = $8 WHERE id = $9)` : ''}
  INSERT INTO ${schema}.record (topic, partition, seq, id, workspace, key, type, stream, stream_version, at, meta, body)
  SELECT u.topic, 1, lanes.seq, u.id, 'demo', 'demo', u.topic, u.id, 1, ${at}, $4, u.body
  FROM unnest($1::text[], $2::text[], $3::text[]) u (topic, id, body) JOIN lanes USING (topic)`;

function commit(client, schema, name, records, positions, row = null) {
  const columns = [
    records.map(([topic]) => topic),
    records.map(() => randomUUID()),
    records.map(([, data]) => JSON.stringify(data)),
  ];
  return client.query({ name, text: commitText(schema, row), values: [...columns, meta, positions, ...(row ?? [])] });
}

const seen = new Map();
async function read(client, schema, topic) {
  const after = seen.get(topic) ?? 0;
  const { rows } = await client.query({
    name: `read ${schema}`,
    text: `SELECT * FROM ${schema}.record WHERE topic = $1 AND partition = 1 AND seq > $2 ORDER BY seq LIMIT 500`,
    values: [topic, after],
  });
  seen.set(topic, Number(rows.at(-1).seq));
  return JSON.parse(rows.at(-1).body);
}

async function handOver(conversationId, next) {
  const row = (state, id) => [state, 'ana', at, id];
  const closed = { conversationId, by: 'agent', reason: 'agent', why: null };
  await commit(
    closing,
    CONVERSATION,
    'close',
    [
      ['conversation.events', closed],
      ['assignment.inputs', closed],
    ],
    [],
    row('closed', conversationId),
  );
  const input = await read(readers[0], CONVERSATION, 'assignment.inputs');
  const assigned = { conversationId: next, agentId: 'ana', groupId: 'support', waitedMs: 100, cause: 'freed' };
  const decided = {
    input: { type: 'conversation_closed', data: input },
    events: [
      { type: 'released', data: input },
      { type: 'assigned', data: assigned },
    ],
    ruleVersion: 1,
  };
  await commit(deciding, QUEUE, 'decide', [['assignment.decisions', decided]], ['assignment.inputs']);
  const { events } = await read(readers[1], QUEUE, 'assignment.decisions');
  const fact = { ...events[1].data, agentName: 'Ana' };
  await commit(
    recording,
    CONVERSATION,
    'record',
    [['conversation.events', fact]],
    ['assignment.decisions'],
    row('assigned', next),
  );
  return read(readers[2], CONVERSATION, 'conversation.events');
}

await closing.query(`INSERT INTO ${CONVERSATION}.conversation (id) SELECT 'c' || n FROM generate_series(0, 5000) n`);
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
let n = 0;
server.on('connection', (socket) => {
  socket.on('message', () => {
    // The clock of the machine, the same for all its processes: the order to start is not part of what is measured.
    const from = process.hrtime.bigint();
    handOver(`c${n}`, `c${++n}`).then((fact) => {
      const event = { sequence: 4, type: 'conversation.assigned', at: new Date(at).toISOString(), data: fact };
      socket.send(
        JSON.stringify({ type: 'events', conversationId: fact.conversationId, events: [event], from: String(from) }),
      );
    });
  });
});
server.on('listening', () => process.send(server.address().port));
process.on('disconnect', () => process.exit(0));

// The three commits of a hand-over with bare `pg`, on tables like the product's: what the raw chains are made of.
import { randomUUID } from 'node:crypto';
import { journalMigration } from '@frontdesk/journal-postgres';

export const CONVERSATION = 'bench_conversation';
export const QUEUE = 'bench_queue';
export const at = 1_800_000_000_000;
const meta = JSON.stringify({ actor: 'ana', correlationId: randomUUID(), causationId: null });

/** Both schemas, with a lane per topic and conversations c0 to c5000. */
export async function prepare(client) {
  for (const schema of [CONVERSATION, QUEUE]) {
    for (const statement of journalMigration(schema)) await client.query(statement);
    for (const topic of ['conversation.events', 'assignment.inputs', 'assignment.decisions']) {
      await client.query(`INSERT INTO ${schema}.lane (topic, partition) VALUES ($1, 1)`, [topic]);
    }
  }
  await client.query(
    `CREATE TABLE ${CONVERSATION}.conversation (id text PRIMARY KEY, state text, agent_id text, agent_name text, at bigint)`,
  );
  await client.query(`INSERT INTO ${CONVERSATION}.conversation (id) SELECT 'c' || n FROM generate_series(0, 5000) n`);
}

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

/** The agent closes: a fact, an input for the queue, the own row. Answers the input. */
export async function commitClose(client, conversationId) {
  const closed = { conversationId, by: 'agent', reason: 'agent', why: null };
  const records = [
    ['conversation.events', closed],
    ['assignment.inputs', closed],
  ];
  await commit(client, CONVERSATION, 'close', records, [], ['closed', 'ana', at, conversationId]);
  return closed;
}

/** The queue decides: the slot is free, the next visitor gets it. Answers the decision. */
export async function commitDecision(client, input, next) {
  const assigned = { conversationId: next, agentId: 'ana', groupId: 'support', waitedMs: 100, cause: 'freed' };
  const events = [
    { type: 'released', data: input },
    { type: 'assigned', data: assigned },
  ];
  const decided = { input: { type: 'conversation_closed', data: input }, events, ruleVersion: 1 };
  await commit(client, QUEUE, 'decide', [['assignment.decisions', decided]], ['assignment.inputs']);
  return decided;
}

/** The conversation has an agent: a fact and the own row. Answers the fact. */
export async function commitAssignment(client, assigned) {
  const fact = { ...assigned, agentName: 'Ana' };
  const row = ['assigned', 'ana', at, assigned.conversationId];
  await commit(client, CONVERSATION, 'record', [['conversation.events', fact]], ['assignment.decisions'], row);
  return fact;
}

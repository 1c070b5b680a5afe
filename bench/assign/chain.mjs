// The limit of a handover: its three commits with bare `pg`, each read by whom it wakes, then a bare socket. A process
// of its own as the product is one; whatever else the product does (calls, tokens, rules, checks, views) costs nothing
// here. Every commit is one statement and one round trip; every wake-up is a call that reads what is new in one more.
import pg from 'pg';
import { WebSocketServer } from 'ws';
import { at, commitAssignment, commitClose, commitDecision, CONVERSATION, prepare, QUEUE } from './commits.mjs';

const [, , database] = process.argv;
const clients = await Promise.all(
  Array.from({ length: 6 }, async () => {
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    return client;
  }),
);
const [closing, deciding, recording, ...readers] = clients;
await prepare(closing);

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
  await commitClose(closing, conversationId);
  const input = await read(readers[0], CONVERSATION, 'assignment.inputs');
  await commitDecision(deciding, input, next);
  const { events } = await read(readers[1], QUEUE, 'assignment.decisions');
  await commitAssignment(recording, events[1].data);
  return read(readers[2], CONVERSATION, 'conversation.events');
}

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

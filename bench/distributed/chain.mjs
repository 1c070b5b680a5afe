// One hop of the raw chain, as a process of its own: consume, commit, produce. Three of them make a hand-over, with the
// hops and the commits that the product's has, over the same broker and server, with bare kafkajs and bare `pg`.
//   closing: commit ─▶ inputs ─▶ deciding: commit ─▶ decisions ─▶ closing: commit ─▶ events ─▶ telling: socket
import { parseArgs } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { WebSocketServer } from 'ws';
import { at, commitAssignment, commitClose, commitDecision } from '../assign/commits.mjs';

const options = Object.fromEntries(['role', 'database', 'brokers', 'prefix'].map((name) => [name, { type: 'string' }]));
const { role, database, brokers, prefix } = parseArgs({ options }).values;

const kafka = new Kafka({ brokers: brokers.split(','), clientId: `chain-${role}`, logLevel: logLevel.NOTHING });
const client = new pg.Client({ connectionString: database });
await client.connect();

async function producer() {
  const made = kafka.producer({
    ...{ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false },
    createPartitioner: () => () => 1,
  });
  await made.connect();
  return (name, value) =>
    made.send({ topic: prefix + name, acks: -1, messages: [{ key: 'demo', value: JSON.stringify(value) }] });
}

/** As the product's consumers are set; resolves when its partitions have come. */
async function consume(name, take) {
  const consumer = kafka.consumer({
    ...{ groupId: `${prefix}${role}.${name}`, maxWaitTimeInMs: 250, minBytes: 1, allowAutoTopicCreation: false },
    readUncommitted: true,
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [prefix + name], fromBeginning: true });
  const joined = new Promise((done) => consumer.on(consumer.events.GROUP_JOIN, done));
  const eachBatch = async ({ batch, resolveOffset }) => {
    for (const { offset, value } of batch.messages) {
      await take(JSON.parse(value));
      resolveOffset(offset);
    }
  };
  await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch });
  await joined;
}

const ROLES = {
  closing: async () => {
    const send = await producer();
    await consume('assignment.decisions', async ({ events, from }) => {
      const fact = await commitAssignment(client, events[1].data);
      await send('conversation.events', { fact, from });
    });
    let n = 0;
    process.on('message', async () => {
      // The clock of the machine, the same for all its processes: the order to start is not part of what is measured.
      const from = String(process.hrtime.bigint());
      await send('assignment.inputs', { input: await commitClose(client, `c${n}`), next: `c${++n}`, from });
    });
  },
  deciding: async () => {
    const send = await producer();
    await consume('assignment.inputs', async ({ input, next, from }) => {
      await send('assignment.decisions', { ...(await commitDecision(client, input, next)), from });
    });
  },
  telling: async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await new Promise((done) => server.once('listening', done));
    await consume('conversation.events', ({ fact, from }) => {
      const event = { sequence: 4, type: 'conversation.assigned', at: new Date(at).toISOString(), data: fact };
      const text = JSON.stringify({ type: 'events', conversationId: fact.conversationId, events: [event], from });
      for (const socket of server.clients) socket.send(text);
    });
    return server.address().port;
  },
};

process.on('disconnect', () => process.exit(0));
process.send({ ready: role, port: await ROLES[role]() });

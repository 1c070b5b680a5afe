// The raw chain's processes, started, ready, and asked for one hand-over at a time.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { ensureTopics, openKafka } from '@frontdesk/bus-kafka';
import { createDatabaseIfMissing } from '@frontdesk/embedded-postgres';
import pg from 'pg';
import { WebSocket } from 'ws';
import { prepare } from '../assign/commits.mjs';

const PREFIX = 'chain.';
const TOPICS = ['assignment.inputs', 'assignment.decisions', 'conversation.events'];

/** On the product's own broker and server. */
export async function startRawChain({ kafka: { brokers }, postgres }) {
  const admin = openKafka({ brokers, clientId: 'bench' }).admin();
  await admin.connect();
  await ensureTopics(admin, TOPICS, { prefix: PREFIX }).finally(() => admin.disconnect());
  await createDatabaseIfMissing(postgres.url(), 'bench_chain');
  const database = postgres.url('bench_chain');
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  await prepare(client).finally(() => client.end());
  const told = ['--database', database, '--brokers', brokers.join(), '--prefix', PREFIX];
  const start = async (role) => {
    const child = fork(join(import.meta.dirname, 'chain.mjs'), ['--role', role, ...told]);
    const { port } = await new Promise((done, fail) => {
      child.once('message', done);
      child.once('exit', (code) => fail(new Error(`the raw chain's ${role} ended with ${code}`)));
    });
    return { child, port };
  };
  const [closing, deciding, telling] = await Promise.all(['closing', 'deciding', 'telling'].map(start));
  const socket = new WebSocket(`ws://127.0.0.1:${telling.port}`);
  await new Promise((done) => socket.once('open', done));
  return {
    /** Milliseconds of one hand-over, by the clock that all processes share. */
    handOver: () =>
      new Promise((done) => {
        socket.once('message', (text) => done(Number(process.hrtime.bigint() - BigInt(JSON.parse(text).from)) / 1e6));
        closing.child.send('go');
      }),
    stop: () => {
      socket.close();
      for (const { child } of [closing, deciding, telling]) child.disconnect();
    },
  };
}

// Free slot → next visitor: from the close that an agent sends to the assignment on the waiting visitor's socket, beside
// the raw chain of as many commits and wake-ups on the same server, turn by turn.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { figure, median, pause, quantile } from '../measure.mjs';
import { call, change, signIn, Socket, Visitor } from './clients.mjs';
import { startProduct } from './product.mjs';

const ROUNDS = 200;
/** Until what is often done has been compiled, in nine processes and the broker: what serves people has run for days. */
const WARM_UP = 160;

export async function run() {
  const product = await startProduct();
  const chain = fork(join(import.meta.dirname, 'chain.mjs'), [product.database]);
  try {
    const port = await new Promise((done) => chain.once('message', done));
    const raw = new WebSocket(`ws://127.0.0.1:${port}`);
    await new Promise((done) => raw.once('open', done));
    const { ours, theirs } = await takeTurns(product.url, () => handOver(raw));
    const limit = median(theirs);
    return [
      figure({
        name: 'assign.next',
        value: median(ours),
        unit: 'ms p50',
        limit,
        goal: 2,
        goalIs: 'most',
        n: ours.length,
      }),
      figure({
        name: 'assign.next_p99',
        value: quantile(ours, 0.99),
        unit: 'ms p99',
        limit: quantile(theirs, 0.99),
        n: ours.length,
      }),
    ];
  } finally {
    chain.disconnect();
    await product.stop();
  }
}

/** One hand-over of the raw chain; it measures itself, by the clock both processes share. */
function handOver(socket) {
  return new Promise((done) => {
    socket.once('message', (text) => done(Number(process.hrtime.bigint() - BigInt(JSON.parse(text).from)) / 1e6));
    socket.send('go');
  });
}

/** Hand-overs of the product and of the raw chain by turns; `restMs` lets what an action leads to come to its end. */
export async function takeTurns(url, rawOnce, { restMs = 20, rounds = ROUNDS } = {}) {
  await change(url, await signIn(url, 'ada'), 'agents/ana', { limit: 1 });
  const ana = await signIn(url, 'ana');
  const desk = await Socket.open(url, ana);
  await call(url, 'PUT', '/v1/presence/me', ana, { status: 'online' });
  await pause(5 * restMs);
  const visitors = [await Visitor.open(url), await Visitor.open(url)];
  await visitors[0].start();
  await pause(5 * restMs);
  await visitors[1].start();
  const [ours, theirs] = [[], []];
  for (let round = 0; round < rounds + WARM_UP; round++) {
    const [holds, waits] = [visitors[round % 2], visitors[(round + 1) % 2]];
    await pause(restMs);
    const from = performance.now();
    const assigned = waits.socket
      .event(waits.conversationId, 'conversation.assigned')
      .then(() => performance.now() - from);
    await call(url, 'POST', `/v1/conversations/${holds.conversationId}/close`, ana);
    ours.push(await assigned);
    await pause(restMs);
    const outcome = await holds.start();
    if (outcome !== 'queued') throw new Error(`expected to be queued, was ${outcome}`);
    await pause(restMs);
    theirs.push(await rawOnce());
  }
  for (const { socket } of visitors) socket.close();
  desk.close();
  return { ours: ours.slice(WARM_UP), theirs: theirs.slice(WARM_UP) };
}

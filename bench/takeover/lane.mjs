// How long an engine lane stands still when its owner goes: the distributed product with a million decisions in the
// lane, its owner stopped, killed or frozen ten times each. Arrivals come from the signal on; the longest that one of them
// waits for its outcome counts, its calls included.
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { call, change, signIn } from '../assign/clients.mjs';
import { startForBench } from '../distributed/product.mjs';
import { figure, median, timed } from '../measure.mjs';
import { LANE, lengthen } from './long-log.mjs';

const DECISIONS = Number(process.env.TAKEOVER_DECISIONS ?? 1_000_000);
const TIMES = Number(process.env.TAKEOVER_TIMES ?? 10);
const WITHIN_MS = 60_000;
const ARRIVE_EVERY_MS = 200;
/** Until a process that came back has its share again: several rounds of sharing out. */
const SETTLE_MS = 3_000;

const say = (line) => process.stderr.write(`  ${line}\n`);

export async function run() {
  const product = await startForBench({ replicas: { gateway: 1 } });
  try {
    const engineUrl = product.journals.find((url) => url.includes('assignment_queue'));
    await grow(product, engineUrl);
    const bench = new Takeovers(product, engineUrl);
    await bench.open();
    const stopped = await bench.times('SIGTERM', (owner) => owner.stop());
    const killed = await bench.times('kill -9', (owner) => owner.kill9());
    const frozen = await bench.times('SIGSTOP', async (owner) => owner.signal('SIGSTOP'));
    await bench.close();
    const longest = (times) => Math.max(...times);
    const goal = (name, value, most) =>
      figure({ name: `takeover.${name}`, value, unit: 's', goal: most, goalIs: 'most', n: TIMES });
    return [
      goal('sigterm_longest', longest(stopped), 2),
      goal('kill9', median(killed), 3),
      goal('kill9_longest', longest(killed), 5),
      goal('sigstop', median(frozen), 3),
      goal('sigstop_longest', longest(frozen), 5),
    ];
  } finally {
    for (const one of product.processes) one.signal('SIGCONT');
    await product.stop();
  }
}

/** The lane is lengthened while no service runs; Kafka, PostgreSQL and Redis stay. */
async function grow({ processes, journals }, engineUrl) {
  say(`lengthening the lane to ${DECISIONS} decisions …`);
  await Promise.all(processes.map((one) => one.stop()));
  const ms = await timed(() => lengthen({ journals, engineUrl, decisions: DECISIONS }));
  say(`written in ${Math.round(ms / 1000)} s; starting again …`);
  await Promise.all(processes.map((one) => one.start()));
}

class Takeovers {
  constructor({ url, processes }, engineUrl) {
    this.url = url;
    this.replicas = processes.filter(({ service }) => service === 'assignment-queue');
    // What a stopping server says to an idle connection is of no interest here.
    this.engine = new pg.Client({ connectionString: engineUrl }).on('error', () => undefined);
  }

  async open() {
    await this.engine.connect();
    await change(this.url, await signIn(this.url, 'ada'), 'agents/ana', { limit: 100 });
    await this.#arrival();
  }

  close() {
    return this.engine.end();
  }

  /** Seconds of each takeover. */
  async times(name, end) {
    const seconds = [];
    for (let n = 0; n < TIMES; n++) seconds.push((await this.#takeover(end)) / 1_000);
    say(`${name}: ${seconds.map((one) => one.toFixed(2)).join(', ')} s`);
    return seconds;
  }

  async #takeover(end) {
    const before = await this.#owner();
    const owner = this.replicas.find((one) => one.url === before);
    const ending = end(owner);
    const waits = [];
    const until = Date.now() + WITHIN_MS;
    do {
      waits.push(timed(() => this.#arrival()));
      await sleep(ARRIVE_EVERY_MS);
      if (Date.now() > until) throw new Error('nobody took the lane over');
    } while ((await this.#owner()) === before);
    const took = Math.max(...(await Promise.all(waits)));
    await ending;
    owner.signal('SIGCONT');
    await owner.start();
    await sleep(SETTLE_MS);
    return took;
  }

  /** One visitor asks, hears the outcome, and leaves. */
  async #arrival() {
    const { token } = await this.#call('/v1/visitor-sessions', null, { site: 'demo' });
    let view = await this.#call('/v1/conversations', token, { text: 'Hello' });
    const path = `/v1/conversations/${view.conversationId}`;
    for (const until = Date.now() + WITHIN_MS; view.outcome === 'pending'; await sleep(20)) {
      if (Date.now() > until) throw new Error('an arrival had no outcome');
      view = (await call(this.url, 'GET', path, token)).body;
    }
    await this.#call(`${path}/close`, token, {});
  }

  /** As a page does: told to come back, it comes back. */
  async #call(path, token, body) {
    const key = { 'idempotency-key': randomUUID() };
    for (const until = Date.now() + WITHIN_MS; ; await sleep(50)) {
      const answer = await call(this.url, 'POST', path, token, body, key).catch((error) => error);
      if (!(answer instanceof Error)) return answer.body;
      if (!answer.message.includes(': 503 ') || Date.now() > until) throw answer;
    }
  }

  async #owner() {
    const sql = `SELECT owner FROM assignment_queue.lane WHERE topic = $1 AND partition = $2`;
    for (const until = Date.now() + WITHIN_MS; Date.now() < until; await sleep(50)) {
      const owner = (await this.engine.query(sql, [LANE.topic, LANE.partition])).rows[0]?.owner ?? null;
      if (owner !== null) return owner;
    }
    throw new Error('nobody owns the lane');
  }
}

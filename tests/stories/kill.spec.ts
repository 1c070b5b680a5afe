// Show 4: kill -9 of the product, of its database, or of both, at any moment, under load. What was acknowledged is there,
// exactly once; no sequence has a hole; and the log still proves itself.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Board, QueueDocument } from '@frontdesk/contracts';
import { api, tokenOf } from '../harness/api.js';
import { postmaster } from '../harness/postmaster.js';
import { startProduct, type Product } from '../harness/product.js';
import { ask, gaps } from './database.js';
import { dice } from './dice.js';
import { lives, pause, until, withDescendants } from './processes.js';
import { expectSoundLog } from './proof.js';
import { Traffic } from './traffic.js';

const ASKED = Number(process.env['FRONTDESK_KILLS']) || 0;
const KILLS = ASKED || 20;
/** Without a number of one's own: no new round after this long, but never fewer rounds than these. */
const BUDGET_MS = 100_000;
const LEAST = 8;
const BETWEEN = 200;

jest.setTimeout(600_000);

const chance = dice('kill');
let product: Product;
let traffic: Traffic;

beforeAll(async () => {
  product = await startProduct({ env: { LOG_LEVEL: 'fatal' } });
  const ada = api(product.url, await tokenOf(product.url, 'ada'));
  await ada.change<QueueDocument>('queue', { maxLength: 60 });
  traffic = new Traffic(product, chance);
  await traffic.begin({ visitors: 30, agents: ['ana', 'ben'] });
});

afterAll(async () => {
  await product.remove();
});

const ready = () => until('readiness', async () => (await fetch(`${product.url}/health/ready`)).ok, 60_000);
const server = () => postmaster(product.dataDir)?.pid ?? 0;

/** One of the server's own processes: the others must be thrown out and started anew by the server itself. */
function killBackend(): void {
  const backends = withDescendants([server()]).filter((pid) => pid !== server());
  process.kill(chance.pick(backends), 'SIGKILL');
}

async function killServer(): Promise<void> {
  const pid = server();
  process.kill(pid, 'SIGKILL');
  await until('its end', () => !lives(pid));
}

const KINDS = {
  product: async () => {
    await product.kill9();
    await product.restart();
  },
  /** The product lives on and brings its database back by itself. */
  database: async () => {
    await killServer();
    await until('another server', () => server() !== 0 && lives(server()));
    await ready();
  },
  backend: async () => {
    killBackend();
    await pause(100);
    await ready();
  },
  both: async () => {
    await Promise.all([killServer(), product.kill9()]);
    await product.restart();
  },
  'product, and again while it starts': async () => {
    await product.kill9();
    const starting = product.restart().then(
      () => true,
      () => false,
    );
    await pause(chance.below(2_000));
    process.kill(product.pid, 'SIGKILL');
    await starting;
    await product.kill9();
    await product.restart();
  },
};

describe('killed at any moment', () => {
  const done: Record<string, number> = {};

  it(`up to ${KILLS} times: what was acknowledged is there, exactly once`, async () => {
    const from = Date.now();
    let rounds = 0;
    let deck: (keyof typeof KINDS)[] = [];
    while (rounds < KILLS && (ASKED || rounds < LEAST || Date.now() - from < BUDGET_MS)) {
      const before = traffic.acknowledged;
      await until(`${BETWEEN} acknowledgements`, () => traffic.acknowledged - before >= BETWEEN, 60_000);
      await pause(chance.below(300));
      // Each kind in turn, in an order of chance.
      if (deck.length === 0) deck = chance.shuffle(Object.keys(KINDS) as (keyof typeof KINDS)[]);
      const kind = deck.pop() ?? 'both';
      await KINDS[kind]();
      expect({ round: rounds, kind, missing: await traffic.missing() }).toEqual({ round: rounds, kind, missing: [] });
      done[kind] = (done[kind] ?? 0) + 1;
      rounds++;
    }
    const seconds = Math.round((Date.now() - from) / 1000);
    process.stdout.write(`kill: ${rounds} kills in ${seconds} s: ${JSON.stringify(done)}\n`);
    expect(rounds).toBeGreaterThanOrEqual(Math.min(KILLS, LEAST));
  });

  it('then everybody finishes, and nobody was ever answered with a fault', async () => {
    await traffic.end();
    const { started, said, left, closed, retries, faults } = traffic;
    process.stdout.write(
      `kill: ${started.size} conversations, ${said.size} messages, ${left.size} submissions, ${closed.size} ends ` +
        `acknowledged; ${retries} tries failed in between\n`,
    );
    expect(faults).toEqual([]);
    expect(await traffic.missing()).toEqual([]);
  });

  it('every arrival has its decision, and rows and log say the same', async () => {
    const undecided = () =>
      ask(
        product,
        'conversation',
        `SELECT conversation_id FROM conversation.conversation WHERE outcome = 'pending' AND state <> 'closed'`,
      );
    await until('a decision for each', async () => (await undecided()).length === 0);
    expect(await gaps(product)).toEqual([]);
    const behind = await ask(
      product,
      'conversation',
      `SELECT c.conversation_id FROM conversation.conversation c JOIN conversation.record r
       ON r.workspace = c.workspace AND r.stream = c.conversation_id
       GROUP BY c.conversation_id, c.sequence HAVING max(r.stream_version) <> c.sequence`,
    );
    expect(behind).toEqual([]);
  });

  it('D3e P31 the load of every agent is what was given to them and not given back, by the log', async () => {
    const folded = await ask<{ agent: string; load: number }>(
      product,
      'assignment_queue',
      `SELECT e->'data'->>'agentId' AS agent, sum(CASE e->>'type' WHEN 'assigned' THEN 1 ELSE -1 END)::int AS load
       FROM assignment_queue.record r, jsonb_array_elements(r.body::jsonb->'events') e
       WHERE r.topic = 'assignment.decisions' AND r.type = 'assignment.decided' AND r.workspace = 'demo'
         AND e->>'type' IN ('assigned', 'released')
       GROUP BY agent ORDER BY agent`,
    );
    const { agents } = await api(product.url, await tokenOf(product.url, 'sue')).get<Board>('/v1/board');
    const loads = new Map(agents.map(({ agentId, load }) => [agentId, load]));
    expect(folded.map(({ agent }) => agent)).toEqual(['ana', 'ben']);
    expect(folded.map(({ agent }) => ({ agent, load: loads.get(agent) }))).toEqual(folded);
  });

  it('P31, P44 the log, decided again, is decided alike, and the checker finds nothing', async () => {
    const { checker } = await expectSoundLog('kill', product);
    expect(checker.submissions.received).toBeGreaterThanOrEqual(traffic.left.size);
  });
});

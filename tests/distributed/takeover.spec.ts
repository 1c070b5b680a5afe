// Engine lanes that change hands: after a goodbye at once, after kill -9 when the lease has run out. And the state from
// Kafka alone is the state from the journal alone.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AgentDocument, Board, QueueList } from '@frontdesk/contracts';
import { Client } from 'pg';
import { api, tokenOf, type Api } from '../harness/api.js';
import {
  cli,
  expectSound,
  migrate,
  processesOf,
  startDistributed,
  until,
  type DistributedProduct,
  type ServiceProcess,
} from '../harness/distributed.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';

/** What is aimed at is 2 s and 3 s; asserted is what also holds on a machine that others keep busy. */
const [GOODBYE_MS, KILLED_MS] = [5_000, 8_000];

jest.setTimeout(300_000);

let product: DistributedProduct;
let ada: Api;
let engine: string;

beforeAll(async () => {
  product = await startDistributed();
  engine = product.journals.find((url) => url.includes('assignment_queue')) as string;
  ada = api(product.url, await tokenOf(product.url, 'ada'));
  await until('the demo workspace', async () => (await ada.get<object>('/v1/settings/agents/ana')) !== null);
  await ada.change<AgentDocument>('agents/ana', { limit: 100 });
  await StaffClient.atWork(product.url, 'ana');
});

afterAll(async () => {
  await product?.stop();
});

async function ownerOfLanes(): Promise<ServiceProcess | undefined> {
  const client = new Client({ connectionString: engine });
  await client.connect();
  try {
    const sql = `SELECT owner FROM assignment_queue.lane WHERE topic = 'assignment.decisions' AND owner IS NOT NULL AND seq > 0`;
    const { rows } = await client.query<{ owner: string }>(sql);
    const owner = rows[0]?.owner;
    return processesOf(product, 'assignment-queue').find(({ url }) => url === owner);
  } finally {
    await client.end();
  }
}

const decided = async (): Promise<VisitorClient> => {
  const visitor = await VisitorClient.open(product.url);
  await visitor.start({ text: 'Hello' });
  await until('its outcome', async () => (await visitor.view()).outcome !== 'pending');
  return visitor;
};

/** From the end of the owner until a new arrival has its decision; the owner comes back afterwards. */
async function takeover(end: (owner: ServiceProcess) => Promise<void>): Promise<number> {
  const owner = await until('an owner', ownerOfLanes);
  const from = performance.now();
  const ending = end(owner);
  await decided();
  const took = performance.now() - from;
  await ending;
  expect((await until('another owner', ownerOfLanes)).name).not.toBe(owner.name);
  owner.signal('SIGCONT');
  await owner.start();
  // It has its share again, so the next one to end is an owner that does nothing else.
  await until('its lanes', async () => (await ownerOfLanes())?.name === owner.name);
  return took;
}

/** Once each; `npm run bench -- --only takeover` does it ten times each, with a million decisions in the log. */
describe('an engine lane', () => {
  beforeAll(async () => void (await decided()));

  it.each([
    ['has said goodbye', GOODBYE_MS, async (owner: ServiceProcess) => owner.stop()],
    ['was killed', KILLED_MS, async (owner: ServiceProcess) => owner.kill9()],
    ['is frozen', KILLED_MS, async (owner: ServiceProcess) => owner.signal('SIGSTOP')],
  ])('is decided on again soon after its owner %s', async (how, most, end) => {
    const took = await takeover(end);
    process.stdout.write(`takeover of an owner that ${how}: ${(took / 1000).toFixed(1)} s\n`);
    expect(took).toBeLessThan(most);
  });
});

describe('what is left', () => {
  it('gives the same states from Kafka alone as from the journal alone', async () => {
    const databases = product.journals.flatMap((url) => ['--database-url', url]);
    const journal = await cli('rebuild', '--from', 'journal', '--json', ...databases);
    const kafka = await cli('rebuild', '--from', 'kafka', '--json', '--brokers', product.kafka.brokers.join());
    expect(JSON.parse(kafka)).toEqual(JSON.parse(journal));
    expect(JSON.parse(kafka)).not.toEqual([]);
    expect(await cli('topics', 'diff', '--brokers', product.kafka.brokers.join())).toContain('as they must be');
  });

  describe('when tables of assignment-queue are gone', () => {
    const seen = async () => {
      const [board, queue] = [await ada.get<Board>('/v1/board'), await ada.get<QueueList>('/v1/queue')];
      const { agents, groups, waiting, today } = board;
      const places = queue.data.map(({ conversationId, position }) => ({ conversationId, position }));
      return { agents, groups, waiting, today, places };
    };
    const ask = async <Row extends object>(sql: string): Promise<Row[]> => {
      const client = new Client({ connectionString: engine });
      await client.connect();
      return client.query<Row>(sql).then(
        async ({ rows }) => (await client.end(), rows),
        async (error: unknown) => (await client.end(), Promise.reject(error as Error)),
      );
    };
    const statesFrom = (place: string, ...more: readonly string[]) =>
      cli('rebuild', '--from', place, '--json', '--database-url', engine, ...brokers(), ...more);
    const brokers = () => ['--brokers', product.kafka.brokers.join()];
    const replicas = () => processesOf(product, 'assignment-queue');

    /** All replicas stop, `drop` goes, the tables are made anew, the log is put back: the same state as before. */
    async function comesBack(from: 'journal' | 'kafka', drop: () => Promise<unknown>): Promise<void> {
      const before = await until('a settled board', async () => {
        const [one, other] = [await seen(), (await sleep(1_000), await seen())];
        return JSON.stringify(one) === JSON.stringify(other) && one;
      });
      expect(before.waiting).toBe(2);
      await Promise.all(replicas().map((one) => one.stop()));
      const states = await statesFrom('journal');
      await drop();
      await migrate(replicas()[0] as ServiceProcess);
      // Told, not done: without --write nothing changes.
      expect(await statesFrom(from)).toBe(states);
      const { written } = JSON.parse(await statesFrom(from, '--write')) as { written: { after: number }[] };
      expect(written.length).toBeGreaterThan(0);
      expect(await statesFrom('journal')).toBe(states);
      await Promise.all(replicas().map((one) => one.start()));
      // While the lanes are taken over a board is answered 503, as it says: come again.
      let last: unknown;
      const same = async () => {
        last = await seen().catch((problem: unknown) => problem);
        return JSON.stringify(last) === JSON.stringify(before);
      };
      await until('the same board', same, 90_000).catch(() => undefined);
      // Said by what differs, should it differ.
      expect(last).toEqual(before);
    }

    beforeAll(async () => {
      await decided();
      const { agents } = await ada.get<Board>('/v1/board');
      const load = agents.find(({ agentId }) => agentId === 'ana')?.load ?? 0;
      await ada.change<AgentDocument>('agents/ana', { limit: load });
      await until('a full agent', async () =>
        (await ada.get<Board>('/v1/board')).agents.some(({ agentId, limit }) => agentId === 'ana' && limit === load),
      );
      for (let i = 0; i < 2; i++) {
        const visitor = await VisitorClient.asking(product.url, { text: 'I wait' });
        await until('the queue', async () => (await visitor.view()).outcome === 'queued');
      }
    });

    it('P31 load, queue and what is shown come up from the journal alone', async () => {
      await comesBack('journal', async () => {
        const sql = `SELECT table_name AS name FROM information_schema.tables
          WHERE table_schema = 'assignment_queue' AND table_name NOT IN ('lane', 'record')`;
        for (const { name } of await ask<{ name: string }>(sql)) await ask(`DROP TABLE assignment_queue."${name}"`);
      });
    });

    it('the journal itself comes back from Kafka, under a new epoch, and decisions go on', async () => {
      const sql = `SELECT max(epoch) AS epoch FROM assignment_queue.record WHERE topic = 'assignment.decisions'`;
      const epochOf = async () => (await ask<{ epoch: number }>(sql))[0]?.epoch ?? 0;
      const last = await epochOf();
      await comesBack('kafka', () => ask('DROP SCHEMA assignment_queue CASCADE'));
      const ana = await StaffClient.signIn(product.url, 'ana');
      const [served] = await ana.inbox();
      await ana.close(served?.conversationId ?? '');
      await until('the next in line', async () => (await ada.get<Board>('/v1/board')).waiting === 1);
      expect(await epochOf()).toBeGreaterThan(last);
    });
  });

  it('is a sound log', async () => {
    await expectSound(product);
  });
});

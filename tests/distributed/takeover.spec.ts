// Engine lanes that change hands: after a goodbye at once, after kill -9 when the lease has run out. And the state from
// Kafka alone is the state from the journal alone.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AgentDocument } from '@frontdesk/contracts';
import { Client } from 'pg';
import { api, tokenOf, type Api } from '../harness/api.js';
import {
  cli,
  expectSound,
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
const KILLS = 3;

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

/** From the end of the owner until a new arrival has its decision. */
async function takeover(end: (owner: ServiceProcess) => Promise<void>): Promise<number> {
  const owner = await until('an owner', ownerOfLanes);
  const from = performance.now();
  const ending = end(owner);
  await decided();
  const took = performance.now() - from;
  await ending;
  expect((await until('another owner', ownerOfLanes)).name).not.toBe(owner.name);
  await owner.start();
  await sleep(2_000);
  return took;
}

const said = (times: readonly number[]) => times.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(', ');

describe('an engine lane', () => {
  it('is decided on again soon after its owner has said goodbye', async () => {
    await decided();
    const took = await takeover((owner) => owner.stop());
    process.stdout.write(`takeover after SIGTERM: ${said([took])}\n`);
    expect(took).toBeLessThan(GOODBYE_MS);
  });

  it('is decided on again when the lease of a killed owner has run out', async () => {
    const times: number[] = [];
    for (let i = 0; i < KILLS; i++) times.push(await takeover((owner) => owner.kill9()));
    times.sort((a, b) => a - b);
    process.stdout.write(`takeover after kill -9: ${said(times)}\n`);
    expect(times[KILLS >> 1]).toBeLessThan(KILLED_MS);
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

  it('is a sound log', async () => {
    await expectSound(product);
  });
});

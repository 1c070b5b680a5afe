// A new version comes, one process at a time, while visitors keep coming: nobody's request is lost, and who is told to come
// again has an answer within seconds.
import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AgentDocument } from '@frontdesk/contracts';
import { Client } from 'pg';
import { api, tokenOf } from '../harness/api.js';
import { expectSound, startDistributed, until, type DistributedProduct } from '../harness/distributed.js';
import { RealtimeClient } from '../harness/realtime-client.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { SteadyVisitor } from './steady-visitor.js';

/** One file each, as the programs of the old version are. */
const PROGRAMS = resolve(import.meta.dirname, '../../test-results/next-version');
const NEXT = join(PROGRAMS, 'next-version.js');
const VISITORS = 3;
const ANSWERED_WITHIN_MS = 5_000;

jest.setTimeout(400_000);

let product: DistributedProduct;
let ana: StaffClient;

beforeAll(async () => {
  const make = [resolve(import.meta.dirname, 'bundle-next-version.mjs'), PROGRAMS];
  await promisify(execFile)(process.execPath, make);
  product = await startDistributed({ LOG_LEVEL: 'debug' });
  const ada = api(product.url, await tokenOf(product.url, 'ada'));
  await until('the demo workspace', async () => (await ada.get<object>('/v1/settings/agents/ana')) !== null);
  await ada.change<AgentDocument>('agents/ana', { limit: 100 });
  ana = await StaffClient.atWork(product.url, 'ana');
});

afterAll(async () => {
  await product?.stop();
});

/** Every service's schema becomes the next one; the processes of the old version keep running. */
async function migrateAll(): Promise<void> {
  const first = product.processes.filter(({ replica }) => replica === 0);
  await Promise.all(
    first.map(({ env }) =>
      promisify(execFile)(process.execPath, [NEXT, 'migrate'], { env: { ...process.env, ...env } }),
    ),
  );
}

async function hasNextColumn(journal: string): Promise<boolean> {
  const client = new Client({ connectionString: journal });
  await client.connect();
  const sql = `SELECT 1 FROM information_schema.columns WHERE column_name = 'next_version'`;
  const { rowCount } = await client.query(sql).finally(() => client.end());
  return (rowCount ?? 0) > 0;
}

/** Processes that have a connection to the database. */
async function connected(): Promise<number> {
  const client = new Client({ connectionString: product.postgres.url() });
  await client.connect();
  const sql = `SELECT count(DISTINCT application_name)::int AS n FROM pg_stat_activity WHERE application_name LIKE 'frontdesk %'`;
  const { rows } = await client.query<{ n: number }>(sql).finally(() => client.end());
  return rows[0]?.n ?? 0;
}

describe('a rolling restart from one version to the next', () => {
  const visitors: SteadyVisitor[] = [];

  it('O2 O5 answers everybody: whoever was told 503 has an answer within 5 s', async () => {
    for (let i = 0; i < VISITORS; i++) visitors.push(new SteadyVisitor(product.gateways, `Visitor ${i + 1}`));
    const watching = await Promise.all(
      product.gateways.map(async (url) => {
        const visitor = await VisitorClient.open(url);
        return RealtimeClient.open(api(url, visitor.session.token));
      }),
    );
    const coming = visitors.map((visitor) => visitor.run());
    await sleep(2_000);
    await migrateAll();
    expect(await hasNextColumn(product.journals.find((url) => url.includes('conversation')) as string)).toBe(true);
    await sleep(2_000);
    for (const one of product.processes) {
      one.main = NEXT;
      const from = performance.now();
      await one.stop();
      const stopped = performance.now();
      await one.start();
      const [stop, start] = [stopped - from, performance.now() - stopped].map((ms) => (ms / 1000).toFixed(1));
      // Her page comes back by itself, at a gateway that is there.
      if (ana.socket?.ended) await ana.connect();
      process.stdout.write(`rolling: ${one.name} stopped in ${stop} s, back after ${start} s\n`);
    }
    await sleep(2_000);
    for (const visitor of visitors) visitor.stop();
    await Promise.all(coming);
    for (const { ended } of watching)
      expect(ended).toMatchObject({ code: 1012, reason: expect.stringMatching(/come back in \d+ ms/) });
    const refusals = visitors.flatMap(({ refused }) => refused);
    const slowest = Math.max(0, ...refusals);
    const sum = (count: (visitor: SteadyVisitor) => number) => visitors.reduce((all, one) => all + count(one), 0);
    process.stdout.write(
      `rolling: ${sum(({ requests }) => requests)} requests, ${refusals.length} told to come again, the slowest answered ` +
        `after ${Math.round(slowest)} ms; ${sum(({ cut }) => cut)} cut\n`,
    );
    expect(visitors.flatMap(({ troubles }) => troubles)).toEqual([]);
    expect(sum(({ requests }) => requests)).toBeGreaterThan(50);
    expect(slowest).toBeLessThan(ANSWERED_WITHIN_MS);
  });

  it('O2 loses nothing and doubles nothing that was acknowledged', async () => {
    const reader = api(product.url, await tokenOf(product.url, 'sue'));
    const known = visitors.flatMap(({ acknowledged }) => [...acknowledged]);
    expect(known.length).toBeGreaterThan(5);
    for (const [conversationId, texts] of known) {
      const { data } = await reader.get<{ data: { type: string; data: { text?: string } }[] }>(
        `/v1/conversations/${conversationId}/events`,
      );
      const said = data.flatMap(({ type, data: { text } }) => (type === 'conversation.message_added' ? [text] : []));
      expect([conversationId, said]).toEqual([conversationId, texts]);
    }
  });

  it('leaves a sound log, in the databases and in Kafka', async () => {
    await expectSound(product);
  });
});

/** One metric of all processes: each sample's value, by its labels. */
async function measured(name: string): Promise<ReadonlyMap<string, number>> {
  const pages = await Promise.all(
    product.processes.map(async ({ metricsPort }) => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()),
  );
  const samples = pages.join('\n').matchAll(new RegExp(`^${name}(\\{[^}]*\\})? (\\S+)$`, 'gm'));
  return new Map([...samples].map(([, labels = '', value], i) => [`${labels} ${i}`, Number(value)]));
}

const sumOf = (samples: ReadonlyMap<string, number>, of = '') =>
  [...samples].reduce((sum, [labels, value]) => (labels.includes(of) ? sum + value : sum), 0);

describe('what the processes say of themselves', () => {
  it('O4 counts requests, decisions, lanes, sockets and what Kafka has confirmed', async () => {
    expect(sumOf(await measured('frontdesk_http_request_duration_seconds_count'), '/v1/conversations')).toBeGreaterThan(
      50,
    );
    expect(sumOf(await measured('frontdesk_decisions_total'))).toBeGreaterThan(10);
    expect((await measured('frontdesk_lane_epoch')).size).toBeGreaterThan(0);
    expect(sumOf(await measured('frontdesk_sockets'), 'staff')).toBe(1);
    expect(sumOf(await measured('frontdesk_agents'), 'online')).toBe(1);
    expect(sumOf(await measured('frontdesk_events_processed_total'), 'failed')).toBe(0);
    expect(sumOf(await measured('frontdesk_consumer_gaps_total'))).toBe(0);
    expect(sumOf(await measured('frontdesk_publisher_active'))).toBe(product.journals.length);
    const topic = 'topic="conversation.events"';
    const head = Math.max(
      ...[...(await measured('frontdesk_journal_head_records'))].map(([l, n]) => (l.includes(topic) ? n : 0)),
    );
    expect(head).toBeGreaterThan(100);
    await until(
      'Kafka to have it all',
      async () => sumOf(await measured('frontdesk_publisher_confirmed_records'), topic) === 2 * head,
    );
  });
});

describe('the logs of all processes', () => {
  it('O4 follow one request through the services and Kafka by its trace', async () => {
    const traceId = randomBytes(16).toString('hex');
    const visitor = await VisitorClient.open(product.url);
    const traced = { 'idempotency-key': randomUUID(), traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    await api(product.url, visitor.session.token).post('/v1/conversations', { text: 'Where am I?' }, traced);
    const through = (service: string) =>
      product.processes
        .filter((one) => one.service === service)
        .some(({ log }) => readFileSync(log, 'utf8').includes(`"trace_id":"${traceId}"`));
    for (const service of ['gateway', 'conversation', 'assignment-queue'])
      await until(`the trace in the log of ${service}`, async () => through(service));
  });
});

describe('a database that dies while everything starts', () => {
  it('O5 ends no process: each waits, and goes on when it is back', async () => {
    await Promise.all(product.processes.map((one) => one.stop()));
    await Promise.all(product.processes.map((one) => one.begin()));
    const begun = product.processes.map(({ pid }) => pid);
    for (const connections of [1, 5, 10]) {
      await until('services at the database', async () => (await connected()) >= connections, 60_000);
      product.postgres.kill9();
      await sleep(500);
      await product.postgres.restart();
    }
    for (const one of product.processes)
      await until(`${one.name} ready, or ended`, async () => !one.running || (await one.ready()), 60_000);
    const ended = product.processes.filter(({ running }) => !running);
    expect(ended.map((one) => `${one.name} ended: ${one.said()}`)).toEqual([]);
    expect(product.processes.map(({ pid, running }) => (running ? pid : 0))).toEqual(begun);
    expect(product.processes.filter((one) => one.said().includes('waiting for the database'))).not.toEqual([]);
    const visitor = await VisitorClient.open(product.url);
    await visitor.start({ text: 'Anybody there?' });
    await until('its outcome', async () => (await visitor.view()).outcome !== 'pending');
    await expectSound(product);
  });
});

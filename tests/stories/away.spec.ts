// Show 4: the database is silent, gone, or has no room. Requests are told so and come back; nothing wrong is written;
// and when it is there again, everything goes on by itself.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Problem } from '@frontdesk/contracts';
import { tokenOf } from '../harness/api.js';
import { postmaster } from '../harness/postmaster.js';
import { freePort } from '../../deploy/native/process.mjs';
import { startProduct, type Product } from '../harness/product.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { gaps } from './database.js';
import { dice } from './dice.js';
import { lives, pause, until, withDescendants } from './processes.js';
import { expectSoundLog } from './proof.js';
import { productOnSmallDisk, type SmallDisk } from './small-disk.js';
import { Traffic } from './traffic.js';

jest.setTimeout(180_000);

interface Heard {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Partial<Problem> & { readonly missing?: readonly string[] };
}

const hear = async (url: string, token: string, method = 'GET', body?: object, key = 'away'): Promise<Heard> => {
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': key,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const { status, headers } = response;
  return { status, retryAfter: headers.get('retry-after'), body: (await response.json()) as Heard['body'] };
};

const expectComeBack = ({ status, retryAfter, body }: Heard) => {
  expect({ status, code: body.code }).toEqual({ status: 503, code: 'unavailable' });
  expect(retryAfter).toBe('1');
};

describe('a database', () => {
  let product: Product;
  const ready = () => until('readiness', async () => (await fetch(`${product.url}/health/ready`)).ok, 60_000);

  beforeAll(async () => {
    product = await startProduct({ env: { FRONTDESK_DATABASE_WAIT_MS: '1500', LOG_LEVEL: 'fatal' } });
  });
  afterAll(async () => {
    await product.remove();
  });

  it('that is silent: reads and writes are told to come back, readiness names it, and all goes on when it answers', async () => {
    const sue = await tokenOf(product.url, 'sue');
    const visitor = await VisitorClient.open(product.url);
    // After a restart nothing is cached, not even the keys of those who sign tokens.
    await product.restart();
    const server = withDescendants([postmaster(product.dataDir)?.pid ?? 0]);
    for (const pid of server) process.kill(pid, 'SIGSTOP');
    const from = Date.now();
    const key = randomUUID();
    try {
      const start = hear(`${product.url}/v1/conversations`, visitor.session.token, 'POST', { text: 'Anybody?' }, key);
      const [read, session, health, live] = await Promise.all([
        hear(`${product.url}/v1/conversations?view=all`, sue),
        hear(`${product.url}/v1/visitor-sessions`, sue, 'POST', { site: 'demo' }),
        hear(`${product.url}/health/ready`, sue),
        hear(`${product.url}/health/live`, sue),
      ]);
      expectComeBack(read);
      expectComeBack(session);
      expect(health).toMatchObject({ status: 503, retryAfter: '1' });
      expect(health.body.missing?.join()).toContain('conversation: the database does not answer');
      expect(live.status).toBe(200);
      process.stdout.write(`away: a silent database was noticed after ${Date.now() - from} ms\n`);
      expectComeBack(await start);
    } finally {
      for (const pid of server) process.kill(pid, 'SIGCONT');
    }
    await ready();
    await until('the start', async () => (await visitor.start({ text: 'Anybody?' }, key)).outcome !== 'pending');
    expect(await visitor.transcript()).toEqual(['Anybody?']);
  });

  it('that is gone comes back by itself, and open sockets go on', async () => {
    const ana = await StaffClient.atWork(product.url, 'ana');
    const visitor = await VisitorClient.asking(product.url);
    await visitor.socket?.event('conversation.assigned');
    const before = postmaster(product.dataDir)?.pid ?? 0;
    process.kill(before, 'SIGKILL');
    const from = Date.now();
    await until('its end', () => !lives(before));
    const seen = new Set<number>();
    const key = randomUUID();
    const say = () =>
      hear(`${product.url}/v1/conversations/${visitor.conversationId}/messages`, visitor.session.token, 'POST', {
        clientMessageId: key,
        text: 'Did you get this?',
      });
    for (let heard = await say(); heard.status !== 201; heard = await say()) {
      seen.add(heard.status);
      expectComeBack(heard);
      await pause(50);
    }
    await ready();
    process.stdout.write(
      `away: a killed database was back after ${Date.now() - from} ms; answers: ${[...seen].join()}\n`,
    );
    expect(postmaster(product.dataDir)?.pid).not.toBe(before);
    await ana.reply(visitor.conversationId, 'Yes, I did');
    await visitor.socket?.event('conversation.message_added', ({ data }) => data.text === 'Yes, I did');
    expect(await visitor.transcript()).toEqual(['Hello?', 'Did you get this?', 'Yes, I did']);
    expect(await gaps(product)).toEqual([]);
    await expectSoundLog('away', product);
  });
});

describe('a disk', () => {
  const chance = dice('away');
  let folder: string;
  let disk: SmallDisk;
  let traffic: Traffic;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'frontdesk-full-'));
    disk = await productOnSmallDisk(folder, await freePort());
    traffic = new Traffic(disk.product, chance);
    await traffic.begin({ visitors: 10, agents: ['ana', 'ben'] });
  });
  afterAll(async () => {
    process.kill(disk.product.pid, 'SIGTERM');
    await disk.product.ended;
    await traffic.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('that is full: nobody is told that something was kept which was not, and all goes on when there is room', async () => {
    const { product } = disk;
    await until('some traffic', () => traffic.acknowledged > 100, 60_000);
    disk.fill();
    const retries = traffic.retries;
    await until('that nothing more is taken', () => traffic.retries - retries > 100, 60_000);
    const visitor = await tokenOf(product.url, 'sue').catch(() => '');
    const health = await hear(`${product.url}/health/ready`, visitor);
    process.stdout.write(`away: full (${disk.how}): ${JSON.stringify(health.body)}\n`);
    expect(health.status).toBe(503);
    expect((await fetch(`${product.url}/health/live`)).status).toBe(200);
    const kept = traffic.acknowledged;
    await pause(1_000);
    disk.empty();
    const from = Date.now();
    await until('that things are kept again', () => traffic.acknowledged - kept > 100, 60_000);
    process.stdout.write(`away: there was room, and 100 things were kept after ${Date.now() - from} ms\n`);
    await until('readiness', async () => (await fetch(`${product.url}/health/ready`)).ok);
    await traffic.end();
    expect(traffic.faults).toEqual([]);
    expect(await traffic.missing()).toEqual([]);
    expect(await gaps(product)).toEqual([]);
    await expectSoundLog('away', product);
  });
});

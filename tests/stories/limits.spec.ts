// How often one may ask: every answer says what is left, who asks too often is told when to come back, and what creates
// something has a limit of its own that repetitions don't touch.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConversationView, IssuedKey, Problem, VisitorSession } from '@frontdesk/contracts';
import { tokenOf } from '../harness/api.js';
import { runtimeWanted, startOn, type RunningProduct } from '../harness/runtimes.js';
import { demoIsThere } from '../harness/staff-client.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(60_000);

let product: RunningProduct;

beforeAll(async () => {
  const limits = {
    FRONTDESK_RATE_VISITOR: '150',
    FRONTDESK_RATE_KEY: '3',
    FRONTDESK_RATE_PERSON: '40',
    FRONTDESK_FLOOD_STARTS: '2',
    FRONTDESK_FLOOD_SUBMISSIONS: '2',
    FRONTDESK_FLOOD_ADDRESS: '4',
    FRONTDESK_TRUST_PROXY: '1',
  };
  product = await startOn(runtimeWanted(), limits);
  await demoIsThere(product.url);
});

afterAll(async () => {
  await product?.remove();
});

interface Reply<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

async function ask<T>(method: string, path: string, options: Options = {}): Promise<Reply<T & Problem>> {
  const { token, body, from } = options;
  const response = await fetch(product.url + path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'idempotency-key': options.key ?? randomUUID() }),
      ...(from === undefined ? {} : { 'x-forwarded-for': from }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text || 'null') as T & Problem };
}

interface Options {
  readonly token?: string;
  readonly body?: unknown;
  readonly from?: string;
  readonly key?: string;
}

const visit = (from?: string): Promise<Reply<VisitorSession & Problem>> =>
  ask<VisitorSession>('POST', '/v1/visitor-sessions', { body: { site: 'demo' }, ...(from && { from }) });
const start = (token: string, key?: string): Promise<Reply<ConversationView & Problem>> =>
  ask<ConversationView>('POST', '/v1/conversations', { token, body: { text: 'Hello' }, ...(key && { key }) });

const newKey = async (): Promise<string> => {
  const body = { name: 'limits', scopes: ['queue.read'] };
  return (await ask<IssuedKey>('POST', '/v1/api-keys', { token: await tokenOf(product.url, 'ada'), body })).body.key;
};

describe('L5 rate limits', () => {
  it('every answer says the policies and what is left of them', async () => {
    const token = await newKey();
    const { headers } = await ask('GET', '/v1/queue', { token });
    expect(headers.get('ratelimit-policy')).toBe('"key";q=3;w=60, "workspace";q=120000;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"key";r=2;t=20, "workspace";r=\d+;t=1$/);
  });

  it('a key that asks too often is told when to come back; another key is not kept from asking', async () => {
    const [greedy, other] = [await newKey(), await newKey()];
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await ask('GET', '/v1/queue', { token: greedy })).status);
    const { status, headers, body } = await ask('GET', '/v1/queue', { token: greedy });
    expect([...statuses, status]).toEqual([200, 200, 200, 429]);
    expect(body).toMatchObject({ code: 'too_many_requests', status: 429 });
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(20);
    expect(headers.get('ratelimit')).toContain('"key";r=0;');
    expect((await ask('GET', '/v1/queue', { token: other })).status).toBe(200);
  });

  it('each visitor has a share of their own', async () => {
    const [first, second] = [await visit(), await visit()];
    const asked = await Promise.all(
      Array.from({ length: 200 }, () => ask('GET', '/v1/conversations/none', { token: first.body.token })),
    );
    const statuses = asked.map(({ status }) => status);
    expect(statuses.filter((status) => status === 404).length).toBeGreaterThanOrEqual(150);
    expect(statuses).toContain(429);
    expect((await ask('GET', '/v1/conversations/none', { token: second.body.token })).status).toBe(404);
  });
});

describe('G6a floods', () => {
  it('D1 a hundred starts at once are one conversation, and count as one', async () => {
    const { token } = (await visit()).body;
    const answers = await Promise.all(Array.from({ length: 100 }, () => start(token)));
    expect(new Set(answers.map(({ status }) => status).filter((status) => status >= 300))).toEqual(new Set());
    expect(new Set(answers.map(({ body }) => body.conversationId)).size).toBe(1);
  });

  it('a visitor begins so many conversations and no more; the same key again is still answered', async () => {
    const { token } = (await visit()).body;
    const key = randomUUID();
    for (const [i, expected] of [201, 201, 429].entries()) {
      const { status, body, headers } = await start(token, i === 0 ? key : undefined);
      expect(status).toBe(expected);
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      else await ask('POST', `/v1/conversations/${body.conversationId}/close`, { token, body: {} });
    }
    expect((await start(token, key)).status).toBe(201);
  });

  it('a visitor leaves so many messages and no more', async () => {
    const { token } = (await visit()).body;
    const leave = () =>
      ask('POST', '/v1/submissions', { token, body: { email: 'rosa@example.org', text: 'Please call me.' } });
    expect([(await leave()).status, (await leave()).status, (await leave()).status]).toEqual([201, 201, 429]);
  });

  it('one address begins so many sessions a minute; another address, or one behind a proxy, is not kept out', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await visit('203.0.113.9')).status);
    expect(statuses).toEqual([201, 201, 201, 201, 429]);
    expect((await visit('203.0.113.10')).status).toBe(201);
    for (let i = 0; i < 6; i++) expect((await visit('10.0.0.7')).status).toBe(201);
  });

  it('a kept session is renewed however busy its address is', async () => {
    const { body } = await visit('203.0.113.20');
    for (let i = 0; i < 5; i++) await visit('203.0.113.20');
    const again = await ask<VisitorSession>('POST', '/v1/visitor-sessions', {
      body: { site: 'demo', token: body.token },
      from: '203.0.113.20',
    });
    expect(again.body.visitorId).toBe(body.visitorId);
  });

  it('what a client says of its own address before the proxies is not believed', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await visit(`198.51.100.${i}, 203.0.113.30`)).status);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('limits', product);
  });
});

// The service as its callers meet it: booted whole on a real PostgreSQL, with a scripted engine and conversations.
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ConversationPeer,
  ConversationView,
  Problem,
  RoutingEvent,
  SubmissionReceipt,
  SubmissionView,
} from '@frontdesk/contracts';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { submissionService } from './index.js';

let folder: string;
let running: Running;
let idp: Server;
let signer: CryptoKey;
let engine: ServicePorts;
let own: ServicePorts;

const tapped = (name: string, take: (ports: ServicePorts) => void): ServiceDefinition => ({
  ...{ name, entities: [], migrations: [], consumes: [] },
  module: (ports) => {
    take(ports);
    return { module: class Tapped {} };
  },
});

/** Conversation c1 is v1's and has been offered a submission. */
const conversations = {
  view: (principal, conversationId) =>
    Promise.resolve(
      principal.id === 'v1' && conversationId.startsWith('c')
        ? ({ groupId: 'support', offer: { reason: 'nobody_online', text: '' } } as ConversationView)
        : null,
    ),
} as Partial<ConversationPeer> as ConversationPeer;

async function decide(event: RoutingEvent): Promise<void> {
  const { journal, ids, clock } = engine;
  const meta = { actor: 'spec', correlationId: 'spec', causationId: null };
  const record = { id: ids.next(), topic: 'assignment.decisions', key: 'demo', workspace: 'demo' };
  const data = { input: { type: 'tick', data: {} }, events: [event] };
  const whole = { ...record, type: 'assignment.decided', stream: null, at: clock.now(), meta, data };
  await journal.append({ records: [whole] });
}

/** Answers each request to convert, as soon as it stands in the log. */
async function answering<T>(event: (asked: Asked) => RoutingEvent, work: () => Promise<T>): Promise<T> {
  const answered = new Set<string>();
  let tail = Promise.resolve();
  const answer = async () => {
    for (const asked of await requests()) {
      if (answered.has(asked.submissionId)) continue;
      answered.add(asked.submissionId);
      await decide(event(asked));
    }
  };
  for (const { submissionId } of await requests()) answered.add(submissionId);
  const forget = own.journal.onAppend('assignment.inputs', () => void (tail = tail.then(answer)));
  try {
    return await work();
  } finally {
    forget();
  }
}

interface Asked {
  readonly conversationId: string;
  readonly submissionId: string;
}

async function requests(): Promise<readonly Asked[]> {
  const heads = await own.journal.heads('assignment.inputs');
  const lanes = new Map([...heads.keys()].map((key) => [Number(key.split('/')[2]), 0]));
  const records = await own.journal.readMany('assignment.inputs', lanes, 1_000);
  return records.map(({ body }) => JSON.parse(body) as Asked);
}

beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  signer = pair.privateKey;
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'EdDSA' }] });
  idp = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end(keys)).listen(0);
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-submission-'));
  const env = { PORT: '0', FRONTDESK_DATA: folder, LOG_LEVEL: 'error', FRONTDESK_DECISION_WAIT_MS: '400' };
  const watched: ServiceDefinition = {
    ...submissionService,
    module: (ports) => submissionService.module((own = ports)),
  };
  running = await startEmbedded(readConfig(env), [tapped('assignment-queue', (ports) => (engine = ports)), watched]);
  own.peers.conversation = conversations;
  const jwksUrl = `http://127.0.0.1:${(idp.address() as AddressInfo).port}/`;
  for (const kind of ['visitor', 'person'] as const)
    own.trustIssuer({ issuer: kind, audience: 'frontdesk', kind, jwksUrl });
}, 60_000);

afterAll(async () => {
  await running?.stop();
  idp?.close();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

const tokenOf = (kind: 'visitor' | 'person', sub: string, workspace = 'demo') =>
  new SignJWT({ workspace, channel: 'web', group: 'sales', roles: ['agent'] })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
    .setIssuer(kind)
    .setAudience('frontdesk')
    .setSubject(sub)
    .setExpirationTime('1h')
    .sign(signer);

async function call<Body>(
  method: 'GET' | 'POST',
  path: string,
  token: Promise<string>,
  body?: unknown,
  key?: string,
): Promise<{ readonly status: number; readonly body: Body }> {
  const answered = await fetch(`${running.url}/v1/submissions${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      authorization: `Bearer ${await token}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answered.status, body: (await answered.json()) as Body };
}

const typed = { email: 'mia@example.com', text: 'Call me back' };
const leave = (key: string, body: object = {}, visitor = 'v1') =>
  call<SubmissionReceipt & Pick<Problem, 'code' | 'errors'>>(
    'POST',
    '',
    tokenOf('visitor', visitor),
    { ...typed, ...body },
    key,
  );
const list = async (query: string, workspace = 'demo') =>
  (await call<{ data: SubmissionView[]; nextCursor: string | null }>('GET', query, tokenOf('person', 'ana', workspace)))
    .body;

describe('leaving a message', () => {
  it('without a conversation counts at once, for the group of the site', async () => {
    const { status, body } = await leave('k1');
    expect(status).toBe(201);
    expect(body.receiptId).toMatch(/^FD(-[0-9A-F]{4}){3}$/);
    expect(body.status).toBe('confirmed');
    const found = (await list('')).data.find(({ submissionId }) => submissionId === body.submissionId);
    expect(found).toMatchObject({ ...typed, groupId: 'sales', reason: null, conversationId: null, closedAt: null });
  });
  it('is repeated by its key', async () => {
    const [first, again] = await Promise.all([leave('k2'), leave('k2')]);
    expect(again.body).toEqual(first.body);
  });
  it('names every wrong field', async () => {
    const { status, body } = await leave('k3', { email: 'mia', text: ' ' });
    expect([status, body.code]).toEqual([422, 'invalid_submission']);
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(['/email', '/text']);
  });
  it("never takes a stranger's place", async () => {
    expect((await leave('k4', { conversationId: 'c1' }, 'v2')).status).toBe(404);
    expect(await requests()).toEqual([]);
  });
});

describe('a place that becomes a submission', () => {
  it('is confirmed when the engine gives it up', async () => {
    const { body } = await answering(
      (data) => ({ type: 'converted', data }),
      () => leave('p1', { conversationId: 'c1' }),
    );
    expect(body.status).toBe('confirmed');
    expect((await list('')).data[0]).toMatchObject({ groupId: 'support', reason: 'nobody_online' });
  });
  it('is withdrawn with its text when an agent came first', async () => {
    const { body } = await answering(
      (data) => ({ type: 'convert_refused', data: { ...data, reason: 'assigned' } }),
      () => leave('p2', { conversationId: 'c2' }),
    );
    expect(body.status).toBe('withdrawn');
    const [last] = (await own.journal.readStream('demo', body.submissionId)).slice(-1);
    expect(JSON.parse(last?.body ?? '')).toEqual({ conversationId: 'c2', reason: 'assigned', text: typed.text });
    expect((await list('')).data.map(({ submissionId }) => submissionId)).not.toContain(body.submissionId);
  });
  it('counts all the same when there is nothing left to give up', async () => {
    const { body } = await answering(
      (data) => ({ type: 'convert_refused', data: { ...data, reason: 'not_open' } }),
      () => leave('p3', { conversationId: 'c3' }),
    );
    expect(body.status).toBe('confirmed');
  });
  it('is pending while there is no decision, and the same key tells what became of it', async () => {
    const { body } = await leave('p4', { conversationId: 'c4' });
    expect(body.status).toBe('pending');
    await decide({ type: 'converted', data: { conversationId: 'c4', submissionId: body.submissionId } });
    expect((await leave('p4', { conversationId: 'c4' })).body).toEqual({ ...body, status: 'confirmed' });
  });
});

describe('the list', () => {
  it('is paged, belongs to the workspace, and loses what is closed', async () => {
    const first = await list('?limit=1');
    const second = await list(`?limit=1&cursor=${first.nextCursor}`);
    expect(second.data[0]?.submissionId).not.toBe(first.data[0]?.submissionId);
    expect((await list('', 'elsewhere')).data).toEqual([]);
    const path = `/${first.data[0]?.submissionId}/close`;
    expect((await call('POST', path, tokenOf('person', 'ana', 'elsewhere'))).status).toBe(404);
    const closed = await call<SubmissionView>('POST', path, tokenOf('person', 'ana'));
    expect(closed.body.status).toBe('closed');
    expect((await call<SubmissionView>('POST', path, tokenOf('person', 'ana'))).body).toEqual(closed.body);
    expect((await list('?status=closed')).data).toEqual([closed.body]);
    expect((await list('?limit=1')).data[0]?.submissionId).toBe(second.data[0]?.submissionId);
  });
});

// The service as its callers meet it: booted whole on a real PostgreSQL, with a scripted engine and scripted settings.
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ConversationEvent,
  ConversationEvents,
  FileLink,
  ConversationList,
  ConversationView,
  Problem,
  RoutingEvent,
  VisitorSession,
} from '@frontdesk/contracts';
import type { StoredRecord } from '@frontdesk/journal';
import { RecordContext, type ServiceDefinition, type ServicePorts } from '@frontdesk/nest';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { conversationService, DEMO_SITE, Sites } from './index.js';
import { DecisionsReaction } from './reactions/decisions.reaction.js';

const folders: string[] = [];
let running: Running;
let idp: Server;
let signer: CryptoKey;
const others = new Map<string, ServicePorts>();
let answer: (conversationId: string, visitorId: string) => RoutingEvent | null = () => null;

/** A service of another context that only writes its events. */
const writer = (name: string): ServiceDefinition => ({
  name,
  entities: [],
  migrations: [],
  consumes: [],
  module: (ports) => {
    others.set(name, ports);
    return { module: class Writer {} };
  },
});

async function write(service: string, topic: string, type: string, data: unknown, stream: string | null = null) {
  const ports = others.get(service) as ServicePorts;
  const record = { id: ports.ids.next(), topic, key: 'demo', workspace: 'demo', type, stream, data };
  const meta = { actor: 'spec', correlationId: 'spec', causationId: null };
  await ports.journal.append({ records: [{ ...record, at: ports.clock.now(), meta }] });
}

const decide = (...events: readonly RoutingEvent[]) =>
  write('assignment-queue', 'assignment.decisions', 'assignment.decided', {
    input: { type: 'tick', data: {} },
    events,
  });

const reason = {
  ruleVersion: 1,
  settingsVersion: 1,
  ruleId: null,
  excluded: { offline: 0, busy: 0, full: 0 },
  candidates: [],
  tieBreak: null,
};
const arrived = (conversationId: string, visitorId: string) => ({
  ...{ conversationId, visitorId, groupId: 'support', arrivedAt: 0, reason },
});
const asked = (conversationId: string, visitorId: string) => ({
  ...{ ...arrived(conversationId, visitorId), offerId: `o-${conversationId}` },
});
const assigned = (conversationId: string, visitorId: string): RoutingEvent => ({
  type: 'assigned',
  data: { ...arrived(conversationId, visitorId), agentId: 'ana', cause: 'arrival', waitedMs: 0 },
});
const offered = (conversationId: string, visitorId: string): RoutingEvent => ({
  type: 'submission_offered',
  data: { ...arrived(conversationId, visitorId), why: 'nobody_online' },
});
const refused = (conversationId: string, visitorId: string): RoutingEvent => ({
  type: 'refused',
  data: { ...arrived(conversationId, visitorId), why: 'full' },
});

/** Every record of routing inputs that this service wrote. */
async function inputs(): Promise<readonly StoredRecord[]> {
  const { journal } = others.get('conversation') as ServicePorts;
  const heads = await journal.heads('assignment.inputs');
  const lanes = [...heads.keys()].map((key) => Number(key.split('/')[2]));
  return journal.readMany('assignment.inputs', new Map(lanes.map((lane) => [lane, 0])), 10_000);
}

/** Decides each request as the spec says, once. */
async function engine(signal: AbortSignal): Promise<void> {
  const { journal } = others.get('conversation') as ServicePorts;
  const done = new Set<string>();
  const work = async () => {
    for (const { id, type, body } of await inputs()) {
      if (done.has(id) || type !== 'conversation_requested') continue;
      done.add(id);
      const { conversationId, visitorId } = JSON.parse(body) as { conversationId: string; visitorId: string };
      const event = answer(conversationId, visitorId);
      if (event) await decide(event);
    }
  };
  let tail = Promise.resolve();
  const forget = journal.onAppend('assignment.inputs', () => void (tail = tail.then(work)));
  signal.addEventListener('abort', forget);
}

async function boot(folder: string): Promise<Running> {
  const env = { PORT: '0', FRONTDESK_DATA: folder, LOG_LEVEL: 'error', FRONTDESK_DECISION_WAIT_MS: '400' };
  const tapped = {
    ...conversationService,
    module: (ports: ServicePorts) => {
      others.set('conversation', ports);
      return conversationService.module(ports);
    },
  };
  const services = [writer('settings'), writer('assignment-queue'), writer('submission'), tapped];
  const started = await startEmbedded(readConfig(env), services);
  const { port } = idp.address() as AddressInfo;
  others.get('settings')?.trustIssuer({
    ...{ issuer: 'idp', audience: 'frontdesk', kind: 'person' },
    jwksUrl: `http://127.0.0.1:${port}/`,
  });
  return started;
}

const stopEngine = new AbortController();

beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  signer = pair.privateKey;
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'EdDSA' }] });
  idp = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end(keys)).listen(0);
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-conversation-'));
  folders.push(folder);
  running = await boot(folder);
  await running.app.get(Sites, { strict: false }).save(DEMO_SITE);
  const save = (kind: string, id: string | null, document: unknown) =>
    write('settings', 'settings.events', 'settings.document_saved', { kind, id, version: 1, document });
  await save('groups', 'support', { name: 'Support', guide: '' });
  await save('agents', 'ana', {
    ...{ name: 'Ana', email: '', limit: 1, groupIds: ['support'], role: 'agent' },
    picture: 'https://shop.example/ana.jpg',
  });
  const offer = { enabled: true, text: 'Leave us a message.' };
  const words = { enabled: true, outOfHours: offer, nobodyOnline: offer, queueFull: offer, queueTimeout: offer };
  await save('submission', null, words);
  await until(async () => (await session()).body.groups.length === 1);
  await engine(stopEngine.signal);
}, 60_000);

afterAll(async () => {
  stopEngine.abort();
  await running?.stop();
  idp?.close();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}, 30_000);

interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

async function call<Body>(
  method: 'GET' | 'POST',
  path: string,
  token: string | null,
  body?: unknown,
  key?: string,
): Promise<Answer<Body>> {
  const answered = await fetch(`${running.url}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answered.text();
  return { status: answered.status, headers: answered.headers, body: (text ? JSON.parse(text) : null) as Body };
}

const session = (token?: string) =>
  call<VisitorSession>('POST', '/v1/visitor-sessions', null, { site: 'demo', ...(token ? { token } : {}) });
const start = (token: string, key: string, body: object = {}) =>
  call<ConversationView & Problem>('POST', '/v1/conversations', token, body, key);
const person = (sub: string, role: string, workspace = 'demo') =>
  new SignJWT({ workspace, roles: [role] })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
    .setIssuer('idp')
    .setAudience('frontdesk')
    .setSubject(sub)
    .setExpirationTime('1h')
    .sign(signer);

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it never came true');
}

describe('a visitor session', () => {
  it('names the visitor, the groups and who could be reached', async () => {
    const { status, body } = await session();
    expect(status).toBe(201);
    expect(body).toMatchObject({ workspaceId: 'demo', channel: 'web', availability: 'online', conversation: null });
    expect(body.groups).toEqual([{ groupId: 'support', name: 'Support' }]);
  });
  it('keeps the visitor when its token comes back', async () => {
    const { body } = await session();
    expect((await session(body.token)).body.visitorId).toBe(body.visitorId);
    expect((await session(`${body.token}x`)).body.visitorId).not.toBe(body.visitorId);
  });
  it('needs a site that is known', async () => {
    const { status, body } = await call<Problem>('POST', '/v1/visitor-sessions', null, { site: 'nowhere' });
    expect(status).toBe(422);
    expect(body.errors?.[0]?.pointer).toBe('/site');
  });
});

describe('starting a conversation', () => {
  it('answers its outcome, with the first words said', async () => {
    answer = assigned;
    const { token } = (await session()).body;
    const { status, body } = await start(token, 'k1', { text: ' Hello ' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ outcome: 'assigned', state: 'assigned' },
      agent: { agentId: 'ana', name: 'Ana', pictureUrl: 'https://shop.example/ana.jpg' },
    });
    expect(body).toMatchObject({ lastMessage: { author: 'visitor', text: 'Hello' }, unread: 1, sequence: 3 });
  });
  it('shows why nobody takes it, in the words of the workspace', async () => {
    answer = offered;
    const open = await start((await session()).body.token, 'k1');
    expect(open.body).toMatchObject({ outcome: 'submission_offered', state: 'submission_offered' });
    expect(open.body.offer).toEqual({ reason: 'nobody_online', text: 'Leave us a message.' });
    answer = refused;
    const closed = await start((await session()).body.token, 'k1');
    expect(closed.body).toMatchObject({ outcome: 'unavailable', state: 'closed', closedReason: 'refused' });
    expect(closed.body.offer?.reason).toBe('full');
  });
  it('D1d answers 202 while there is no decision, which follows', async () => {
    answer = () => null;
    const { token, visitorId } = (await session()).body;
    const { status, headers, body } = await start(token, 'k1');
    expect([status, body.outcome]).toEqual([202, 'pending']);
    await decide(assigned(body.conversationId, visitorId));
    const path = headers.get('location') ?? '';
    await until(async () => (await call<ConversationView>('GET', path, token)).body.outcome === 'assigned');
  });
  it('D1c is one conversation, however many start at once', async () => {
    answer = assigned;
    const { token } = (await session()).body;
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => start(token, `k${i}`, { text: `${i}` })));
    expect(new Set(answers.map(({ body }) => body.conversationId)).size).toBe(1);
    // One created it: 201, or 202 on a machine so slow that the decision is late; the others found it there.
    expect(answers.filter(({ status }) => status !== 200)).toHaveLength(1);
    const { conversationId } = answers[0]?.body as ConversationView;
    const path = `/v1/conversations/${conversationId}/events?limit=200`;
    const { data } = (await call<ConversationEvents>('GET', path, token)).body;
    const said = data.flatMap((event) => (event.type === 'conversation.message_added' ? [event.data.text] : []));
    expect(said.sort()).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`).sort());
    const asked = (await inputs()).filter(({ body }) => body.includes(conversationId));
    expect(asked.map(({ type }) => type)).toEqual(['conversation_requested']);
  }, 30_000);
  it('is repeated by its key, and only with the same body', async () => {
    answer = assigned;
    const { token } = (await session()).body;
    const [first, again] = await Promise.all([start(token, 'k1', { text: 'a' }), start(token, 'k1', { text: 'a' })]);
    expect(again.body.conversationId).toBe(first.body.conversationId);
    expect(again.body.sequence).toBe(first.body.sequence);
    expect((await start(token, 'k1', { text: 'b' })).body.code).toBe('idempotency_key_reused');
    const { status, body } = await call<Problem>('POST', '/v1/conversations', token, {});
    expect([status, body.code]).toEqual([400, 'idempotency_key_missing']);
  });
  it('refuses a group that is not known', async () => {
    const { status, body } = await start((await session()).body.token, 'k1', { groupId: 'nowhere' });
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/groupId']);
  });
});

describe('B7 where a start is sent', () => {
  const rule = (id: string, conditions: readonly object[], result: object) => ({
    ...{ id, name: id, enabled: true, conditions: conditions.map((one) => ({ not: false, ...one })) },
    result: { groupId: null, agentId: null, priority: 0, skills: {}, mode: null, submission: false, ...result },
  });
  let version = 1;
  const save = async (kind: string, id: string | null, document: unknown) => {
    version += 1;
    await write('settings', 'settings.events', 'settings.document_saved', { kind, id, version, document });
    const { db } = others.get('conversation') as ServicePorts;
    await until(async () => {
      const found = await db.query<unknown[]>('SELECT 1 FROM setting WHERE kind = $1 AND id = $2 AND version = $3', [
        ...[kind, id ?? '', version],
      ]);
      return found.length === 1;
    });
  };
  const rules = (...all: readonly object[]) => save('routing-rules', null, { rules: all });
  const begun = async (body: object = {}) => {
    answer = assigned;
    const { token } = (await session()).body;
    const { conversationId } = (await start(token, 'k1', body)).body;
    const input = (await inputs()).find(
      ({ type, body: data }) => type === 'conversation_requested' && data.includes(conversationId),
    );
    return { conversationId, token, input: JSON.parse(input?.body ?? 'null') as Record<string, unknown> | null };
  };
  beforeAll(() => save('groups', 'sales', { name: 'Sales', guide: '', queue: null }));
  afterAll(() => rules());

  it('B7b the first rule that matches counts, and what the others lacked stays with the conversation', async () => {
    await rules(
      rule('french', [{ field: 'language', values: ['fr'] }], { groupId: 'support' }),
      rule('checkout', [{ field: 'page', op: 'contains', values: ['/checkout'] }], {
        ...{ groupId: 'sales', agentId: 'ana', priority: 5, skills: { billing: 2 } },
      }),
      rule('all', [], { priority: 1 }),
    );
    const { conversationId, input } = await begun({ language: 'en', page: 'https://shop.example/checkout' });
    expect(input).toMatchObject({
      ...{ groupId: 'sales', agentId: 'ana', priority: 5, requiredSkills: { billing: 2 }, ruleId: 'checkout' },
    });
    expect(input).not.toHaveProperty('tried');
    const { journal } = others.get('conversation') as ServicePorts;
    const [requested] = await journal.readStream('demo', conversationId);
    const failed = { ruleId: 'french', why: 'condition_failed', condition: 0, field: 'language', found: 'en' };
    expect(JSON.parse(requested?.body ?? '')).toMatchObject({ ruleId: 'checkout', tried: [failed] });
  });
  it('B7c a rule may send to a submission', async () => {
    await rules(rule('spam', [{ field: 'attribute', name: 'plan', op: 'is', values: ['free'] }], { submission: true }));
    expect((await begun({ attributes: { plan: 'free' } })).input).toMatchObject({ result: 'submission' });
    expect((await begun({ attributes: { plan: 'paid' } })).input).not.toHaveProperty('result');
  });
  it('D1a who is asked for by name comes before rules; a group that a rule names and that is gone is passed over', async () => {
    await rules(rule('all', [], { groupId: 'gone', agentId: 'ben' }));
    const named = await begun({ designatedGroupId: 'sales', agentId: 'ana' });
    expect(named.input).toMatchObject({ groupId: 'sales', agentId: 'ana' });
    expect(Number(named.input?.['priority'])).toBeGreaterThan(100_000);
    expect((await begun({ groupId: 'sales' })).input).toMatchObject({ groupId: 'sales', agentId: 'ben' });
    expect((await begun()).input).toMatchObject({ groupId: 'support' });
  });
  it('B16 a blocked address is told so to routing', async () => {
    await rules();
    await save('block-list', 'b1', { what: 'ip_range', value: '127.0.0.0/8', reason: 'spec', until: null });
    expect((await begun()).input).toMatchObject({ blocked: true });
    await save('block-list', 'b1', {
      what: 'ip_range',
      value: '127.0.0.0/8',
      reason: 'spec',
      until: '2001-01-01T00:00:00Z',
    });
    expect((await begun()).input).not.toHaveProperty('blocked');
  });
  it('D9 an agent is asked for with the first message, where the strategy says so', async () => {
    await save('strategy', null, { method: 'saturation', directReturnMinutes: 0, waitForFirstMessage: true });
    const { conversationId, token, input } = await begun();
    expect(input).toBeNull();
    const path = `/v1/conversations/${conversationId}`;
    expect((await call<ConversationView>('GET', path, token)).body).toMatchObject({
      state: 'requested',
      outcome: 'pending',
    });
    await call('POST', `${path}/messages`, token, { clientMessageId: 'm1', text: 'Hello' });
    await until(async () => (await call<ConversationView>('GET', path, token)).body.outcome === 'assigned');
    await save('strategy', null, { method: 'saturation', directReturnMinutes: 0, waitForFirstMessage: false });
  });
  it('E3 a queue may let nobody write while waiting', async () => {
    const queue = { message: 'Wait', typing: false };
    await save('queue', null, queue);
    answer = (conversationId, visitorId) => ({
      type: 'queued',
      data: { ...arrived(conversationId, visitorId), priority: 0, position: 1, timeoutAt: null },
    });
    const { token } = (await session()).body;
    const { conversationId } = (await start(token, 'k1', { text: 'Hello' })).body;
    const path = `/v1/conversations/${conversationId}/messages`;
    const refused = await call<Problem>('POST', path, token, { clientMessageId: 'm1', text: 'Still there?' });
    expect([refused.status, refused.body.code]).toEqual([409, 'not_while_waiting']);
    await save('queue', null, { ...queue, typing: true });
    expect((await call('POST', path, token, { clientMessageId: 'm1', text: 'Still there?' })).status).toBe(201);
  });
  it('B15a a channel of the settings has a site, until it is switched off', async () => {
    const channel = { name: 'Shop', enabled: true, siteKey: 'shop', defaultGroupId: 'sales' };
    await save('channels', 'shop', channel);
    const opened = await call<VisitorSession>('POST', '/v1/visitor-sessions', null, { site: 'shop' });
    expect([opened.status, opened.body.channel]).toEqual([201, 'shop']);
    await save('channels', 'shop', { ...channel, enabled: false });
    expect((await call('POST', '/v1/visitor-sessions', null, { site: 'shop' })).status).toBe(422);
  });
});

describe('I1 the asynchronous mode', () => {
  const pooled = (conversationId: string, visitorId: string): RoutingEvent => ({
    type: 'pooled',
    data: { ...arrived(conversationId, visitorId), priority: 0, cause: 'arrival', timeoutAt: null },
  });
  const words = { pooled: 'We have it.', timedOut: 'Sorry, write again.' };
  const document = {
    ...{ mode: 'asynchronous', channels: {}, groups: {}, assignAmong: 'online', poolOrder: 'oldest' },
    ...{ unassignedTimeoutSeconds: 60, messages: { en: words } },
  };
  const save = (version: number, mode: string) =>
    write('settings', 'settings.events', 'settings.document_saved', {
      ...{ kind: 'mode', id: null, version, document: { ...document, mode } },
    });
  beforeAll(() => save(1, 'asynchronous'));
  afterAll(() => save(2, 'real_time'));

  it('I1a D1 is pooled in words of its own, and written in all the same', async () => {
    answer = pooled;
    const { token, visitorId } = (await session()).body;
    const { status, body } = await start(token, 'k1', { text: 'Hello', language: 'en-GB' });
    const { conversationId } = body;
    expect([status, body.outcome, body.state, body.place]).toEqual([201, 'pooled', 'pooled', null]);
    expect(body.pool).toEqual({ text: 'We have it.' });
    const message = { clientMessageId: 'm2', text: 'Are you there?' };
    expect((await call('POST', `/v1/conversations/${conversationId}/messages`, token, message)).status).toBe(201);
    const told = (await inputs()).filter(({ body: data }) => data.includes(conversationId));
    expect(told.map(({ type }) => type)).toEqual(['conversation_requested', 'visitor_wrote']);
    await decide(assigned(conversationId, visitorId));
    const path = `/v1/conversations/${conversationId}`;
    await until(async () => (await call<ConversationView>('GET', path, token)).body.state === 'assigned');
    const { body: answered } = await call<ConversationView>('GET', path, token);
    expect(answered).toMatchObject({ lastMessage: { text: 'Are you there?' } });
    expect(answered).not.toHaveProperty('pool');
  });

  it('I1d ends with the unassigned timeout, in its own words, and leaves nothing to be left (G1b)', async () => {
    answer = pooled;
    const { token } = (await session()).body;
    const { conversationId } = (await start(token, 'k1', { text: 'Hello', language: 'en' })).body;
    const data = { conversationId, waitedMs: 60_000, consequence: 'message' as const, pooled: true as const };
    await decide({ type: 'timed_out', data });
    const path = `/v1/conversations/${conversationId}`;
    await until(async () => (await call<ConversationView>('GET', path, token)).body.state === 'closed');
    expect((await call<ConversationView>('GET', path, token)).body).toMatchObject({
      ...{ closedReason: 'unassigned_timeout', outcome: 'pooled', offer: null },
      pool: { text: 'Sorry, write again.' },
    });
  });
});

describe('a conversation', () => {
  it('is talked in, read, closed, and then closed for good', async () => {
    answer = assigned;
    const { token, visitorId } = (await session()).body;
    const { conversationId } = (await start(token, 'k1', { text: 'Hello' })).body;
    const path = `/v1/conversations/${conversationId}`;
    const ana = await person('ana', 'agent');
    const message = { clientMessageId: 'm1', text: 'Hi' };
    const said = await call<ConversationEvent>('POST', `${path}/messages`, ana, message);
    expect(said.status).toBe(201);
    expect(said.body).toMatchObject({ sequence: 4, data: { author: { kind: 'agent', name: 'Ana' }, text: 'Hi' } });
    const again = await call<ConversationEvent>('POST', `${path}/messages`, ana, message);
    expect(again.body).toEqual(said.body);
    await call('POST', `${path}/messages`, token, { clientMessageId: 'm2', text: 'Where is it?' });
    expect((await call<ConversationView>('GET', path, ana)).body.unread).toBe(1);
    expect((await call('POST', `${path}/read`, ana, { upTo: 5 })).status).toBe(204);
    expect((await call<ConversationView>('GET', path, ana)).body.unread).toBe(0);
    const listed = await call<ConversationList>('GET', '/v1/conversations?view=mine&state=open&limit=1', ana);
    expect(listed.body.data).toHaveLength(1);
    const next = await call<ConversationList>('GET', `/v1/conversations?limit=1&cursor=${listed.body.nextCursor}`, ana);
    expect(next.body.data[0]?.conversationId).not.toBe(listed.body.data[0]?.conversationId);
    const closed = await call<ConversationView>('POST', `${path}/close`, token);
    expect(closed.body).toMatchObject({ state: 'closed', outcome: 'assigned', closedReason: 'visitor' });
    await call('POST', `${path}/close`, token);
    const told = (await inputs()).filter(
      ({ body, type }) => type === 'conversation_closed' && body.includes(conversationId),
    );
    expect(told.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ conversationId, by: 'visitor' }]);
    const late = await call<Problem>('POST', `${path}/messages`, token, { clientMessageId: 'm3', text: 'x' });
    expect([late.status, late.body.code]).toEqual([409, 'conversation_closed']);
    const { data, hasMore } = (await call<ConversationEvents>('GET', `${path}/events?after=2&limit=2`, token)).body;
    expect([data.map(({ sequence }) => sequence), hasMore]).toEqual([[3, 4], true]);
    // A decision that crossed the close changes nothing.
    await decide(assigned(conversationId, visitorId));
  });
  it('P32 is closed, and its slot is freed, in one commit', async () => {
    answer = assigned;
    const { token } = (await session()).body;
    const { conversationId } = (await start(token, 'k1')).body;
    await call('POST', `/v1/conversations/${conversationId}/close`, token);
    const { db } = others.get('conversation') as ServicePorts;
    const commits = await db.query<{ type: string; xmin: string }[]>(
      `SELECT type, xmin::text FROM record WHERE body LIKE $1 AND type = 'conversation_closed'
       UNION SELECT type, xmin::text FROM record WHERE stream = $2 AND type = 'conversation.closed'`,
      [`%${conversationId}%`, conversationId],
    );
    expect(commits.map(({ type }) => type).sort()).toEqual(['conversation.closed', 'conversation_closed']);
    expect(new Set(commits.map(({ xmin }) => xmin)).size).toBe(1);
  });
  it("D7a tells routing of the agent's first answer, once", async () => {
    answer = assigned;
    const { token } = (await session()).body;
    const { conversationId } = (await start(token, 'k1', { text: 'Hello' })).body;
    const path = `/v1/conversations/${conversationId}/messages`;
    const ana = await person('ana', 'agent');
    for (const clientMessageId of ['m1', 'm2']) await call('POST', path, ana, { clientMessageId, text: 'Hi' });
    await call('POST', path, token, { clientMessageId: 'm3', text: 'Thanks' });
    const told = (await inputs()).filter(
      ({ body, type }) => type === 'agent_responded' && body.includes(conversationId),
    );
    expect(told.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ conversationId, agentId: 'ana' }]);
  });
  it('B4e shows an offer to staff by name, and to its visitor as a wait', async () => {
    answer = (conversationId, visitorId) => ({
      type: 'offered',
      data: { ...asked(conversationId, visitorId), agentId: 'ana', cause: 'arrival', expiresAt: 30_000 },
    });
    const { token } = (await session()).body;
    const { status, body } = await start(token, 'k1', { text: 'Hello' });
    expect([status, body.outcome, body.state, body.agent]).toEqual([201, 'queued', 'queued', null]);
    const { conversationId } = body;
    const offer = { offerId: `o-${conversationId}`, conversationId, agentId: 'ana' };
    await decide(
      { type: 'offer_ended', data: { ...offer, how: 'accepted' } },
      { type: 'assigned', data: { ...assigned(conversationId, 'v').data, cause: 'offer_accepted' } as never },
    );
    const path = `/v1/conversations/${conversationId}`;
    await until(async () => (await call<ConversationView>('GET', path, token)).body.agent?.agentId === 'ana');
    const seenBy = async (who: string) =>
      (await call<ConversationEvents>('GET', `${path}/events`, who)).body.data.flatMap((event) =>
        event.type === 'conversation.offered' || event.type === 'conversation.offer_ended'
          ? [`${event.type} ${event.data.agentName}`]
          : [],
      );
    const named = ['conversation.offered Ana', 'conversation.offer_ended Ana'];
    expect(await seenBy(await person('ana', 'agent'))).toEqual(named);
    expect(await seenBy(token)).toEqual(['conversation.offered ', 'conversation.offer_ended ']);
  });
  it('D7b one decision about two conversations is recorded once in each, however often it comes', async () => {
    answer = assigned;
    const { token } = (await session()).body;
    const { conversationId } = (await start(token, 'k1')).body;
    const other = await session();
    const second = (await start(other.body.token, 'k1')).body.conversationId;
    const moved = (id: string): RoutingEvent => ({
      type: 'requeued',
      data: {
        ...{ ...arrived(id, 'v'), priority: 0, position: 1, timeoutAt: null, cause: 'moved' },
        ...{ fromAgentId: 'ana', excludedAgentIds: [] },
      },
    });
    await decide(moved(conversationId), moved(second));
    const view = async (id: string, by: string) =>
      (await call<ConversationView>('GET', `/v1/conversations/${id}`, by)).body;
    await until(async () => (await view(second, other.body.token)).state === 'queued');
    expect(await view(conversationId, token)).toMatchObject({ state: 'queued', outcome: 'queued', agent: null });
    // As after a crash between the two: the decision comes again, and the first has recorded it already.
    const decisions = (others.get('assignment-queue') as ServicePorts).journal;
    const [lane, seq] = [...(await decisions.heads('assignment.decisions'))][0] as [string, number];
    const [service, topic, partition] = lane.split('/') as [string, string, string];
    const where = { service, topic, partition: Number(partition) };
    const [record] = await decisions.read(where, seq - 1, 1);
    if (!record) throw new Error('the decision is not in its lane');
    const again = new RecordContext([record, { consumer: 'conversation', lane: where, seq }]);
    const before = await Promise.all([view(conversationId, token), view(second, other.body.token)]);
    await running.app.get(DecisionsReaction, { strict: false }).onDecided(JSON.parse(record.body) as never, again);
    expect(await Promise.all([view(conversationId, token), view(second, other.body.token)])).toEqual(before);
  });
  it('does not exist for strangers', async () => {
    answer = assigned;
    const { conversationId } = (await start((await session()).body.token, 'k1')).body;
    const path = `/v1/conversations/${conversationId}`;
    const strangers = [(await session()).body.token, await person('eve', 'owner', 'elsewhere')];
    for (const token of strangers) {
      const answers = await Promise.all([
        call('GET', path, token),
        call('GET', `${path}/events`, token),
        call('POST', `${path}/messages`, token, { clientMessageId: 'm', text: 'x' }),
        call('POST', `${path}/read`, token, { upTo: 1 }),
        call('POST', `${path}/close`, token),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    }
    const ben = await person('ben', 'agent');
    expect((await call<Problem>('POST', `${path}/close`, ben)).body.code).toBe('not_the_owner');
    expect((await call('GET', '/v1/conversations/%00', ben)).status).toBe(404);
  });
  it('takes over what was typed into a submission that an agent overtook', async () => {
    answer = assigned;
    const { token } = (await session()).body;
    const { conversationId } = (await start(token, 'k1')).body;
    const withdrawn = { conversationId, reason: 'assigned', text: 'Call me' };
    await write('submission', 'submission.events', 'submission.withdrawn', withdrawn, 's1');
    const path = `/v1/conversations/${conversationId}`;
    await until(async () => (await call<ConversationView>('GET', path, token)).body.lastMessage?.text === 'Call me');
  });
  it('G2b takes over the files that were left with it, once', async () => {
    answer = assigned;
    const { token } = (await session()).body;
    const { conversationId } = (await start(token, 'k1')).body;
    const file = { fileId: 'file-of-s2', name: 'a.png', mediaType: 'image/png', bytes: 70 };
    const withdrawn = { conversationId, reason: 'assigned', text: 'See here', attachments: [file] };
    await write('submission', 'submission.events', 'submission.withdrawn', withdrawn, 's2');
    await write('submission', 'submission.events', 'submission.withdrawn', withdrawn, 's2');
    const path = `/v1/conversations/${conversationId}`;
    const said = async () => {
      const { data } = (await call<ConversationEvents>('GET', `${path}/events`, token)).body;
      return data.flatMap((event) => (event.type === 'conversation.message_added' ? [event.data] : []));
    };
    await until(async () => (await said()).some((message) => message.file !== undefined));
    expect((await said()).map(({ text, file }) => [text, file])).toEqual([
      ...[
        ['See here', undefined],
        ['a.png', file],
      ],
    ]);
    const link = await call<FileLink>('GET', `${path}/files/${file.fileId}`, token);
    expect(link.body).toMatchObject({ ...file, url: expect.stringContaining('/v1/files/file-of-s2') });
  });
});

it('a restart keeps tokens valid and conversations open', async () => {
  answer = assigned;
  const { token, visitorId } = (await session()).body;
  const { conversationId } = (await start(token, 'k1')).body;
  await running.stop();
  running = await boot(folders[0] ?? '');
  const { body } = await session(token);
  expect([body.visitorId, body.conversation?.conversationId]).toEqual([visitorId, conversationId]);
  // Its own public keys are fetched anew from where it listens now.
  expect((await call('GET', `/v1/conversations/${conversationId}`, token)).status).toBe(200);
}, 30_000);

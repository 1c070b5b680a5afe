// The engine as a service, booted whole on a real PostgreSQL; the other services only say what routing must know.
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  Board,
  CommandAnswer,
  Desk,
  Explanation,
  PoolList,
  Problem,
  QueueHistory,
  QueueList,
  QueuePlace,
  RoutingInput,
} from '@frontdesk/contracts';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import type { Strategy } from '@frontdesk/routing';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { assignmentQueue } from './index.js';

let folder: string;
let running: Running;
let idp: Server;
let signer: CryptoKey;
let settings: ServicePorts;
let visitors = 0;
/** Conversations that a test began. */
const open: string[] = [];

const writer = (name: string): ServiceDefinition => ({
  name,
  entities: [],
  migrations: [],
  consumes: [],
  module: (ports) => {
    if (name === 'settings') settings = ports;
    // Every conversation belongs to the visitor of the same number, and is told in the engine's own words.
    if (name === 'conversation') {
      ports.peers.conversation = {
        eventsAfter: () => Promise.resolve([]),
        originAllowed: () => Promise.resolve(true),
        typingPreview: () => Promise.resolve(true),
        view: ({ id, roles }, conversationId) =>
          Promise.resolve(
            !roles.includes('visitor') || `c-${id}` === conversationId ? ({ conversationId } as never) : null,
          ),
        cards: (_, ids) =>
          Promise.resolve(
            new Map(
              ids.map((id) => [id, { visitorName: `Visitor of ${id}`, page: null, language: 'en', lastText: 'Hi' }]),
            ),
          ),
        queuePlace: (_, id, { warning, ...place }) =>
          Promise.resolve({
            ...{ ...place, message: `${id}: ${place.position}` },
            warning: warning && { text: '', timeoutAt: '', remainingMs: 0, left: warning.left },
          }),
      };
    }
    return { module: class Writer {} };
  },
});

async function tell(...inputs: readonly RoutingInput[]): Promise<void> {
  const { journal, ids, clock } = settings;
  const meta = { actor: 'spec', correlationId: 'spec', causationId: null };
  for (const { type, data } of inputs) {
    const record = { id: ids.next(), topic: 'assignment.inputs', key: 'demo', workspace: 'demo', type, stream: null };
    await journal.append({ records: [{ ...record, data, at: clock.now(), meta }] });
  }
}

const strategy = (more: Partial<Strategy> = {}): RoutingInput => ({
  type: 'strategy_configured',
  data: { settingsVersion: 1, method: 'saturation', directReturnMs: 0, detailed: true, ...more },
});
const agent = (agentId: string, limit: number, groupIds = ['support']): RoutingInput => ({
  type: 'agent_configured',
  data: { agentId, limit, groupIds },
});
const status = (agentId: string, is: 'online' | 'busy' | 'offline'): RoutingInput => ({
  type: 'agent_status',
  data: { agentId, status: is },
});
const group = (groupId: string, queue: object = {}): RoutingInput => ({
  type: 'group_configured',
  data: {
    ...{ groupId, settingsVersion: 1 },
    queue: { enabled: true, maxLength: null, maxWaitMs: null, abandonAfterMs: 600_000, ...queue },
    consequences: { full: 'submission', timeout: 'submission', outOfHours: 'submission', nobodyOnline: 'queue' },
  },
});

/** A visitor who is there and asks. */
async function arrives(groupId = 'support'): Promise<string> {
  const visitorId = `v${++visitors}`;
  const conversationId = `c-${visitorId}`;
  open.push(conversationId);
  await tell(
    { type: 'visitor_connected', data: { visitorId } },
    {
      type: 'conversation_requested',
      data: {
        ...{ conversationId, visitorId, channel: 'web', language: 'en', groupId },
        priority: 0,
        ruleId: null,
        settingsVersion: 1,
      },
    },
  );
  return conversationId;
}

beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  signer = pair.privateKey;
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'EdDSA' }] });
  idp = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end(keys)).listen(0);
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-queue-'));
  const env = { PORT: '0', FRONTDESK_DATA: folder, LOG_LEVEL: 'error' };
  running = await startEmbedded(readConfig(env), [writer('settings'), writer('conversation'), assignmentQueue]);
  const { port } = idp.address() as AddressInfo;
  const jwksUrl = `http://127.0.0.1:${port}/`;
  settings.trustIssuer({ issuer: 'idp', audience: 'frontdesk', kind: 'person', jwksUrl });
  settings.trustIssuer({ issuer: 'widget', audience: 'frontdesk', kind: 'visitor', jwksUrl });
  await tell(
    strategy(),
    group('support'),
    group('sales'),
    agent('ana', 1),
    agent('ben', 1),
    agent('sue', 5, ['sales']),
  );
}, 60_000);

afterAll(async () => {
  await running?.stop();
  idp?.close();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

const token = (sub: string, role: string, issuer = 'idp') =>
  new SignJWT({ workspace: 'demo', roles: [role] })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
    .setIssuer(issuer)
    .setAudience('frontdesk')
    .setSubject(sub)
    .setExpirationTime('1h')
    .sign(signer);

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

async function call<Body>(sub: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer<Body>> {
  const role = sub.startsWith('v') ? 'visitor' : sub === 'eva' ? 'supervisor' : 'agent';
  const answered = await fetch(`${running.url}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      authorization: `Bearer ${await token(sub, role, role === 'visitor' ? 'widget' : 'idp')}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answered.text();
  return { status: answered.status, body: (text ? JSON.parse(text) : null) as Body };
}

/** What a command came to: its outcome, or the code of the refusal. */
async function ask(sub: string, path: string, body: object = {}): Promise<string> {
  const { status: code, body: said } = await call<Partial<CommandAnswer & Problem>>(sub, 'POST', path, body);
  return code === 200 ? (said.outcome ?? 'done') : (said.code ?? String(code));
}

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (let i = 0; i < 400; i++) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it never came true');
}

const deskOf = async (sub: string) => (await call<Desk>(sub, 'GET', '/v1/queue/desk')).body;
const waitingIds = async () =>
  (await call<QueueList>('eva', 'GET', '/v1/queue')).body.data.map(({ conversationId }) => conversationId);
const waits = (id: string) => until(async () => (await waitingIds()).includes(id));
const loads = async () =>
  Object.fromEntries((await call<Board>('eva', 'GET', '/v1/board')).body.agents.map((one) => [one.agentId, one.load]));

/** Everybody gone, everybody offline. */
async function cleared(): Promise<void> {
  await tell(strategy(), group('support'), group('sales'));
  for (const conversationId of open.splice(0))
    await tell({ type: 'conversation_closed', data: { conversationId, by: 'visitor' } });
  await tell(...['ana', 'ben', 'sue'].map((one) => status(one, 'offline')));
  await until(
    async () => (await waitingIds()).length === 0 && Object.values(await loads()).every((load) => load === 0),
  );
}

afterEach(cleared);

describe('B4e offers', () => {
  it('stand on the desk of the agent who is asked, with a countdown, until they are answered', async () => {
    await tell(strategy({ offer: { acceptMs: 60_000 } }), status('ana', 'online'));
    const id = await arrives();
    const [offer] = await until(async () => {
      const { offers } = await deskOf('ana');
      return offers.length > 0 && offers;
    });
    expect(offer).toMatchObject({
      conversationId: id,
      groupId: 'support',
      visitorName: `Visitor of ${id}`,
      lastText: 'Hi',
    });
    expect(offer?.remainingMs).toBeLessThanOrEqual(60_000);
    const { offerId } = offer ?? { offerId: '' };
    expect((await call<QueuePlace>(id.slice(2), 'GET', `/v1/queue/${id}`)).body).toMatchObject({
      position: 1,
      ahead: 0,
    });
    expect(await ask('ben', `/v1/conversations/${id}/offer/accept`, { offerId })).toBe('taken_by_other');
    const words = await Promise.all(
      Array.from({ length: 8 }, () => ask('ana', `/v1/conversations/${id}/offer/accept`, { offerId })),
    );
    expect(words.sort()).toEqual(['assigned', ...Array<string>(7).fill('no_change')]);
    expect((await deskOf('ana')).offers).toEqual([]);
    expect(await loads()).toMatchObject({ ana: 1 });
  });
  it('P25 R10 D6b declined by everybody, leave the visitor where they were', async () => {
    await tell(strategy({ offer: { acceptMs: 60_000 } }), status('ana', 'online'), status('ben', 'online'));
    const id = await arrives();
    for (const expected of ['offered', 'queued']) {
      const [sub, offerId] = await until(async () => {
        for (const one of ['ana', 'ben']) {
          const [offer] = (await deskOf(one)).offers;
          if (offer) return [one, offer.offerId] as const;
        }
        return undefined;
      });
      expect(await ask(sub, `/v1/conversations/${id}/offer/reject`, { offerId })).toBe(expected);
    }
    expect(await waitingIds()).toEqual([id]);
    const { body } = await call<Explanation>('eva', 'GET', `/v1/explanations/${id}`);
    expect(body.waiting?.table.map(({ agentId, notTaken }) => `${agentId} ${notTaken ?? ''}`)).toEqual([
      'ana excluded',
      'ben excluded',
    ]);
    expect(body.waiting?.sentence).not.toContain('undefined');
    // D6b what the first offer looked at: both were free then. What was not asked for is not computed.
    const asked = body.decisions.find(({ type }) => type === 'offered');
    const path = `/v1/explanations/${id}?table=${asked?.position ?? ''}`;
    const { decisions } = (await call<Explanation>('eva', 'GET', path)).body;
    const told = decisions.find(({ type }) => type === 'offered');
    const { reason } = told?.record as { reason: { candidates: { agentId: string }[] } };
    expect(told?.table?.map(({ notTaken }) => notTaken)).toEqual([null, null]);
    expect(told?.table?.map(({ agentId }) => agentId)).toEqual(reason.candidates.map(({ agentId }) => agentId));
    expect(decisions.filter(({ table }) => table !== undefined)).toHaveLength(1);
    // D6a and the versions of all that it was decided by: nobody had said anything of the mode.
    expect(told?.versions).toEqual({ group: 1, strategy: 1, mode: null, request: 1 });
  });
});

describe('D7b staff', () => {
  it('assign, move, put forward and end; each refusal says why', async () => {
    await tell(status('ana', 'online'));
    const held = await arrives();
    await until(async () => (await loads())['ana'] === 1);
    const [first, second] = [await arrives(), await arrives()];
    await waits(second);
    expect(await ask('eva', `/v1/conversations/${first}/assign`, { agentId: 'ana' })).toBe('at_limit');
    expect(await ask('eva', `/v1/conversations/${first}/assign`, { agentId: 'ben' })).toBe('not_online');
    expect(await ask('eva', `/v1/conversations/${first}/assign`, { groupId: 'nowhere' })).toBe('unknown_group');
    expect(await ask('eva', `/v1/conversations/${first}/assign`, {})).toBe('invalid_body');
    expect(await ask('eva', `/v1/conversations/${first}/assign`, { agentId: 'ana', groupId: 'sales' })).toBe(
      'invalid_body',
    );
    expect(await ask('eva', '/v1/conversations/nothing/assign', { agentId: 'ana' })).toBe('not_found');
    expect(await ask('ben', `/v1/conversations/${held}/assign`, { agentId: 'ben' })).toBe('not_yours');
    expect(await ask('ana', `/v1/queue/${first}/priority`, { priority: 3 })).toBe('forbidden');
    expect(await ask('eva', `/v1/queue/${second}/priority`, { priority: 'high' })).toBe('invalid_body');
    expect(await ask('eva', `/v1/queue/${second}/priority`, { priority: 3 })).toBe('reprioritised');
    expect(await waitingIds()).toEqual([second, first]);
    expect(await ask('eva', `/v1/conversations/${first}/assign`, { groupId: 'sales' })).toBe('queued');
    expect(await ask('eva', `/v1/queue/${held}/close`)).toBe('taken_by_other');
    expect(await ask('eva', `/v1/queue/${second}/close`)).toBe('closed');
    expect(await ask('eva', `/v1/queue/${second}/close`)).toBe('visitor_left');
    await tell(status('sue', 'online'));
    await until(async () => (await loads())['sue'] === 1);
    // F3: the load moves with it.
    expect(await ask('ana', `/v1/conversations/${held}/assign`, { agentId: 'sue' })).toBe('transferred');
    expect(await loads()).toMatchObject({ ana: 0, sue: 2 });
  });
  it('C8b end their wrap-up, and the slot is free', async () => {
    await tell(strategy({ wrapUpMs: 600_000 }), status('ana', 'online'));
    const held = await arrives();
    await until(async () => (await loads())['ana'] === 1);
    await tell({ type: 'conversation_closed', data: { conversationId: held, by: 'agent' } });
    const [wrapUp] = await until(async () => {
      const { wrapUps } = await deskOf('ana');
      return wrapUps.length > 0 && wrapUps;
    });
    expect(wrapUp).toMatchObject({ conversationId: held });
    expect(await loads()).toMatchObject({ ana: 1 });
    expect(await ask('ana', `/v1/conversations/${held}/wrap-up/end`)).toBe('ended');
    await until(async () => (await loads())['ana'] === 0);
  });
});

describe('E2d a visitor', () => {
  it('is warned, goes on waiting as often as the rules let them, and nobody else may ask for them', async () => {
    await tell(group('support', { maxWaitMs: 60_000, warnBeforeMs: 59_900, keepWaiting: 1 }));
    const id = await arrives();
    await waits(id);
    const me = id.slice(2);
    const place = async () => (await call<QueuePlace>(me, 'GET', `/v1/queue/${id}`)).body;
    await until(async () => (await place()).warning?.left === 1);
    expect(await ask('v0', `/v1/conversations/${id}/keep-waiting`)).toBe('not_found');
    expect(await ask(me, `/v1/conversations/${id}/keep-waiting`)).toBe('extended');
    expect((await place()).warning).toBeNull();
    expect(await ask(me, `/v1/conversations/${id}/keep-waiting`)).toBe('no_more_keep_waiting');
    await until(async () => (await place()).warning?.left === 0);
  });
});

describe('E6c the history of the queue', () => {
  it('tells how each stay ended, page by page', async () => {
    await tell(status('ana', 'online'));
    const held = await arrives();
    await until(async () => (await loads())['ana'] === 1);
    const [served, pulled, left, closed, moved] = [
      await arrives(),
      await arrives(),
      await arrives(),
      await arrives(),
      await arrives(),
    ];
    await waits(moved);
    await tell({ type: 'conversation_closed', data: { conversationId: held, by: 'agent' } });
    await until(async () => !(await waitingIds()).includes(served));
    await tell(status('sue', 'online'));
    expect(await ask('sue', `/v1/queue/${pulled}/pull`)).toBe('done');
    await tell({ type: 'conversation_closed', data: { conversationId: left, by: 'visitor' } });
    await ask('eva', `/v1/queue/${closed}/close`);
    await tell(status('sue', 'busy'));
    await ask('eva', `/v1/conversations/${moved}/assign`, { groupId: 'sales' });
    const history = async (query: string) =>
      (await call<QueueHistory>('eva', 'GET', `/v1/queue/history?${query}`)).body;
    const mine = [served, pulled, left, closed, moved];
    const stays = await until(async () => {
      const found = (await history('limit=200')).data.filter(({ conversationId }) => mine.includes(conversationId));
      return found.length === mine.length && found;
    });
    const reasons = Object.fromEntries(stays.map(({ conversationId, reason }) => [conversationId, reason]));
    expect(mine.map((id) => reasons[id])).toEqual(['assigned', 'pulled', 'abandoned', 'closed', 'moved']);
    expect(stays.find(({ reason }) => reason === 'pulled')).toMatchObject({ agentId: 'sue', groupId: 'support' });
    const first = await history('limit=2');
    const second = await history(`limit=2&cursor=${first.nextCursor ?? ''}`);
    expect([...first.data, ...second.data]).toEqual((await history('limit=4')).data);
    expect((await history('group=sales')).data.every(({ groupId }) => groupId === 'sales')).toBe(true);
    expect((await call<Problem>('eva', 'GET', '/v1/queue/history?cursor=x')).body.errors?.[0]?.pointer).toBe('/cursor');
  });
});

describe('P27 whether somebody is there', () => {
  const met = () => settings.peers.queue?.availability('demo', 'support');

  it('counts where the overflow chain leads', async () => {
    await tell(status('sue', 'online'));
    await until(async () => (await settings.peers.queue?.availability('demo', 'sales')) === 'online');
    expect(await met()).toBe('nobody_online');
    const chained = group('support');
    if (chained.type !== 'group_configured') throw new Error('no group');
    await tell({ ...chained, data: { ...chained.data, overflow: [{ groupId: 'sales', when: 'no_agent_online' }] } });
    await until(async () => (await met()) === 'online');
  });

  it('is somebody to wait for while all are at their limit', async () => {
    await tell(status('ana', 'online'));
    await until(async () => (await met()) === 'online');
    await arrives();
    await until(async () => (await loads())['ana'] === 1);
    expect(await met()).toBe('online');
  });
});

describe('I1 the pool', () => {
  const mode = (is: 'real_time' | 'asynchronous'): RoutingInput => ({
    type: 'mode_configured',
    data: { settingsVersion: 1, mode: is, pool: { among: 'online', order: 'oldest', timeoutMs: 60_000 } },
  });
  const pool = async () => (await call<PoolList>('ana', 'GET', '/v1/queue/pool')).body;
  afterEach(() => tell(mode('real_time')));

  it('I1c B1b is seen by staff, taken by hand, given by supervisors, explained, and moved by a switch', async () => {
    await tell(mode('asynchronous'));
    const [first, second] = [await arrives(), await arrives()];
    await until(async () => (await pool()).data.length === 2);
    expect(await pool()).toMatchObject({
      asynchronous: true,
      data: [{ conversationId: first, groupName: 'support', visitorName: `Visitor of ${first}`, lastText: 'Hi' }, {}],
    });
    expect((await call('ana', 'GET', `/v1/queue/${first}`)).status).toBe(404);
    const { body: board } = await call<Board>('eva', 'GET', '/v1/board');
    expect(board).toMatchObject({ waiting: 0, pooled: 2 });
    const support = board.groups.find(({ groupId }) => groupId === 'support');
    expect(support).toMatchObject({ mode: 'asynchronous', pooled: 2 });
    const { body: why } = await call<Explanation>('ana', 'GET', `/v1/explanations/${first}`);
    expect(why.waiting?.sentence).toMatch(/^In the pool: nobody of support is online/);
    expect(await ask('ana', `/v1/queue/${first}/pull`)).toBe('not_online');
    expect(await ask('eva', `/v1/conversations/${second}/assign`, { groupId: 'sales' })).toBe('pooled');
    await tell(mode('real_time'));
    await until(async () => (await waitingIds()).length === 2);
    expect((await pool()).data).toEqual([]);
    await tell(status('ana', 'online'));
    await until(async () => (await waitingIds()).length === 1);
  });

  it('I1c an agent takes out of it what nobody gave them', async () => {
    await tell(mode('asynchronous'), agent('ben', 1, ['sales']), status('ben', 'online'));
    const id = await arrives();
    await until(async () => (await pool()).data.length === 1);
    expect(await ask('ben', `/v1/queue/${id}/pull`)).toBe('done');
    expect((await pool()).data).toEqual([]);
    await tell(agent('ben', 1));
  });
});

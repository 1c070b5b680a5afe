// Show 3: many at once. Slots are filled exactly, places are those of the log, and of many who want one thing one gets it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AgentDocument, Board, ConversationView, QueueDocument, QueueList } from '@frontdesk/contracts';
import { api, tokenOf, type Api, type ApiProblem } from '../harness/api.js';
import { RealtimeClient } from '../harness/realtime-client.js';
import { runtimeWanted, startOn, type RunningProduct } from '../harness/runtimes.js';
import { demoIsThere, StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { ask, personToken, staffKey } from './database.js';
import { dice } from './dice.js';
import { pause, until } from './processes.js';
import { expectSoundLog } from './proof.js';

const STORM = 500;
const SLOTS = 10;
const PULLERS = 8;

jest.setTimeout(120_000);

const { pick, below } = dice('load');
let product: RunningProduct;
let ada: Api;
let ana: StaffClient;
let ben: StaffClient;

beforeAll(async () => {
  product = await startOn(runtimeWanted());
  await demoIsThere(product.url);
  ada = api(product.url, await tokenOf(product.url, 'ada'));
  await ada.change<QueueDocument>('queue', { maxLength: null });
  for (const agent of ['ana', 'ben']) await ada.change<AgentDocument>(`agents/${agent}`, { limit: SLOTS / 2 });
  [ana, ben] = await Promise.all([StaffClient.atWork(product.url, 'ana'), StaffClient.atWork(product.url, 'ben')]);
  await until('both agents on the board', async () => (await online()).length === 2);
});

afterAll(async () => {
  await product.remove();
});

const board = (): Promise<Board> => ada.get('/v1/board');
const online = async () => (await board()).agents.filter(({ status }) => status === 'online');
const loadOf = async (agentId: string) => (await board()).agents.find((agent) => agent.agentId === agentId)?.load;
const newcomer = async (groupId?: string) => {
  const visitor = await VisitorClient.open(product.url);
  await visitor.start({ text: 'Hello', ...(groupId && { groupId }) });
  return visitor;
};
/** Whose it is now; a decision may be a moment away. */
const ownerOf = async (visitor: VisitorClient) => (await visitor.view()).agent?.agentId ?? null;
const goesTo = (visitor: VisitorClient, agent: StaffClient) =>
  until(`the assignment to ${agent.sub}`, async () => (await ownerOf(visitor)) === agent.sub);

/** What was decided, in the order of the log. */
async function decided(): Promise<readonly { type: string; id: string; agentId: string | null; position: number }[]> {
  return ask(
    product,
    'assignment_queue',
    `SELECT e->>'type' AS type, e->'data'->>'conversationId' AS id, e->'data'->>'agentId' AS "agentId",
            (e->'data'->>'position')::int AS position
     FROM assignment_queue.record r, jsonb_array_elements(r.body::jsonb->'events') WITH ORDINALITY AS x(e, n)
     WHERE r.topic = 'assignment.decisions' AND r.type = 'assignment.decided' AND r.workspace = 'demo'
     ORDER BY r.seq, x.n`,
  );
}

const count = (sql: string, ...params: unknown[]) =>
  ask<{ n: string }>(product, 'conversation', `SELECT count(*) AS n FROM conversation.${sql}`, params).then(([row]) =>
    Number(row?.n),
  );

describe('a steady stream', () => {
  const seated: VisitorClient[] = [];

  it('P09 is spread over equal agents: their loads never differ by more than one', async () => {
    for (let arrived = 1; arrived <= SLOTS; arrived++) {
      seated.push(await newcomer());
      const loads = (await online()).map(({ load }) => load);
      expect(loads.reduce((sum, load) => sum + load, 0)).toBe(arrived);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    }
  });

  it('P03, P16, P17 a freed slot goes to the oldest whom its agent may take, over all of the agent’s groups', async () => {
    const arrivals = ['sales', 'support', 'sales', 'support'];
    const waiting: VisitorClient[] = [];
    for (const groupId of arrivals) waiting.push(await newcomer(groupId));
    const [sales1, support1, sales2, support2] = waiting as [
      VisitorClient,
      VisitorClient,
      VisitorClient,
      VisitorClient,
    ];
    // Ana is full by support's visitors alone: for sales she has no other slots.
    for (const visitor of waiting) expect((await visitor.view()).outcome).toBe('queued');
    const free = async (agent: StaffClient) => agent.close((await agent.inbox())[0]?.conversationId ?? '');
    await free(ben);
    await goesTo(support1, ben);
    await free(ana);
    await goesTo(sales1, ana);
    await free(ana);
    await goesTo(sales2, ana);
    expect(await ownerOf(support2)).toBeNull();
    await free(ben);
    await goesTo(support2, ben);
    seated.push(...waiting);
  });

  it('P22 a close that comes many times frees one slot', async () => {
    const [next, after] = [await newcomer(), await newcomer()];
    const [first] = await ana.inbox();
    const id = first?.conversationId ?? '';
    const owner = seated.find((visitor) => visitor.conversationId === id) as VisitorClient;
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? ana.close(id) : owner.end())));
    await goesTo(next, ana);
    expect(await loadOf('ana')).toBe(SLOTS / 2);
    expect(await ownerOf(after)).toBeNull();
    await after.end();
    for (const agent of [ana, ben]) {
      await Promise.all((await agent.inbox()).map(({ conversationId }) => agent.close(conversationId)));
    }
    await until('an empty house', async () => {
      const { waiting, agents } = await board();
      return waiting === 0 && agents.every(({ load }) => load === 0);
    });
  });
});

describe(`P02 ${STORM} visitors start at once on ${SLOTS} slots`, () => {
  let views: readonly ConversationView[];
  /** The recorded inputs of the storm, in the order of their lane. */
  let order: readonly string[];

  beforeAll(async () => {
    const visitors: VisitorClient[] = [];
    while (visitors.length < STORM) {
      visitors.push(...(await Promise.all(Array.from({ length: 50 }, () => VisitorClient.open(product.url)))));
    }
    const from = performance.now();
    const answers = await Promise.all(
      visitors.map((visitor) =>
        visitor.api.ask<ConversationView>('POST', '/v1/conversations', { text: 'Me!' }, { 'idempotency-key': 'once' }),
      ),
    );
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    const late = answers.filter(({ status }) => status === 202).length;
    process.stdout.write(`load: ${STORM} starts at once answered in ${seconds} s, ${late} of them 202\n`);
    views = answers.map(({ body }) => body);
    const ours = new Set(views.map(({ conversationId }) => conversationId));
    const inputs = await ask<{ id: string }>(
      product,
      'conversation',
      `SELECT body::jsonb->>'conversationId' AS id FROM conversation.record
       WHERE topic = 'assignment.inputs' AND type = 'conversation_requested' AND workspace = 'demo' ORDER BY seq`,
    );
    order = inputs.map(({ id }) => id).filter((id) => ours.has(id));
    await until('a decision for each', async () => (await board()).waiting === STORM - SLOTS);
  });

  it('D1b P48 none is an error, none is lost, none is twice', () => {
    expect(new Set(views.map(({ conversationId }) => conversationId)).size).toBe(STORM);
    expect(order).toHaveLength(STORM);
    for (const { outcome } of views) expect(['assigned', 'queued', 'pending']).toContain(outcome);
  });

  it(`exactly ${SLOTS} are assigned, the others wait in the order of their recorded inputs`, async () => {
    const ours = new Set(order);
    const arrivals = (await decided()).filter(
      ({ id, type }) => ours.has(id) && (type === 'assigned' || type === 'queued'),
    );
    expect(arrivals.map(({ id }) => id)).toEqual(order);
    expect(arrivals.slice(0, SLOTS).every(({ type }) => type === 'assigned')).toBe(true);
    expect(arrivals.slice(SLOTS).map(({ type, position }) => `${type} ${position}`)).toEqual(
      Array.from({ length: STORM - SLOTS }, (_, i) => `queued ${i + 1}`),
    );
    expect((await online()).map(({ agentId, load }) => [agentId, load])).toEqual([
      ['ana', SLOTS / 2],
      ['ben', SLOTS / 2],
    ]);
  });

  it('the queue that people see is the same', async () => {
    const { data } = await ada.get<QueueList>('/v1/queue');
    expect(data.length).toBeGreaterThan(0);
    expect(data.map(({ conversationId }) => conversationId)).toEqual(order.slice(SLOTS, SLOTS + data.length));
    expect(data.map(({ position }) => position)).toEqual(data.map((_, i) => i + 1));
    for (let look = 0; look < 20; look++) {
      const place = below(STORM - SLOTS);
      const seen = await ada.get<{ position: number; ahead: number }>(`/v1/queue/${order[SLOTS + place]}`);
      expect(seen).toMatchObject({ position: place + 1, ahead: place });
    }
  });
});

describe('the same, many times at once', () => {
  it('P05 100 starts with one Idempotency-Key are one conversation with one message', async () => {
    const visitor = await VisitorClient.open(product.url);
    const key = randomUUID();
    const views = await Promise.all(Array.from({ length: 100 }, () => visitor.start({ text: 'Only once' }, key)));
    expect(new Set(views.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(await requestsOf(visitor)).toBe(1);
    expect(await visitor.transcript()).toEqual(['Only once']);
  });

  it('P05 100 starts with 100 keys are one conversation too, and nothing that was said is lost or doubled', async () => {
    const visitor = await VisitorClient.open(product.url);
    const texts = Array.from({ length: 100 }, (_, i) => `Word ${i}`);
    const views = await Promise.all(texts.map((text) => visitor.start({ text })));
    expect(new Set(views.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(await requestsOf(visitor)).toBe(1);
    expect([...(await visitor.transcript())].sort()).toEqual([...texts].sort());
  });

  const requestsOf = ({ session }: VisitorClient) =>
    count(`record WHERE type = 'conversation.requested' AND body::jsonb->>'visitorId' = $1`, session.visitorId);
});

describe(`${PULLERS} agents want one visitor`, () => {
  const pullers: Api[] = [];
  const sockets: RealtimeClient[] = [];

  beforeAll(async () => {
    const key = await staffKey(product);
    for (let i = 1; i <= PULLERS; i++) {
      const id = `puller-${i}`;
      const document = { name: id, email: `${id}@demo.example`, limit: 40, groupIds: ['sales'], role: 'agent' };
      await ada.put(`/v1/settings/agents/${id}`, document, { 'if-none-match': '*' });
      const puller = api(product.url, await personToken(product, key, id, ['agent']));
      sockets.push(await RealtimeClient.open(puller));
      await puller.put('/v1/presence/me', { status: 'online' });
      pullers.push(puller);
    }
    await until('all of them online', async () => (await online()).length === PULLERS + 2);
  });

  const pull = (who: Api, conversationId: string): Promise<string> =>
    who.post(`/v1/queue/${conversationId}/pull`).then(
      () => 'got it',
      (problem: ApiProblem) => `${problem.status} ${problem.code ?? ''}`,
    );
  const someoneWaiting = async () => pick((await ada.get<QueueList>('/v1/queue')).data).conversationId;
  const assignments = async (id: string) =>
    (await decided()).filter((event) => event.id === id && event.type === 'assigned').length;

  it('P04 one gets them, the others are told that somebody else has', async () => {
    for (let round = 0; round < 8; round++) {
      const id = await someoneWaiting();
      const answers = await Promise.all(pullers.map((puller) => pull(puller, id)));
      expect(answers.sort()).toEqual([...Array<string>(PULLERS - 1).fill('409 taken_by_other'), 'got it']);
      expect(await assignments(id)).toBe(1);
    }
  });

  it('P04 eight requests of one agent get them once', async () => {
    const id = await someoneWaiting();
    const [puller] = pullers as [Api];
    const answers = await Promise.all(Array.from({ length: 8 }, () => pull(puller, id)));
    expect(answers.filter((answer) => answer === 'got it').length).toBeGreaterThanOrEqual(1);
    expect(await assignments(id)).toBe(1);
    expect((await ada.get<ConversationView>(`/v1/conversations/${id}`)).agent?.agentId).toBe('puller-1');
  });

  it('while the visitor leaves: one outcome, and all hear the same', async () => {
    const seen: Record<string, number> = {};
    for (let round = 0; round < 8; round++) {
      // From the end of the queue: nobody else's turn brings them an agent meanwhile.
      const visitor = await newcomer();
      const answers = await Promise.all([
        visitor.end(),
        ...pullers.slice(0, 3).map(async (puller) => {
          await pause(below(12));
          return pull(puller, visitor.conversationId);
        }),
      ]);
      const got = answers.filter((answer) => answer === 'got it').length;
      const assigned = await assignments(visitor.conversationId);
      expect(got).toBe(assigned);
      expect(got).toBeLessThanOrEqual(1);
      await until('the end', async () => (await visitor.view()).state === 'closed');
      seen[got ? 'pulled first' : 'left first'] = (seen[got ? 'pulled first' : 'left first'] ?? 0) + 1;
    }
    process.stdout.write(`load: pulls against leaving: ${JSON.stringify(seen)}\n`);
  });

  it('P22 the board’s loads are those of the inboxes', async () => {
    const open = await ask<{ agent: string; n: string }>(
      product,
      'conversation',
      `SELECT agent_id AS agent, count(*) AS n FROM conversation.conversation
       WHERE state = 'assigned' AND workspace = 'demo' GROUP BY agent_id`,
    );
    const loads = (await board()).agents.filter(({ load }) => load > 0);
    expect(Object.fromEntries(loads.map(({ agentId, load }) => [agentId, load]))).toEqual(
      Object.fromEntries(open.map(({ agent, n }) => [agent, Number(n)])),
    );
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    const { checker } = await expectSoundLog('load', product);
    expect(checker.ledgers[0]?.arrivals).toBeGreaterThan(STORM);
  });
});

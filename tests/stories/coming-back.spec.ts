// Leaving and coming back, as visitor and as agent: what is kept is what the log says, in whatever order people return,
// and coming back is decided anew. Then what follows a queue that is full, and a wait that was too long.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  AgentDocument,
  EffectiveStatus,
  Explanation,
  GroupDocument,
  SubmissionDocument,
} from '@frontdesk/contracts';
import { found, RoutedHouse, wordOf } from '../harness/routed-house.js';
import { runtimeWanted } from '../harness/runtimes.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { ask } from './database.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(60_000);

let house: RoutedHouse;
let ana: StaffClient;
let ben: StaffClient;

beforeAll(async () => {
  // Who closes a page is away soon, so that coming back is coming back.
  house = await RoutedHouse.open(runtimeWanted(), { FRONTDESK_CLOSE_GRACE_MS: '100' });
  for (const agentId of ['ana', 'ben']) await house.limit(agentId, 1);
  const { url } = house.product;
  ana = await StaffClient.atWork(url, 'ana');
  ben = await StaffClient.atWork(url, 'ben', 'busy');
  await isSeen('ana', 'online');
  await isSeen('ben', 'busy');
});

afterAll(async () => {
  await house.product.remove();
});

afterEach(async () => {
  await house.clear();
});

const agentOnBoard = async (agentId: string) =>
  (await house.sue.board()).agents.find((agent) => agent.agentId === agentId);
/** Routing has heard of the status. */
const isSeen = (agentId: string, status: EffectiveStatus) =>
  found(`${agentId} ${status}`, async () => (await agentOnBoard(agentId))?.status === status || undefined);
const isLive = ({ conversationId }: VisitorClient, live: boolean) =>
  found(
    `live: ${live}`,
    async () =>
      (await house.sue.queue()).some((one) => one.conversationId === conversationId && one.live === live) || undefined,
  );
/** There again, and waiting or served. */
const isBack = (visitor: VisitorClient) =>
  found('the visitor', async () => {
    const { state, conversationId } = await visitor.view();
    if (state === 'assigned') return true;
    return (await house.sue.queue()).some((one) => one.conversationId === conversationId && one.live) || undefined;
  });
const waitingIds = async () => (await house.sue.queue()).map(({ conversationId }) => conversationId);

async function busyHouse(waiting: number): Promise<{ held: VisitorClient; queue: VisitorClient[] }> {
  const held = await house.newcomer();
  await house.goesTo(held, 'ana');
  const queue: VisitorClient[] = [];
  while (queue.length < waiting) {
    const visitor = await house.newcomer();
    await house.waits(visitor);
    queue.push(visitor);
  }
  return { held, queue };
}

describe('a place in the queue', () => {
  it('E5a is the visitor’s, also on another device; E5b R08 to write or ask again changes nothing, to leave is one call', async () => {
    const [first, second] = (await busyHouse(2)).queue as [VisitorClient, VisitorClient];
    const { conversationId } = first;
    const { arrivedAt } = await first.view();
    await first.goodbye();
    const device = await VisitorClient.open(house.product.url, { token: first.session.token });
    expect(device.conversation).toMatchObject({ conversationId, state: 'queued', arrivedAt, place: { position: 1 } });
    await device.connect();
    for (let again = 0; again < 3; again++) {
      await device.say('Hello?');
      expect(await device.start({ text: 'Still me' })).toMatchObject({ conversationId, outcome: 'queued', arrivedAt });
    }
    expect(await waitingIds()).toEqual([conversationId, second.conversationId]);

    expect(await device.end()).toMatchObject({ state: 'closed', closedReason: 'visitor' });
    await found('the others', async () => `${await waitingIds()}` === second.conversationId || undefined);
    expect(await second.place()).toMatchObject({ position: 1, ahead: 0 });
  });

  it.each(['ana, 1, 2', 'ana, 2, 1', '1, ana, 2', '2, ana, 1', '1, 2, ana', '2, 1, ana'])(
    'E5d P30 is lost in no order of coming back: %s',
    async (order) => {
      const { held, queue } = await busyHouse(2);
      for (const visitor of queue) await visitor.goodbye();
      for (const visitor of queue) await isLive(visitor, false);
      await ana.goodbye();
      await isSeen('ana', 'offline');
      await held.end();
      const back: VisitorClient[] = [];
      for (const who of order.split(', ')) {
        const visitor = queue[Number(who) - 1];
        if (visitor !== undefined) back.push(visitor);
        await (visitor ?? ana).connect();
        await (visitor === undefined ? isSeen('ana', 'online') : isBack(visitor));
      }
      // Who was there when Ana was free is served; of two, the one who had waited longer. The other is next.
      const served = (order.endsWith('ana') ? queue[0] : back[0]) as VisitorClient;
      const next = queue.find((visitor) => visitor !== served) as VisitorClient;
      await house.goesTo(served, 'ana');
      expect(await waitingIds()).toEqual([next.conversationId]);
      await ana.close(served.conversationId);
      await house.goesTo(next, 'ana');
    },
  );
});

describe('the load of an agent', () => {
  it('P33 is what the log says, whatever pages open, close and sign out', async () => {
    const { queue } = await busyHouse(1);
    const [waiting] = queue as [VisitorClient];
    const full = async () => {
      expect(await agentOnBoard('ana')).toMatchObject({ load: 1, limit: 1 });
      expect(await house.owner(waiting)).toBeNull();
    };
    const pages = await Promise.all([1, 2, 3].map(() => StaffClient.signIn(house.product.url, 'ana')));
    for (const page of pages) await page.connect();
    await full();
    for (const page of pages) await page.goodbye();
    await full();
    await ana.goodbye();
    await isSeen('ana', 'offline');
    await full();
    await ana.connect();
    await isSeen('ana', 'online');
    await full();
    await ana.api.post('/v1/presence/me/logout', {});
    await isSeen('ana', 'offline');
    await full();
    await ana.goodbye();
    await ana.connect();
    await ana.status('online');
    await isSeen('ana', 'online');
    await full();
    expect((await house.history(waiting)).map(({ type }) => type)).not.toContain('conversation.assigned');
  });

  it('P32 shrinks in the commit of the close, and the slot is given away in the decision about it', async () => {
    const { held, queue } = await busyHouse(1);
    const [waiting] = queue as [VisitorClient];
    await ana.close(held.conversationId);
    await house.goesTo(waiting, 'ana');
    // Both records of the close bear the number of one transaction.
    const closing = await ask<{ topic: string; transaction: string }>(
      house.product,
      'conversation',
      `SELECT topic, xmin::text AS transaction FROM conversation.record
       WHERE (type = 'conversation.closed' AND stream = $1)
          OR (type = 'conversation_closed' AND body::jsonb->>'conversationId' = $1) ORDER BY topic`,
      [held.conversationId],
    );
    expect(closing.map(({ topic }) => topic)).toEqual(['assignment.inputs', 'conversation.events']);
    expect(new Set(closing.map(({ transaction }) => transaction)).size).toBe(1);
    const decided = await ask<{ types: string[] }>(
      house.product,
      'assignment_queue',
      `SELECT ARRAY(SELECT (e->>'type') || ' ' || (e->'data'->>'conversationId')
                    FROM jsonb_array_elements(body::jsonb->'events') e) AS types
       FROM assignment_queue.record
       WHERE topic = 'assignment.decisions' AND type = 'assignment.decided'
         AND body::jsonb->'input'->>'type' = 'conversation_closed' AND position($1 IN body) > 0`,
      [held.conversationId],
    );
    expect(decided.map(({ types }) => types)).toEqual([
      [`released ${held.conversationId}`, `assigned ${waiting.conversationId}`],
    ]);
  });
});

describe('P39 coming back after the end', () => {
  it('is a decision of its own: not the agent of last time when they are not there', async () => {
    const { held } = await busyHouse(0);
    await ana.close(held.conversationId);
    await ana.goodbye();
    await isSeen('ana', 'offline');
    await ben.status('online');
    await isSeen('ben', 'online');
    expect(await wordOf(held.say('One more thing').then(() => ({})))).toBe('conversation_closed');
    const { conversationId } = held;
    await held.start({ text: 'One more thing' });
    expect(held.conversationId).not.toBe(conversationId);
    await house.goesTo(held, 'ben');
    const { decisions } = await house.sue.api.get<Explanation>(`/v1/explanations/${held.conversationId}`);
    expect(decisions).toMatchObject([{ type: 'assigned', record: { cause: 'arrival', agentId: 'ben' } }]);
    await ben.status('busy');
    await isSeen('ben', 'busy');
    await ben.close(held.conversationId);
    await held.start({ text: 'And another' });
    expect(await held.view()).toMatchObject({ state: 'submission_offered', offer: { reason: 'nobody_online' } });
    await ana.connect();
    await isSeen('ana', 'online');
  });
});

describe('E2e what follows', () => {
  const offered = { enabled: true, text: 'Write to us.', texts: {} };
  const message = { enabled: false, text: 'Please come back later.', texts: {} };
  const toBen = { state: 'assigned', groupId: 'sales', agent: { agentId: 'ben' } };

  beforeAll(async () => {
    // Ben alone has room, and nobody who waits for Ana reaches him in time but by what is settled here.
    await house.ada.change<AgentDocument>('agents/ana', { groupIds: ['support'] });
    await house.ada.change<AgentDocument>('agents/ben', { groupIds: ['sales'] });
    await house.ada.change<GroupDocument>('groups/support', {
      overflow: [{ groupId: 'sales', when: 'waited', afterSeconds: 3600 }],
    });
    await ben.status('online');
    await isSeen('ben', 'online');
  });

  /** Their state settles when the conversation has heard of the decision. */
  async function becomes(visitor: VisitorClient, expected: object): Promise<void> {
    await found('the end of the wait', async () => (await visitor.view()).state !== 'queued' || undefined);
    expect(await visitor.view()).toMatchObject(expected);
  }

  it.each([
    [
      'a submission',
      'submission',
      offered,
      { state: 'submission_offered', offer: { reason: 'full', text: offered.text } },
    ],
    ['a message', 'submission', message, { outcome: 'unavailable', offer: { reason: 'full', text: message.text } }],
    ['another group', 'overflow', offered, toBen],
  ] as const)('a full queue: %s', async (_, whenFull, queueFull, expected) => {
    await house.ada.change<SubmissionDocument>('submission', { queueFull });
    await house.queue({ maxLength: 0, whenFull });
    await busyHouse(0);
    await becomes(await house.newcomer(), expected);
  });

  it.each([
    [
      'a submission',
      'submission',
      offered,
      { state: 'submission_offered', offer: { reason: 'timed_out', text: offered.text } },
    ],
    ['a message', 'submission', message, { state: 'closed', closedReason: 'queue_timeout' }],
    ['another group', 'overflow', offered, toBen],
  ] as const)('a wait that was too long: %s', async (_, whenTimedOut, queueTimeout, expected) => {
    await house.ada.change<SubmissionDocument>('submission', { queueTimeout });
    await house.queue({ maxLength: null, maxWaitSeconds: 1, warnBeforeSeconds: null, whenTimedOut });
    const visitor = (await busyHouse(1)).queue[0] as VisitorClient;
    await becomes(visitor, expected);
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('coming-back', house.product);
  });
});

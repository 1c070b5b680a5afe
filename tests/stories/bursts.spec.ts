// Show 6: the same load at once and spread out, on 25 slots; one conversation claimed eight times at once; a slot freed
// while nobody has a page open.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConversationView } from '@frontdesk/contracts';
import { assign, found, RoutedHouse, wordOf } from '../harness/routed-house.js';
import { runtimeWanted } from '../harness/runtimes.js';
import { StaffClient } from '../harness/staff-client.js';
import type { Api } from '../harness/api.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { ask } from './database.js';
import { openDesks } from './desks.js';
import { dice } from './dice.js';
import { pause } from './processes.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(200_000);

const ARRIVALS = 200;
const AGENTS = 5;
const LIMIT = 5;
const SLOTS = AGENTS * LIMIT;
const SPREAD_MS = 60_000;
const WINDOW_MS = 1_000;
/** Arrivals by themselves have 1. */
const DISPERSION = 3;

const { below } = dice('bursts');
let house: RoutedHouse;
let agents: Api[];

beforeAll(async () => {
  house = await RoutedHouse.open(runtimeWanted());
  await house.queue({ maxLength: null });
  agents = await openDesks(house, AGENTS, LIMIT);
});

afterAll(async () => {
  await house.product.remove();
});

interface Decided {
  readonly type: string;
  readonly id: string;
  readonly agentId: string | null;
}

/** Every decision about a conversation, in the order of the log. */
const decided = (): Promise<readonly Decided[]> =>
  ask(
    house.product,
    'assignment_queue',
    `SELECT e->>'type' AS type, e->'data'->>'conversationId' AS id, e->'data'->>'agentId' AS "agentId"
     FROM assignment_queue.record r, jsonb_array_elements(r.body::jsonb->'events') WITH ORDINALITY AS x(e, n)
     WHERE r.topic = 'assignment.decisions' AND r.type = 'assignment.decided' AND r.workspace = 'demo'
     ORDER BY r.seq, x.n`,
  );

/** Exactly as many are held as there are slots, nobody over the limit at any moment, the earliest first. */
async function expectFull(ids: ReadonlySet<string>): Promise<void> {
  const events = (await decided()).filter(({ id }) => ids.has(id));
  const loads = new Map<string, number>();
  for (const { type, agentId } of events) {
    if (agentId === null) continue;
    if (type === 'assigned') loads.set(agentId, (loads.get(agentId) ?? 0) + 1);
    if (type === 'released') loads.set(agentId, (loads.get(agentId) ?? 0) - 1);
    expect(loads.get(agentId)).toBeLessThanOrEqual(LIMIT);
  }
  expect([...loads.values()].reduce((sum, load) => sum + load, 0)).toBe(SLOTS);
  const arrivals = events.filter(({ type }) => type === 'assigned' || type === 'queued');
  expect(arrivals).toHaveLength(ids.size);
  expect(arrivals.slice(0, SLOTS).every(({ type }) => type === 'assigned')).toBe(true);
  expect(arrivals.slice(SLOTS).every(({ type }) => type === 'queued')).toBe(true);
}

/** When each visitor came, in ms. */
let came: number[] = [];

const starts = (visitor: VisitorClient): Promise<ConversationView> => {
  came.push(Date.now());
  return visitor.start({ text: 'Me!', groupId: 'support' });
};

/** Variance over mean of how many come within a second, from the first moment of the minute to its last. */
function dispersionOf(moments: readonly number[], begin: number): number {
  const counts = Array<number>(SPREAD_MS / WINDOW_MS).fill(0);
  for (const moment of moments) {
    const window = Math.min(counts.length - 1, Math.floor((moment - begin) / WINDOW_MS));
    counts[window] = (counts[window] ?? 0) + 1;
  }
  const mean = moments.length / counts.length;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1) / mean;
}

function told(how: string, begin: number): number {
  const dispersion = dispersionOf(came, begin);
  process.stdout.write(`bursts: ${came.length} arrivals ${how}, variance/mean ${dispersion.toFixed(1)} per second\n`);
  came = [];
  return dispersion;
}

interface Bunch {
  readonly size: number;
  readonly at: number;
}

/** Bunches of one to five at random moments: 11/3 in the long run; a minute that was drawn too smooth is drawn again. */
function bunches(): readonly Bunch[] {
  for (;;) {
    const drawn: Bunch[] = [];
    for (let rest = ARRIVALS; rest > 0;) {
      const size = Math.min(rest, 1 + below(5));
      drawn.push({ size, at: below(SPREAD_MS) });
      rest -= size;
    }
    const moments = drawn.flatMap(({ size, at }) => Array<number>(size).fill(at));
    if (dispersionOf(moments, 0) >= DISPERSION + 0.5) return drawn;
  }
}

async function visitors(count: number): Promise<VisitorClient[]> {
  const all: VisitorClient[] = [];
  while (all.length < count) {
    const more = Math.min(50, count - all.length);
    all.push(...(await Promise.all(Array.from({ length: more }, () => VisitorClient.open(house.product.url)))));
  }
  return all;
}

async function emptied(all: readonly VisitorClient[]): Promise<void> {
  // From the end of the queue, so that nobody is given a slot on the way.
  for (const visitor of [...all].reverse()) await visitor.end();
  await found('an empty house', async () => {
    const { waiting, agents: on } = await house.sue.board();
    return waiting === 0 && on.every(({ load }) => load === 0) ? true : undefined;
  });
}

describe(`D1b P48 ${ARRIVALS} arrivals on ${SLOTS} slots`, () => {
  it('D3a all at once: exactly as many are held as there are slots, and each start has an outcome', async () => {
    const all = await visitors(ARRIVALS);
    const begin = Date.now();
    const views = await Promise.all(all.map(starts));
    expect(told('at once', begin)).toBeGreaterThan(100);
    for (const { outcome } of views) expect(['assigned', 'queued', 'pending']).toContain(outcome);
    await found('every decision', async () =>
      (await house.sue.board()).waiting === ARRIVALS - SLOTS ? true : undefined,
    );
    await expectFull(new Set(views.map(({ conversationId }) => conversationId)));
    await emptied(all);
  });

  it('D3a over a minute, in bunches (variance at least three times the mean, measured): the same', async () => {
    const all = await visitors(ARRIVALS);
    const rest = [...all];
    const drawn = bunches().map(({ size, at }) => ({ at, bunch: rest.splice(0, size) }));
    const begin = Date.now();
    const coming = drawn.map(async ({ at, bunch }) => {
      await pause(begin + at - Date.now());
      return Promise.all(bunch.map(starts));
    });
    const views = (await Promise.all(coming)).flat();
    expect(told('in bunches', begin)).toBeGreaterThanOrEqual(DISPERSION);
    for (const { outcome } of views) expect(['assigned', 'queued', 'pending']).toContain(outcome);
    await found('every decision', async () =>
      (await house.sue.board()).waiting === ARRIVALS - SLOTS ? true : undefined,
    );
    await expectFull(new Set(views.map(({ conversationId }) => conversationId)));
    await emptied(all);
  });
});

describe('one conversation', () => {
  let first: VisitorClient;
  let desk: Api;

  beforeAll(async () => {
    // One desk with one slot, and somebody in it: whoever comes now waits.
    [desk] = agents as [Api];
    await house.limit('desk-1', 1);
    for (const agent of agents.slice(1)) await agent.put('/v1/presence/me', { status: 'offline' });
    await found('one desk', async () =>
      (await house.sue.board()).agents.filter(({ status }) => status === 'online').length === 1 ? true : undefined,
    );
    first = await VisitorClient.open(house.product.url);
    await starts(first);
    await house.goesTo(first, 'desk-1');
  });

  it('D7c P06 claimed eight times at once is assigned once', async () => {
    const visitor = await VisitorClient.asking(house.product.url, { text: 'Me!', groupId: 'support' });
    await house.waits(visitor);
    const sue = await StaffClient.atWork(house.product.url, 'sue');
    await found(
      'Sue',
      async () =>
        (await house.sue.board()).agents.some(({ agentId, status }) => agentId === 'sue' && status === 'online') ||
        undefined,
    );
    const claims = Array.from({ length: 8 }, (_, i) =>
      i % 2
        ? wordOf(sue.take(visitor.conversationId) as Promise<{ outcome?: string }>)
        : wordOf(assign(sue, visitor, { agentId: 'sue' })),
    );
    const words = await Promise.all(claims);
    await house.goesTo(visitor, 'sue');
    expect(words.filter((word) => word === 'done' || word === 'assigned')).toHaveLength(1);
    for (const word of words) expect(['done', 'assigned', 'taken_by_other', 'no_change']).toContain(word);
    const about = (await decided()).filter(({ id, type }) => id === visitor.conversationId && type === 'assigned');
    expect(about).toHaveLength(1);
    await sue.close(visitor.conversationId);
    await sue.status('offline');
    await sue.goodbye();
  });

  it('D4 P18 a slot is freed while nobody looks: the one who waits gets it all the same', async () => {
    const second = await VisitorClient.asking(house.product.url, { text: 'Me too', groupId: 'support' });
    await house.waits(second);
    // No page is open at the moment of the close: the visitor's is within its grace, and nobody polls.
    second.socket?.cut();
    await desk.post(`/v1/conversations/${first.conversationId}/close`);
    await house.goesTo(second, 'desk-1');
    const about = (await decided()).filter(({ id }) => id === second.conversationId).map(({ type }) => type);
    expect(about.filter((type) => type === 'assigned' || type === 'queued')).toEqual(['queued', 'assigned']);
    await desk.post(`/v1/conversations/${second.conversationId}/close`);
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('bursts', house.product);
  });
});

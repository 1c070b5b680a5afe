// Show 3: the mode is switched with 300 who wait and 50 in conversation, both ways, while visitors arrive. Nobody is lost,
// times of arrival are kept, and the log adds up.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Board, ConversationView, ModeDocument, PoolList } from '@frontdesk/contracts';
import type { Api } from '../harness/api.js';
import { found, RoutedHouse } from '../harness/routed-house.js';
import { runtimeWanted } from '../harness/runtimes.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { openDesks } from './desks.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(300_000);

const AGENTS = 5;
const LIMIT = 10;
const HELD = AGENTS * LIMIT;
const WAITING = 300;
/** Who come while the mode is being switched. */
const MEANWHILE = 20;
const AT_ONCE = 10;

let house: RoutedHouse;
let agents: Api[];
const visitors: VisitorClient[] = [];
const arrivals = new Map<string, string>();

beforeAll(async () => {
  house = await RoutedHouse.open(runtimeWanted());
  await house.queue({ maxLength: null, maxWaitSeconds: null, abandonAfterSeconds: 3600 });
  agents = await openDesks(house, AGENTS, LIMIT);
});

afterAll(async () => {
  await house.product.remove();
});

const board = (): Promise<Board> => house.sue.board();

async function arrive(count: number): Promise<void> {
  await inTurns(Array.from({ length: count }), async () => {
    const visitor = await VisitorClient.open(house.product.url);
    const { conversationId, arrivedAt } = await visitor.start({ text: 'Hello?' });
    arrivals.set(conversationId, arrivedAt);
    visitors.push(visitor);
  });
}

async function inTurns<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const rest = [...all];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (rest.length > 0) await act(rest.shift() as T);
    }),
  );
}

const DEFAULT: ModeDocument = {
  ...{ mode: 'real_time', channels: {}, groups: {}, assignAmong: 'online', poolOrder: 'oldest' },
  ...{ unassignedTimeoutSeconds: null, messages: {} },
};
/** The demo begins with the first one. */
let version = 1;

/** As an administrator does it, while others arrive. */
async function switchTo(mode: ModeDocument['mode']): Promise<void> {
  const seen = { 'if-match': `"${version}"` };
  const switching = house.ada.put('/v1/settings/mode', { ...DEFAULT, mode }, seen);
  await Promise.all([switching, arrive(MEANWHILE)]);
  version++;
}

const settled = (what: string, holds: (now: Board) => boolean): Promise<Board> =>
  found(
    what,
    async () => {
      const now = await board();
      return holds(now) ? now : undefined;
    },
    60_000,
  );

/** Everybody who ever came, by the state they are in; nobody's time of arrival has changed. */
async function states(): Promise<Readonly<Record<string, number>>> {
  const count: Record<string, number> = {};
  await inTurns(visitors, async (visitor) => {
    const { state, conversationId, arrivedAt }: ConversationView = await visitor.view();
    count[state] = (count[state] ?? 0) + 1;
    expect(arrivedAt).toBe(arrivals.get(conversationId));
  });
  return count;
}

/** As routing has it, to the millisecond: the order in which everybody came. */
const inOrder = (all: readonly { readonly arrivedAt: string }[]): boolean =>
  all.every(({ arrivedAt }, i) => i === 0 || (all[i - 1]?.arrivedAt ?? '') <= arrivedAt);

const timesOf = (all: readonly { readonly conversationId: string; readonly arrivedAt: string }[]) =>
  Object.fromEntries(all.map(({ conversationId, arrivedAt }) => [conversationId, arrivedAt]));

describe('B1b switching the mode with 300 who wait', () => {
  it('loses nobody from the queue to the pool, which fills what becomes free', async () => {
    await arrive(HELD + WAITING);
    await settled('a full house', ({ waiting }) => waiting === WAITING);
    const before = timesOf(await house.sue.queue());
    await switchTo('asynchronous');
    const after = await settled('the pool', ({ pooled }) => pooled === WAITING + MEANWHILE);
    expect(after.waiting).toBe(0);
    await found(
      'the conversations',
      async () => ((await states())['pooled'] === WAITING + MEANWHILE ? true : undefined),
      60_000,
    );
    expect(await states()).toEqual({ assigned: HELD, pooled: WAITING + MEANWHILE });

    // I1b The oldest comes first; I1c one is taken by hand.
    const { data } = await (agents[0] as Api).get<PoolList>('/v1/queue/pool');
    const ids = data.map(({ conversationId }) => conversationId);
    expect(inOrder(data)).toBe(true);
    expect(timesOf(data)).toEqual(before);
    const [held] = (await (agents[0] as Api).get<{ data: ConversationView[] }>('/v1/conversations?view=mine')).data;
    await (agents[0] as Api).post(`/v1/conversations/${held?.conversationId ?? ''}/close`, {});
    await found('a refill', async () => {
      const first = visitors.find(({ conversationId }) => conversationId === ids[0]);
      return (await first?.view())?.state === 'assigned' ? true : undefined;
    });
    expect((await settled('one less', ({ pooled }) => pooled === WAITING + MEANWHILE - 1)).pooled).toBeGreaterThan(0);
  });

  it('loses nobody from the pool to the queue, where everybody has the place of their arrival', async () => {
    await switchTo('real_time');
    const expected = WAITING + 2 * MEANWHILE - 1;
    expect((await settled('the queue', ({ waiting }) => waiting === expected)).pooled).toBe(0);
    await found('the conversations', async () => ((await states())['queued'] === expected ? true : undefined), 60_000);
    expect(await states()).toEqual({ assigned: HELD, closed: 1, queued: expected });
    const queue = await house.sue.queue();
    expect(queue.map(({ position }) => position)).toEqual(queue.map((_, i) => i + 1));
    expect(inOrder(queue)).toBe(true);
  });

  it('J4 adds up afterwards: the log is sound, and nothing remains unaccounted for', async () => {
    const { checker } = await expectSoundLog('mode', house.product);
    const demo = checker.ledgers.find(({ workspace }) => workspace === 'demo');
    expect(demo).toMatchObject({ arrivals: visitors.length, remainder: 0, open: { pooled: 0 } });
  });
});

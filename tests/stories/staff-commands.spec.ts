// Show 8: what staff do with conversations, raced against each other and against the visitors: one outcome, losers told why.
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type {
  CommandAnswer,
  ConversationEvent,
  ConversationView,
  PresenceList,
  QueueHistory,
  StatusRequestList,
} from '@frontdesk/contracts';
import type { Api } from '../harness/api.js';
import { assign, deskOf, found, RoutedHouse, wordOf } from '../harness/routed-house.js';
import { runtimeWanted } from '../harness/runtimes.js';
import { StaffClient } from '../harness/staff-client.js';
import type { VisitorClient } from '../harness/visitor-client.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(60_000);

const ROUNDS = 4;

let house: RoutedHouse;
let ana: StaffClient;
let ben: StaffClient;

beforeAll(async () => {
  house = await RoutedHouse.open(runtimeWanted());
  for (const agentId of ['ana', 'ben']) await house.limit(agentId, 1);
  const { url } = house.product;
  ana = await StaffClient.atWork(url, 'ana');
  ben = await StaffClient.atWork(url, 'ben', 'busy');
});

afterAll(async () => {
  await house.product.remove();
});

/** Whatever a test left behind, the next begins with Ana alone and free. */
beforeEach(async () => {
  await house.clear();
  await house.sue.status('offline');
  await ben.status('busy');
  await ana.status('online');
  await house.says({ ana: 'online', ben: 'busy', sue: 'offline' });
});

/** A decision reaches the conversation a moment after its answer. */
const becomes = (visitor: VisitorClient, wanted: Partial<ConversationView>) =>
  found(JSON.stringify(wanted), async () => {
    const view = await visitor.view();
    return Object.entries(wanted).every(([name, is]) => view[name as keyof ConversationView] === is) || undefined;
  });

/** One whom Ana has, and one who waits for her slot. */
async function busyHouse(): Promise<{ readonly held: VisitorClient; readonly waiting: VisitorClient }> {
  const held = await house.newcomer();
  await house.goesTo(held, 'ana');
  const waiting = await house.newcomer();
  await house.waits(waiting);
  return { held, waiting };
}

const of = ({ conversationId }: VisitorClient) => ({ conversationId });
const typesOf = async (visitor: VisitorClient) => (await house.history(visitor)).map(({ type }) => type);
const seen = async <Type extends ConversationEvent['type']>(visitor: VisitorClient, type: Type) =>
  found(
    type,
    async () =>
      (await house.history(visitor)).find((event) => event.type === type) as
        Extract<ConversationEvent, { type: Type }> | undefined,
  );

describe('D7b E6b a supervisor', () => {
  it('P21 assigns who waits, to an agent who has room', async () => {
    const { waiting } = await busyHouse();
    expect(await wordOf(assign(house.sue, of(waiting), { agentId: 'ana' }))).toBe('at_limit');
    expect(await wordOf(assign(house.sue, of(waiting), { agentId: 'nobody' }))).toBe('unknown_agent');
    await ben.status('online');
    await house.goesTo(waiting, 'ben');
    await ben.status('busy');
    await house.clear();
  });

  it('moves who waits to another group, and gives them a better place there', async () => {
    const { waiting } = await busyHouse();
    const second = await house.newcomer('sales');
    await house.waits(second);
    expect(await assign(house.sue, of(waiting), { groupId: 'sales' })).toMatchObject({
      outcome: 'queued',
      groupId: 'sales',
    });
    expect((await seen(waiting, 'conversation.requeued')).data).toMatchObject({ groupId: 'sales', cause: 'moved' });
    expect(await wordOf(assign(house.sue, of(waiting), { groupId: 'nowhere' }))).toBe('unknown_group');
    // The arrival counts, not the move: the first of the two is still before the other.
    expect(await waiting.place()).toMatchObject({ position: 1 });
    const answer = await house.sue.api.post<CommandAnswer>(`/v1/queue/${second.conversationId}/priority`, {
      priority: 9,
    });
    expect(answer.outcome).toBe('reprioritised');
    expect(await second.place()).toMatchObject({ position: 1 });
    expect(await waiting.place()).toMatchObject({ position: 2 });
    await house.clear();
  });

  it('P21 ends a wait, and what an agent has', async () => {
    const { held, waiting } = await busyHouse();
    const close = (visitor: VisitorClient) =>
      house.sue.api.post<CommandAnswer>(`/v1/queue/${visitor.conversationId}/close`);
    expect(await wordOf(close(held))).toBe('taken_by_other');
    expect(await wordOf(close(waiting))).toBe('closed');
    await becomes(waiting, { state: 'closed', closedReason: 'supervisor' });
    expect(await house.sue.close(held.conversationId)).toMatchObject({ state: 'closed', closedReason: 'supervisor' });
    await house.clear();
  });

  it('takes for themselves what somebody else has', async () => {
    const { held, waiting } = await busyHouse();
    const sue = await StaffClient.atWork(house.product.url, 'sue');
    await house.says({ sue: 'online' });
    expect(await assign(sue, of(held), { agentId: 'sue' })).toMatchObject({ outcome: 'transferred', agentId: 'sue' });
    await house.goesTo(held, 'sue');
    // The slot that this freed is filled by the very decision.
    await house.goesTo(waiting, 'ana');
    await house.clear();
    await sue.status('offline');
    await sue.goodbye();
  });

  it('may what an agent may not', async () => {
    const { held, waiting } = await busyHouse();
    expect(await wordOf(assign(ben, of(held), { agentId: 'ben' }))).toBe('not_yours');
    for (const path of ['priority', 'close']) {
      const asked = ana.api.post<CommandAnswer>(`/v1/queue/${waiting.conversationId}/${path}`, { priority: 1 });
      expect(await wordOf(asked)).toBe('forbidden');
    }
    expect(await wordOf(assign(house.sue, of(held), {} as { agentId: string }))).toBe('invalid_body');
    await house.clear();
  });
});

describe('F3 a transfer', () => {
  it('moves the load with the conversation, and tells both sides', async () => {
    const { held, waiting } = await busyHouse();
    await ben.status('online');
    await house.goesTo(waiting, 'ben');
    await ben.close(waiting.conversationId);
    expect(await assign(ana, of(held), { agentId: 'ben' })).toMatchObject({ outcome: 'transferred', agentId: 'ben' });
    await house.goesTo(held, 'ben');
    expect((await seen(held, 'conversation.transferred')).data).toMatchObject({
      fromAgentId: 'ana',
      toAgentName: 'Ben',
    });
    const loads = (await house.sue.board()).agents.map(({ agentId, load }) => [agentId, load]);
    expect(loads).toEqual(
      expect.arrayContaining([
        ['ana', 0],
        ['ben', 1],
      ]),
    );
    expect(await wordOf(ana.reply(held.conversationId, 'Still me').then(() => ({})))).toBe('not_the_owner');
    await ben.reply(held.conversationId, 'Now me');
    await ben.status('busy');
    await house.clear();
  });

  it('to a group is that group’s next agent, or its queue at the old arrival', async () => {
    const { held } = await busyHouse();
    const { arrivedAt } = await held.view();
    expect(await assign(ana, of(held), { groupId: 'sales' })).toMatchObject({ groupId: 'sales' });
    // Ana is of both groups, and hers is the slot that this freed; but whoever gave it away is not asked again.
    await becomes(held, { groupId: 'sales', state: 'queued', arrivedAt });
    await house.clear();
  });

  it('racing with a close has one outcome', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await ben.status('busy');
      const held = await house.newcomer();
      await house.goesTo(held, 'ana');
      await ben.status('online');
      const transfer = () => wordOf(assign(ana, of(held), { agentId: 'ben' }));
      const close = () => wordOf(held.end().then(() => ({ outcome: 'closed' })));
      const [moved] =
        round % 2 ? [(await Promise.all([close(), transfer()]))[1]] : await Promise.all([transfer(), close()]);
      expect(['transferred', 'visitor_left', 'not_waiting', 'not_yours']).toContain(moved);
      await house.clear();
      const types = await typesOf(held);
      // The conversation hears no more of a transfer that its end has overtaken; the slots are free either way.
      expect(types.at(-1)).toBe('conversation.closed');
    }
    await ben.status('busy');
  });

  it('P07 of two transfers at once to different agents the conversation ends with exactly one of them', async () => {
    const sue = await StaffClient.atWork(house.product.url, 'sue');
    await house.says({ sue: 'online' });
    await ben.status('busy');
    const held = await house.newcomer();
    await house.goesTo(held, 'ana');
    await ben.status('online');
    const words = await Promise.all([
      wordOf(assign(ana, of(held), { agentId: 'ben' })),
      wordOf(assign(ana, of(held), { agentId: 'sue' })),
    ]);
    // An agent gives away what they hold: the second finds it gone.
    expect([...words].sort()).toEqual(['not_yours', 'transferred']);
    await house.goesTo(held, words[0] === 'transferred' ? 'ben' : 'sue');
    await ben.status('busy');
    await house.clear();
    await sue.status('offline');
    await sue.goodbye();
  });
});

describe('D7c pulls, assignments and moves at once', () => {
  it('P04 of a pull and an end of the wait one counts, and the other hears of it', async () => {
    // Sue is of another group: nobody of this one has a slot, so the visitor waits, but she may reach over.
    const sue = await StaffClient.atWork(house.product.url, 'sue');
    await house.says({ sue: 'online' });
    const seen = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const { waiting } = await busyHouse();
      const pull = () => wordOf(sue.take(waiting.conversationId) as Promise<{ outcome?: string }>);
      const close = () => wordOf(sue.api.post<CommandAnswer>(`/v1/queue/${waiting.conversationId}/close`));
      const words = await Promise.all(round % 2 ? [close(), pull()] : [pull(), close()]);
      const [pulled, closed] = round % 2 ? [words[1], words[0]] : words;
      expect([`done taken_by_other`, 'visitor_left closed']).toContain(`${pulled ?? ''} ${closed ?? ''}`);
      await becomes(waiting, { state: pulled === 'done' ? 'assigned' : 'closed' });
      seen.add(pulled ?? '');
      await house.clear();
    }
    process.stdout.write(`staff: pulls against ends of the wait: ${[...seen].join(', ')}\n`);
    await sue.status('offline');
    await sue.goodbye();
  });

  it('a move and the visitor’s leaving have one outcome', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { waiting } = await busyHouse();
      const move = () => wordOf(assign(house.sue, of(waiting), { groupId: 'sales' }));
      const leave = () => wordOf(waiting.end().then(() => ({ outcome: 'left' })));
      const [first, second] = await Promise.all(round % 2 ? [leave(), move()] : [move(), leave()]);
      const moved = round % 2 ? second : first;
      expect(['queued', 'visitor_left', 'not_waiting']).toContain(moved);
      await becomes(waiting, { state: 'closed' });
      await house.clear();
    }
  });
});

describe('P04 D7c E7 at the last moment of a wait', () => {
  it('pulls, submissions and the time itself: each visitor has one outcome, and who was too late is told why', async () => {
    const sue = await StaffClient.atWork(house.product.url, 'sue');
    await house.limit('sue', 20);
    await house.queue({ maxWaitSeconds: 3, warnBeforeSeconds: null });
    await house.says({ sue: 'online' });
    const held = await house.newcomer();
    await house.goesTo(held, 'ana');
    const racers = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const visitor = await house.newcomer();
        const { arrivedAt } = await visitor.view();
        const at = new Date(arrivedAt).getTime() + 3_000 + (i - 6) * 5;
        await new Promise((done) => setTimeout(done, Math.max(0, at - Date.now())));
        const asked: Promise<{ outcome?: string }> =
          i % 2
            ? (sue.take(visitor.conversationId) as Promise<{ outcome?: string }>)
            : visitor
                .leaveMessage({ ...of(visitor), email: 'mia@example.com', text: `In time? ${i}` })
                .then(({ status }) => ({ outcome: status }));
        return { visitor, pulled: i % 2 === 1, word: await wordOf(asked) };
      }),
    );
    for (const { visitor, pulled, word } of racers) {
      const view = await found('one outcome', async () => {
        const now = await visitor.view();
        return now.state === 'queued' ? undefined : now;
      });
      if (pulled) {
        expect(['done', 'visitor_left', 'taken_by_other']).toContain(word);
        expect(view.state).toBe(word === 'done' ? 'assigned' : 'submission_offered');
      } else {
        // A submission is taken before the end of the wait and after it: it was offered then.
        expect(['pending', 'confirmed']).toContain(word);
        await becomes(visitor, { state: 'closed', closedReason: 'converted' });
      }
      const ends = (await typesOf(visitor)).filter((type) =>
        ['conversation.assigned', 'conversation.closed'].includes(type),
      );
      expect(ends.length).toBeLessThanOrEqual(1);
    }
    await house.queue({ maxWaitSeconds: null });
    await house.clear();
    await sue.status('offline');
    await sue.goodbye();
  });

  it('C5b approved, refused and withdrawn at once, a request to leave has one outcome', async () => {
    await house.ada.change('presence', { approval: true });
    for (let round = 0; round < ROUNDS; round++) {
      const id = await found('a request', async () => {
        await ana.status('busy').catch(() => undefined);
        const { data } = await house.sue.api.get<StatusRequestList>('/v1/presence/requests');
        const asked = data.find(({ agentId }) => agentId === 'ana')?.requestId;
        // Presence is told of the new rule a moment after settings: she may have been let go without being asked.
        if (!asked) await ana.status('online');
        return asked;
      });
      const answer = (word: 'approve' | 'refuse', by: Api) => () =>
        wordOf(by.post<object>(`/v1/presence/requests/${id}/${word}`).then(() => ({ outcome: word })));
      const withdraw = () =>
        wordOf(ana.api.ask<object>('DELETE', '/v1/presence/me/request').then(() => ({ outcome: 'withdraw' })));
      const all = [answer('approve', house.sue.api), answer('refuse', house.ada), withdraw];
      const words = await Promise.all([...all.slice(round % 3), ...all.slice(0, round % 3)].map((act) => act()));
      const { agents } = await house.sue.api.get<PresenceList>('/v1/presence').then(({ data }) => ({ agents: data }));
      const left = agents.find(({ agentId }) => agentId === 'ana')?.intent === 'busy';
      expect(words.includes('approve')).toBe(left);
      expect(words.filter((word) => word === 'approve' || word === 'refuse').length).toBeLessThanOrEqual(1);
      for (const word of words)
        expect(['approve', 'refuse', 'withdraw', 'request_settled', 'not_found']).toContain(word);
      await ana.status('online');
    }
    await house.ada.change('presence', { approval: false });
  });
});

describe('D7a P26 a silent agent', () => {
  it('loses the conversation to the queue, at its old arrival, and is not given it again', async () => {
    await house.strategy({ firstResponseSeconds: 5 });
    const silent = await house.newcomer();
    await house.goesTo(silent, 'ana');
    const { arrivedAt } = await silent.view();
    expect((await seen(silent, 'conversation.requeued')).data).toMatchObject({ cause: 'no_first_response' });
    expect(await silent.view()).toMatchObject({ state: 'queued', arrivedAt, agent: null });
    await ben.status('online');
    await house.goesTo(silent, 'ben');
    await ben.reply(silent.conversationId, 'Here I am');
    // Answered in time: no timer is left that could take it away.
    await new Promise((done) => setTimeout(done, 6_000));
    expect(await house.owner(silent)).toBe('ben');
    await ben.status('busy');
    await house.strategy({ firstResponseSeconds: null });
    await house.clear();
  });
});

describe('C8a a wrap-up', () => {
  it('holds the slot after a close, until the agent ends it (C8b)', async () => {
    await house.strategy({ wrapUpSeconds: 600 });
    const { held, waiting } = await busyHouse();
    await ana.close(held.conversationId);
    const { wrapUps } = await found('the wrap-up', async () => {
      const desk = await deskOf(ana);
      return desk.wrapUps.length > 0 ? desk : undefined;
    });
    expect(wrapUps.map(({ conversationId }) => conversationId)).toEqual([held.conversationId]);
    expect(await house.owner(waiting)).toBeNull();
    expect((await house.sue.board()).agents.find(({ agentId }) => agentId === 'ana')?.load).toBe(1);
    await ana.api.post(`/v1/conversations/${held.conversationId}/wrap-up/end`);
    await house.goesTo(waiting, 'ana');
    expect((await deskOf(ana)).wrapUps).toEqual([]);
    await house.strategy({ wrapUpSeconds: 0 });
    await house.clear();
  });
});

describe('P33 capacity', () => {
  it('depends on the log and not on pages: more of them, fewer of them, and reloads change nothing', async () => {
    const { waiting } = await busyHouse();
    for (let page = 0; page < 3; page++) {
      const again = await StaffClient.signIn(house.product.url, 'ana');
      await again.connect();
      await again.goodbye();
    }
    expect((await house.sue.board()).agents.find(({ agentId }) => agentId === 'ana')).toMatchObject({
      load: 1,
      limit: 1,
    });
    expect(await house.owner(waiting)).toBeNull();
  });
});

describe('E6c the history of the queue', () => {
  it('tells how each stay ended: assigned, pulled, abandoned, closed, moved', async () => {
    const ended = new Map<string, string>();
    const { held, waiting } = await busyHouse();
    const [pulled, left, closed, moved] = [
      await house.newcomer(),
      await house.newcomer(),
      await house.newcomer(),
      await house.newcomer(),
    ];
    await ana.close(held.conversationId);
    await house.goesTo(waiting, 'ana');
    ended.set(waiting.conversationId, 'assigned');
    await left.end();
    ended.set(left.conversationId, 'abandoned');
    await house.sue.api.post(`/v1/queue/${closed.conversationId}/close`);
    ended.set(closed.conversationId, 'closed');
    const sue = await StaffClient.atWork(house.product.url, 'sue');
    await house.says({ sue: 'online' });
    await sue.take(pulled.conversationId);
    ended.set(pulled.conversationId, 'pulled');
    await sue.status('busy');
    await house.says({ sue: 'busy' });
    await assign(house.sue, of(moved), { groupId: 'sales' });
    ended.set(moved.conversationId, 'moved');
    const page = await found('the history', async () => {
      const { data } = await house.sue.api.get<QueueHistory>('/v1/queue/history?limit=200');
      const mine = data.filter(({ conversationId }) => ended.has(conversationId));
      return mine.length >= ended.size ? mine : undefined;
    });
    expect(Object.fromEntries(page.map(({ conversationId, reason }) => [conversationId, reason]))).toEqual(
      Object.fromEntries(ended),
    );
    expect(page.find(({ reason }) => reason === 'assigned')).toMatchObject({ agentName: 'Ana', groupName: 'Support' });
    // Page by page it is the same.
    const first = await house.sue.api.get<QueueHistory>('/v1/queue/history?limit=2');
    const second = await house.sue.api.get<QueueHistory>(`/v1/queue/history?limit=2&cursor=${first.nextCursor ?? ''}`);
    const all = await house.sue.api.get<QueueHistory>('/v1/queue/history?limit=4');
    expect([...first.data, ...second.data]).toEqual(all.data);
    await house.clear();
    await sue.status('offline');
    await sue.goodbye();
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('staff-commands', house.product);
  });
});

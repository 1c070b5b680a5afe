// Those who wait: what they are told, in their language, when their place changes, before the wait is over, and why.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommandAnswer, Explanation, QueuePlace } from '@frontdesk/contracts';
import { found, RoutedHouse, wordOf } from '../harness/routed-house.js';
import { runtimeWanted } from '../harness/runtimes.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(60_000);

let house: RoutedHouse;
let ana: StaffClient;
let held: VisitorClient;

beforeAll(async () => {
  house = await RoutedHouse.open(runtimeWanted());
  for (const agentId of ['ana', 'ben']) await house.limit(agentId, 1);
  ana = await StaffClient.atWork(house.product.url, 'ana');
  held = await house.newcomer();
  await house.goesTo(held, 'ana');
});

afterAll(async () => {
  await house.product.remove();
});

const frames = ({ socket }: VisitorClient): readonly QueuePlace[] =>
  (socket?.frames ?? []).flatMap((frame) => (frame.type === 'position' ? [frame.place] : []));
const framed = (visitor: VisitorClient, accept: (place: QueuePlace) => boolean | undefined): Promise<QueuePlace> =>
  found('the frame', async () => frames(visitor).find((place) => accept(place)));
const keepWaiting = (visitor: VisitorClient) =>
  wordOf(visitor.api.post<CommandAnswer>(`/v1/conversations/${visitor.conversationId}/keep-waiting`));

describe('E3a the words of the queue', () => {
  it('are in the visitor’s language, on entry and when the place changes; P49 also after a reload', async () => {
    const said = {
      entry: 'Welcome: {{ahead}} ahead.',
      position: '{{position}} in {{group}}.',
      reassurance: '',
      warning: '',
    };
    await house.queue({ messages: { en: said, de: { ...said, position: 'Platz {{position}} bei {{group}}.' } } });
    const first = await house.newcomer();
    await house.waits(first);
    const german = await VisitorClient.asking(house.product.url, { text: 'Hallo?', language: 'de-AT' });
    await house.waits(german);
    await found('the German words', async () =>
      (await german.place()).message === 'Welcome: 1 ahead.' ? true : undefined,
    );
    await first.end();
    await framed(german, ({ message }) => message === 'Platz 1 bei Support.');
    const reloaded = await VisitorClient.open(house.product.url, { token: german.session.token });
    expect(reloaded.conversation?.place).toMatchObject({ position: 1, message: 'Welcome: 0 ahead.' });
    await german.end();
  });

  it('E3d what is typed while waiting reaches the agent', async () => {
    const visitor = await house.newcomer();
    await house.waits(visitor);
    await visitor.say('And another thing');
    await ana.close(held.conversationId);
    await house.goesTo(visitor, 'ana');
    const texts = (await ana.events(visitor.conversationId)).flatMap((event) =>
      event.type === 'conversation.message_added' ? [event.data.text] : [],
    );
    expect(texts).toEqual(['Hello?', 'And another thing']);
    held = visitor;
  });
});

describe('E1c a place that worsens', () => {
  it('names its cause, and is exact (R04)', async () => {
    const [first, second] = [await house.newcomer(), await house.newcomer()];
    await house.waits(second);
    await framed(first, ({ position }) => position === 1);
    await house.sue.api.post(`/v1/queue/${second.conversationId}/priority`, { priority: 5 });
    expect(await framed(first, ({ position }) => position === 2)).toMatchObject({ ahead: 1, worsened: 'priority' });
    expect(await first.place()).toMatchObject({ position: 2, ahead: 1 });
    await framed(second, ({ position }) => position === 1);
    await second.end();
    expect((await framed(first, ({ position, ahead }) => position === 1 && ahead === 0)).worsened ?? null).toBeNull();
    await first.end();
  });
});

describe('E2c the end of the wait', () => {
  it('is warned of, put off as often as the rules say (E2d), and then comes', async () => {
    await house.queue({ maxWaitSeconds: 8, warnBeforeSeconds: 7, keepWaiting: 1 });
    const visitor = await house.newcomer();
    await house.waits(visitor);
    const { warning } = await framed(visitor, (place) => place.warning?.left === 1);
    expect(warning?.remainingMs).toBeLessThanOrEqual(7_000);
    expect(await keepWaiting(visitor)).toBe('extended');
    expect(await keepWaiting(visitor)).toBe('no_more_keep_waiting');
    await framed(visitor, (place) => place.warning?.left === 0);
    await found('the end', async () => ((await visitor.view()).state === 'queued' ? undefined : true));
    const types = (await house.history(visitor)).map(({ type }) => type.replace('conversation.', ''));
    expect(types.filter((type) => type.startsWith('wait_'))).toEqual(['wait_warned', 'wait_extended', 'wait_warned']);
    expect((await visitor.view()).offer?.reason).toBe('timed_out');
    expect(['not_waiting', 'visitor_left']).toContain(await keepWaiting(visitor));
    await visitor.end();
    await house.queue({ maxWaitSeconds: null, warnBeforeSeconds: null, keepWaiting: 0 });
  });

  it('E7 P53 racing with a submission and with an agent has one outcome', async () => {
    const visitor = await house.newcomer();
    await house.waits(visitor);
    const { conversationId } = visitor;
    const [left] = await Promise.all([
      visitor.leaveMessage({ conversationId, email: 'mia@example.com', text: 'Then by mail' }).then(
        ({ status }) => status as string,
        () => 'refused',
      ),
      ana.close(held.conversationId),
    ]);
    const outcome = await found('one outcome', async () => {
      const { state } = await visitor.view();
      return state === 'assigned' || state === 'closed' ? state : undefined;
    });
    expect(['pending', 'confirmed', 'withdrawn', 'refused']).toContain(left);
    if (outcome === 'assigned') {
      // The agent came first: what was typed stands in the conversation.
      await found('the words', async () => ((await visitor.transcript()).includes('Then by mail') ? true : undefined));
      await ana.close(conversationId);
    } else expect((await visitor.view()).closedReason).toBe('converted');
    held = await house.newcomer();
    await house.goesTo(held, 'ana');
  });
});

describe('D6c why somebody waits', () => {
  it('is a sentence and a table of everybody who could have taken it', async () => {
    const visitor = await house.newcomer();
    await house.waits(visitor);
    const { waiting, decisions } = await house.sue.api.get<Explanation>(`/v1/explanations/${visitor.conversationId}`);
    expect(waiting?.sentence).toMatch(/Support/);
    expect(waiting?.table.map(({ agentId, notTaken }) => [agentId, notTaken])).toEqual([
      ['ana', 'full'],
      ['ben', 'offline'],
    ]);
    expect(decisions.map(({ type }) => type)).toEqual(['queued']);
    await visitor.end();
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('waiting-room', house.product);
  });
});

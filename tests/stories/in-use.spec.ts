// Each rule of routing as an administrator switches it on: a document saved has its effect on the next visitor, in the
// product and not only in the core that decides.
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Explanation, GroupDocument, StartConversation } from '@frontdesk/contracts';
import { found, RoutedHouse, wordOf } from '../harness/routed-house.js';
import { runtimeWanted } from '../harness/runtimes.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(60_000);

const PEOPLE = ['ana', 'ben', 'sue'] as const;
type Person = (typeof PEOPLE)[number];
type Statuses = Partial<Record<Person, 'online' | 'busy'>>;

let house: RoutedHouse;
const staff = new Map<Person, StaffClient>();

beforeAll(async () => {
  // A page that closes is gone in a moment: nobody has to wait for it here.
  house = await RoutedHouse.open(runtimeWanted(), { FRONTDESK_CLOSE_GRACE_MS: '500', FRONTDESK_REAP_EVERY_MS: '500' });
  for (const person of PEOPLE) staff.set(person, await StaffClient.atWork(house.product.url, person, 'busy'));
  await house.queue({ maxLength: null, maxOvertakes: null });
  await house.strategy({ directReturnMinutes: 0 });
  for (const person of PEOPLE) changed.add(person);
});

afterAll(async () => {
  await house.product.remove();
});

/** Whose documents a test has changed. */
const changed = new Set<Person>();

/** Whatever a test left behind, the next begins with an empty house, nobody online, and one slot for everybody. */
beforeEach(async () => {
  await house.clear();
  await atWork({});
  for (const person of changed) await house.ada.change(`agents/${person}`, { limit: 1, skills: {}, weights: {} });
  if (changed.size > 0) await house.settled();
  changed.clear();
});

const board = async (person: string) => (await house.sue.board()).agents.find(({ agentId }) => agentId === person);
const of = (person: Person): StaffClient => staff.get(person) as StaffClient;

/** Everybody else is busy. */
async function atWork(statuses: Statuses): Promise<void> {
  for (const person of PEOPLE) {
    const status = statuses[person] ?? 'busy';
    await of(person).status(status);
    await found(`${person} ${status}`, async () => (await board(person))?.status === status || undefined);
  }
}

async function agent(person: Person, change: object): Promise<void> {
  changed.add(person);
  await house.ada.change(`agents/${person}`, change);
  await house.settled();
}

async function rules(...all: readonly { readonly conditions: readonly object[]; readonly result: object }[]) {
  const named = all.map((one, i) => ({ id: `rule-${i}`, name: `Rule ${i}`, enabled: true, ...one }));
  await house.ada.change('routing-rules', { rules: named });
  await house.settled();
}

const arrives = (body: StartConversation = {}): Promise<VisitorClient> =>
  VisitorClient.asking(house.product.url, { text: 'Hello?', ...body });

async function givenTo(person: Person, body: StartConversation = {}): Promise<VisitorClient> {
  const visitor = await arrives(body);
  await house.goesTo(visitor, person);
  return visitor;
}

async function waits(body: StartConversation = {}): Promise<VisitorClient> {
  const visitor = await arrives(body);
  await house.waits(visitor);
  return visitor;
}

const offered = (visitor: VisitorClient, reason: string) =>
  found(reason, async () => (await visitor.view()).offer?.reason === reason || undefined);
const explained = ({ conversationId }: VisitorClient) =>
  house.sue.api.get<Explanation>(`/v1/explanations/${conversationId}`);
const positionOf = async (visitor: VisitorClient) => (await visitor.place()).position;

// First of all: after a restart the connections of before still count for a while.
describe('P40 an app that is put away', () => {
  it('counts for the time that is settled, is given conversations, and afterwards goes with its page', async () => {
    await house.ada.change('presence', { backgroundSeconds: 600 });
    await atWork({ ben: 'online' });
    const ben = of('ben');
    const beats = () => ben.socket?.frames.filter(({ type }) => type === 'beat').length ?? 0;
    const heard = beats();
    ben.socket?.send({ type: 'beat', background: true });
    await found('the answer', () => Promise.resolve(beats() > heard || undefined));
    await ben.goodbye();
    await new Promise((done) => setTimeout(done, 2_500));
    await givenTo('ben');
    const { sentence } = await house.sue.api.get<{ sentence: string }>('/v1/presence/agents/ben');
    expect(sentence).toContain('an app in the background (other, other) counts until');
    // Back, and closed as any page is: nothing stands for it any more.
    await ben.connect();
    await ben.goodbye();
    await house.says({ ben: 'offline' });
    await house.ada.change('presence', { backgroundSeconds: null });
    await ben.connect();
  });
});

describe('who is chosen', () => {
  it('B4a D6a P08 by saturation, with the record of why; B4c by load alone; B4d by idleness alone', async () => {
    await agent('ana', { limit: 10 });
    await agent('ben', { limit: 2 });
    await house.strategy({ method: 'saturation' });
    await atWork({ ana: 'online' });
    for (let i = 0; i < 3; i++) await givenTo('ana');
    await atWork({ ana: 'online', ben: 'online' });
    await givenTo('ben');
    // Three of ten are less than one of two.
    const fifth = await givenTo('ana');
    const { record } = (await explained(fifth)).decisions.find(({ type }) => type === 'assigned') ?? { record: null };
    expect(record).toMatchObject({
      reason: { tieBreak: 'saturation', settingsVersion: expect.any(Number), excluded: { busy: 0, full: 0 } },
    });
    const { reason } = record as { reason: { candidates: object[]; settingsVersion: number } };
    expect(reason.candidates).toMatchObject([
      { agentId: 'ana', load: 3, limit: 10 },
      { agentId: 'ben', load: 1, limit: 2 },
    ]);
    await house.strategy({ method: 'least_loaded' });
    await house.queue({ placeholder: 'One moment' });
    const sixth = await givenTo('ben');
    const later = (await explained(sixth)).decisions.find(({ type }) => type === 'assigned')?.record;
    // The settings that it was made by, not those of now or of then.
    expect((later as { reason: { settingsVersion: number } }).reason.settingsVersion).toBeGreaterThan(
      reason.settingsVersion,
    );
    await house.clear();
    await house.strategy({ method: 'longest_idle' });
    await atWork({ ana: 'online' });
    for (let i = 0; i < 2; i++) await givenTo('ana');
    await atWork({ ana: 'online', ben: 'online' });
    // Ben has nothing, but came only now.
    await givenTo('ana');
    await givenTo('ben');
  });

  it('B4b P12 R12 in turn by account, which survives a restart, and no other queue disturbs', async () => {
    await agent('ana', { limit: 10 });
    await agent('ben', { limit: 10 });
    await house.strategy({ method: 'round_robin' });
    await atWork({ ana: 'online', ben: 'online' });
    const first = await arrives();
    const whose = await found('the first', async () => (await house.owner(first)) ?? undefined);
    const [one, other] = whose === 'ana' ? (['ana', 'ben'] as const) : (['ben', 'ana'] as const);
    await givenTo(other);
    await givenTo(one);
    await house.product.restart();
    await found('the restarted house', () => house.sue.board().catch(() => undefined));
    for (const person of PEOPLE) await of(person).connect();
    await atWork({ ana: 'online', ben: 'online' });
    await givenTo('ana', { groupId: 'sales' });
    await givenTo(other);
    await givenTo(one);
    await house.strategy({ method: 'saturation' });
  });

  it('B6a P28 the agent of last time first, and somebody else when they have no room', async () => {
    await house.strategy({ familiarity: { mode: 'prefer', days: 7, waitSeconds: 60 } });
    await agent('ana', { limit: 5 });
    await agent('ben', { limit: 2 });
    await atWork({ ben: 'online' });
    const visitor = await givenTo('ben');
    await of('ben').close(visitor.conversationId);
    await givenTo('ben');
    // Ana is as free as can be, and would be taken by any method.
    await atWork({ ana: 'online', ben: 'online' });
    await visitor.start({ text: 'Me again' });
    await house.goesTo(visitor, 'ben');
    await of('ben').close(visitor.conversationId);
    await atWork({ ben: 'online' });
    await givenTo('ben');
    await atWork({ ana: 'online', ben: 'online' });
    await visitor.start({ text: 'And again' });
    await house.goesTo(visitor, 'ana');
    await house.strategy({ familiarity: { mode: 'off', days: 7, waitSeconds: 60 } });
  });
});

describe('limits', () => {
  it('B3a 0 takes nobody, text is refused; D5b lowered below the load nothing is taken away', async () => {
    expect(await wordOf(house.ada.change('agents/ana', { limit: '3' }) as Promise<object>)).toBe('invalid_document');
    await agent('ana', { limit: 2 });
    await atWork({ ana: 'online' });
    const held = [await givenTo('ana'), await givenTo('ana')];
    await agent('ana', { limit: 1 });
    for (const visitor of held) expect(await house.owner(visitor)).toBe('ana');
    const next = await waits();
    await of('ana').close(held[0]?.conversationId ?? '');
    await agent('ana', { limit: 0 });
    await of('ana').close(held[1]?.conversationId ?? '');
    await found('no load', async () => (await board('ana'))?.load === 0 || undefined);
    expect(await house.owner(next)).toBeNull();
    await agent('ana', { limit: 1 });
    await house.goesTo(next, 'ana');
  });

  it('B3c P10 one limit for all channels, of which each takes its weight', async () => {
    await agent('ana', { limit: 3, weights: { web: 2 } });
    await atWork({ ana: 'online' });
    await givenTo('ana');
    await waits();
    expect(await board('ana')).toMatchObject({ load: 2, limit: 3 });
  });
});

describe('D2a skills', () => {
  it('B3b D5a P19 R10 a head that nobody can serve delays nobody, and it is told who lacks what', async () => {
    await agent('ana', { limit: 2, skills: { german: 1 } });
    await agent('ben', { limit: 1, skills: { german: 3 } });
    await rules({ conditions: [{ field: 'language', values: ['de'] }], result: { skills: { german: 2 } } });
    await atWork({ ben: 'online' });
    const held = await givenTo('ben', { language: 'de' });
    await atWork({ ana: 'online', ben: 'online' });
    const german = await waits({ language: 'de' });
    await givenTo('ana', { language: 'en' });
    const { waiting } = await explained(german);
    expect(waiting?.table).toMatchObject([
      { agentId: 'ana', skills: { german: 1 }, notTaken: 'skill' },
      { agentId: 'ben', skills: { german: 3 }, notTaken: 'full' },
    ]);
    await of('ben').close(held.conversationId);
    await house.goesTo(german, 'ben');
    await rules();
  });
});

describe('D2b where those go whom nobody can take', () => {
  it('nobody online and all full are different outcomes, and a queue that is switched off a third', async () => {
    await offered(await arrives(), 'nobody_online');
    await atWork({ ana: 'online' });
    await givenTo('ana');
    await waits();
    await house.queue({ enabled: false });
    await offered(await arrives(), 'full');
    await house.queue({ enabled: true });
  });

  it.each(['no_agent_online', 'all_full', 'off_duty', 'waited', 'any'] as const)(
    'B5a P27 overflow leads on when %s',
    async (when) => {
      const link = { groupId: 'sales', when, afterSeconds: when === 'waited' ? 1 : null };
      const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
      // As it was saved before there were days that differ: the rest is as if unsaid.
      const hours = when === 'off_duty' ? { alwaysOpen: false, timeZone: 'UTC', weekly: week } : null;
      await agent('sue', { limit: 3 });
      await house.ada.change<object>('groups/support', { overflow: [link], hours });
      await house.settled();
      const isStaffed = when === 'all_full' || when === 'waited';
      await atWork({ sue: 'online', ...(isStaffed && { ana: 'online' }) });
      if (isStaffed) await givenTo('ana', { groupId: 'sales', designatedGroupId: 'sales', agentId: 'ana' });
      await givenTo('sue');
      await house.ada.change<GroupDocument>('groups/support', { overflow: [], hours: null });
    },
  );
});

describe('those who wait', () => {
  const french = { conditions: [{ field: 'language', values: ['fr'] }], result: { priority: 5 } };

  it('E1a P24 by priority, then arrival, however silent they are; E1b overtaken no more than the rule says', async () => {
    await rules(french);
    await house.queue({ maxOvertakes: 2 });
    await atWork({ ana: 'online' });
    await givenTo('ana');
    const silent = await waits();
    const second = await waits();
    await second.say('I write and write');
    expect([await positionOf(silent), await positionOf(second)]).toEqual([1, 2]);
    const hurried = [await waits({ language: 'fr' }), await waits({ language: 'fr' })];
    expect(await positionOf(hurried[0] as VisitorClient)).toBe(1);
    expect(await positionOf(silent)).toBe(3);
    const third = await waits({ language: 'fr' });
    expect([await positionOf(silent), await positionOf(second), await positionOf(third)]).toEqual([3, 4, 5]);
    await rules();
    await house.queue({ maxOvertakes: null });
  });

  it('E2a as many as the rule lets, fixed or by the slots online; E2b once full it stays full until it is short', async () => {
    await house.queue({ maxLength: 2, reopenAt: 0 });
    await atWork({ ana: 'online' });
    await givenTo('ana');
    const [first, second] = [await waits(), await waits()];
    await offered(await arrives(), 'full');
    await second.end();
    await offered(await arrives(), 'full');
    await first.end();
    await found('the end of the queue', async () => (await house.sue.board()).waiting === 0 || undefined);
    await waits();
    await house.queue({ maxLength: null, reopenAt: null, maxPerSlot: 2 });
    await waits();
    await offered(await arrives(), 'full');
    await house.queue({ maxPerSlot: null });
  });

  it('E4a E4b R01 are told how long it will take, from how long it took; one more slot makes it no longer', async () => {
    await atWork({ ana: 'online' });
    const held = await givenTo('ana');
    const waiting = await waits();
    await of('ana').close(held.conversationId);
    await house.goesTo(waiting, 'ana');
    const next = await waits();
    const alone = await found('a forecast', async () => (await next.place()).forecast ?? undefined);
    expect(alone.p90Ms).toBeGreaterThanOrEqual(alone.p50Ms);
    // Another slot, which somebody else has: those who wait may expect no more for it.
    await atWork({ ana: 'online', ben: 'online' });
    await house.goesTo(next, 'ben');
    const last = await waits();
    expect((await last.place()).forecast?.p50Ms).toBeLessThanOrEqual(alone.p50Ms);
  });

  it('P51 E5 a reload within its time ends nothing; P50 gone for longer it is over, also without a message', async () => {
    await house.queue({ abandonAfterSeconds: 3 });
    await atWork({ ana: 'online' });
    await givenTo('ana');
    const visitor = await VisitorClient.open(house.product.url);
    await visitor.connect();
    await visitor.start({});
    await house.waits(visitor);
    await visitor.goodbye();
    await new Promise((done) => setTimeout(done, 1_000));
    await visitor.connect();
    const other = await waits();
    await other.goodbye();
    await found('the end', async () => (await other.view()).state === 'closed' || undefined, 15_000);
    expect(await visitor.view()).toMatchObject({ state: 'queued' });
    expect((await house.history(other)).at(-1)?.type).toBe('conversation.closed');
    await house.queue({ abandonAfterSeconds: 120 });
  });
});

describe('B7a each condition of a rule', () => {
  const SHOP = 'https://shop.example';
  const cases: readonly (readonly [string, object, StartConversation, StartConversation])[] = [
    ['language', { field: 'language', values: ['fr'] }, { language: 'fr-CA' }, { language: 'de' }],
    ['page', { field: 'page', op: 'contains', values: ['/pay'] }, { page: `${SHOP}/pay` }, { page: SHOP }],
    [
      ...(['referrer', { field: 'referrer', op: 'starts_with', values: ['https://ads'] }] as const),
      ...([{ referrer: 'https://ads.example/1' }, { referrer: 'https://www.example' }] as const),
    ],
    [
      ...(['attribute', { field: 'attribute', name: 'plan', op: 'is', values: ['gold'] }] as const),
      ...([{ attributes: { plan: 'Gold' } }, { attributes: { plan: 'tin' } }] as const),
    ],
    [
      ...(['custom field', { field: 'custom_field', name: 'order', op: 'present', values: [] }] as const),
      ...([{ customFields: { order: 7 } }, { customFields: { other: 7 } }] as const),
    ],
  ];
  const groupOf = async (body: StartConversation) => (await (await arrives(body)).view()).groupId;

  it.each(cases)('%s', async (_, condition, meant, other) => {
    await rules({ conditions: [condition], result: { groupId: 'sales' } });
    expect([await groupOf(meant), await groupOf(other), await groupOf({})]).toEqual(['sales', 'support', 'support']);
  });

  it('channel, address and hour hold for everybody here, or turned round for nobody', async () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const everybody = [
      { field: 'channel', values: ['web'] },
      { field: 'ip', values: ['127.0.0.0/8', '::1'] },
    ];
    const [morning, afternoon] = [
      { field: 'hour', days, from: '00:00', to: '12:00' },
      { field: 'hour', days, from: '12:00', to: '00:00' },
    ];
    const result = { groupId: 'sales' };
    const not = (one: object) => ({ ...one, not: true });
    await rules({ conditions: [...everybody, morning], result }, { conditions: [...everybody, afternoon], result });
    expect(await groupOf({})).toBe('sales');
    for (const turned of [...everybody.map((one) => [not(one)]), [not(morning), not(afternoon)]]) {
      await rules({ conditions: turned, result });
      expect(await groupOf({})).toBe('support');
    }
    await rules();
  });
});

describe('the pace', () => {
  it('D8 P29 P15 no more than so many a minute, whatever room they have, and the table says so', async () => {
    await agent('ana', { limit: 5 });
    await house.strategy({ rampPerMinute: 1 });
    await atWork({ ana: 'online' });
    const visitor = await givenTo('ana');
    const last = await waits();
    await of('ana').close(visitor.conversationId);
    await found('room', async () => (await board('ana'))?.load === 0 || undefined);
    expect(await house.owner(last)).toBeNull();
    const { waiting } = await explained(last);
    expect(waiting?.table.find(({ agentId }) => agentId === 'ana')).toMatchObject({ limit: 5, notTaken: 'ramp' });
  });
});

describe('afterwards', () => {
  it('D3b D3c D3d P20 the checker finds no second owner, no second outcome, nobody unserved beside somebody free', async () => {
    await house.clear();
    await expectSoundLog('in-use', house.product);
  });
});

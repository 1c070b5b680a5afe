// How conversations go on, on a real PostgreSQL: times that run out, locks, hand-overs, the way on after the end.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  SETTINGS_DEFAULTS,
  type ConversationDocument,
  type ConversationEvent,
  type ConversationEvents,
  type ConversationView,
  type Problem,
  type RoutingEvent,
  type TransferList,
  type WayOn,
} from '@frontdesk/contracts';
import { assigned } from './testing/decisions.js';
import { serveConversations, until, type Served } from './testing/served-conversations.js';

let served: Served;
let ana: string;
let ben: string;
let sue: string;

const words = (text: string) => ({ enabled: true, texts: { en: text, de: `${text} (de)` } });
const rules = async (change: Partial<ConversationDocument> = {}) => {
  await served.save('conversation', null, { ...SETTINGS_DEFAULTS.conversation, ...change });
  const { db } = served.ports('conversation');
  await until(async () => {
    const [row] = await db.query<{ document: ConversationDocument }[]>(
      `SELECT document FROM setting WHERE kind = 'conversation'`,
    );
    return (
      JSON.stringify(sorted(row?.document)) === JSON.stringify(sorted({ ...SETTINGS_DEFAULTS.conversation, ...change }))
    );
  });
};
/** A database orders members in its own way. */
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, one]) => [name, sorted(one)]),
      )
    : value;

interface Talk {
  readonly id: string;
  readonly token: string;
  readonly visitorId: string;
}
const begin = async (body: object = { text: 'Hello' }): Promise<Talk> => {
  const { token, visitorId } = await served.session();
  const { conversationId: id } = await served.start(token, body);
  return { id, token, visitorId };
};
const post = <Body>(talk: Talk, path: string, token: string, body?: unknown, key?: string) =>
  served.call<Body>('POST', `/v1/conversations/${talk.id}/${path}`, {
    ...{ token, ...(body === undefined ? {} : { body }) },
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
let said = 0;
const say = (talk: Talk, token: string, text = 'Hi') =>
  post<ConversationEvent>(talk, 'messages', token, { clientMessageId: `s${++said}`, text });
const view = async ({ id }: Talk, token: string) =>
  (await served.call<ConversationView>('GET', `/v1/conversations/${id}`, { token })).body;
const events = async ({ id }: Talk, token: string) =>
  (await served.call<ConversationEvents>('GET', `/v1/conversations/${id}/events`, { token })).body.data;
const automatic = async (talk: Talk) =>
  (await events(talk, talk.token)).flatMap((event) =>
    event.type === 'conversation.message_added' && event.data.automatic !== undefined
      ? [`${event.data.automatic}: ${event.data.text}`]
      : [],
  );
const decide = (...decided: readonly RoutingEvent[]) =>
  served.write('assignment-queue', 'assignment.decisions', 'assignment.decided', {
    input: { type: 'tick', data: {} },
    events: decided,
  });
const inputsOf = async (type: string, { id }: Talk) =>
  (await served.inputs())
    .filter((one) => one.type === type && one.body.includes(id))
    .map(({ body }) => JSON.parse(body) as unknown);

beforeAll(async () => {
  served = await serveConversations();
  [ana, ben, sue] = await Promise.all([
    served.person('ana', 'agent'),
    served.person('ben', 'agent'),
    served.person('sue', 'supervisor'),
  ]);
  await served.save('agents', 'ben', { name: 'Ben', email: '', limit: 1, groupIds: ['support'], role: 'agent' });
}, 60_000);

afterAll(() => served?.stop(), 30_000);

describe('F4 what the house says by itself', () => {
  it('F4a F4b comes with its cause, in the visitor’s language, and is said by nobody', async () => {
    const welcome = { ...words('Welcome to {{group}}'), when: 'first_ever' as const };
    await rules({ welcome, connected: { ...words('{{agent}} is here'), when: 'every_time' } });
    const talk = await begin({ text: 'Hello', language: 'de-CH' });
    await until(async () => (await automatic(talk)).length === 2);
    expect(await automatic(talk)).toEqual(['welcome: Welcome to Support (de)', 'connected: Ana is here (de)']);
    await post(talk, 'close', talk.token);
    const again = { ...talk, id: (await served.start(talk.token)).conversationId };
    await until(async () => (await automatic(again)).length === 1);
    expect(await automatic(again)).toEqual(['connected: Ana is here']);
  });

  it('F4b F4c F2a reminds whoever is silent, and closes when nobody answers; the engine hears of it', async () => {
    await rules({
      agentSlow: { ...words('One moment'), afterSeconds: 0.3, times: 1 },
      visitorIdle: { ...words('Still there?'), afterSeconds: 0.3, times: 1 },
      visitorTimeout: { ...words('We close'), afterSeconds: 0.8 },
      endWords: { ...words('Goodbye'), when: 'always' },
    });
    const talk = await begin();
    await until(async () => (await automatic(talk)).length === 1);
    await say(talk, ana);
    await until(async () => (await view(talk, ana)).state === 'closed');
    expect(await automatic(talk)).toEqual([
      'agent_slow: One moment',
      'visitor_idle: Still there?',
      'visitor_timeout: We close',
    ]);
    expect((await view(talk, ana)).closedReason).toBe('visitor_timeout');
    expect(await inputsOf('conversation_closed', talk)).toEqual([{ conversationId: talk.id, by: 'system' }]);
  });

  it('F4c P53 a deadline is a row, set and ended with the facts, and a stale one changes nothing', async () => {
    await rules({ visitorIdle: { ...words('Still there?'), afterSeconds: 600, times: 1 } });
    const { db } = served.ports('conversation');
    const row = async (talk: Talk) =>
      (
        await db.query<{ timer: string; epoch: number }[]>(
          'SELECT timer, epoch FROM deadline WHERE conversation_id = $1',
          [talk.id],
        )
      )[0];
    const talk = await begin();
    await until(async () => (await view(talk, ana)).state === 'assigned');
    await say(talk, ana);
    const { epoch } = (await row(talk)) as { epoch: number };
    expect(await row(talk)).toMatchObject({ timer: 'visitor_idle' });
    await say(talk, talk.token);
    expect(await row(talk)).toBeUndefined();
    // As if another process had left it behind.
    await db.query(`INSERT INTO deadline VALUES ($1, 'demo', 'visitor_idle', $2, 1, now() - interval '1 s')`, [
      talk.id,
      epoch,
    ]);
    const other = await begin();
    await until(async () => (await view(other, ana)).state === 'assigned');
    await rules({ agentSlow: { ...words('One moment'), afterSeconds: 0.2, times: 1 } });
    await say(other, ana);
    await say(other, other.token);
    await until(async () => (await automatic(other)).length === 1);
    await until(async () => (await row(talk)) === undefined || (await row(talk))?.timer === 'agent_slow');
    expect(await automatic(talk)).not.toContain('visitor_idle: Still there?');
  });

  it('F4d a lock stops the times and is seen; unlocked they go on', async () => {
    await rules({ visitorIdle: { ...words('Still there?'), afterSeconds: 0.4, times: 1 } });
    const talk = await begin();
    await until(async () => (await view(talk, ana)).state === 'assigned');
    await say(talk, ana);
    expect((await post<ConversationView>(talk, 'lock', ana)).body.locked).toBe(true);
    const { db } = served.ports('conversation');
    expect(await db.query('SELECT 1 FROM deadline WHERE conversation_id = $1', [talk.id])).toEqual([]);
    expect((await post<Problem>(talk, 'lock', ben)).body.code).toBe('not_the_owner');
    expect((await post(talk, 'lock', talk.token)).status).toBe(403);
    expect((await events(talk, talk.token)).some(({ type }) => type === 'conversation.locked')).toBe(false);
    expect((await post<ConversationView>(talk, 'unlock', sue)).body.locked).toBeUndefined();
    await until(async () => (await automatic(talk)).length === 1);
  });
});

describe('F2 how it ends, and goes on', () => {
  it('F2a P50 a visitor who has left an agent is waited for, and then it closes', async () => {
    await rules({ visitorLeftSeconds: 0.5 });
    const talk = await begin();
    await until(async () => (await view(talk, ana)).state === 'assigned');
    const lost = { visitorId: talk.visitorId, lastBeatAt: Date.now(), cause: 'lease_expired' };
    const stream = `visitor/${talk.visitorId}`;
    await served.write('presence', 'presence.events', 'presence.visitor_lost', lost, stream);
    await until(async () => (await events(talk, ana)).some(({ type }) => type === 'conversation.visitor_lost'));
    const back = { visitorId: talk.visitorId };
    await served.write('presence', 'presence.events', 'presence.visitor_connected', back, stream);
    await until(async () => (await events(talk, ana)).some(({ type }) => type === 'conversation.visitor_returned'));
    await served.write(
      'presence',
      'presence.events',
      'presence.visitor_lost',
      { ...lost, lastBeatAt: Date.now() },
      stream,
    );
    await until(async () => (await view(talk, ana)).state === 'closed');
    expect((await view(talk, ana)).closedReason).toBe('visitor_timeout');
  });

  it('F2a a new window goes on, or closes the old one and begins anew', async () => {
    await rules();
    const talk = await begin({ text: 'Hello', windowId: 'w1' });
    expect((await served.start(talk.token, { windowId: 'w2' })).conversationId).toBe(talk.id);
    await rules({ newWindow: 'close_and_start' });
    expect((await served.session({ token: talk.token, windowId: 'w2' })).conversation).toBeNull();
    expect((await served.session({ token: talk.token, windowId: 'w1' })).conversation?.conversationId).toBe(talk.id);
    expect((await served.start(talk.token, { windowId: 'w1' })).conversationId).toBe(talk.id);
    expect((await served.start(talk.token, { windowId: 'w2' })).conversationId).not.toBe(talk.id);
    expect((await view(talk, talk.token)).closedReason).toBe('new_window');
  });

  it('F2a routing’s refusals have their own reasons: the agent was lost, the visitor is blocked', async () => {
    await rules();
    const closedAs = async (why: 'agent_lost' | 'blocked') => {
      const talk = await begin();
      await until(async () => (await view(talk, ana)).state === 'assigned');
      const { data } = assigned(talk.id, talk.visitorId);
      await decide({ type: 'refused', data: { ...data, why } });
      await until(async () => (await view(talk, ana)).state === 'closed');
      return (await view(talk, ana)).closedReason;
    };
    expect([await closedAs('agent_lost'), await closedAs('blocked')]).toEqual(['agent_offline', 'blocked']);
  });

  it('F2a blocking a visitor ends what they have open', async () => {
    await rules();
    const talk = await begin();
    await served.save('block-list', 'b9', { what: 'visitor', value: talk.visitorId, reason: 'spec', until: null });
    await until(async () => (await view(talk, ana)).closedReason === 'blocked');
    expect((await view(talk, talk.token)).waysOn).toBeUndefined();
  });

  it('F2b P52 a word to a closed conversation is refused with the ways on', async () => {
    await rules({ reopenMinutes: 10 });
    const talk = await begin();
    await until(async () => (await view(talk, ana)).state === 'assigned');
    await post(talk, 'close', ana);
    const late = await post<Problem & { readonly waysOn: readonly WayOn[] }>(talk, 'messages', talk.token, {
      ...{ clientMessageId: 'late', text: 'One more thing' },
    });
    expect([late.status, late.body.code]).toEqual([409, 'conversation_closed']);
    expect(late.body.waysOn.map(({ way, href }) => `${way} ${href}`)).toEqual([
      `reopen /v1/conversations/${talk.id}/reopen`,
      'start /v1/conversations',
      'submit /v1/submissions',
    ]);
    expect((await view(talk, talk.token)).waysOn).toEqual(late.body.waysOn);
    expect(
      (await events(talk, ana)).some(
        (e) => e.type === 'conversation.message_added' && e.data.text === 'One more thing',
      ),
    ).toBe(false);
  });

  it('F2b P39 opened again it is decided anew, and it is the same conversation', async () => {
    await rules({ reopenMinutes: 10 });
    const talk = await begin();
    await until(async () => (await view(talk, ana)).state === 'assigned');
    await post(talk, 'close', ana);
    const reopened = await post<ConversationView>(talk, 'reopen', talk.token);
    expect(reopened.status).toBe(200);
    await until(
      async () =>
        (await view(talk, talk.token)).state === 'closed' ||
        (await inputsOf('conversation_requested', talk)).length === 2,
    );
    const [first, second] = (await inputsOf('conversation_requested', talk)) as readonly {
      visitorId: string;
      channel: string;
    }[];
    expect(second).toMatchObject({ visitorId: first?.visitorId, channel: first?.channel, groupId: 'support' });
    // A decision of its former life is not the answer to this one.
    await decide({ type: 'queued', data: { ...queuedOf(talk) } });
    expect((await say(talk, talk.token, 'One more thing')).status).toBe(201);
    expect((await view(talk, talk.token)).closedAt).toBeNull();
    expect((await post<ConversationView>(talk, 'reopen', talk.token)).body.conversationId).toBe(talk.id);
    expect(await inputsOf('conversation_requested', talk)).toHaveLength(2);
  });

  it('F2b is not opened again beside another that is open, too late, or by a stranger', async () => {
    await rules({ reopenMinutes: 10 });
    const talk = await begin();
    await until(async () => (await view(talk, ana)).state === 'assigned');
    await post(talk, 'close', ana);
    expect((await post(talk, 'reopen', (await served.session()).token)).status).toBe(404);
    const other = await served.start(talk.token);
    expect((await post<Problem>(talk, 'reopen', talk.token)).body.code).toBe('conversation_open');
    expect((await view(talk, talk.token)).state).toBe('closed');
    await post({ ...talk, id: other.conversationId }, 'close', talk.token);
    await rules({ reopenMinutes: 0 });
    expect((await post<Problem>(talk, 'reopen', talk.token)).body.code).toBe('not_reopenable');
  });
});

const queuedOf = ({ id, visitorId }: Talk) => {
  const { data } = assigned(id, visitorId);
  const { reason, arrivedAt, groupId } = data;
  return { conversationId: id, visitorId, groupId, arrivedAt, reason, priority: 0, position: 1, timeoutAt: null };
};

describe('F3 handing over', () => {
  const ask = (talk: Talk, by: string, to: object, key = `t${++said}`) =>
    post<ConversationView>(talk, 'transfer', by, to, key);
  const anas = async (): Promise<Talk> => {
    const talk = await begin();
    await until(async () => (await view(talk, ana)).state === 'assigned');
    return talk;
  };
  const answer = (talk: Talk, by: string, requestId: string, word: string) =>
    post<ConversationView & Problem>(talk, `transfer/${requestId}/${word}`, by);

  it('F3a F3c asks routing at once where nobody’s yes is needed, with the order that the rules say', async () => {
    await rules({ transfer: { approval: 'none', timeoutSeconds: 60, order: 'end' } });
    const talk = await anas();
    const asked = await ask(talk, ana, { agentId: 'ben', note: 'Knows it.' }, 'same');
    expect(asked.status).toBe(202);
    expect(asked.body.transfer).toMatchObject({ toAgentId: 'ben', toName: 'Ben', note: 'Knows it.', waitsFor: 'none' });
    expect((await ask(talk, ana, { agentId: 'ben', note: 'Knows it.' }, 'same')).status).toBe(202);
    const requestId = asked.body.transfer?.requestId ?? '';
    expect(await inputsOf('assign_requested', talk)).toEqual([
      { commandId: requestId, conversationId: talk.id, to: { agentId: 'ben' }, by: 'ana', role: 'agent', order: 'end' },
    ]);
    expect((await view(talk, talk.token)).transfer).toBeUndefined();
    await decide({
      type: 'command_refused',
      data: { commandId: requestId, conversationId: talk.id, reason: 'at_limit', by: 'ana' },
    });
    await until(async () => (await events(talk, ana)).some(({ type }) => type === 'conversation.transfer_failed'));
    expect((await view(talk, ana)).transfer).toBeUndefined();
  });

  it('F3b waits for the yes of whom it asks, who finds it among theirs', async () => {
    await rules({ transfer: { approval: 'agent', timeoutSeconds: 60, order: 'keep' } });
    const talk = await anas();
    const requestId = (await ask(talk, ana, { agentId: 'ben' })).body.transfer?.requestId ?? '';
    const listed = async (token: string) =>
      (await served.call<TransferList>('GET', '/v1/conversations/transfers', { token })).body.data.map(
        ({ transfer }) => transfer.requestId,
      );
    expect([await listed(ben), await listed(ana)]).toEqual([[requestId], []]);
    expect((await answer(talk, ana, requestId, 'approve')).body.code).toBe('not_asked');
    expect(await inputsOf('assign_requested', talk)).toEqual([]);
    expect((await answer(talk, ben, requestId, 'approve')).status).toBe(200);
    expect(await inputsOf('assign_requested', talk)).toHaveLength(1);
    expect((await answer(talk, ben, requestId, 'refuse')).body.code).toBe('transfer_over');
    expect(await listed(ben)).toEqual([]);
  });

  it('F3b of many who answer at once one is heard, and the others are told', async () => {
    await rules({ transfer: { approval: 'supervisor', timeoutSeconds: 60, order: 'keep' } });
    const talk = await anas();
    const requestId = (await ask(talk, ana, { groupId: 'support' })).body.transfer?.requestId ?? '';
    const answers = await Promise.all([
      answer(talk, sue, requestId, 'approve'),
      answer(talk, sue, requestId, 'refuse'),
      answer(talk, ana, requestId, 'cancel'),
      answer(talk, sue, requestId, 'refuse'),
    ]);
    const ends = (await events(talk, ana)).filter(({ type }) => type === 'conversation.transfer_request_ended');
    expect(ends).toHaveLength(1);
    for (const { status, body } of answers) expect(status === 200 || body.code === 'transfer_over').toBe(true);
  });

  it('F3b lapses by itself', async () => {
    await rules({ transfer: { approval: 'supervisor', timeoutSeconds: 0.3, order: 'keep' } });
    const talk = await anas();
    await ask(talk, ana, { agentId: 'ben' });
    await until(async () =>
      (await events(talk, ana)).some(
        (e) => e.type === 'conversation.transfer_request_ended' && e.data.outcome === 'timed_out',
      ),
    );
  });

  it('F3a names what is wrong with whom it is to go to', async () => {
    await rules();
    const talk = await anas();
    const pointers = async (body: object) => {
      const { status, body: problem } = await post<Problem>(talk, 'transfer', ana, body, `t${++said}`);
      return [status, problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`)];
    };
    expect(await pointers({ agentId: 'nobody' })).toEqual([422, ['/agentId unknown_agent']]);
    expect(await pointers({ groupId: 'none' })).toEqual([422, ['/groupId unknown_group']]);
    expect(await pointers({})).toEqual([422, ['/agentId one_of_both']]);
  });
});

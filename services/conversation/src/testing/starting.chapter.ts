// Chapter: a visitor's session, and what a start is answered with.
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationEvents, ConversationView, Problem, RoutingEvent, VisitorSession } from '@frontdesk/contracts';
import { arrived, assigned } from './decisions.js';
import type { ServedConversations } from './served-conversations.js';
import { until, type Workspace } from './workspace.js';

const offered = (conversationId: string, visitorId: string): RoutingEvent => ({
  type: 'submission_offered',
  data: { ...arrived(conversationId, visitorId), why: 'nobody_online' },
});
const refused = (conversationId: string, visitorId: string): RoutingEvent => ({
  type: 'refused',
  data: { ...arrived(conversationId, visitorId), why: 'full' },
});

export function starting(house: ServedConversations): void {
  describe('a visitor session', () => {
    const workspace = house.workspace('sessions');
    beforeAll(workspace.open);

    sessions(workspace);
  });

  describe('starting a conversation', () => {
    const workspace = house.workspace('starting');
    beforeAll(async () => {
      await workspace.open();
      await workspace.save('agents', 'ana', {
        ...{ name: 'Ana', email: '', limit: 1, groupIds: ['support'], role: 'agent' },
        picture: 'https://shop.example/ana.jpg',
      });
      const offer = { enabled: true, text: 'Leave us a message.' };
      const words = { enabled: true, outOfHours: offer, nobodyOnline: offer, queueFull: offer, queueTimeout: offer };
      await workspace.save('submission', null, words);
    });

    outcomes(workspace);
    waiting(house, workspace);
    repeating(workspace);
  });
}

function sessions({ call, id, session }: Workspace): void {
  it('names the visitor, the groups and who could be reached', async () => {
    const { status, body } = await call<VisitorSession>('POST', '/v1/visitor-sessions', null, { site: id });
    expect(status).toBe(201);
    expect(body).toMatchObject({ workspaceId: id, channel: 'web', availability: 'online', conversation: null });
    expect(body.groups).toEqual([{ groupId: 'support', name: 'Support' }]);
  });
  it('keeps the visitor when its token comes back', async () => {
    const { token, visitorId } = await session();
    expect((await session({ token })).visitorId).toBe(visitorId);
    expect((await session({ token: `${token}x` })).visitorId).not.toBe(visitorId);
  });
  it('needs a site that is known', async () => {
    const { status, body } = await call<Problem>('POST', '/v1/visitor-sessions', null, { site: 'nowhere' });
    expect(status).toBe(422);
    expect(body.errors?.[0]?.pointer).toBe('/site');
  });
}

function outcomes(workspace: Workspace): void {
  const { session, start } = workspace;

  it('answers its outcome, with the first words said', async () => {
    workspace.answer = assigned;
    const { token } = await session();
    const { status, body } = await start(token, { text: ' Hello ' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ outcome: 'assigned', state: 'assigned' },
      agent: { agentId: 'ana', name: 'Ana', pictureUrl: 'https://shop.example/ana.jpg' },
    });
    expect(body).toMatchObject({ lastMessage: { author: 'visitor', text: 'Hello' }, unread: 1, sequence: 3 });
  });
  it('shows why nobody takes it, in the words of the workspace', async () => {
    workspace.answer = offered;
    const open = await start((await session()).token);
    expect(open.body).toMatchObject({ outcome: 'submission_offered', state: 'submission_offered' });
    expect(open.body.offer).toEqual({ reason: 'nobody_online', text: 'Leave us a message.' });
    workspace.answer = refused;
    const closed = await start((await session()).token);
    expect(closed.body).toMatchObject({ outcome: 'unavailable', state: 'closed', closedReason: 'refused' });
    expect(closed.body.offer?.reason).toBe('full');
  });
}

function waiting({ clock }: ServedConversations, workspace: Workspace): void {
  const { call, decide, inputs, ports, session, start } = workspace;

  it('D1d answers 202 while there is no decision, which follows', async () => {
    workspace.answer = () => null;
    const { token, visitorId } = await session();
    const patience = ports('conversation').tuning.decisionWaitMs;
    const { status, headers, body } = await clock.advanceWhile(start(token), patience);
    expect([status, body.outcome]).toEqual([202, 'pending']);
    await decide(assigned(body.conversationId, visitorId));
    const path = headers.get('location') ?? '';
    await until(async () => (await call<ConversationView>('GET', path, token)).body.outcome === 'assigned');
  });
  it('D1c is one conversation, however many start at once', async () => {
    workspace.answer = assigned;
    const { token } = await session();
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => start(token, { text: `${i}` }, `k${i}`)));
    expect(new Set(answers.map(({ body }) => body.conversationId)).size).toBe(1);
    // One created it; the others found it there.
    expect(answers.filter(({ status }) => status !== 200).map(({ status }) => status)).toEqual([201]);
    const { conversationId } = answers[0]?.body as ConversationView;
    const path = `/v1/conversations/${conversationId}/events?limit=200`;
    const { data } = (await call<ConversationEvents>('GET', path, token)).body;
    const said = data.flatMap((event) => (event.type === 'conversation.message_added' ? [event.data.text] : []));
    expect(said.sort()).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`).sort());
    expect((await inputs(conversationId)).map(({ type }) => type)).toEqual(['conversation_requested']);
  }, 30_000);
}

function repeating(workspace: Workspace): void {
  const { call, session, start } = workspace;

  it('is repeated by its key, and only with the same body', async () => {
    workspace.answer = assigned;
    const { token } = await session();
    const once = (text: string) => start(token, { text }, 'k1');
    const [first, again] = await Promise.all([once('a'), once('a')]);
    expect(again.body.conversationId).toBe(first.body.conversationId);
    expect(again.body.sequence).toBe(first.body.sequence);
    expect((await once('b')).body.code).toBe('idempotency_key_reused');
    const { status, body } = await call<Problem>('POST', '/v1/conversations', token, {});
    expect([status, body.code]).toEqual([400, 'idempotency_key_missing']);
  });
  it('refuses a group that is not known', async () => {
    const { status, body } = await start((await session()).token, { groupId: 'nowhere' });
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/groupId']);
  });
}

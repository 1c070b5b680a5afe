// Chapter: what is said in a conversation, what routing is told of it, and who may see it.
import { beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ConversationEvent,
  ConversationEvents,
  ConversationList,
  FileLink,
  Problem,
  RoutingEvent,
} from '@frontdesk/contracts';
import { partitionOf } from '@frontdesk/journal';
import { RecordContext } from '@frontdesk/nest';
import { DecisionsReaction } from '../reactions/decisions.reaction.js';
import { arrived, assigned } from './decisions.js';
import type { ServedConversations } from './served-conversations.js';
import { until, type Workspace } from './workspace.js';

export function conversing(house: ServedConversations): void {
  const workspace = house.workspace('conversing');

  describe('a conversation', () => {
    beforeAll(workspace.open);

    talking(workspace);
    routed(workspace);
    offered(workspace);
    decidedOnce(workspace);
    strangers(workspace);
    takingOver(workspace);
  });
}

function talking(workspace: Workspace): void {
  const { act, call, decide, person, told, talk, view } = workspace;

  it('is talked in, read, closed, and then closed for good', async () => {
    // For a second page.
    await talk();
    const { id, token, visitorId } = await talk();
    const path = `/v1/conversations/${id}`;
    const ana = await person('ana', 'agent');
    const message = { clientMessageId: 'm1', text: 'Hi' };
    const said = await act<ConversationEvent>(id, 'messages', ana, message);
    expect(said.status).toBe(201);
    expect(said.body).toMatchObject({ sequence: 4, data: { author: { kind: 'agent', name: 'Ana' }, text: 'Hi' } });
    expect((await act<ConversationEvent>(id, 'messages', ana, message)).body).toEqual(said.body);
    await act(id, 'messages', token, { clientMessageId: 'm2', text: 'Where is it?' });
    expect((await view(id, ana)).unread).toBe(1);
    expect((await act(id, 'read', ana, { upTo: 5 })).status).toBe(204);
    expect((await view(id, ana)).unread).toBe(0);
    const listed = await call<ConversationList>('GET', '/v1/conversations?view=mine&state=open&limit=1', ana);
    expect(listed.body.data).toMatchObject([{ channel: 'web' }]);
    expect(await view(id, token)).not.toHaveProperty('channel');
    const next = await call<ConversationList>('GET', `/v1/conversations?limit=1&cursor=${listed.body.nextCursor}`, ana);
    expect(next.body.data).toHaveLength(1);
    expect(next.body.data[0]?.conversationId).not.toBe(listed.body.data[0]?.conversationId);
    const closed = await act(id, 'close', token);
    expect(closed.body).toMatchObject({ state: 'closed', outcome: 'assigned', closedReason: 'visitor' });
    await act(id, 'close', token);
    expect(await told(id, 'conversation_closed')).toEqual([{ conversationId: id, by: 'visitor' }]);
    const late = await act<Problem>(id, 'messages', token, { clientMessageId: 'm3', text: 'x' });
    expect([late.status, late.body.code]).toEqual([409, 'conversation_closed']);
    const { data, hasMore } = (await call<ConversationEvents>('GET', `${path}/events?after=2&limit=2`, token)).body;
    expect([data.map(({ sequence }) => sequence), hasMore]).toEqual([[3, 4], true]);
    // A decision that crossed the close changes nothing.
    await decide(assigned(id, visitorId));
  });
}

function routed({ act, person, ports, say, talk, told }: Workspace): void {
  it('P32 is closed, and its slot is freed, in one commit', async () => {
    const { id, token } = await talk({});
    await act(id, 'close', token);
    const { db } = ports('conversation');
    const commits = await db.query<{ type: string; xmin: string }[]>(
      `SELECT type, xmin::text FROM record WHERE body LIKE $1 AND type = 'conversation_closed'
       UNION SELECT type, xmin::text FROM record WHERE stream = $2 AND type = 'conversation.closed'`,
      [`%${id}%`, id],
    );
    expect(commits.map(({ type }) => type).sort()).toEqual(['conversation.closed', 'conversation_closed']);
    expect(new Set(commits.map(({ xmin }) => xmin)).size).toBe(1);
  });
  it("D7a tells routing of the agent's first answer, once", async () => {
    const { id, token } = await talk();
    const ana = await person('ana', 'agent');
    await say(id, ana);
    await say(id, ana);
    await say(id, token, 'Thanks');
    expect(await told(id, 'agent_responded')).toEqual([{ conversationId: id, agentId: 'ana' }]);
  });
}

function offered(workspace: Workspace): void {
  const { decide, events, person, session, start, view } = workspace;

  it('B4e shows an offer to staff by name, and to its visitor as a wait', async () => {
    workspace.answer = (conversationId, visitorId) => ({
      type: 'offered',
      data: {
        ...{ ...arrived(conversationId, visitorId), offerId: `o-${conversationId}` },
        ...{ agentId: 'ana', cause: 'arrival', expiresAt: 30_000 },
      },
    });
    const { token } = await session();
    const { status, body } = await start(token, { text: 'Hello' });
    expect([status, body.outcome, body.state, body.agent]).toEqual([201, 'queued', 'queued', null]);
    workspace.answer = assigned;
    const { conversationId } = body;
    const offer = { offerId: `o-${conversationId}`, conversationId, agentId: 'ana' };
    await decide(
      { type: 'offer_ended', data: { ...offer, how: 'accepted' } },
      { type: 'assigned', data: { ...assigned(conversationId, 'v').data, cause: 'offer_accepted' } as never },
    );
    await until(async () => (await view(conversationId, token)).agent?.agentId === 'ana');
    const seenBy = async (who: string) =>
      (await events(conversationId, who)).flatMap((event) =>
        event.type === 'conversation.offered' || event.type === 'conversation.offer_ended'
          ? [`${event.type} ${event.data.agentName}`]
          : [],
      );
    const named = ['conversation.offered Ana', 'conversation.offer_ended Ana'];
    expect(await seenBy(await person('ana', 'agent'))).toEqual(named);
    expect(await seenBy(token)).toEqual(['conversation.offered ', 'conversation.offer_ended ']);
  });
}

function decidedOnce({ decide, get, id, ports, talk, view }: Workspace): void {
  const moved = (conversationId: string): RoutingEvent => ({
    type: 'requeued',
    data: {
      ...{ ...arrived(conversationId, 'v'), priority: 0, position: 1, timeoutAt: null, cause: 'moved' },
      ...{ fromAgentId: 'ana', excludedAgentIds: [] },
    },
  });

  it('D7b one decision about two conversations is recorded once in each, however often it comes', async () => {
    const talks = [await talk({}), await talk({})] as const;
    await decide(...talks.map((one) => moved(one.id)));
    const views = () => Promise.all(talks.map((one) => view(one.id, one.token)));
    await until(async () => (await views())[1]?.state === 'queued');
    expect((await views())[0]).toMatchObject({ state: 'queued', outcome: 'queued', agent: null });
    // As after a crash between the two: the decision comes again, and the first has recorded it already.
    const decisions = ports('assignment-queue').journal;
    const [record] = (await decisions.readMany('assignment.decisions', new Map([[partitionOf(id), 0]]), 10_000)).slice(
      -1,
    );
    if (!record) throw new Error('the decision is not in its lane');
    expect(record.body).toContain(talks[1].id);
    const again = new RecordContext([record, { consumer: 'conversation', lane: record.lane, seq: record.seq }]);
    const before = await views();
    await get(DecisionsReaction).onDecided(JSON.parse(record.body) as never, again);
    expect(await views()).toEqual(before);
  });
}

function strangers({ act, call, person, session, talk }: Workspace): void {
  it('does not exist for strangers', async () => {
    const { id } = await talk({});
    for (const token of [(await session()).token, await person('eve', 'owner', 'elsewhere')]) {
      const answers = await Promise.all([
        call('GET', `/v1/conversations/${id}`, token),
        call('GET', `/v1/conversations/${id}/events`, token),
        act(id, 'messages', token, { clientMessageId: 'm', text: 'x' }),
        act(id, 'read', token, { upTo: 1 }),
        act(id, 'close', token),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    }
    const ben = await person('ben', 'agent');
    expect((await act(id, 'close', ben)).body.code).toBe('not_the_owner');
    expect((await call('GET', '/v1/conversations/%00', ben)).status).toBe(404);
  });
}

function takingOver({ call, events, talk, view, write }: Workspace): void {
  it('takes over what was typed into a submission that an agent overtook', async () => {
    const { id, token } = await talk({});
    const withdrawn = { conversationId: id, reason: 'assigned', text: 'Call me' };
    await write('submission', 'submission.events', 'submission.withdrawn', withdrawn, 's1');
    await until(async () => (await view(id, token)).lastMessage?.text === 'Call me');
  });
  it('G2b takes over the files that were left with it, once', async () => {
    const { id, token } = await talk({});
    const file = { fileId: 'file-of-s2', name: 'a.png', mediaType: 'image/png', bytes: 70 };
    const withdrawn = { conversationId: id, reason: 'assigned', text: 'See here', attachments: [file] };
    await write('submission', 'submission.events', 'submission.withdrawn', withdrawn, 's2');
    await write('submission', 'submission.events', 'submission.withdrawn', withdrawn, 's2');
    const said = async () =>
      (await events(id, token)).flatMap((event) => (event.type === 'conversation.message_added' ? [event.data] : []));
    await until(async () => (await said()).some((message) => message.file !== undefined));
    expect((await said()).map(({ text, file: of }) => [text, of])).toEqual([
      ...[
        ['See here', undefined],
        ['a.png', file],
      ],
    ]);
    const link = await call<FileLink>('GET', `/v1/conversations/${id}/files/${file.fileId}`, token);
    expect(link.body).toMatchObject({ ...file, url: expect.stringContaining('/v1/files/file-of-s2') });
  });
}

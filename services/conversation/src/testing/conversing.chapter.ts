// Chapter: what is said in a conversation, what routing is told of it, and who may see it.
import { describe, expect, it } from '@jest/globals';
import type {
  ConversationEvent,
  ConversationEvents,
  ConversationList,
  ConversationView,
  FileLink,
  Problem,
  RoutingEvent,
} from '@frontdesk/contracts';
import { RecordContext } from '@frontdesk/nest';
import { DecisionsReaction } from '../reactions/decisions.reaction.js';
import { arrived, assigned } from './decisions.js';
import type { ScriptedEngine } from './scripted-engine.js';
import { until } from './served-conversations.js';

const asked = (conversationId: string, visitorId: string) => ({
  ...{ ...arrived(conversationId, visitorId), offerId: `o-${conversationId}` },
});

export function conversing(engine: ScriptedEngine): void {
  const { call, decide, get, inputs, person, ports, session, start, write } = engine;

  describe('a conversation', () => {
    it('is talked in, read, closed, and then closed for good', async () => {
      engine.answer = assigned;
      const { token, visitorId } = (await session()).body;
      const { conversationId } = (await start(token, 'k1', { text: 'Hello' })).body;
      const path = `/v1/conversations/${conversationId}`;
      const ana = await person('ana', 'agent');
      const message = { clientMessageId: 'm1', text: 'Hi' };
      const said = await call<ConversationEvent>('POST', `${path}/messages`, ana, message);
      expect(said.status).toBe(201);
      expect(said.body).toMatchObject({ sequence: 4, data: { author: { kind: 'agent', name: 'Ana' }, text: 'Hi' } });
      const again = await call<ConversationEvent>('POST', `${path}/messages`, ana, message);
      expect(again.body).toEqual(said.body);
      await call('POST', `${path}/messages`, token, { clientMessageId: 'm2', text: 'Where is it?' });
      expect((await call<ConversationView>('GET', path, ana)).body.unread).toBe(1);
      expect((await call('POST', `${path}/read`, ana, { upTo: 5 })).status).toBe(204);
      expect((await call<ConversationView>('GET', path, ana)).body.unread).toBe(0);
      const listed = await call<ConversationList>('GET', '/v1/conversations?view=mine&state=open&limit=1', ana);
      expect(listed.body.data).toMatchObject([{ channel: 'web' }]);
      expect((await call<ConversationView>('GET', path, token)).body).not.toHaveProperty('channel');
      const next = await call<ConversationList>(
        'GET',
        `/v1/conversations?limit=1&cursor=${listed.body.nextCursor}`,
        ana,
      );
      expect(next.body.data[0]?.conversationId).not.toBe(listed.body.data[0]?.conversationId);
      const closed = await call<ConversationView>('POST', `${path}/close`, token);
      expect(closed.body).toMatchObject({ state: 'closed', outcome: 'assigned', closedReason: 'visitor' });
      await call('POST', `${path}/close`, token);
      const told = (await inputs()).filter(
        ({ body, type }) => type === 'conversation_closed' && body.includes(conversationId),
      );
      expect(told.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ conversationId, by: 'visitor' }]);
      const late = await call<Problem>('POST', `${path}/messages`, token, { clientMessageId: 'm3', text: 'x' });
      expect([late.status, late.body.code]).toEqual([409, 'conversation_closed']);
      const { data, hasMore } = (await call<ConversationEvents>('GET', `${path}/events?after=2&limit=2`, token)).body;
      expect([data.map(({ sequence }) => sequence), hasMore]).toEqual([[3, 4], true]);
      // A decision that crossed the close changes nothing.
      await decide(assigned(conversationId, visitorId));
    });
    it('P32 is closed, and its slot is freed, in one commit', async () => {
      engine.answer = assigned;
      const { token } = (await session()).body;
      const { conversationId } = (await start(token, 'k1')).body;
      await call('POST', `/v1/conversations/${conversationId}/close`, token);
      const { db } = ports('conversation');
      const commits = await db.query<{ type: string; xmin: string }[]>(
        `SELECT type, xmin::text FROM record WHERE body LIKE $1 AND type = 'conversation_closed'
         UNION SELECT type, xmin::text FROM record WHERE stream = $2 AND type = 'conversation.closed'`,
        [`%${conversationId}%`, conversationId],
      );
      expect(commits.map(({ type }) => type).sort()).toEqual(['conversation.closed', 'conversation_closed']);
      expect(new Set(commits.map(({ xmin }) => xmin)).size).toBe(1);
    });
    it("D7a tells routing of the agent's first answer, once", async () => {
      engine.answer = assigned;
      const { token } = (await session()).body;
      const { conversationId } = (await start(token, 'k1', { text: 'Hello' })).body;
      const path = `/v1/conversations/${conversationId}/messages`;
      const ana = await person('ana', 'agent');
      for (const clientMessageId of ['m1', 'm2']) await call('POST', path, ana, { clientMessageId, text: 'Hi' });
      await call('POST', path, token, { clientMessageId: 'm3', text: 'Thanks' });
      const told = (await inputs()).filter(
        ({ body, type }) => type === 'agent_responded' && body.includes(conversationId),
      );
      expect(told.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ conversationId, agentId: 'ana' }]);
    });
    it('B4e shows an offer to staff by name, and to its visitor as a wait', async () => {
      engine.answer = (conversationId, visitorId) => ({
        type: 'offered',
        data: { ...asked(conversationId, visitorId), agentId: 'ana', cause: 'arrival', expiresAt: 30_000 },
      });
      const { token } = (await session()).body;
      const { status, body } = await start(token, 'k1', { text: 'Hello' });
      expect([status, body.outcome, body.state, body.agent]).toEqual([201, 'queued', 'queued', null]);
      const { conversationId } = body;
      const offer = { offerId: `o-${conversationId}`, conversationId, agentId: 'ana' };
      await decide(
        { type: 'offer_ended', data: { ...offer, how: 'accepted' } },
        { type: 'assigned', data: { ...assigned(conversationId, 'v').data, cause: 'offer_accepted' } as never },
      );
      const path = `/v1/conversations/${conversationId}`;
      await until(async () => (await call<ConversationView>('GET', path, token)).body.agent?.agentId === 'ana');
      const seenBy = async (who: string) =>
        (await call<ConversationEvents>('GET', `${path}/events`, who)).body.data.flatMap((event) =>
          event.type === 'conversation.offered' || event.type === 'conversation.offer_ended'
            ? [`${event.type} ${event.data.agentName}`]
            : [],
        );
      const named = ['conversation.offered Ana', 'conversation.offer_ended Ana'];
      expect(await seenBy(await person('ana', 'agent'))).toEqual(named);
      expect(await seenBy(token)).toEqual(['conversation.offered ', 'conversation.offer_ended ']);
    });
    it('D7b one decision about two conversations is recorded once in each, however often it comes', async () => {
      engine.answer = assigned;
      const { token } = (await session()).body;
      const { conversationId } = (await start(token, 'k1')).body;
      const other = await session();
      const second = (await start(other.body.token, 'k1')).body.conversationId;
      const moved = (id: string): RoutingEvent => ({
        type: 'requeued',
        data: {
          ...{ ...arrived(id, 'v'), priority: 0, position: 1, timeoutAt: null, cause: 'moved' },
          ...{ fromAgentId: 'ana', excludedAgentIds: [] },
        },
      });
      await decide(moved(conversationId), moved(second));
      const view = async (id: string, by: string) =>
        (await call<ConversationView>('GET', `/v1/conversations/${id}`, by)).body;
      await until(async () => (await view(second, other.body.token)).state === 'queued');
      expect(await view(conversationId, token)).toMatchObject({ state: 'queued', outcome: 'queued', agent: null });
      // As after a crash between the two: the decision comes again, and the first has recorded it already.
      const decisions = ports('assignment-queue').journal;
      const [lane, seq] = [...(await decisions.heads('assignment.decisions'))][0] as [string, number];
      const [service, topic, partition] = lane.split('/') as [string, string, string];
      const where = { service, topic, partition: Number(partition) };
      const [record] = await decisions.read(where, seq - 1, 1);
      if (!record) throw new Error('the decision is not in its lane');
      const again = new RecordContext([record, { consumer: 'conversation', lane: where, seq }]);
      const before = await Promise.all([view(conversationId, token), view(second, other.body.token)]);
      await get(DecisionsReaction).onDecided(JSON.parse(record.body) as never, again);
      expect(await Promise.all([view(conversationId, token), view(second, other.body.token)])).toEqual(before);
    });
    it('does not exist for strangers', async () => {
      engine.answer = assigned;
      const { conversationId } = (await start((await session()).body.token, 'k1')).body;
      const path = `/v1/conversations/${conversationId}`;
      const strangers = [(await session()).body.token, await person('eve', 'owner', 'elsewhere')];
      for (const token of strangers) {
        const answers = await Promise.all([
          call('GET', path, token),
          call('GET', `${path}/events`, token),
          call('POST', `${path}/messages`, token, { clientMessageId: 'm', text: 'x' }),
          call('POST', `${path}/read`, token, { upTo: 1 }),
          call('POST', `${path}/close`, token),
        ]);
        expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
      }
      const ben = await person('ben', 'agent');
      expect((await call<Problem>('POST', `${path}/close`, ben)).body.code).toBe('not_the_owner');
      expect((await call('GET', '/v1/conversations/%00', ben)).status).toBe(404);
    });
    it('takes over what was typed into a submission that an agent overtook', async () => {
      engine.answer = assigned;
      const { token } = (await session()).body;
      const { conversationId } = (await start(token, 'k1')).body;
      const withdrawn = { conversationId, reason: 'assigned', text: 'Call me' };
      await write('submission', 'submission.events', 'submission.withdrawn', withdrawn, 's1');
      const path = `/v1/conversations/${conversationId}`;
      await until(async () => (await call<ConversationView>('GET', path, token)).body.lastMessage?.text === 'Call me');
    });
    it('G2b takes over the files that were left with it, once', async () => {
      engine.answer = assigned;
      const { token } = (await session()).body;
      const { conversationId } = (await start(token, 'k1')).body;
      const file = { fileId: 'file-of-s2', name: 'a.png', mediaType: 'image/png', bytes: 70 };
      const withdrawn = { conversationId, reason: 'assigned', text: 'See here', attachments: [file] };
      await write('submission', 'submission.events', 'submission.withdrawn', withdrawn, 's2');
      await write('submission', 'submission.events', 'submission.withdrawn', withdrawn, 's2');
      const path = `/v1/conversations/${conversationId}`;
      const said = async () => {
        const { data } = (await call<ConversationEvents>('GET', `${path}/events`, token)).body;
        return data.flatMap((event) => (event.type === 'conversation.message_added' ? [event.data] : []));
      };
      await until(async () => (await said()).some((message) => message.file !== undefined));
      expect((await said()).map(({ text, file }) => [text, file])).toEqual([
        ...[
          ['See here', undefined],
          ['a.png', file],
        ],
      ]);
      const link = await call<FileLink>('GET', `${path}/files/${file.fileId}`, token);
      expect(link.body).toMatchObject({ ...file, url: expect.stringContaining('/v1/files/file-of-s2') });
    });
  });
}

// Chapter: ways between chats and submissions, and the rating at the end.
import { describe, expect, it } from '@jest/globals';
import { SETTINGS_DEFAULTS, type OwnSubmission } from '@frontdesk/contracts';
import { DAY, HOUR, MIA, type OpenDesk } from './open-desk.js';
import { until } from './served-submissions.js';

export function after(desk: OpenDesk): void {
  const { act, clock, find, left, own, read, said } = desk;

  describe('ways between', () => {
    it('G5a a first message that reached nobody is kept by itself, once, and only where the settings say so', async () => {
      const view = {
        ...{ groupId: 'sales', state: 'submission_offered' as const, language: 'de', closedReason: null },
        ...{ visitor: { visitorId: 'lea', name: 'Lea' }, offer: { reason: 'nobody_online' as const, text: '' } },
      };
      const kept = async () => (await find('?status=all&q=lonely')).data;
      const alone = async (id: string, more: object = {}) => {
        desk.served.conversations.set(id, { conversationId: id, ...view, ...more });
        desk.served.said.set(id, ['I am lonely', 'Hello?']);
        await desk.served.happen(id, 'conversation.submission_offered', { reason: 'nobody_online' });
        await desk.served.happen(id, 'conversation.closed', { reason: 'converted', by: 'system', why: null });
      };
      await said();
      await alone('a1');
      await said({ keepFirstMessage: true });
      await alone('a2', { offer: { reason: 'blocked', text: '' } });
      await alone('a3');
      const pending = () =>
        desk.served.ports.db.query<{ submission_id: string }[]>("SELECT * FROM submission WHERE visitor_id = 'lea'");
      await until(async () => (await pending()).length === 1);
      const submissionId = (await pending())[0]?.submission_id;
      await desk.served.decide({ type: 'converted', data: { conversationId: 'a3', submissionId } });
      await until(async () => (await kept()).length === 1);
      expect((await kept())[0]).toMatchObject({
        ...{ submissionId, conversationId: 'a3', name: 'Lea', email: '', text: 'I am lonely\nHello?' },
        ...{ reason: 'nobody_online', mode: 'offline_message', language: 'de' },
      });
      await said();
    });
    it('G5b a submission whose visitor is back becomes a conversation of the agent who asks', async () => {
      const id = await left();
      expect((await act(id, 'conversation')).body.code).toBe('visitor_left');
      await desk.served.ports.leases.open({ workspace: 'demo', kind: 'visitor', id: 'mia' }, 'page-1');
      const { status, body } = await act(id, 'conversation');
      expect([status, typeof body.conversationId]).toEqual([201, 'string']);
      const last = (await desk.served.ports.journal.readStream('demo', id)).at(-1);
      expect([last?.type, JSON.parse(last?.body ?? '')]).toMatchObject([
        'submission.became_conversation',
        { agentId: 'ana', visitorId: 'mia', channel: 'web', conversationId: body.conversationId },
      ]);
      expect((await act(id, 'conversation')).body.code).toBe('submission_closed');
    });
  });

  describe('G4c a rating', () => {
    const [stars] = SETTINGS_DEFAULTS.rating.templates;
    const nps = {
      ...stars,
      ...{ id: 'nps', kind: 'nps', question: 'Would you recommend us?', questions: { de: 'Empfehlen Sie uns?' } },
      ...{ freeText: false, changeMinutes: 60, openDays: 3, when: { invited: false, atEnd: true, anyTime: false } },
      tags: [{ id: 'slow', name: 'Slow', names: { de: 'Langsam' }, from: 0, to: 6 }],
    };
    const silent = { ...nps, id: 'silent', when: { invited: true, atEnd: false, anyTime: false } };
    const document = {
      ...{ enabled: true, templates: [stars, nps, silent], defaultTemplateId: 'stars' },
      groups: { returns: 'nps', turns: 'silent' },
    };
    const closed = async (body: object) => {
      const id = await left(body);
      await act(id, 'close');
      return id;
    };
    const rate = (id: string, body: object) => desk.served.call<OwnSubmission>('POST', `/mine/${id}/rating`, MIA, body);
    const inReturns = { groupId: 'returns', type: 'boots', fields: { order: 'A-1' }, consent: true, language: 'de' };

    it('G4c asks what the template of its group asks, in the language it was left in, and is changed for a while', async () => {
      await desk.served.say('rating', null, document);
      const id = await closed(inReturns);
      const { ratingForm, mayRate } = await own(id);
      expect(ratingForm).toMatchObject({
        ...{ templateId: 'nps', kind: 'nps', question: 'Empfehlen Sie uns?', asked: true, freeText: false },
        tags: [{ id: 'slow', name: 'Langsam' }],
      });
      expect(mayRate).toBe(true);
      const wrong = await rate(id, { score: 11, tags: ['kind'], text: 'Hello' });
      expect([wrong.status, wrong.body.code]).toEqual([422, 'invalid_rating']);
      expect(wrong.body.errors?.map(({ pointer }) => pointer)).toEqual(['/score', '/tags/0', '/text']);
      await rate(id, { score: 3, tags: ['slow'], solved: false });
      const said = { templateId: 'nps', kind: 'nps', score: 3, tags: [{ id: 'slow', name: 'Slow' }], solved: false };
      expect((await read(id)).rating).toMatchObject(said);
      expect((await rate(id, { score: 9 })).body.rating).toMatchObject({ score: 9, tags: [] });
      clock.advance(HOUR);
      expect(await own(id)).toMatchObject({ mayRate: false, ratingForm: null, rating: { score: 9 } });
    });
    it('G4c is asked only when the template says, and only so long', async () => {
      const late = await closed(inReturns);
      clock.advance(3 * DAY);
      expect((await own(late)).ratingForm).toBeNull();
      expect((await rate(late, { score: 9 })).body.code).toBe('rating_not_open');
      expect((await own(await closed({ groupId: 'turns' }))).ratingForm).toBeNull();
      await desk.served.say('rating', null, { ...document, enabled: false });
      const id = await closed({});
      expect(await own(id)).toMatchObject({ mayRate: false, ratingForm: null });
      expect((await rate(id, { score: 5 })).body.code).toBe('rating_not_open');
    });
  });
}

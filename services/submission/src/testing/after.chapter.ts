// Chapter: ways between chats and submissions, and the rating at the end.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SETTINGS_DEFAULTS, type OwnSubmission } from '@frontdesk/contracts';
import { DAY, HOUR, MIA, until, type Desk } from './desk.js';
import { openGroups } from './groups.js';
import type { ServedSubmissions } from './served-submissions.js';

export function after(house: ServedSubmissions): void {
  describe('ways between', () => {
    const desk = house.desk('ways-between');

    kept(desk);
    talkedAbout(desk);
  });

  describe('G4c a rating', () => {
    const desk = house.desk('rating');
    beforeAll(() => openGroups(desk));

    rated(house, desk);
    rarelyAsked(house, desk);
  });
}

function kept(desk: Desk): void {
  const { find, happen, rules } = desk;

  it('G5a a first message that reached nobody is kept by itself, once, and only where the settings say so', async () => {
    const view = {
      ...{ groupId: 'sales', state: 'submission_offered' as const, language: 'de', closedReason: null },
      ...{ visitor: { visitorId: 'lea', name: 'Lea' }, offer: { reason: 'nobody_online' as const, text: '' } },
    };
    const alone = async (id: string, more: object = {}) => {
      desk.conversations.set(id, { conversationId: id, ...view, ...more });
      desk.said.set(id, ['I am lonely', 'Hello?']);
      await happen(id, 'conversation.submission_offered', { reason: 'nobody_online' });
      await happen(id, 'conversation.closed', { reason: 'converted', by: 'system', why: null });
    };
    desk.answer = (data) => ({ type: 'converted', data });
    await rules();
    await alone('a1');
    await rules({ keepFirstMessage: true });
    await alone('a2', { offer: { reason: 'blocked', text: '' } });
    await alone('a3');
    const all = async () => (await find('?status=all&q=lonely')).data;
    await until(async () => (await all()).some(({ status }) => status === 'confirmed'));
    expect(await all()).toMatchObject([
      {
        ...{ conversationId: 'a3', name: 'Lea', email: '', text: 'I am lonely\nHello?' },
        ...{ reason: 'nobody_online', mode: 'offline_message', language: 'de' },
      },
    ]);
    await rules();
  });
}

function talkedAbout(desk: Desk): void {
  const { act, left, workspace } = desk;

  it('G5b a submission whose visitor is back becomes a conversation of the agent who asks', async () => {
    const id = await left();
    expect((await act(id, 'conversation')).body.code).toBe('visitor_left');
    await desk.ports.leases.open({ workspace, kind: 'visitor', id: 'mia' }, 'page-1');
    const { status, body } = await act(id, 'conversation');
    expect([status, typeof body.conversationId]).toEqual([201, 'string']);
    const last = (await desk.ports.journal.readStream(workspace, id)).at(-1);
    expect([last?.type, JSON.parse(last?.body ?? '')]).toMatchObject([
      'submission.became_conversation',
      { agentId: 'ana', visitorId: 'mia', channel: 'web', conversationId: body.conversationId },
    ]);
    expect((await act(id, 'conversation')).body.code).toBe('submission_closed');
  });
}

const [STARS] = SETTINGS_DEFAULTS.rating.templates;
const NPS = {
  ...STARS,
  ...{ id: 'nps', kind: 'nps', question: 'Would you recommend us?', questions: { de: 'Empfehlen Sie uns?' } },
  ...{ freeText: false, changeMinutes: 60, openDays: 3, when: { invited: false, atEnd: true, anyTime: false } },
  tags: [{ id: 'slow', name: 'Slow', names: { de: 'Langsam' }, from: 0, to: 6 }],
};
const SILENT = { ...NPS, id: 'silent', when: { invited: true, atEnd: false, anyTime: false } };
const DOCUMENT = {
  ...{ enabled: true, templates: [STARS, NPS, SILENT], defaultTemplateId: 'stars' },
  groups: { returns: 'nps', turns: 'silent' },
};
const IN_RETURNS = { groupId: 'returns', type: 'boots', fields: { order: 'A-1' }, consent: true, language: 'de' };

async function closed({ act, left }: Desk, body: object): Promise<string> {
  const id = await left(body);
  await act(id, 'close');
  return id;
}

const rate = ({ call }: Desk, id: string, body: object) => call<OwnSubmission>('POST', `/mine/${id}/rating`, MIA, body);

function rated({ clock }: ServedSubmissions, desk: Desk): void {
  const { own, read, say } = desk;

  it('G4c asks what the template of its group asks, in the language it was left in, and is changed for a while', async () => {
    await say('rating', null, DOCUMENT);
    const id = await closed(desk, IN_RETURNS);
    const { ratingForm, mayRate } = await own(id);
    expect(ratingForm).toMatchObject({
      ...{ templateId: 'nps', kind: 'nps', question: 'Empfehlen Sie uns?', asked: true, freeText: false },
      tags: [{ id: 'slow', name: 'Langsam' }],
    });
    expect(mayRate).toBe(true);
    const wrong = await rate(desk, id, { score: 11, tags: ['kind'], text: 'Hello' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'invalid_rating']);
    expect(wrong.body.errors?.map(({ pointer }) => pointer)).toEqual(['/score', '/tags/0', '/text']);
    await rate(desk, id, { score: 3, tags: ['slow'], solved: false });
    const said = { templateId: 'nps', kind: 'nps', score: 3, tags: [{ id: 'slow', name: 'Slow' }], solved: false };
    expect((await read(id)).rating).toMatchObject(said);
    expect((await rate(desk, id, { score: 9 })).body.rating).toMatchObject({ score: 9, tags: [] });
    clock.advance(HOUR);
    expect(await own(id)).toMatchObject({ mayRate: false, ratingForm: null, rating: { score: 9 } });
  });
}

function rarelyAsked({ clock }: ServedSubmissions, desk: Desk): void {
  const { own, say } = desk;

  it('G4c is asked only when the template says, and only so long', async () => {
    const late = await closed(desk, IN_RETURNS);
    clock.advance(3 * DAY);
    expect((await own(late)).ratingForm).toBeNull();
    expect((await rate(desk, late, { score: 9 })).body.code).toBe('rating_not_open');
    expect((await own(await closed(desk, { groupId: 'turns' }))).ratingForm).toBeNull();
    await say('rating', null, { ...DOCUMENT, enabled: false });
    const id = await closed(desk, {});
    expect(await own(id)).toMatchObject({ mayRate: false, ratingForm: null });
    expect((await rate(desk, id, { score: 5 })).body.code).toBe('rating_not_open');
  });
}

// The desk of submissions: forms in several languages, whose a submission is, replies both ways, finding and export.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  SETTINGS_DEFAULTS,
  type OwnSubmission,
  type SubmissionDetail,
  type SubmissionFormView,
  type SubmissionMessage,
  type SubmissionReceipt,
  type SubmissionView,
} from '@frontdesk/contracts';
import { MovingClock } from './testing/moving-clock.js';
import { ANA, BEN, ServedSubmissions, SUE, until, visitor } from './testing/served-submissions.js';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let clock: MovingClock;
let served: ServedSubmissions;

const words = (text: string, de = '', fr = '') => ({ text, texts: { de, fr } });
const RETURNS = {
  name: 'Returns',
  guide: words('Tell us what to return.', 'Was geht zurück?', 'Que renvoyez-vous ?'),
  fields: {
    ...{ title: 'hidden', type: 'required', description: 'optional', name: 'optional', email: 'required' },
    ...{ phone: 'hidden', attachments: 'hidden' },
  },
  types: [
    { id: 'shoes', label: words('Shoes', 'Schuhe', 'Chaussures'), parent: null },
    { id: 'boots', label: words('Boots', 'Stiefel', 'Bottes'), parent: 'shoes' },
  ],
  custom: [
    {
      ...{ id: 'order', kind: 'text', label: words('Order', 'Bestellung', 'Commande'), help: words('') },
      ...{ required: true, choices: [], min: null, max: 20 },
    },
  ],
  consent: words('You may store this.', 'Sie dürfen das speichern.', 'Vous pouvez le conserver.'),
  deliver: null,
};
const said = (more: object = {}) => served.say('submission', null, { ...SETTINGS_DEFAULTS.submission, ...more });
const agent = (groupIds: readonly string[], name: string) => ({
  ...{ name, email: `${name}@shop.example`, limit: 3, groupIds, role: 'agent' },
});

beforeAll(async () => {
  clock = new MovingClock(Date.now());
  served = await ServedSubmissions.start({ FRONTDESK_FLOOD_SUBMISSIONS: '0' }, clock);
  await served.say('agents', 'ana', agent(['sales', 'turns'], 'Ana'));
  await served.say('agents', 'ben', agent(['turns'], 'Ben'));
  await served.say('submission-templates', 'returns', RETURNS);
  await served.say('groups', 'returns', {
    ...{ name: 'Returns', guide: '' },
    submission: {
      ...SETTINGS_DEFAULTS.submission,
      form: { mode: 'ticket', templateId: 'returns' },
      forms: { app: { mode: 'offline_message', templateId: null } },
    },
  });
  const turns = { ...SETTINGS_DEFAULTS.submission, assign: 'round_robin' };
  await served.say('groups', 'turns', { name: 'Turns', guide: '', submission: turns });
  const hand = { ...SETTINGS_DEFAULTS.submission, assign: 'manual' };
  await served.say('groups', 'hand', { name: 'By hand', guide: '', submission: hand });
});

afterAll(() => served?.stop());

let count = 0;
const MIA = visitor('mia');
const leave = (body: object = {}, who = MIA, key?: string) =>
  served.call<SubmissionReceipt>(
    ...(['POST', '', who, { email: 'mia@example.com', text: `Message ${++count}`, ...body }, key] as const),
  );
const left = async (body: object = {}, who = MIA) => (await leave(body, who)).body.submissionId;
const read = async (id: string) => (await served.call<SubmissionDetail>('GET', `/${id}`, ANA)).body;
const own = async (id: string, who = MIA) => (await served.call<OwnSubmission>('GET', `/mine/${id}`, who)).body;
const act = (id: string, what: string, who = ANA, body: object = {}) =>
  served.call<SubmissionView>('POST', `/${id}/${what}`, who, body);
const reply = (id: string, text: string, who = ANA, key?: string) =>
  served.call<SubmissionMessage>('POST', `${who === MIA ? '/mine' : ''}/${id}/replies`, who, { text }, key);
const find = async (query: string) =>
  (await served.call<{ data: SubmissionView[]; nextCursor: string | null }>('GET', query, ANA)).body;

describe('a form', () => {
  const formIn = async (language: string, who = MIA) =>
    (await served.call<SubmissionFormView>('GET', `/form?groupId=returns&language=${language}`, who)).body;
  it.each([
    ['en', 'Tell us what to return.', ['Shoes', 'Boots'], 'Order', 'You may store this.'],
    ['de-AT', 'Was geht zurück?', ['Schuhe', 'Stiefel'], 'Bestellung', 'Sie dürfen das speichern.'],
    ['fr', 'Que renvoyez-vous ?', ['Chaussures', 'Bottes'], 'Commande', 'Vous pouvez le conserver.'],
    ['it', 'Tell us what to return.', ['Shoes', 'Boots'], 'Order', 'You may store this.'],
  ])('G2c is told in %s', async (language, guide, types, order, consent) => {
    const form = await formIn(language);
    expect(form).toMatchObject({ mode: 'ticket', templateId: 'returns', offered: true, guide, consent });
    expect(form.fields.map(({ pointer, required }) => `${pointer}${required ? '!' : ''}`)).toEqual([
      ...['/name', '/email!', '/type!', '/text', '/fields/order!'],
    ]);
    expect(form.fields.find(({ id }) => id === 'type')?.choices.map(({ label }) => label)).toEqual(types);
    expect(form.fields.find(({ id }) => id === 'order')?.label).toBe(order);
  });
  it('G2a is another one by channel', async () => {
    const form = await formIn('en', visitor('mia', 'app'));
    expect([form.mode, form.fields.map(({ id }) => id)]).toEqual(['offline_message', ['email', 'text']]);
  });
  it('G3c names every wrong field, and takes what is right', async () => {
    const wrong = await leave({ groupId: 'returns', email: 'mia', fields: { order: 'x'.repeat(21), size: 'L' } });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'invalid_submission']);
    expect(wrong.body.errors?.map(({ pointer }) => pointer)).toEqual([
      ...['/email', '/type', '/fields/size', '/fields/order', '/consent'],
    ]);
    const right = { groupId: 'returns', type: 'boots', fields: { order: 'A-17' }, consent: true, language: 'de' };
    const id = await left(right);
    expect(await read(id)).toMatchObject({
      ...{ type: ['Shoes', 'Boots'], answers: [{ id: 'order', label: 'Order', value: 'A-17' }], language: 'de' },
    });
  });
  it('G1a is not offered where it is switched off', async () => {
    await said({ enabled: false });
    expect((await served.call<SubmissionFormView>('GET', '/form', MIA)).body.offered).toBe(false);
    expect((await leave()).body.code).toBe('not_offered');
    await said();
  });
  it('G1b is never offered in the asynchronous mode, of the workspace, a channel or a group', async () => {
    const offered = async (groupId: string, who = MIA) =>
      (await served.call<SubmissionFormView>('GET', `/form?groupId=${groupId}`, who)).body.offered;
    const all = SETTINGS_DEFAULTS.mode;
    await served.say('mode', null, { ...all, groups: { turns: 'asynchronous' }, channels: { app: 'asynchronous' } });
    expect(await Promise.all([offered('sales'), offered('turns'), offered('sales', visitor('mia', 'app'))])).toEqual([
      ...[true, false, false],
    ]);
    expect((await leave({ groupId: 'turns' })).body.code).toBe('not_offered');
    await served.say('mode', null, { ...all, mode: 'asynchronous', groups: { turns: 'real_time' } });
    expect(await Promise.all([offered('sales'), offered('turns')])).toEqual([false, true]);
    await served.say('mode', null, all);
  });
  it('G1a is not offered to those who wait, unless the settings say so', async () => {
    const waits = { position: 2, ahead: 1, waitedMs: 0, message: '' };
    served.conversations.set('q1', { groupId: 'sales', state: 'queued', place: { ...waits, submission: null } });
    expect((await leave({ conversationId: 'q1' })).body.code).toBe('not_offered');
    const prompt = { reason: 'waited' as const, text: '', inMs: 0 };
    served.conversations.set('q2', {
      ...{ groupId: 'sales', state: 'queued', place: { ...waits, submission: { choice: null, prompt } } },
    });
    const leaving = left({ conversationId: 'q2' });
    const pending = () =>
      served.ports.db.query<{ submission_id: string }[]>("SELECT * FROM submission WHERE conversation_id = 'q2'");
    await until(async () => (await pending()).length === 1);
    const submissionId = (await pending())[0]?.submission_id;
    await served.decide({ type: 'converted', data: { conversationId: 'q2', submissionId } });
    expect(await read(await leaving)).toMatchObject({ reason: 'waited', status: 'confirmed' });
  });
});

describe('a flood', () => {
  it('G6b of the same words is one submission, told as that, also at once', async () => {
    const text = 'Is anybody there?';
    const [first, second] = await Promise.all([leave({ text }), leave({ text })]);
    expect(first.body.submissionId).toBe(second.body.submissionId);
    expect([first.body.duplicate, second.body.duplicate].filter(Boolean)).toEqual([true]);
    expect((await leave({ text }, visitor('max'))).body.duplicate).toBeUndefined();
    clock.advance(11 * 60_000);
    expect((await leave({ text })).body.duplicate).toBeUndefined();
  });
  it('G6b of too much is refused at its field', async () => {
    const { status, body } = await leave({ text: 'x'.repeat(4001) });
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/text']);
  });
});

describe('G4a whose it is', () => {
  it('of a group: whoever takes it', async () => {
    const id = await left();
    expect((await act(id, 'accept')).body).toMatchObject({ status: 'accepted', assignee: { name: 'Ana' } });
    expect((await act(id, 'accept', BEN)).body.code).toBe('submission_taken');
    expect((await act(id, 'assign', ANA, { agentId: 'ben' })).status).toBe(403);
    expect((await act(id, 'assign', SUE, { agentId: 'nobody' })).body.errors?.[0]?.code).toBe('unknown_agent');
    expect((await act(id, 'assign', SUE, { agentId: 'ben' })).body.assignee).toEqual({ agentId: 'ben', name: 'Ben' });
  });
  it('in turn: the next agent of the group', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) {
      const id = await left({ groupId: 'turns' });
      await until(async () => (await read(id)).assignee !== null);
      ids.push(id);
    }
    const whose = await Promise.all(ids.map(async (id) => (await read(id)).assignee?.agentId));
    expect(whose).toEqual(['ana', 'ben', 'ana']);
  });
  it('by hand: whom a supervisor names, and nobody else', async () => {
    const id = await left({ groupId: 'hand' });
    expect((await act(id, 'accept')).body.code).toBe('assigned_by_hand');
    expect((await reply(id, 'Hello')).body.code).toBe('assigned_by_hand');
    await act(id, 'assign', SUE, { agentId: 'ana' });
    expect((await act(id, 'accept')).body.status).toBe('accepted');
  });
});

describe('replies', () => {
  it('G4c go both ways, each once, and are not seen until they are read', async () => {
    const id = await left();
    const first = await reply(id, 'We are looking.', ANA, 'reply-1');
    expect((await reply(id, 'We are looking.', ANA, 'reply-1')).body).toEqual(first.body);
    const { data } = (await served.call<{ data: OwnSubmission[] }>('GET', '/mine', MIA)).body;
    expect(data.find((one) => one.submissionId === id)).toMatchObject({ unread: 1, status: 'accepted' });
    expect((await own(id)).messages).toMatchObject([{ author: 'agent', name: 'Ana', text: 'We are looking.' }]);
    expect((await own(id)).unread).toBe(0);
    await reply(id, 'Thank you', MIA);
    expect(await read(id)).toMatchObject({
      ...{ waitsForAnswer: true, messages: [{ author: 'agent' }, { author: 'visitor', text: 'Thank you' }] },
    });
    expect((await read(id)).history.map(({ type }) => type)).toEqual([
      ...['submission.received', 'submission.confirmed', 'submission.assigned', 'submission.accepted'],
      ...['submission.replied', 'submission.replied'],
    ]);
  });
  it('G4c are the visitor’s own alone', async () => {
    const id = await left();
    const stranger = visitor('max');
    expect((await served.call('GET', `/mine/${id}`, stranger)).status).toBe(404);
    expect((await served.call('POST', `/mine/${id}/replies`, stranger, { text: 'x' })).status).toBe(404);
    expect((await served.call('GET', `/${id}`, stranger)).status).toBe(403);
  });
  it('G4b G4c open a closed one again for so many days, and it is rated at the end', async () => {
    await said({ reopenDays: 2 });
    const id = await left();
    await act(id, 'close');
    expect(await own(id)).toMatchObject({ mayRate: true, mayReply: true, status: 'closed' });
    expect((await reply(id, 'One more thing', MIA)).status).toBe(201);
    expect((await read(id)).status).toBe('confirmed');
    await act(id, 'close');
    // Before anybody says anything of ratings it is stars, with or without words.
    const rate = (body: object) => served.call<OwnSubmission>('POST', `/mine/${id}/rating`, MIA, body);
    expect((await rate({ score: 4, comment: 'Fine.' })).body).toMatchObject({ rating: { score: 4, comment: 'Fine.' } });
    clock.advance(2 * HOUR);
    expect((await rate({ score: 1 })).body.code).toBe('already_rated');
    clock.advance(2 * DAY);
    expect((await own(id)).mayReply).toBe(false);
    expect((await reply(id, 'Still there?', MIA)).body.code).toBe('submission_closed');
    expect((await act(id, 'reopen')).body.status).toBe('confirmed');
  });
});

describe('G4d finding', () => {
  it('goes by words, status, group, agent and time, page by page', async () => {
    const from = new Date(clock.now()).toISOString();
    const one = await left({ text: 'A green 100% bicycle', name: 'Zoë', groupId: 'turns' });
    const two = await left({ text: 'A green car', email: 'zoe@example.com' });
    await until(async () => (await read(one)).assignee !== null);
    const ids = async (query: string) => (await find(`?from=${from}&${query}`)).data.map((each) => each.submissionId);
    expect(await ids('q=green')).toEqual([two, one]);
    expect(await ids('q=green%20zo%C3%AB')).toEqual([one]);
    expect(await ids('q=100%25')).toEqual([one]);
    expect(await ids('q=zoe@')).toEqual([two]);
    expect(await ids('group=turns')).toEqual([one]);
    expect(await ids('agent=none')).toEqual([two]);
    await act(one, 'close');
    expect([await ids('status=open'), await ids('status=closed'), await ids('status=all')]).toEqual([
      ...[[two], [one], [two, one]],
    ]);
    const page = await find(`?from=${from}&status=all&limit=1`);
    expect(page.data[0]?.submissionId).toBe(two);
    expect((await find(`?from=${from}&status=all&limit=1&cursor=${page.nextCursor}`)).data[0]?.submissionId).toBe(one);
    expect(await ids(`to=${from}`)).toEqual([]);
  });
  it('is exported as CSV that no spreadsheet takes for a formula, and as JSON', async () => {
    clock.advance(1000);
    const from = new Date(clock.now()).toISOString();
    await left({ text: '=HYPERLINK("http://evil.example")', name: '@Mia' });
    const exported = (format: string, who = SUE) =>
      served.call<string>('GET', `/export?format=${format}&from=${from}`, who);
    const csv = (await exported('csv')).body as unknown as string;
    expect(csv).toContain(`,'@Mia,mia@example.com,`);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(csv.trim().split('\r\n')).toHaveLength(2);
    const json = (await exported('json')).body as unknown as SubmissionView[];
    expect(json).toMatchObject([{ text: '=HYPERLINK("http://evil.example")' }]);
    expect((await exported('csv', ANA)).status).toBe(403);
  });
});

describe('ways between', () => {
  it('G5a a first message that reached nobody is kept by itself, once, and only where the settings say so', async () => {
    const view = {
      ...{ groupId: 'sales', state: 'submission_offered' as const, language: 'de', closedReason: null },
      ...{ visitor: { visitorId: 'lea', name: 'Lea' }, offer: { reason: 'nobody_online' as const, text: '' } },
    };
    const kept = async () => (await find('?status=all&q=lonely')).data;
    const alone = async (id: string, more: object = {}) => {
      served.conversations.set(id, { conversationId: id, ...view, ...more });
      served.said.set(id, ['I am lonely', 'Hello?']);
      await served.happen(id, 'conversation.submission_offered', { reason: 'nobody_online' });
      await served.happen(id, 'conversation.closed', { reason: 'converted', by: 'system', why: null });
    };
    await said();
    await alone('a1');
    await said({ keepFirstMessage: true });
    await alone('a2', { offer: { reason: 'blocked', text: '' } });
    await alone('a3');
    const pending = () =>
      served.ports.db.query<{ submission_id: string }[]>("SELECT * FROM submission WHERE visitor_id = 'lea'");
    await until(async () => (await pending()).length === 1);
    const submissionId = (await pending())[0]?.submission_id;
    await served.decide({ type: 'converted', data: { conversationId: 'a3', submissionId } });
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
    await served.ports.leases.open({ workspace: 'demo', kind: 'visitor', id: 'mia' }, 'page-1');
    const { status, body } = await act(id, 'conversation');
    expect([status, typeof body.conversationId]).toEqual([201, 'string']);
    const last = (await served.ports.journal.readStream('demo', id)).at(-1);
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
  const rate = (id: string, body: object) => served.call<OwnSubmission>('POST', `/mine/${id}/rating`, MIA, body);
  const inReturns = { groupId: 'returns', type: 'boots', fields: { order: 'A-1' }, consent: true, language: 'de' };

  it('G4c asks what the template of its group asks, in the language it was left in, and is changed for a while', async () => {
    await served.say('rating', null, document);
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
    await served.say('rating', null, { ...document, enabled: false });
    const id = await closed({});
    expect(await own(id)).toMatchObject({ mayRate: false, ratingForm: null });
    expect((await rate(id, { score: 5 })).body.code).toBe('rating_not_open');
  });
});

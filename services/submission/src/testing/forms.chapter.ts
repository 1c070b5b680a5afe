// Chapter: forms, in which language, where one is offered, and too much of one.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SETTINGS_DEFAULTS, type SubmissionFormView } from '@frontdesk/contracts';
import { MIA, visitor, type Desk } from './desk.js';
import { openGroups } from './groups.js';
import type { ServedSubmissions } from './served-submissions.js';

export function forms(house: ServedSubmissions): void {
  describe('a form', () => {
    const desk = house.desk('forms');
    beforeAll(() => openGroups(desk));

    told(desk);
    checked(desk);
    switchedOff(desk);
    toThoseWhoWait(desk);
  });

  describe('a flood', () => flooded(house, house.desk('flood')));
}

function told({ call }: Desk): void {
  const formIn = async (language: string, who = MIA) =>
    (await call<SubmissionFormView>('GET', `/form?groupId=returns&language=${language}`, who)).body;

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
}

function checked({ leave, left, read }: Desk): void {
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
}

function switchedOff({ call, leave, rules, say }: Desk): void {
  it('G1a is not offered where it is switched off', async () => {
    await rules({ enabled: false });
    expect((await call<SubmissionFormView>('GET', '/form', MIA)).body.offered).toBe(false);
    expect((await leave()).body.code).toBe('not_offered');
    await rules();
  });
  it('G1b is never offered in the asynchronous mode, of the workspace, a channel or a group', async () => {
    const offered = async (groupId: string, who = MIA) =>
      (await call<SubmissionFormView>('GET', `/form?groupId=${groupId}`, who)).body.offered;
    const all = SETTINGS_DEFAULTS.mode;
    await say('mode', null, {
      ...all,
      groups: { turns: 'asynchronous' },
      channels: { app: 'asynchronous' },
    });
    expect(await Promise.all([offered('sales'), offered('turns'), offered('sales', visitor('mia', 'app'))])).toEqual([
      ...[true, false, false],
    ]);
    expect((await leave({ groupId: 'turns' })).body.code).toBe('not_offered');
    await say('mode', null, { ...all, mode: 'asynchronous', groups: { turns: 'real_time' } });
    expect(await Promise.all([offered('sales'), offered('turns')])).toEqual([false, true]);
    await say('mode', null, all);
  });
}

function toThoseWhoWait(desk: Desk): void {
  const { leave, left, read } = desk;

  it('G1a is not offered to those who wait, unless the settings say so', async () => {
    const place = { position: 2, ahead: 1, waitedMs: 0, message: '' };
    const queued = { groupId: 'sales', state: 'queued' as const };
    desk.conversations.set('q1', { ...queued, place: { ...place, submission: null } });
    expect((await leave({ conversationId: 'q1' })).body.code).toBe('not_offered');
    const prompt = { reason: 'waited' as const, text: '', inMs: 0 };
    desk.conversations.set('q2', { ...queued, place: { ...place, submission: { choice: null, prompt } } });
    desk.answer = (data) => ({ type: 'converted', data });
    const id = await left({ conversationId: 'q2' });
    expect(await read(id)).toMatchObject({ reason: 'waited', status: 'confirmed' });
  });
}

function flooded({ clock }: ServedSubmissions, { leave }: Desk): void {
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
}

// Chapter: ratings, as visitors give them and agents ask for them.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SETTINGS_DEFAULTS, type ConversationView, type Problem, type RatingTemplate } from '@frontdesk/contracts';
import type { ServedConversations } from './served-conversations.js';
import type { Talk, Workspace } from './workspace.js';

export function rating(house: ServedConversations): void {
  const workspace = house.workspace('rating');

  describe('F5a rating a conversation', () => {
    beforeAll(workspace.open);

    offering(workspace);
    asking(workspace);
    changing(workspace);
    refusing(workspace);
  });
}

const [STARS] = SETTINGS_DEFAULTS.rating.templates as readonly [RatingTemplate];
const ALWAYS = { invited: true, atEnd: true, anyTime: true };

/** From now on visitors are asked so. */
const ask = ({ save }: Workspace, part: Partial<RatingTemplate> = {}): Promise<void> =>
  save('rating', null, {
    ...{ ...SETTINGS_DEFAULTS.rating, enabled: true },
    templates: [{ ...STARS, ...part, when: { ...ALWAYS, ...part.when } }],
  });

const rate = ({ call }: Workspace, { id, token }: Pick<Talk, 'id' | 'token'>, body: object) =>
  call<ConversationView & Problem>('PUT', `/v1/conversations/${id}/rating`, token, body);

const chat = ({ talk }: Workspace): Promise<Talk> => talk({ text: 'Hello', language: 'de-AT' });

function offering(workspace: Workspace): void {
  const { act, events, person, save, view } = workspace;

  it('is nobody’s business where it is switched off', async () => {
    const talk = await chat(workspace);
    expect((await view(talk.id, talk.token)).rating).toBeUndefined();
    expect((await rate(workspace, talk, { score: 5 })).body.code).toBe('rating_not_open');
    expect((await act(talk.id, 'rating-invitation', await person('ana', 'agent'))).body.code).toBe('rating_not_open');
  });

  it('is offered in the visitor’s language, given, and seen by staff; the same again is nothing new', async () => {
    await save('rating', null, { ...SETTINGS_DEFAULTS.rating, enabled: true, templates: [STARS] });
    const ana = await person('ana', 'agent');
    const talk = await chat(workspace);
    const { id, token } = talk;
    expect((await view(id, token)).rating?.form?.question).toBe('Wie war Ihr Gespräch mit uns?');
    const all = { score: 5, tags: ['friendly'], text: ' Danke ', solved: true };
    const { status, body } = await rate(workspace, talk, all);
    expect(status).toBe(200);
    const given = { kind: 'stars5', score: 5, tags: [{ id: 'friendly', name: 'Freundlich' }], text: 'Danke' };
    expect(body.rating).toMatchObject({ given: { ...given, solved: true }, mayInvite: false });
    expect((await view(id, ana)).rating?.given).toMatchObject(given);
    expect((await rate(workspace, talk, { ...all, text: 'Danke' })).body.sequence).toBe(body.sequence);
    expect((await events(id, ana)).at(-1)).toMatchObject({
      ...{ type: 'conversation.rated', data: { score: 5, templateId: 'stars' } },
    });
  });
}

function asking(workspace: Workspace): void {
  const { act, person, view } = workspace;

  it('is asked for by the agent, once', async () => {
    await ask(workspace, { when: { ...ALWAYS, atEnd: false } });
    const ana = await person('ana', 'agent');
    const { id, token } = await chat(workspace);
    expect((await view(id, ana)).rating).toMatchObject({ invited: false, mayInvite: true, form: { asked: false } });
    const { body } = await act(id, 'rating-invitation', ana);
    expect(body.rating).toMatchObject({ invited: true, mayInvite: false });
    expect((await act(id, 'rating-invitation', ana)).body.sequence).toBe(body.sequence);
    expect((await view(id, token)).rating?.form?.asked).toBe(true);
    expect((await act(id, 'rating-invitation', await person('ben', 'agent'))).status).toBe(403);
  });
}

function changing(workspace: Workspace): void {
  const { act, person, view } = workspace;

  it('is asked for by itself at the end, and may be changed for a while', async () => {
    await ask(workspace);
    const talk = await chat(workspace);
    const asked = async () => (await view(talk.id, talk.token)).rating?.form?.asked;
    expect(await asked()).toBe(false);
    await act(talk.id, 'close', await person('ana', 'agent'));
    expect(await asked()).toBe(true);
    await rate(workspace, talk, { score: 5 });
    expect(await asked()).toBe(false);
    const { body } = await rate(workspace, talk, { score: 2 });
    expect(body.rating?.given?.score).toBe(2);
  });

  it('is final where it may not be changed', async () => {
    await ask(workspace, { changeMinutes: 0 });
    const talk = await chat(workspace);
    await rate(workspace, talk, { score: 5 });
    const { status, body } = await rate(workspace, talk, { score: 1 });
    expect([status, body.code]).toEqual([409, 'rating_final']);
    expect((await view(talk.id, talk.token)).rating?.form).toBeNull();
  });
}

function refusing(workspace: Workspace): void {
  const { act, person, session } = workspace;

  it('is told what is wrong with it, by pointer', async () => {
    await ask(workspace, { freeText: false });
    const talk = await chat(workspace);
    const { status, body } = await rate(workspace, talk, { score: 6, tags: ['nope'], text: 'Hi' });
    expect([status, body.code]).toEqual([422, 'invalid_rating']);
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(['/score', '/tags/0', '/text']);
    expect((await rate(workspace, talk, { score: '5' })).body.errors?.[0]?.pointer).toBe('/score');
    expect((await rate(workspace, talk, {})).status).toBe(422);
  });

  it('A1a is nobody else’s: a foreign conversation is not found', async () => {
    const { id } = await chat(workspace);
    expect((await rate(workspace, { id, token: (await session()).token }, { score: 1 })).status).toBe(404);
    expect((await rate(workspace, { id, token: await person('ana', 'agent') }, { score: 1 })).status).toBe(403);
    const eve = await person('eve', 'supervisor', 'elsewhere');
    expect((await act(id, 'rating-invitation', eve)).status).toBe(404);
  });
}

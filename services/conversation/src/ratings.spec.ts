// Ratings and summaries as agents and visitors meet them over HTTP.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  SETTINGS_DEFAULTS,
  type ConversationEvents,
  type ConversationView,
  type Problem,
  type RatingDocument,
  type RatingTemplate,
} from '@frontdesk/contracts';
import { serveConversations, until, type Served } from './testing/served-conversations.js';

let served: Served;
let ana: string;

const [stars] = SETTINGS_DEFAULTS.rating.templates as readonly [RatingTemplate];
const asking = (part: Partial<RatingTemplate>): RatingDocument => ({
  ...SETTINGS_DEFAULTS.rating,
  enabled: true,
  templates: [{ ...stars, ...part }],
});

beforeAll(async () => {
  served = await serveConversations();
  ana = await served.person('ana', 'agent');
}, 60_000);
afterAll(() => served.stop(), 30_000);

/** From now on visitors are asked so. */
async function ask(part: Partial<RatingTemplate>): Promise<void> {
  const question = `${JSON.stringify(part)}?`;
  await served.save('rating', null, asking({ ...part, question, questions: {}, when: { ...ALWAYS, ...part.when } }));
  const { token } = await served.session();
  const { conversationId } = await served.start(token);
  await until(async () => (await view(token, conversationId)).rating?.form?.question === question);
}

const ALWAYS = { invited: true, atEnd: true, anyTime: true };
const view = async (token: string, id: string) =>
  (await served.call<ConversationView>('GET', `/v1/conversations/${id}`, { token })).body;
const rate = (token: string, id: string, body: object) =>
  served.call<ConversationView & Problem>('PUT', `/v1/conversations/${id}/rating`, { token, body });
const invite = (token: string, id: string) =>
  served.call<ConversationView & Problem>('POST', `/v1/conversations/${id}/rating-invitation`, { token });
const close = (token: string, id: string) => served.call('POST', `/v1/conversations/${id}/close`, { token });

async function chat(): Promise<{ readonly token: string; readonly id: string }> {
  const { token } = await served.session();
  const { conversationId: id } = await served.start(token, { text: 'Hello', language: 'de-AT' });
  return { token, id };
}

describe('F5a rating a conversation', () => {
  it('is nobody’s business where it is switched off', async () => {
    const { token, id } = await chat();
    expect((await view(token, id)).rating).toBeUndefined();
    expect((await rate(token, id, { score: 5 })).body.code).toBe('rating_not_open');
    expect((await invite(ana, id)).body.code).toBe('rating_not_open');
  });

  it('is offered in the visitor’s language, given, and seen by staff; the same again is nothing new', async () => {
    await ask({});
    await served.save('rating', null, asking({}));
    const { token, id } = await chat();
    await until(async () => (await view(token, id)).rating?.form?.question === 'Wie war Ihr Gespräch mit uns?');
    const { status, body } = await rate(token, id, { score: 5, tags: ['friendly'], text: ' Danke ', solved: true });
    expect(status).toBe(200);
    const given = { kind: 'stars5', score: 5, tags: [{ id: 'friendly', name: 'Freundlich' }], text: 'Danke' };
    expect(body.rating).toMatchObject({ given: { ...given, solved: true }, mayInvite: false });
    expect((await view(ana, id)).rating?.given).toMatchObject(given);
    expect((await rate(token, id, { score: 5, tags: ['friendly'], text: 'Danke', solved: true })).body.sequence).toBe(
      body.sequence,
    );
    const { body: events } = await served.call<ConversationEvents>('GET', `/v1/conversations/${id}/events`, {
      token: ana,
    });
    expect(events.data.at(-1)).toMatchObject({ type: 'conversation.rated', data: { score: 5, templateId: 'stars' } });
  });

  it('is asked for by the agent, once', async () => {
    await ask({ when: { ...ALWAYS, atEnd: false } });
    const { token, id } = await chat();
    expect((await view(ana, id)).rating).toMatchObject({ invited: false, mayInvite: true, form: { asked: false } });
    const { body } = await invite(ana, id);
    expect(body.rating).toMatchObject({ invited: true, mayInvite: false });
    expect((await invite(ana, id)).body.sequence).toBe(body.sequence);
    expect((await view(token, id)).rating?.form?.asked).toBe(true);
    expect((await invite(await served.person('ben', 'agent'), id)).status).toBe(403);
  });

  it('is asked for by itself at the end, and may be changed for a while', async () => {
    await ask({});
    const { token, id } = await chat();
    expect((await view(token, id)).rating?.form?.asked).toBe(false);
    await close(ana, id);
    expect((await view(token, id)).rating?.form?.asked).toBe(true);
    await rate(token, id, { score: 5 });
    expect((await view(token, id)).rating?.form?.asked).toBe(false);
    const { body } = await rate(token, id, { score: 2 });
    expect(body.rating?.given?.score).toBe(2);
  });

  it('is final where it may not be changed', async () => {
    await ask({ changeMinutes: 0 });
    const { token, id } = await chat();
    await rate(token, id, { score: 5 });
    const { status, body } = await rate(token, id, { score: 1 });
    expect([status, body.code]).toEqual([409, 'rating_final']);
    expect((await view(token, id)).rating?.form).toBeNull();
  });

  it('is told what is wrong with it, by pointer', async () => {
    await ask({ freeText: false });
    const { token, id } = await chat();
    const { status, body } = await rate(token, id, { score: 6, tags: ['nope'], text: 'Hi' });
    expect([status, body.code]).toEqual([422, 'invalid_rating']);
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(['/score', '/tags/0', '/text']);
    expect((await rate(token, id, { score: '5' })).body.errors?.[0]?.pointer).toBe('/score');
    expect((await rate(token, id, {})).status).toBe(422);
  });

  it('A1a is nobody else’s: a foreign conversation is not found', async () => {
    const { id } = await chat();
    const { token: other } = await served.session();
    expect((await rate(other, id, { score: 1 })).status).toBe(404);
    expect((await rate(ana, id, { score: 1 })).status).toBe(403);
    expect((await invite(await served.person('eve', 'supervisor', 'elsewhere'), id)).status).toBe(404);
  });
});

describe('F5b summing a conversation up', () => {
  const sumUp = (token: string, id: string, body: object) =>
    served.call<ConversationView & Problem>('PUT', `/v1/conversations/${id}/summary`, { token, body });
  const field = (id: string, kind: string, required: boolean, choices: readonly string[] = []) => ({
    ...{ id, label: id.toUpperCase(), kind, required, choices },
  });
  const FIELDS = [field('topic', 'choice', true, ['Parcel', 'Money']), field('minutes', 'number', false)];
  const tag = (id: string, retired = false) => ({ id, name: id.toUpperCase(), colour: 'red', retired });

  beforeAll(async () => {
    await served.save('tags', null, { tags: [tag('late'), tag('old', true)] });
    await served.save('summary-fields', null, { fields: FIELDS, beforeClose: false });
    const { token, id } = await chat();
    await close(token, id);
    await until(async () => (await view(ana, id)).summaryOwed === true);
  });

  it('B16 is owed after a close that did not ask for it, said, and seen by staff alone', async () => {
    const { token, id } = await chat();
    expect((await view(ana, id)).summaryOwed).toBeUndefined();
    await close(ana, id);
    expect((await view(ana, id)).summaryOwed).toBe(true);
    const { status, body } = await sumUp(ana, id, { fields: { topic: 'Parcel', minutes: 3 }, tags: ['late'] });
    expect([status, body.summaryOwed]).toEqual([200, undefined]);
    const tags = [{ id: 'late', name: 'LATE', colour: 'red' }];
    expect(body.summary).toMatchObject({ fields: { topic: 'Parcel', minutes: 3 }, tags, by: 'ana' });
    expect(await view(token, id)).not.toHaveProperty('summary');
    const events = await served.call<ConversationEvents>('GET', `/v1/conversations/${id}/events`, { token });
    expect(events.body.data.at(-1)).toMatchObject({ type: 'conversation.withheld', data: {} });
  });

  it('B16 is told what is wrong with it, by pointer', async () => {
    const { id } = await chat();
    const wrong = { fields: { minutes: 'three', colour: 'red' }, tags: ['late', 'late', 'old', 'nope'] };
    const { status, body } = await sumUp(ana, id, wrong);
    expect([status, body.code]).toEqual([422, 'invalid_summary']);
    expect(body.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/fields/topic missing',
      '/fields/minutes not_a_number',
      '/fields/colour unknown_field',
      '/tags/1 duplicate',
      '/tags/2 retired',
      '/tags/3 unknown_tag',
    ]);
    expect((await sumUp(ana, id, { fields: { topic: 'Else' } })).body.errors?.[0]?.code).toBe('unknown_choice');
    expect((await sumUp(await served.person('ben', 'agent'), id, { fields: { topic: 'Parcel' } })).status).toBe(403);
    expect((await sumUp(await served.person('eve', 'agent', 'elsewhere'), id, {})).status).toBe(404);
  });

  it('B16 keeps an agent from closing where it is required before; the visitor may leave all the same', async () => {
    await served.save('summary-fields', null, { fields: FIELDS });
    await until(
      async () =>
        (await served.call('POST', `/v1/conversations/${(await chat()).id}/close`, { token: ana })).status === 409,
    );
    const { id } = await chat();
    const refused = await served.call<Problem>('POST', `/v1/conversations/${id}/close`, { token: ana });
    expect([refused.status, refused.body.code]).toEqual([409, 'summary_missing']);
    expect(refused.body.errors?.map(({ pointer }) => pointer)).toEqual(['/fields/topic']);
    await sumUp(ana, id, { fields: { topic: 'Money' } });
    expect((await close(ana, id)).status).toBe(200);
    const other = await chat();
    expect((await close(other.token, other.id)).status).toBe(200);
    expect((await view(ana, other.id)).summaryOwed).toBe(true);
  });
});

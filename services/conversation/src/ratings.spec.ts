// Ratings as agents and visitors meet them over HTTP.
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

// What is said in a conversation, by both sides: notes, edits, recalls, receipts, previews, quotes, the transcript.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ConversationEvent, MessagesDocument } from '@frontdesk/contracts';
import { found, RoutedHouse } from '../harness/routed-house.js';
import { runtimeWanted } from '../harness/runtimes.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(60_000);

let house: RoutedHouse;
let ana: StaffClient;
let mia: VisitorClient;
let before: MessagesDocument;

beforeAll(async () => {
  house = await RoutedHouse.open(runtimeWanted());
  ana = await StaffClient.atWork(house.product.url, 'ana');
  before = (await house.ada.get<{ document: MessagesDocument }>('/v1/settings/messages')).document;
});

afterAll(async () => {
  await house.product.remove();
});

beforeEach(async () => {
  mia = await house.newcomer();
  await house.goesTo(mia, 'ana');
  ana.socket?.follow(mia.conversationId);
  await ana.socket?.event('conversation.message_added', ({ data }) => data.text === 'Hello?');
});

afterEach(() => mia.end());

const path = (rest: string) => `/v1/conversations/${mia.conversationId}/${rest}`;
const say = (client: VisitorClient | StaffClient, body: object): Promise<ConversationEvent> =>
  client.api.post(path('messages'), { clientMessageId: randomUUID(), ...body });
const rules = (change: Partial<MessagesDocument>) => house.ada.change<MessagesDocument>('messages', change);
/** What the services know of changed settings, they know a moment later. */
const soon = <T>(what: string, look: () => Promise<T | undefined>) => found(what, look);
const text = async (client: VisitorClient | StaffClient, query = ''): Promise<string> => {
  const response = await fetch(`${house.product.url}${path(`transcript${query}`)}`, {
    headers: { authorization: `Bearer ${client.api.token}` },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="chat-/);
  return response.text();
};

describe('F1a a note', () => {
  it('F1a never reaches the visitor: not by API, socket, view, queue or transcript; their numbers have no gap', async () => {
    await say(ana, { text: 'secret: a regular', note: true });
    const edited = await say(ana, { text: 'secret two', note: true });
    await ana.api.ask('PATCH', path(`messages/${edited.sequence}`), { text: 'secret three' });
    await ana.api.ask('DELETE', path(`messages/${edited.sequence}`));
    const last = await say(ana, { text: 'How can I help?' });
    await mia.socket?.event('conversation.message_added', ({ sequence }) => sequence === last.sequence);
    const seen = [await mia.events(), mia.socket?.events(mia.conversationId)];
    for (const events of seen) {
      expect(events?.map(({ sequence }) => sequence)).toEqual(Array.from({ length: last.sequence }, (_, i) => i + 1));
    }
    const everything = JSON.stringify([seen, await mia.view(), mia.socket?.frames, await text(mia)]);
    expect(everything).not.toContain('secret');
    expect(everything).not.toContain('note');
    expect(JSON.stringify(await ana.events(mia.conversationId))).toContain('secret: a regular');
    expect(await text(ana)).toContain('secret: a regular');
    expect((await ana.inbox())[0]?.lastMessage?.text).toBe('How can I help?');
  });

  it('F1a is for the house to write, and nobody else’s to change or quote', async () => {
    const note = await say(ana, { text: 'secret', note: true });
    await expect(say(mia, { text: 'x', note: true })).rejects.toMatchObject({ status: 422, code: 'invalid_message' });
    await expect(say(mia, { text: 'x', quote: note.sequence })).rejects.toMatchObject({ code: 'invalid_message' });
    const guess = mia.api.ask('DELETE', path(`messages/${note.sequence}`));
    await expect(guess).rejects.toMatchObject({ status: 404 });
  });
});

describe('F1c changing one’s mind', () => {
  it('F1c an edit shows everywhere; a recall leaves no words anywhere but in the log', async () => {
    const first = await say(mia, { text: 'My key is fox-4711' });
    await say(ana, { text: 'Thank you', quote: first.sequence });
    await mia.api.ask('PATCH', path(`messages/${first.sequence}`), { text: 'My key is fox-4712' });
    await ana.socket?.event('conversation.message_edited', ({ data }) => data.text === 'My key is fox-4712');
    const last = await say(mia, { text: 'Do you have fox-4711?' });
    for (const { sequence } of [first, last]) await mia.api.ask('DELETE', path(`messages/${sequence}`));
    await ana.socket?.event('conversation.message_recalled', ({ data }) => data.sequence === last.sequence);
    for (const client of [mia, ana]) {
      const read = JSON.stringify([await ana.events(mia.conversationId), await mia.view(), await text(client)]);
      expect(read).not.toContain('fox-471');
    }
    expect(await text(mia)).toContain('(taken back)');
    // Who subscribes now reads it without them, too.
    const late = await VisitorClient.open(house.product.url, { token: mia.session.token });
    await late.connect();
    await late.socket?.event('conversation.message_recalled', ({ data }) => data.sequence === last.sequence);
    expect(JSON.stringify(late.socket?.frames)).not.toContain('fox-471');
    await late.goodbye();
  });

  it('F1c is the author’s alone, and over with its window', async () => {
    const said = await say(mia, { text: 'Mine' });
    const others = ana.api.ask('PATCH', path(`messages/${said.sequence}`), { text: 'Not mine' });
    await expect(others).rejects.toMatchObject({ status: 403, code: 'not_the_author' });
    await rules({ recallSeconds: 0, editSeconds: 0 });
    const refusal = await soon('the shut window', () =>
      say(mia, { text: 'Mine' }).then(({ sequence }) =>
        mia.api.ask('DELETE', path(`messages/${sequence}`)).then(
          () => undefined,
          (error: { code?: string; message: string }) => error,
        ),
      ),
    );
    expect(refusal).toMatchObject({ code: 'too_late', message: expect.stringContaining('once it is sent') });
    await rules({ recallSeconds: before.recallSeconds, editSeconds: before.editSeconds });
  });
});

describe('F1d receipts', () => {
  it('F1d go both ways, and to the visitor only where they are switched on', async () => {
    const said = await say(mia, { text: 'Read me' });
    await ana.api.ask('POST', path('read'), { upTo: said.sequence });
    await mia.socket?.event('conversation.messages_read', ({ data }) => data.upTo === said.sequence);
    const answer = await say(ana, { text: 'Read you' });
    await mia.api.ask('POST', path('read'), { upTo: answer.sequence });
    await ana.socket?.event('conversation.visitor_read', ({ data }) => data.upTo === answer.sequence);
    await rules({ receipts: { toVisitor: false, toAgent: true } });
    await soon('receipts are off', async () =>
      (await mia.events()).some(({ type }) => type === 'conversation.messages_read') ? undefined : true,
    );
    const next = await say(mia, { text: 'And me' });
    await ana.api.ask('POST', path('read'), { upTo: next.sequence });
    await mia.socket?.event('conversation.withheld', ({ sequence }) => sequence > next.sequence);
    await rules({ receipts: before.receipts });
  });
});

describe('F1e typing', () => {
  const write = (words: string) =>
    mia.socket?.send({ type: 'typing', conversationId: mia.conversationId, text: words });
  it('F1e the agent sees what is being written, the visitor only that something is; nothing of it is kept', async () => {
    write('My unsent secret');
    await ana.socket?.frame('typing', ({ text: shown }) => shown === 'My unsent secret');
    ana.socket?.send({ type: 'typing', conversationId: mia.conversationId, text: 'An unsent answer' });
    const frame = await mia.socket?.frame('typing', ({ from }) => from === 'agent');
    expect(frame?.text).toBe('…');
    expect(JSON.stringify([await ana.events(mia.conversationId), await mia.view()])).not.toContain('unsent');
  });

  it('F1e without the preview the agent sees only that something is written', async () => {
    await rules({ typingPreview: false });
    const shown = await soon('the preview is off', async () => {
      write(`hidden ${randomUUID()}`);
      return ana.socket?.frames.find((frame) => frame.type === 'typing' && frame.text === '…');
    });
    expect(shown).toMatchObject({ from: 'visitor' });
    await rules({ typingPreview: true });
  });
});

describe('F1f quotes', () => {
  it('F1f show whom and what they answer', async () => {
    const said = await say(mia, { text: 'Which size?' });
    await say(ana, { text: 'Medium', quote: said.sequence });
    const quoted = await mia.socket?.event('conversation.message_added', ({ data }) => data.text === 'Medium');
    expect(quoted?.data.quote).toEqual({
      ...{ sequence: said.sequence, excerpt: 'Which size?' },
      author: { kind: 'visitor', id: mia.session.visitorId },
    });
    const nothing = say(ana, { text: 'x', quote: 1 });
    await expect(nothing).rejects.toMatchObject({ problem: { errors: [{ pointer: '/quote' }] } });
  });
});

describe('F1i the transcript', () => {
  it('F1i as text and as a page without scripts, in the visitor’s time, and for nobody else', async () => {
    await say(mia, { text: '<script>alert(1)</script>' });
    const page = await text(mia, '?format=html&timeZone=Asia/Kathmandu');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('(Asia/Kathmandu)');
    expect(await text(mia)).toContain('Hello?');
    const stranger = await VisitorClient.open(house.product.url);
    await expect(stranger.api.get(path('transcript'))).rejects.toMatchObject({ status: 404 });
    await expect(mia.api.get(path('transcript?timeZone=Moon'))).rejects.toMatchObject({ status: 422 });
  });

  it('the log of all this is sound', async () => {
    const report = await expectSoundLog('messages', house.product);
    expect(report.decisions).toBeGreaterThan(0);
  });
});

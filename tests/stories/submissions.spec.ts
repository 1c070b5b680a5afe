// Show 5: messages that are left while nobody can talk. The whole product on a clock that moves as told; the mail server
// and the web address that are told of them are away for a day and come back.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { prepareDemo, services } from '@frontdesk/all-in-one';
import type {
  DeliveryView,
  GroupDocument,
  OwnSubmission,
  SubmissionConversation,
  SubmissionDetail,
  SubmissionDocument,
  SubmissionFormView,
  SubmissionReceipt,
  SubmissionView,
} from '@frontdesk/contracts';
import { MovingClock } from '@frontdesk/engine/testing';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { MailReceiver, WebReceiver } from '@frontdesk/submission-service/testing';
import { api, tokenOf, type Api, type ApiProblem } from '../harness/api.js';
import { found } from '../harness/routed-house.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(120_000);

const mail = new MailReceiver();
const web = new WebReceiver();
const clock = new MovingClock(Date.now());
let running: Running;
let folder: string;
let ada: Api;
let ana: StaffClient;

beforeAll(async () => {
  await Promise.all([mail.up(), web.up()]);
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-submissions-'));
  const config = readConfig({
    ...{ PORT: '0', FRONTDESK_DATA: folder, LOG_LEVEL: 'error', FRONTDESK_SMTP_URL: mail.url },
    ...{ FRONTDESK_MAIL_FROM: 'Shop <no-reply@shop.example>', FRONTDESK_WEBHOOK_INSIDE: '1' },
  });
  running = await startEmbedded(config, services, clock);
  await prepareDemo(running.app);
  ada = api(running.url, await tokenOf(running.url, 'ada'));
  ana = await StaffClient.signIn(running.url, 'ana');
});

afterAll(async () => {
  await running?.stop();
  await Promise.all([mail.down(), web.down()]);
  rmSync(folder, { recursive: true, force: true });
});

const rules = (change: Partial<SubmissionDocument>) => ada.change<SubmissionDocument>('submission', change);
const leave = (visitor: VisitorClient, body: object) => visitor.api.post<SubmissionReceipt>('/v1/submissions', body);
const read = (id: string) => ana.api.get<SubmissionDetail>(`/v1/submissions/${id}`);
const deliveries = async (id: string) =>
  (await ana.api.get<{ data: DeliveryView[] }>(`/v1/submissions/${id}/deliveries`)).data;
const formOf = (visitor: VisitorClient, language: string) =>
  visitor.api.get<SubmissionFormView>(`/v1/submissions/form?language=${language}`);
/** Settings reach the service that asks by them a moment after they are saved. */
const formIs = (visitor: VisitorClient, mode: string, templateId: string | null) =>
  found(`a form of ${templateId}`, async () => {
    const form = await formOf(visitor, 'en');
    return (form.mode === mode && form.templateId === templateId) || undefined;
  });

const words = (text: string, de: string, fr: string) => ({ text, texts: { de, fr } });
const CLAIM = {
  name: 'Claim',
  guide: words('What went wrong?', 'Was ist passiert?', 'Que s’est-il passé ?'),
  fields: {
    ...{ title: 'required', type: 'hidden', description: 'optional', name: 'optional', email: 'required' },
    ...{ phone: 'optional', attachments: 'hidden' },
  },
  types: [],
  custom: [
    {
      ...{ id: 'bought', kind: 'date', label: words('Bought on', 'Gekauft am', 'Acheté le'), help: words('', '', '') },
      ...{ required: true, choices: [], min: null, max: null },
    },
  ],
  consent: words('Store this.', 'Speichern Sie das.', 'Conservez ceci.'),
  deliver: null,
};

describe('a ticket', () => {
  it('G2b G2c B9 is asked for by its template, in three languages', async () => {
    await ada.put('/v1/settings/submission-templates/claim', CLAIM, { 'if-none-match': '*' });
    await rules({ form: { mode: 'ticket', templateId: 'claim' } });
    const visitor = await VisitorClient.open(running.url);
    await formIs(visitor, 'ticket', 'claim');
    const told = await Promise.all(['en', 'de-CH', 'fr'].map((language) => formOf(visitor, language)));
    expect(told.map(({ guide }) => guide)).toEqual(['What went wrong?', 'Was ist passiert?', 'Que s’est-il passé ?']);
    expect(told.map(({ consent }) => consent)).toEqual(['Store this.', 'Speichern Sie das.', 'Conservez ceci.']);
    expect(told.map(({ fields }) => fields.at(-1)?.label)).toEqual(['Bought on', 'Gekauft am', 'Acheté le']);
  });

  it('G3a G3c P47 names each wrong field; what is right is stored before it is answered, with a receipt', async () => {
    const visitor = await VisitorClient.open(running.url);
    const body = { email: 'mia', phone: 'none', fields: { bought: '2026-02-30' } };
    const problem = await leave(visitor, body).catch((error: unknown) => (error as ApiProblem).problem);
    expect(problem).toMatchObject({ status: 422, code: 'invalid_submission' });
    expect((problem as ApiProblem['problem']).errors?.map(({ pointer }) => pointer)).toEqual([
      ...['/email', '/title', '/phone', '/fields/bought', '/consent'],
    ]);
    const right = { email: 'mia@shop.example', title: 'Torn', fields: { bought: '2026-02-28' }, consent: true };
    const receipt = await leave(visitor, right);
    expect(receipt.receiptId).toMatch(/^FD(-[0-9A-F]{4}){3}$/);
    const { title, answers } = await read(receipt.submissionId);
    expect([title, answers]).toEqual(['Torn', [{ id: 'bought', label: 'Bought on', value: '2026-02-28' }]]);
  });

  it('G2a is one free text for a group that wants no more', async () => {
    const { document } = await ada.get<{ document: SubmissionDocument }>('/v1/settings/submission');
    const submission = { ...document, form: { mode: 'offline_message' as const, templateId: null } };
    await ada.change<GroupDocument>('groups/sales', { submission });
    const visitor = await VisitorClient.open(running.url);
    const inSales = () => visitor.api.get<SubmissionFormView>('/v1/submissions/form?groupId=sales');
    await found('the form of sales', async () => (await inSales()).mode === 'offline_message' || undefined);
    const { submissionId } = await leave(visitor, { groupId: 'sales', text: 'Do you deliver to Malta?' });
    await ana.api.post(`/v1/submissions/${submissionId}/replies`, { text: 'We do.' });
    const own = await visitor.api.get<OwnSubmission>(`/v1/submissions/mine/${submissionId}`);
    expect(own.messages).toMatchObject([{ author: 'agent', name: 'Ana', text: 'We do.' }]);
  });
});

describe('a day without mail server and web address', () => {
  it('G3b P45 P46 loses nothing: when they are back, everything is told once and in order', async () => {
    await rules({
      form: { mode: 'ticket', templateId: null },
      deliver: { emails: ['desk@shop.example'], webhooks: [web.url] },
    });
    const visitors = await Promise.all([1, 2, 3].map(() => VisitorClient.open(running.url)));
    await formIs(visitors[0] as VisitorClient, 'ticket', null);
    await Promise.all([mail.down(), web.down()]);
    mail.letters.length = 0;
    web.posts.length = 0;
    const ids: string[] = [];
    for (const [index, visitor] of visitors.entries()) {
      const { submissionId, status } = await leave(visitor, { email: 'mia@shop.example', text: `Parcel ${index}` });
      expect(status).toBe('confirmed');
      await visitor.api.post(`/v1/submissions/mine/${submissionId}/replies`, { text: `Again ${index}` });
      ids.push(submissionId);
    }
    const all = async () => (await Promise.all(ids.map(deliveries))).flat();
    const due = async (attempts: number) =>
      found(`${attempts} tries`, async () => {
        const first = (await all()).filter(({ about }) => about === 'received');
        return (first.length === 6 && first.every((one) => one.attempts === attempts)) || undefined;
      });
    await due(1);
    for (const [index, wait] of [5, 300, 1800, 7200, 18_000, 36_000].entries()) {
      clock.advance(wait * 1000);
      await due(index + 2);
    }
    await found('all that waits', async () => (await all()).length === 12 || undefined);
    expect(new Set((await all()).map(({ status }) => status))).toEqual(new Set(['pending']));
    await Promise.all([mail.up(), web.up()]);
    clock.advance(14 * 3_600_000);
    await found('everything', async () => (await all()).every(({ status }) => status === 'delivered') || undefined);
    for (const [index, id] of ids.entries()) {
      const { receiptId } = await read(id);
      expect(mail.letters.filter(({ subject }) => subject.includes(receiptId)).map(({ text }) => text)).toEqual([
        expect.stringContaining(`Parcel ${index}`) as unknown as string,
        expect.stringContaining(`Again ${index}`) as unknown as string,
      ]);
      const posts = web.posts.filter(({ body }) => body.includes(receiptId));
      expect(posts.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
        ...['submission.received', 'submission.replied'],
      ]);
    }
    expect([mail.letters.length, web.posts.length]).toEqual([6, 6]);
  });
});

describe('from a message to a conversation, and back', () => {
  it('G5a what was written before anybody could be reached is kept by itself', async () => {
    await rules({ keepFirstMessage: true, form: { mode: 'offline_message', templateId: null } });
    const visitor = await VisitorClient.open(running.url);
    await formIs(visitor, 'offline_message', null);
    await visitor.start({ text: 'Is my order late?', visitorName: 'Mia' });
    const kept = await found('the message', async () => {
      const { data } = await visitor.api.get<{ data: OwnSubmission[] }>('/v1/submissions/mine');
      return data.find(({ status }) => status === 'confirmed');
    });
    expect(kept.text).toBe('Is my order late?');
    expect(await read(kept.submissionId)).toMatchObject({ reason: 'nobody_online', name: 'Mia', email: '' });
    const ended = await found('the end', async () => {
      const view = await visitor.view();
      return view.state === 'closed' ? view : undefined;
    });
    expect(ended.closedReason).toBe('converted');
  });

  it('G5b goes on as a conversation with the agent who asks, when the visitor is back', async () => {
    const visitor = await VisitorClient.open(running.url);
    const { submissionId } = await leave(visitor, { email: 'mia@shop.example', text: 'My lamp is dark.' });
    const speak = () => ana.api.post<SubmissionConversation>(`/v1/submissions/${submissionId}/conversation`, {});
    const gone = await speak().catch((error: unknown) => (error as ApiProblem).problem);
    expect(gone).toMatchObject({ status: 409, code: 'visitor_left' });
    await visitor.connect();
    await ana.connect();
    await ana.status('online');
    await found('ana online', async () => {
      const { agents } = await (await StaffClient.signIn(running.url, 'sue')).board();
      return agents.find(({ agentId }) => agentId === 'ana')?.status === 'online' || undefined;
    });
    const { conversationId } = await speak();
    const conversation = await found('the conversation', async () =>
      (await ana.inbox()).find((one) => one.conversationId === conversationId),
    );
    expect(conversation).toMatchObject({ state: 'assigned', agent: { agentId: 'ana' } });
    expect(conversation.lastMessage?.text).toBe('My lamp is dark.');
    const list = await ana.api.get<{ data: SubmissionView[] }>('/v1/submissions?status=closed');
    expect(list.data[0]?.submissionId).toBe(submissionId);
    await Promise.all([visitor.goodbye(), ana.goodbye()]);
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('submissions', { dataDir: folder });
  });
});

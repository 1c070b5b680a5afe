// Files that are left with a submission: on a real database and a real folder, with a clock that moves as told.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  SETTINGS_DEFAULTS,
  type FileLink,
  type OwnSubmission,
  type StoredFile,
  type SubmissionDetail,
  type SubmissionFormView,
  type SubmissionReceipt,
} from '@frontdesk/contracts';
import { MailReceiver, WebReceiver } from './testing/receivers.js';
import { MovingClock } from '@frontdesk/engine/testing';
import { ANA, ServedSubmissions, SUE, until, visitor } from './testing/served-submissions.js';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const nothing = { text: '', texts: {} };
const TEMPLATE = {
  ...{ name: 'Repair', guide: nothing, types: [], custom: [], consent: null, deliver: null },
  fields: {
    ...{ title: 'hidden', type: 'hidden', description: 'required', name: 'hidden', email: 'required' },
    ...{ phone: 'hidden', attachments: 'required' },
  },
  attachments: { most: 2, maxBytes: 2048, types: ['image/png', 'text/plain'] },
};
const { attachments: _unsaid, ...OLD_TEMPLATE } = TEMPLATE;
const MIA = visitor('mia');
const mail = new MailReceiver();
const web = new WebReceiver();
let clock: MovingClock;
let served: ServedSubmissions;

const askFor = (template: object) => served.say('submission-templates', 'repair', template);

beforeAll(async () => {
  await Promise.all([mail.up(), web.up()]);
  clock = new MovingClock(Date.now());
  const env = { FRONTDESK_SMTP_URL: mail.url, FRONTDESK_MAIL_FROM: 'Shop <no-reply@shop.example>' };
  const inside = { FRONTDESK_WEBHOOK_INSIDE: '1', FRONTDESK_FLOOD_SUBMISSIONS: '0' };
  served = await ServedSubmissions.start({ ...env, ...inside }, clock);
  await askFor(TEMPLATE);
  await served.say('submission', null, {
    ...SETTINGS_DEFAULTS.submission,
    form: { mode: 'ticket', templateId: 'repair' },
    forms: { app: { mode: 'offline_message', templateId: null } },
    deliver: { emails: ['desk@shop.example'], webhooks: [web.url] },
  });
});

afterAll(async () => {
  await served?.stop();
  await Promise.all([mail.down(), web.down()]);
});

const upload = (name: string, bytes: Uint8Array, who = MIA, key?: string) =>
  served.call<StoredFile>('POST', `/files?name=${encodeURIComponent(name)}`, who, bytes, key);
const uploaded = async (name = 'frame.png', who = MIA) => (await upload(name, PNG, who)).body.fileId;
const leave = (attachments: readonly string[], who = MIA, key?: string) =>
  served.call<SubmissionReceipt>(
    ...([
      'POST',
      '',
      who,
      { email: 'mia@example.com', text: `It broke ${String(++count)}`, attachments },
      key,
    ] as const),
  );
let count = 0;
const kept = async () => (await readdir(join(served.folder, 'files'), { recursive: true })).join();
const detail = async (id: string) => (await served.call<SubmissionDetail>('GET', `/${id}`, ANA)).body;

describe('G2b attachments', () => {
  it('G2b are asked for as the template says, with what is let in', async () => {
    const { fields } = (await served.call<SubmissionFormView>('GET', '/form', MIA)).body;
    expect(fields.at(-1)).toMatchObject({
      ...{ pointer: '/attachments', kind: 'files', required: true, max: 2 },
      files: { maxBytes: 2048, types: ['image/png', 'text/plain'] },
    });
    const app = (await served.call<SubmissionFormView>('GET', '/form', visitor('mia', 'app'))).body;
    expect(app.fields.map(({ kind }) => kind)).not.toContain('files');
    await askFor(OLD_TEMPLATE);
    const before = (await served.call<SubmissionFormView>('GET', '/form', MIA)).body.fields.at(-1);
    expect([before?.max, before?.files?.maxBytes]).toEqual([5, 10 * 1024 * 1024]);
    await askFor(TEMPLATE);
  });

  it.each([
    [
      'a program called .png',
      'a.png',
      Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400, 1)]),
      415,
      'file_type_not_allowed',
    ],
    ['a picture called .exe', 'a.exe', PNG, 422, 'file_disguised'],
    ['nothing', 'a.png', Buffer.alloc(0), 422, 'file_empty'],
    ['too much', 'a.txt', Buffer.alloc(2049, 'a'), 413, 'file_too_large'],
  ])('G2b are refused by their content, with the reason: %s', async (_what, name, bytes, status, code) => {
    const refused = await upload(name, bytes);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(refused.body.detail).not.toBe('');
  });

  it('G2b are taken only where a form that is offered asks for them, and only from visitors', async () => {
    expect((await upload('a.png', PNG, visitor('mia', 'app'))).body.code).toBe('forbidden');
    expect((await upload('a.png', PNG, ANA)).status).toBe(403);
  });

  it('G2b G3a are uploaded once by their key, and are the submission’s once it is acknowledged', async () => {
    const [first, again] = [await upload('frame.png', PNG, MIA, 'u1'), await upload('frame.png', PNG, MIA, 'u1')];
    expect([first.status, again.body]).toEqual([201, first.body]);
    const { fileId } = first.body;
    const { status, body } = await leave([fileId], MIA, 'left-1');
    expect(status).toBe(201);
    const attachments = [{ fileId, name: 'frame.png', mediaType: 'image/png', bytes: PNG.length }];
    expect(await detail(body.submissionId)).toMatchObject({ attachments });
    expect((await served.call<OwnSubmission>('GET', `/mine/${body.submissionId}`, MIA)).body).toMatchObject({
      attachments,
    });
    // Another submission has to bring its own.
    const twice = await leave([fileId]);
    expect([twice.status, twice.body.errors]).toMatchObject([
      422,
      [{ pointer: '/attachments/0', code: 'unknown_file' }],
    ]);
  });

  it('G2b G3c name what is wrong with them by pointer: missing, too many, a stranger’s', async () => {
    const pointers = async (ids: readonly string[]) =>
      (await leave(ids)).body.errors?.map(({ pointer, code }) => `${pointer} ${code}`);
    expect(await pointers([])).toEqual(['/attachments empty']);
    expect(await pointers([await uploaded('a.png'), await uploaded('b.png'), await uploaded('c.png')])).toEqual([
      '/attachments too_many',
    ]);
    const [mine, strange] = [await uploaded(), await uploaded('x.png', visitor('zoe'))];
    expect(await pointers([mine, strange])).toEqual(['/attachments/1 unknown_file']);
    // What was refused has not been used up.
    expect((await leave([mine])).status).toBe(201);
  });

  it('G2b are opened by staff and by whoever left them, by links that expire', async () => {
    const fileId = await uploaded('für Bär.png');
    const { submissionId } = (await leave([fileId])).body;
    const link = (await served.call<FileLink>('GET', `/${submissionId}/files/${fileId}`, ANA)).body;
    const own = (await served.call<FileLink>('GET', `/mine/${submissionId}/files/${fileId}`, MIA)).body;
    expect([link.name, own.url]).toEqual(['für Bär.png', link.url]);
    const opened = await fetch(served.url + link.url);
    expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(opened.headers.get('content-security-policy')).toContain('sandbox');
    expect(Buffer.from(await opened.arrayBuffer()).equals(PNG)).toBe(true);
    const strangers = await served.call('GET', `/mine/${submissionId}/files/${fileId}`, visitor('zoe'));
    expect([strangers.status, (await fetch(`${served.url}${link.url}x`)).status]).toEqual([404, 403]);
    clock.advance(HOUR);
    expect((await fetch(served.url + link.url)).status).toBe(410);
  });

  it('G2b go with the mail to the house, and are named to the webhook', async () => {
    const fileId = await uploaded('brake.png');
    const { submissionId } = (await leave([fileId])).body;
    await until(
      () =>
        web.posts.some(({ body }) => body.includes(submissionId)) &&
        mail.letters.some(({ files }) => files[0]?.name === 'brake.png'),
    );
    const letter = mail.letters.find(({ files }) => files[0]?.name === 'brake.png');
    expect(letter).toMatchObject({ files: [{ name: 'brake.png', bytes: PNG.length }] });
    expect(letter?.text).toContain('- brake.png');
    const post = web.posts.find(({ body }) => body.includes(submissionId));
    expect(JSON.parse(post?.body ?? '')).toMatchObject({
      data: { attachments: [{ fileId, name: 'brake.png', href: `/v1/submissions/${submissionId}/files/${fileId}` }] },
    });
  });

  it('G2b G4d stand in the export', async () => {
    const fileId = await uploaded('bell.png');
    await leave([fileId]);
    const csv = await served.call<string>('GET', '/export?format=csv', SUE);
    expect(String(csv.body)).toContain('bell.png');
    const json = await served.call<SubmissionDetail[]>('GET', '/export?format=json', SUE);
    expect(json.body[0]?.attachments).toMatchObject([{ fileId, name: 'bell.png' }]);
  });

  it('G2b are removed when they were never sent, and kept when they were', async () => {
    const [sent, unsent] = [await uploaded('sent.png'), await uploaded('unsent.png')];
    await leave([sent]);
    expect(await kept()).toContain(unsent);
    clock.advance(HOUR + 1);
    await until(async () => !(await kept()).includes(unsent));
    expect(await kept()).toContain(sent);
    const late = await leave([unsent]);
    expect(late.body.errors).toMatchObject([{ pointer: '/attachments/0', code: 'unknown_file' }]);
  });

  it('G2b G6b of one visitor only so many wait to be sent', async () => {
    const max = visitor('max');
    for (let n = 0; n < 20; n++) expect((await upload('a.png', PNG, max)).status).toBe(201);
    expect((await upload('a.png', PNG, max)).body.code).toBe('too_many_requests');
  });
});

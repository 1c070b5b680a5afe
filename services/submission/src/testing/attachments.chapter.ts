// Chapter: files that are left with a submission, in a real folder.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  FileLink,
  OwnSubmission,
  StoredFile,
  SubmissionDetail,
  SubmissionFormView,
  SubmissionReceipt,
} from '@frontdesk/contracts';
import { ANA, HOUR, MIA, SUE, until, visitor, type Answer, type Desk } from './desk.js';
import { WebReceiver } from './receivers.js';
import type { ServedSubmissions } from './served-submissions.js';

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

export function attachments(house: ServedSubmissions): void {
  const web = new WebReceiver();

  describe('G2b attachments', () => {
    const desk = house.desk('attachments');
    beforeAll(async () => {
      await web.up();
      await desk.say('submission-templates', 'repair', TEMPLATE);
      await desk.rules({
        form: { mode: 'ticket', templateId: 'repair' },
        forms: { app: { mode: 'offline_message', templateId: null } },
        deliver: { emails: ['files@shop.example'], webhooks: [web.url] },
      });
    });
    afterAll(() => web.down());

    askedFor(desk);
    refused(desk);
    theSubmissions(desk);
    wrong(desk);
    opened(house, desk);
    told(house, web, desk);
    removed(house, desk);
    tooMany(desk);
  });
}

const upload = ({ call }: Desk, name: string, bytes: Uint8Array, who = MIA, key?: string) =>
  call<StoredFile>('POST', `/files?name=${encodeURIComponent(name)}`, who, bytes, key);

const uploaded = async (desk: Desk, name = 'frame.png', who = MIA): Promise<string> =>
  (await upload(desk, name, PNG, who)).body.fileId;

const leave = (desk: Desk, attachments: readonly string[], key?: string): Promise<Answer<SubmissionReceipt>> =>
  desk.leave({ attachments }, MIA, key);

function askedFor({ call, say }: Desk): void {
  const askFor = (template: object) => say('submission-templates', 'repair', template);

  it('G2b are asked for as the template says, with what is let in', async () => {
    const { fields } = (await call<SubmissionFormView>('GET', '/form', MIA)).body;
    expect(fields.at(-1)).toMatchObject({
      ...{ pointer: '/attachments', kind: 'files', required: true, max: 2 },
      files: { maxBytes: 2048, types: ['image/png', 'text/plain'] },
    });
    const app = (await call<SubmissionFormView>('GET', '/form', visitor('mia', 'app'))).body;
    expect(app.fields.map(({ kind }) => kind)).not.toContain('files');
    await askFor(OLD_TEMPLATE);
    const before = (await call<SubmissionFormView>('GET', '/form', MIA)).body.fields.at(-1);
    expect([before?.max, before?.files?.maxBytes]).toEqual([5, 10 * 1024 * 1024]);
    await askFor(TEMPLATE);
  });
}

function refused(desk: Desk): void {
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
    const refused = await upload(desk, name, bytes);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(refused.body.detail).not.toBe('');
  });

  it('G2b are taken only where a form that is offered asks for them, and only from visitors', async () => {
    expect((await upload(desk, 'a.png', PNG, visitor('mia', 'app'))).body.code).toBe('forbidden');
    expect((await upload(desk, 'a.png', PNG, ANA)).status).toBe(403);
  });
}

function theSubmissions(desk: Desk): void {
  const { call, read } = desk;

  it('G2b G3a are uploaded once by their key, and are the submission’s once it is acknowledged', async () => {
    const [first, again] = [
      await upload(desk, 'frame.png', PNG, MIA, 'u1'),
      await upload(desk, 'frame.png', PNG, MIA, 'u1'),
    ];
    expect([first.status, again.body]).toEqual([201, first.body]);
    const { fileId } = first.body;
    const { status, body } = await leave(desk, [fileId], 'left-1');
    expect(status).toBe(201);
    const attachments = [{ fileId, name: 'frame.png', mediaType: 'image/png', bytes: PNG.length }];
    expect(await read(body.submissionId)).toMatchObject({ attachments });
    expect((await call<OwnSubmission>('GET', `/mine/${body.submissionId}`, MIA)).body).toMatchObject({
      attachments,
    });
    // Another submission has to bring its own.
    const twice = await leave(desk, [fileId]);
    expect([twice.status, twice.body.errors]).toMatchObject([
      422,
      [{ pointer: '/attachments/0', code: 'unknown_file' }],
    ]);
  });
}

function wrong(desk: Desk): void {
  it('G2b G3c name what is wrong with them by pointer: missing, too many, a stranger’s', async () => {
    const pointers = async (ids: readonly string[]) =>
      (await leave(desk, ids)).body.errors?.map(({ pointer, code }) => `${pointer} ${code}`);
    expect(await pointers([])).toEqual(['/attachments empty']);
    expect(
      await pointers([await uploaded(desk, 'a.png'), await uploaded(desk, 'b.png'), await uploaded(desk, 'c.png')]),
    ).toEqual(['/attachments too_many']);
    const [mine, strange] = [await uploaded(desk), await uploaded(desk, 'x.png', visitor('zoe'))];
    expect(await pointers([mine, strange])).toEqual(['/attachments/1 unknown_file']);
    // What was refused has not been used up.
    expect((await leave(desk, [mine])).status).toBe(201);
  });
}

function opened(house: ServedSubmissions, desk: Desk): void {
  const { call } = desk;

  it('G2b are opened by staff and by whoever left them, by links that expire', async () => {
    const fileId = await uploaded(desk, 'für Bär.png');
    const { submissionId } = (await leave(desk, [fileId])).body;
    const link = (await call<FileLink>('GET', `/${submissionId}/files/${fileId}`, ANA)).body;
    const own = (await call<FileLink>('GET', `/mine/${submissionId}/files/${fileId}`, MIA)).body;
    expect([link.name, own.url]).toEqual(['für Bär.png', link.url]);
    const opened = await fetch(house.url + link.url);
    expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(opened.headers.get('content-security-policy')).toContain('sandbox');
    expect(Buffer.from(await opened.arrayBuffer()).equals(PNG)).toBe(true);
    const strangers = await call('GET', `/mine/${submissionId}/files/${fileId}`, visitor('zoe'));
    expect([strangers.status, (await fetch(`${house.url}${link.url}x`)).status]).toEqual([404, 403]);
    house.clock.advance(HOUR);
    expect((await fetch(house.url + link.url)).status).toBe(410);
  });
}

function told({ mail }: ServedSubmissions, web: WebReceiver, desk: Desk): void {
  const { call } = desk;

  it('G2b go with the mail to the house, and are named to the webhook', async () => {
    const fileId = await uploaded(desk, 'brake.png');
    const { submissionId } = (await leave(desk, [fileId])).body;
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
    const fileId = await uploaded(desk, 'bell.png');
    await leave(desk, [fileId]);
    const csv = await call<string>('GET', '/export?format=csv', SUE);
    expect(String(csv.body)).toContain('bell.png');
    const json = await call<SubmissionDetail[]>('GET', '/export?format=json', SUE);
    expect(json.body[0]?.attachments).toMatchObject([{ fileId, name: 'bell.png' }]);
  });
}

function removed(house: ServedSubmissions, desk: Desk): void {
  const kept = async () => (await readdir(join(house.folder, 'files'), { recursive: true })).join();

  it('G2b are removed when they were never sent, and kept when they were', async () => {
    const [sent, unsent] = [await uploaded(desk, 'sent.png'), await uploaded(desk, 'unsent.png')];
    await leave(desk, [sent]);
    expect(await kept()).toContain(unsent);
    house.clock.advance(HOUR + 1);
    await until(async () => !(await kept()).includes(unsent));
    expect(await kept()).toContain(sent);
    const late = await leave(desk, [unsent]);
    expect(late.body.errors).toMatchObject([{ pointer: '/attachments/0', code: 'unknown_file' }]);
  });
}

function tooMany(desk: Desk): void {
  it('G2b G6b of one visitor only so many wait to be sent', async () => {
    const max = visitor('max');
    for (let n = 0; n < 20; n++) expect((await upload(desk, 'a.png', PNG, max)).status).toBe(201);
    expect((await upload(desk, 'a.png', PNG, max)).body.code).toBe('too_many_requests');
  });
}

// Files in a conversation: what is let in, who may see it, how long a link lasts, and what is removed when.
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  ConversationEvent,
  FileLink,
  MessagesDocument,
  Problem,
  StoredFile,
  SubmissionConversation,
  SubmissionDocument,
  SubmissionFormView,
} from '@frontdesk/contracts';
import { found, RoutedHouse } from '../harness/routed-house.js';
import { runtimeWanted } from '../harness/runtimes.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(60_000);

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500, 1)]);

let folder: string;
let house: RoutedHouse;
let ana: StaffClient;
let mia: VisitorClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-files-'));
  house = await RoutedHouse.open(runtimeWanted(), { FRONTDESK_FILES_DIR: folder });
  ana = await StaffClient.atWork(house.product.url, 'ana');
  mia = await house.newcomer();
  await house.goesTo(mia, 'ana');
});

afterAll(async () => {
  await house.product.remove();
  await rm(folder, { recursive: true, force: true });
});

const path = (rest: string, { conversationId } = mia) => `/v1/conversations/${conversationId}/${rest}`;

interface Sent {
  readonly status: number;
  readonly body: StoredFile & Problem;
}
const upload = (
  client: VisitorClient | StaffClient,
  name: string,
  bytes: Buffer | string,
  { key = randomUUID(), of = mia }: { key?: string; of?: VisitorClient } = {},
): Promise<Sent> => uploadTo(path('files', of), client, name, bytes, key);

async function uploadTo(
  to: string,
  client: VisitorClient | StaffClient,
  name: string,
  bytes: Buffer | string,
  key: string = randomUUID(),
): Promise<Sent> {
  const response = await fetch(`${house.product.url}${to}?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${client.api.token}`, 'idempotency-key': key },
      'content-type': 'application/octet-stream',
    },
    body: new Uint8Array(Buffer.from(bytes)),
  });
  return { status: response.status, body: (await response.json()) as Sent['body'] };
}
const send = (client: VisitorClient | StaffClient, body: object): Promise<ConversationEvent> =>
  client.api.post(path('messages'), { clientMessageId: randomUUID(), text: '', ...body });
const linkOf = (client: VisitorClient | StaffClient, fileId: string, of = mia) =>
  client.api.get<FileLink>(path(`files/${fileId}`, of));
const open = (url: string) => fetch(house.product.url + url);
const problemAt = async (url: string) => (await open(url)).json() as Promise<Problem>;
const kept = async () => (await readdir(folder, { recursive: true })).join();

describe('F7a what is turned away, with the reason', () => {
  it.each([
    ['a program called .jpg', 'photo.jpg', EXE, 415, 'file_type_not_allowed'],
    ['a page called .jpg', 'photo.jpg', '<!doctype html><script>alert(1)</script>', 415, 'file_type_not_allowed'],
    ['a drawing with a script', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 415, 'file_type_not_allowed'],
    ['a picture called .exe', 'photo.exe', PNG, 422, 'file_disguised'],
    ['nothing', 'photo.png', '', 422, 'file_empty'],
  ])('F7a %s', async (_what, name, bytes, status, code) => {
    const sent = await upload(mia, name, bytes);
    expect(sent).toMatchObject({ status, body: { code, detail: expect.stringContaining(name) } });
  });

  it('F7a more than the settings allow, however much more', async () => {
    await house.ada.change<MessagesDocument>('messages', (before) => ({
      ...before,
      files: { ...before.files, maxBytes: 2_048 },
    }));
    const refused = await found('the new limit', async () => {
      const sent = await upload(mia, 'much.txt', 'x'.repeat(4_000_000));
      return sent.status === 413 ? sent.body : undefined;
    });
    expect(refused).toMatchObject({ code: 'file_too_large', detail: expect.stringContaining('2 KiB') });
    expect((await upload(mia, 'little.txt', 'x'.repeat(2_048))).status).toBe(201);
    await house.ada.change<MessagesDocument>('messages', (before) => ({
      ...before,
      files: { ...before.files, maxBytes: 1_000_000 },
    }));
  });

  it('F7a a body that is no file, and one without a key', async () => {
    const asJson = mia.api.post(path('files?name=a.txt'), { text: 'x' });
    await expect(asJson).rejects.toMatchObject({ status: 415 });
    expect((await upload(mia, 'a.txt', 'x', { key: '' })).body.code).toBe('idempotency_key_missing');
  });
});

describe('F7b files are outside of the log, behind links', () => {
  it('F7b a picture is sent, shown and saved by both sides; the log has its name alone', async () => {
    const { body: file, status } = await upload(mia, 'Mein Schuh „links“.png', PNG);
    expect({ status, file }).toMatchObject({ status: 201, file: { mediaType: 'image/png', bytes: PNG.length } });
    const said = await send(mia, { fileId: file.fileId });
    expect(said.data).toMatchObject({ kind: 'image', text: file.name, file });
    for (const client of [mia, ana]) {
      const { url } = await linkOf(client, file.fileId);
      const answer = await open(url);
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': expect.stringMatching(/^inline; filename\*=UTF-8''Mein%20Schuh/),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      });
    }
  });

  it('F7b what is no picture is only ever saved', async () => {
    const { body: file } = await upload(ana, 'rows.csv', 'a,b\n1,2\n');
    expect((await send(ana, { fileId: file.fileId, text: 'As you wished' })).data).toMatchObject({ kind: 'file' });
    const answer = await open((await linkOf(mia, file.fileId)).url);
    expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''rows.csv");
    expect(answer.headers.get('content-type')).toBe('text/csv');
  });

  it('F7b a link that was changed is refused, and one of another time, too', async () => {
    const { body: file } = await upload(mia, 'a.txt', 'mine');
    await send(mia, { fileId: file.fileId });
    const { url } = await linkOf(mia, file.fileId);
    const changed = [url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), url.replace('expires=', 'expires=9')];
    for (const other of changed) expect(await problemAt(other)).toMatchObject({ status: 403, code: 'link_not_valid' });
    expect((await open(url.split('?')[0] ?? '')).status).toBe(422);
  });

  it('F7b of another visitor, another workspace’s staff, another conversation there is no file', async () => {
    const { body: file } = await upload(mia, 'a.txt', 'mine');
    await send(mia, { fileId: file.fileId });
    const tom = await house.newcomer();
    await expect(linkOf(tom, file.fileId)).rejects.toMatchObject({ status: 404 });
    await expect(linkOf(tom, file.fileId, tom)).rejects.toMatchObject({ status: 404 });
    expect((await upload(tom, 'a.txt', 'x')).status).toBe(404);
    const borrowed = tom.api.post(path('messages', tom), {
      ...{ clientMessageId: 'k', text: '', fileId: file.fileId },
    });
    await expect(borrowed).rejects.toMatchObject({ code: 'invalid_message' });
    await tom.end();
  });

  it('F7b a file of a note is for the house alone', async () => {
    const { body: file } = await upload(ana, 'note.txt', 'secret');
    await send(ana, { fileId: file.fileId, note: true });
    await expect(linkOf(mia, file.fileId)).rejects.toMatchObject({ status: 404 });
    expect((await linkOf(await StaffClient.signIn(house.product.url, 'sue'), file.fileId)).name).toBe('note.txt');
  });

  it('F7b an upload repeated is one file, and a file is sent once', async () => {
    const key = randomUUID();
    const [first, again] = [await upload(mia, 'a.txt', 'once', { key }), await upload(mia, 'a.txt', 'once', { key })];
    expect(again.body.fileId).toBe(first.body.fileId);
    const clientMessageId = randomUUID();
    const said = await send(mia, { fileId: first.body.fileId, clientMessageId });
    expect((await send(mia, { fileId: first.body.fileId, clientMessageId })).sequence).toBe(said.sequence);
    const twice = send(mia, { fileId: first.body.fileId });
    await expect(twice).rejects.toMatchObject({ problem: { errors: [{ pointer: '/fileId' }] } });
  });

  it('F7b F1c what was taken back is gone from its place, and its link says so', async () => {
    const { body: file } = await upload(mia, 'card.txt', '4711');
    const said = await send(mia, { fileId: file.fileId });
    const { url } = await linkOf(ana, file.fileId);
    expect(await kept()).toContain(file.fileId);
    await mia.api.ask('DELETE', path(`messages/${said.sequence}`));
    expect(await problemAt(url)).toMatchObject({ status: 410, code: 'file_gone' });
    await found('the place is empty', async () => ((await kept()).includes(file.fileId) ? undefined : true));
    await found('its row has gone as well', () =>
      linkOf(ana, file.fileId).then(
        () => undefined,
        ({ status }: { status: number }) => (status === 404 ? true : undefined),
      ),
    );
  });

  it('G2b F7b a file that was left with a message is opened at the desk, and goes over to the chat', async () => {
    const none = { text: '', texts: {} };
    const uses = { title: 'hidden', type: 'hidden', description: 'required', name: 'hidden', phone: 'hidden' };
    const template = {
      ...{ name: 'Photos', guide: none, types: [], custom: [], consent: null, deliver: null },
      fields: { ...uses, email: 'optional', attachments: 'optional' },
    };
    await house.ada.put('/v1/settings/submission-templates/photos', template, { 'if-none-match': '*' });
    await house.ada.change<SubmissionDocument>('submission', { form: { mode: 'ticket', templateId: 'photos' } });
    const lea = await VisitorClient.open(house.product.url);
    await lea.connect();
    await found('a form that takes files', async () => {
      const { fields } = await lea.api.get<SubmissionFormView>('/v1/submissions/form');
      return fields.some(({ kind }) => kind === 'files') || undefined;
    });
    const { body: file } = await uploadTo('/v1/submissions/files', lea, 'lamp.png', PNG);
    const { submissionId } = await lea.leaveMessage({ text: 'It is dark.', attachments: [file.fileId] });
    const desk = await ana.api.get<FileLink>(`/v1/submissions/${submissionId}/files/${file.fileId}`);
    expect(Buffer.from(await (await open(desk.url)).arrayBuffer())).toEqual(PNG);
    const begun = await ana.api.post<SubmissionConversation>(`/v1/submissions/${submissionId}/conversation`, {});
    const chat = `/v1/conversations/${begun.conversationId}/files/${file.fileId}`;
    const inChat = await found('the file in the chat', () => ana.api.get<FileLink>(chat).catch(() => undefined));
    expect(inChat).toMatchObject({ ...file, url: expect.stringContaining(`/v1/files/${file.fileId}`) });
    expect(Buffer.from(await (await open(inChat.url)).arrayBuffer())).toEqual(PNG);
    expect((await lea.api.get<FileLink>(chat)).name).toBe('lamp.png');
  });

  it('F7b links outlive a restart', async () => {
    const { body: file } = await upload(mia, 'a.txt', 'still there');
    await send(mia, { fileId: file.fileId });
    const { url } = await linkOf(mia, file.fileId);
    await house.product.stop();
    await house.product.restart();
    expect(await (await open(url)).text()).toBe('still there');
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('files', house.product);
  });
});

// Who is told of a submission, while receivers are away and come back: on a real database, over real SMTP and HTTP, with
// a clock that moves as told.
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SETTINGS_DEFAULTS, type DeliveryView, type SubmissionReceipt, type WebhookSecret } from '@frontdesk/contracts';
import { TRY_AFTER } from '@frontdesk/submission';
import { signatureOf } from './delivery/webhook-sender.js';
import { MailReceiver, WebReceiver } from './testing/receivers.js';
import { MovingClock } from '@frontdesk/engine/testing';
import { ADA, ANA, ServedSubmissions, SUE, until, visitor } from './testing/served-submissions.js';

jest.setTimeout(60_000);

const START = Date.now();
const HOUR = 3_600_000;
const mail = new MailReceiver();
const web = new WebReceiver();
let clock: MovingClock;
let served: ServedSubmissions;

const said = (more: object) => served.say('submission', null, { ...SETTINGS_DEFAULTS.submission, ...more });
const toBoth = () => said({ deliver: { emails: ['desk@shop.example'], webhooks: [web.url] } });

beforeAll(async () => {
  // Their ports are theirs from now on, also while they are away.
  await Promise.all([mail.up(), web.up()]);
  clock = new MovingClock(START);
  const env = { FRONTDESK_SMTP_URL: mail.url, FRONTDESK_MAIL_FROM: 'Shop <no-reply@shop.example>' };
  served = await ServedSubmissions.start({ ...env, FRONTDESK_WEBHOOK_INSIDE: '1' }, clock);
});

afterAll(async () => {
  await served?.stop();
  await Promise.all([mail.down(), web.down()]);
});

beforeEach(() => {
  mail.letters.length = 0;
  web.posts.length = 0;
  web.status = 204;
  web.headers = {};
});

let texts = 0;
async function left(more: object = {}): Promise<SubmissionReceipt> {
  const body = { name: 'Mia', email: 'mia@example.com', text: `Call me back ${++texts}`, ...more };
  const { status, body: receipt } = await served.call<SubmissionReceipt>('POST', '', visitor('v1'), body);
  expect([status, receipt.code]).toEqual([201, undefined]);
  return receipt;
}

const deliveriesOf = async (submissionId: string) =>
  (await served.call<{ data: DeliveryView[] }>('GET', `/${submissionId}/deliveries`, ANA)).body.data;
const statusesOf = async (id: string) => (await deliveriesOf(id)).map(({ status }) => status);
const become = (id: string, ...statuses: readonly string[]) =>
  until(async () => JSON.stringify(await statusesOf(id)) === JSON.stringify(statuses), statuses.join(', '));
const tried = (id: string, attempts: number) =>
  until(async () => {
    const all = await deliveriesOf(id);
    return all.length > 0 && all.every((one) => one.attempts === attempts);
  }, `${attempts} tries`);
const retry = (id: string, deliveryId: string, who = SUE) =>
  served.call<DeliveryView>('POST', `/${id}/deliveries/${deliveryId}/retry`, who);

describe('a delivery', () => {
  it('G3b L3a P46 tells the house by mail and by a signed webhook, each once', async () => {
    await toBoth();
    const { submissionId, receiptId } = await left();
    await become(submissionId, 'delivered', 'delivered');
    const [byMail, byWeb] = await deliveriesOf(submissionId);
    expect(mail.letters).toMatchObject([
      { to: 'desk@shop.example', messageId: `<${byMail?.deliveryId}@shop.example>` },
    ]);
    expect(mail.letters[0]?.subject).toContain(`[${receiptId}]`);
    expect(mail.letters[0]?.text).toContain('mia@example.com');
    const [post] = web.posts;
    expect(web.posts).toHaveLength(1);
    expect(JSON.parse(post?.body ?? '')).toMatchObject({ type: 'submission.received', data: { submissionId } });
    const { data } = (await served.call<{ data: WebhookSecret[] }>('GET', '/webhooks', ADA)).body;
    const secret = data.find(({ url }) => url === web.url)?.secret ?? '';
    const [id, seconds] = [byWeb?.deliveryId ?? '', Number(post?.headers['webhook-timestamp'])];
    expect(post?.headers['webhook-id']).toBe(id);
    expect(post?.headers['webhook-signature']).toBe(
      signatureOf({ id, at: seconds * 1000, body: post?.body ?? '', secret }),
    );
    const [received] = await served.ports.journal.readStream('demo', submissionId);
    expect(JSON.parse(received?.body ?? '')).toMatchObject({
      targets: [
        { channel: 'email', to: 'desk@shop.example' },
        { channel: 'webhook', to: web.url },
      ],
    });
  });

  it('G3b shows what is away for a day, and is made once and in order when it is back', async () => {
    await toBoth();
    await Promise.all([mail.down(), web.down()]);
    const { submissionId } = await left();
    await tried(submissionId, 1);
    const reply = { text: 'And quickly, please' };
    await served.call('POST', `/mine/${submissionId}/replies`, visitor('v1'), reply);
    await until(async () => (await deliveriesOf(submissionId)).length === 4);
    for (let attempt = 2; attempt <= 7; attempt++) {
      clock.advance(TRY_AFTER[attempt - 1] ?? 0);
      await until(async () => (await deliveriesOf(submissionId)).slice(0, 2).every((one) => one.attempts === attempt));
    }
    const waiting = await deliveriesOf(submissionId);
    // Seventeen hours and a half, and the later ones have not been tried: they wait for the earlier.
    expect(waiting.map(({ status, attempts, about }) => [status, attempts, about])).toEqual([
      ...(['received', 'received'] as const).map((about) => ['pending', 7, about]),
      ...(['visitor_replied', 'visitor_replied'] as const).map((about) => ['pending', 0, about]),
    ]);
    expect(waiting[0]).toMatchObject({ lastError: 'The mail server could not be reached (ESOCKET).' });
    expect(waiting[1]).toMatchObject({ lastError: 'The receiver could not be reached (ECONNREFUSED).' });
    const list = await served.call<{ data: { submissionId: string; delivery: string }[] }>('GET', '', ANA);
    expect(list.body.data.find((one) => one.submissionId === submissionId)?.delivery).toBe('pending');
    await Promise.all([mail.up(), web.up()]);
    clock.advance(TRY_AFTER[7] ?? 0);
    await become(submissionId, ...(['delivered', 'delivered', 'delivered', 'delivered'] as const));
    expect(mail.letters.map(({ subject }) => subject.includes('Re: '))).toEqual([false, true]);
    expect(web.posts.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
      ...['submission.received', 'submission.replied'],
    ]);
  });

  it('G3b L3a is given up after three days, seen as that, and sent again when somebody asks', async () => {
    await said({ deliver: { emails: [], webhooks: [web.url] } });
    web.status = 503;
    const { submissionId } = await left();
    for (let attempt = 1; attempt <= TRY_AFTER.length; attempt++) {
      clock.advance(TRY_AFTER[attempt - 1] ?? 0);
      await tried(submissionId, attempt);
    }
    await become(submissionId, 'dead');
    const [dead] = await deliveriesOf(submissionId);
    expect(dead).toMatchObject({ lastError: 'The receiver answered 503.', nextTryAt: null });
    expect(new Set(web.posts.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([dead?.deliveryId]));
    web.status = 204;
    expect((await retry(submissionId, dead?.deliveryId ?? '', ANA)).status).toBe(403);
    expect((await retry(submissionId, dead?.deliveryId ?? '')).status).toBe(200);
    await become(submissionId, 'delivered');
    expect((await retry(submissionId, dead?.deliveryId ?? '')).body.code).toBe('delivery_not_dead');
  });

  it('G3b waits as long as the receiver asks, and takes its no for an answer', async () => {
    await said({ deliver: { emails: [], webhooks: [web.url] } });
    web.status = 429;
    web.headers = { 'retry-after': '3600' };
    const { submissionId } = await left();
    await tried(submissionId, 1);
    const [asked] = await deliveriesOf(submissionId);
    expect(new Date(asked?.nextTryAt ?? 0).getTime()).toBe(clock.now() + HOUR);
    web.status = 410;
    clock.advance(HOUR);
    await become(submissionId, 'dead');
  });

  it('G3b P45 without a recipient is accepted all the same, and says so', async () => {
    await said({});
    const { submissionId } = await left();
    await become(submissionId, 'no_recipient');
    expect((await deliveriesOf(submissionId))[0]).toMatchObject({ channel: 'none', to: null, attempts: 0 });
  });

  it('G4c brings an answer to the visitor by mail, in their language', async () => {
    await said({});
    const { submissionId } = await left({ language: 'de-AT', text: 'Wo ist mein Paket?' });
    await served.call('POST', `/${submissionId}/replies`, ANA, { text: 'Beim Nachbarn.' });
    await become(submissionId, 'no_recipient', 'delivered');
    expect(mail.letters).toMatchObject([{ to: 'mia@example.com' }]);
    expect(mail.letters[0]?.subject).toContain('Antwort auf Ihre Nachricht');
    expect(mail.letters[0]?.text).toBe('Beim Nachbarn.\n\nSie schrieben:\n> Wo ist mein Paket?\n');
  });
});

describe('the secret of a webhook', () => {
  const signedBy = (post: (typeof web.posts)[number] | undefined, secret: string): string => {
    const [id, at] = [post?.headers['webhook-id'] ?? '', Number(post?.headers['webhook-timestamp']) * 1000];
    return signatureOf({ id: String(id), at, body: post?.body ?? '', secret });
  };
  const shown = async () =>
    (await served.call<{ data: WebhookSecret[] }>('GET', '/webhooks', ADA)).body.data.find(
      ({ url }) => url === web.url,
    );
  const rotate = (more: object = {}, who = ADA) =>
    served.call<WebhookSecret & { code?: string }>('POST', '/webhooks/rotate', who, { url: web.url, ...more });
  const sent = async () => {
    const before = web.posts.length;
    await become((await left()).submissionId, 'delivered');
    return web.posts[before];
  };
  const signatures = (post: (typeof web.posts)[number] | undefined) =>
    String(post?.headers['webhook-signature']).split(' ');

  it('G3b L3a P60 is replaced with an overlap in which both sign, and with none when it got into wrong hands', async () => {
    await said({ deliver: { emails: [], webhooks: [web.url] } });
    const first = (await shown())?.secret ?? '';
    const { status, body } = await rotate({ overlapHours: 2 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ rotatedBy: 'ada', olderUntil: new Date(clock.now() + 2 * HOUR).toISOString() });
    expect(body.secret).not.toBe(first);
    const both = await sent();
    expect(signatures(both)).toEqual([signedBy(both, body.secret), signedBy(both, first)]);
    // A third would leave a receiver without any that it knows.
    expect((await rotate()).body.code).toBe('rotation_under_way');
    expect((await shown())?.secret).toBe(body.secret);
    clock.advance(2 * HOUR);
    expect(await shown()).toMatchObject({ secret: body.secret, olderUntil: null });
    const after = await sent();
    expect(signatures(after)).toEqual([signedBy(after, body.secret)]);
    await rotate();
    const { body: last } = await rotate({ overlapHours: 0 });
    expect(last.olderUntil).toBeNull();
    const sole = await sent();
    expect(signatures(sole)).toEqual([signedBy(sole, last.secret)]);
  });

  it('is replaced by administrators alone, and only of an address that is in the settings', async () => {
    await said({ deliver: { emails: [], webhooks: [web.url] } });
    expect((await rotate({}, SUE)).status).toBe(403);
    expect((await rotate({ url: 'https://elsewhere.example/' })).status).toBe(404);
    expect((await rotate({ overlapHours: 1_000 })).status).toBe(422);
  });
});

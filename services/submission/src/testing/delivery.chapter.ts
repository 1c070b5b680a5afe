// Chapter: who is told of a submission, while receivers are away and come back, over real SMTP and HTTP.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WebhookSecret } from '@frontdesk/contracts';
import { TRY_AFTER } from '@frontdesk/submission';
import { signatureOf } from '../delivery/webhook-sender.js';
import { ToldDesk, V1 } from './deliveries.js';
import { ADA, ANA, HOUR, until } from './desk.js';
import type { ServedSubmissions } from './served-submissions.js';

export function delivery(house: ServedSubmissions): void {
  describe('a delivery', () => {
    const told = new ToldDesk(house, 'delivery');
    beforeAll(() => told.web.up());
    afterAll(() => told.web.down());
    beforeEach(told.forget);

    onceEach(told);
    awayForADay(told);
    givenUp(told);
    asReceiversAsk(told);
    toNobody(told);
    toVisitors(told);
  });
}

function onceEach({ become, deliveriesOf, desk, left, letters, mailOf, toBoth, web }: ToldDesk): void {
  it('G3b L3a P46 tells the house by mail and by a signed webhook, each once', async () => {
    await toBoth();
    const { submissionId, receiptId } = await left();
    await become(submissionId, 'delivered', 'delivered');
    const [byMail, byWeb] = await deliveriesOf(submissionId);
    expect(letters()).toMatchObject([{ to: mailOf('desk'), messageId: `<${byMail?.deliveryId}@shop.example>` }]);
    expect(letters()[0]?.subject).toContain(`[${receiptId}]`);
    expect(letters()[0]?.text).toContain(mailOf('mia'));
    const [post] = web.posts;
    expect(web.posts).toHaveLength(1);
    expect(JSON.parse(post?.body ?? '')).toMatchObject({ type: 'submission.received', data: { submissionId } });
    const { data } = (await desk.call<{ data: WebhookSecret[] }>('GET', '/webhooks', ADA)).body;
    const secret = data.find(({ url }) => url === web.url)?.secret ?? '';
    const [id, seconds] = [byWeb?.deliveryId ?? '', Number(post?.headers['webhook-timestamp'])];
    expect(post?.headers['webhook-id']).toBe(id);
    expect(post?.headers['webhook-signature']).toBe(
      signatureOf({ id, at: seconds * 1000, body: post?.body ?? '', secret }),
    );
    const [received] = await desk.ports.journal.readStream(desk.workspace, submissionId);
    expect(JSON.parse(received?.body ?? '')).toMatchObject({
      targets: [
        { channel: 'email', to: mailOf('desk') },
        { channel: 'webhook', to: web.url },
      ],
    });
  });
}

function awayForADay({ become, deliveriesOf, desk, house, left, letters, toBoth, tried, web }: ToldDesk): void {
  it('G3b shows what is away for a day, and is made once and in order when it is back', async () => {
    await toBoth();
    await Promise.all([house.mail.down(), web.down()]);
    const { submissionId } = await left();
    await tried(submissionId, 1);
    const reply = { text: 'And quickly, please' };
    await desk.call('POST', `/mine/${submissionId}/replies`, V1, reply);
    await until(async () => (await deliveriesOf(submissionId)).length === 4);
    for (let attempt = 2; attempt <= 7; attempt++) {
      house.clock.advance(TRY_AFTER[attempt - 1] ?? 0);
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
    const list = await desk.call<{ data: { submissionId: string; delivery: string }[] }>('GET', '', ANA);
    expect(list.body.data.find((one) => one.submissionId === submissionId)?.delivery).toBe('pending');
    await Promise.all([house.mail.up(), web.up()]);
    house.clock.advance(TRY_AFTER[7] ?? 0);
    await become(submissionId, ...(['delivered', 'delivered', 'delivered', 'delivered'] as const));
    expect(letters().map(({ subject }) => subject.includes('Re: '))).toEqual([false, true]);
    expect(web.posts.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
      ...['submission.received', 'submission.replied'],
    ]);
  });
}

function givenUp({ become, deliveriesOf, house, left, retry, toWebhook, tried, web }: ToldDesk): void {
  it('G3b L3a is given up after three days, seen as that, and sent again when somebody asks', async () => {
    await toWebhook();
    web.status = 503;
    const { submissionId } = await left();
    for (let attempt = 1; attempt <= TRY_AFTER.length; attempt++) {
      house.clock.advance(TRY_AFTER[attempt - 1] ?? 0);
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
}

function asReceiversAsk({ become, deliveriesOf, house, left, toWebhook, tried, web }: ToldDesk): void {
  it('G3b waits as long as the receiver asks, and takes its no for an answer', async () => {
    await toWebhook();
    web.status = 429;
    web.headers = { 'retry-after': '3600' };
    const { submissionId } = await left();
    await tried(submissionId, 1);
    const [asked] = await deliveriesOf(submissionId);
    expect(new Date(asked?.nextTryAt ?? 0).getTime()).toBe(house.clock.now() + HOUR);
    web.status = 410;
    house.clock.advance(HOUR);
    await become(submissionId, 'dead');
  });
}

function toNobody({ become, deliveriesOf, desk, left }: ToldDesk): void {
  it('G3b P45 without a recipient is accepted all the same, and says so', async () => {
    await desk.rules();
    const { submissionId } = await left();
    await become(submissionId, 'no_recipient');
    expect((await deliveriesOf(submissionId))[0]).toMatchObject({ channel: 'none', to: null, attempts: 0 });
  });
}

function toVisitors({ become, desk, left, letters, mailOf }: ToldDesk): void {
  it('G4c brings an answer to the visitor by mail, in their language', async () => {
    await desk.rules();
    const { submissionId } = await left({ language: 'de-AT', text: 'Wo ist mein Paket?' });
    await desk.call('POST', `/${submissionId}/replies`, ANA, { text: 'Beim Nachbarn.' });
    await become(submissionId, 'no_recipient', 'delivered');
    expect(letters()).toMatchObject([{ to: mailOf('mia') }]);
    expect(letters()[0]?.subject).toContain('Antwort auf Ihre Nachricht');
    expect(letters()[0]?.text).toBe('Beim Nachbarn.\n\nSie schrieben:\n> Wo ist mein Paket?\n');
  });
}

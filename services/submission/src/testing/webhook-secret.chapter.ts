// Chapter: the secret that signs what a webhook is sent, and how it is replaced.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WebhookSecret } from '@frontdesk/contracts';
import { signatureOf } from '../delivery/webhook-sender.js';
import { ToldDesk } from './deliveries.js';
import { ADA, HOUR, SUE } from './desk.js';
import type { Post } from './receivers.js';
import type { ServedSubmissions } from './served-submissions.js';

export function webhookSecret(house: ServedSubmissions): void {
  describe('the secret of a webhook', () => {
    const told = new ToldDesk(house, 'webhook-secret');
    beforeAll(() => told.web.up());
    afterAll(() => told.web.down());

    overlapping(told);
    administrators(told);
  });
}

const signedBy = (post: Post | undefined, secret: string): string => {
  const [id, at] = [post?.headers['webhook-id'] ?? '', Number(post?.headers['webhook-timestamp']) * 1000];
  return signatureOf({ id: String(id), at, body: post?.body ?? '', secret });
};

const signatures = (post: Post | undefined): readonly string[] => String(post?.headers['webhook-signature']).split(' ');

const shown = async ({ desk, web }: ToldDesk) =>
  (await desk.call<{ data: WebhookSecret[] }>('GET', '/webhooks', ADA)).body.data.find(({ url }) => url === web.url);

const rotate = ({ desk, web }: ToldDesk, more: object = {}, who = ADA) =>
  desk.call<WebhookSecret>('POST', '/webhooks/rotate', who, { url: web.url, ...more });

/** What the webhook is sent of one more submission. */
async function sent({ become, left, web }: ToldDesk): Promise<Post | undefined> {
  const before = web.posts.length;
  await become((await left()).submissionId, 'delivered');
  return web.posts[before];
}

function overlapping(told: ToldDesk): void {
  const { house, toWebhook } = told;

  it('G3b L3a P60 is replaced with an overlap in which both sign, and with none when it got into wrong hands', async () => {
    await toWebhook();
    const first = (await shown(told))?.secret ?? '';
    const { status, body } = await rotate(told, { overlapHours: 2 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ rotatedBy: 'ada', olderUntil: new Date(house.clock.now() + 2 * HOUR).toISOString() });
    expect(body.secret).not.toBe(first);
    const both = await sent(told);
    expect(signatures(both)).toEqual([signedBy(both, body.secret), signedBy(both, first)]);
    // A third would leave a receiver without any that it knows.
    expect((await rotate(told)).body.code).toBe('rotation_under_way');
    expect((await shown(told))?.secret).toBe(body.secret);
    house.clock.advance(2 * HOUR);
    expect(await shown(told)).toMatchObject({ secret: body.secret, olderUntil: null });
    const after = await sent(told);
    expect(signatures(after)).toEqual([signedBy(after, body.secret)]);
    await rotate(told);
    const { body: last } = await rotate(told, { overlapHours: 0 });
    expect(last.olderUntil).toBeNull();
    const sole = await sent(told);
    expect(signatures(sole)).toEqual([signedBy(sole, last.secret)]);
  });
}

function administrators(told: ToldDesk): void {
  it('is replaced by administrators alone, and only of an address that is in the settings', async () => {
    await told.toWebhook();
    expect((await rotate(told, {}, SUE)).status).toBe(403);
    expect((await rotate(told, { url: 'https://elsewhere.example/' })).status).toBe(404);
    expect((await rotate(told, { overlapHours: 1_000 })).status).toBe(422);
  });
}

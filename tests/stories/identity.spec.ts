// Sites and their visitors: a channel that is saved is a site, its pages and nobody else's may open the chat, and its
// server may sign for who the visitor is.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { prepareDemo, services } from '@frontdesk/all-in-one';
import type { ConversationView, KeySetCheck, Problem, VisitorSession } from '@frontdesk/contracts';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { WebSocket } from 'ws';
import { api, tokenOf, type Api } from '../harness/api.js';
import { until } from './processes.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(60_000);

let running: Running;
let folder: string;
let ada: Api;
let secret: string;
let pair: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey };

const SHOP = 'https://shop.example';
const look = { title: '', colour: null, side: 'end', logo: null, greeting: '' };
const channel = (siteKey: string, part: object = {}): object => ({
  ...{ name: siteKey, enabled: true, siteKey, allowedOrigins: [], defaultGroupId: 'support', languages: [], look },
  ...part,
});

async function site(id: string, document: object): Promise<void> {
  await ada.put(`/v1/settings/channels/${id}`, document, { 'if-none-match': '*' });
  const { siteKey } = document as { siteKey: string };
  // 401: there is such a site, and it wants to know who comes.
  await until(`site ${siteKey}`, async () => (await visit(siteKey)).status !== 422);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-identity-'));
  // The host site of this story is this machine.
  const env = { PORT: '0', FRONTDESK_DATA: folder, LOG_LEVEL: 'fatal', FRONTDESK_WEBHOOK_INSIDE: '1' };
  running = await startEmbedded(readConfig(env), services);
  await prepareDemo(running.app);
  ada = api(running.url, await tokenOf(running.url, 'ada'));
  pair = await generateKeyPair('EdDSA', { extractable: true });
  const { crv, x } = await exportJWK(pair.publicKey);
  const key = { kty: 'OKP', alg: 'EdDSA', kid: 'site', crv, x };
  await site('shop', channel('shop-key', { allowedOrigins: [SHOP] }));
  await site('club', channel('club-key', { identity: { mode: 'verified', keys: [key] } }));
  await site('bank', channel('bank-key', { identity: { mode: 'required', keys: [] } }));
  secret = (await ada.post<{ secret: string }>('/v1/channels/club/identity-secret', {})).secret;
});

afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Visit {
  readonly token?: string;
  readonly identity?: string;
  readonly origin?: string;
}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: VisitorSession & Problem;
}

async function visit(siteKey: string, { origin, ...body }: Visit = {}): Promise<Reply> {
  const response = await fetch(`${running.url}/v1/visitor-sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(origin && { origin }) },
    body: JSON.stringify({ site: siteKey, ...body }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Reply['body'] };
}

interface Signing {
  readonly key?: string;
  readonly aud?: string;
  readonly seconds?: number;
  readonly jti?: string | null;
  readonly claims?: object;
}

const signed = (
  sub: string,
  { key = secret, aud = 'club', seconds = 600, jti = randomUUID(), claims = {} }: Signing = {},
) =>
  new SignJWT({ ...claims, name: `Real ${sub}`, email: `${sub}@example.com`, ...(jti === null ? {} : { jti }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setAudience(aud)
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(new TextEncoder().encode(key));

const start = (token: string, body: object = { text: 'Hello' }): Promise<ConversationView> =>
  api(running.url, token).post<ConversationView>('/v1/conversations', body);

describe('B15 a channel is a site', () => {
  it('B15a as soon as it is saved, and no more when it is switched off', async () => {
    await site('brief', channel('brief-key'));
    const { body } = await visit('brief-key');
    expect(body).toMatchObject({ channel: 'brief', workspaceId: 'demo', verified: false });
    await ada.change('channels/brief', { enabled: false });
    await until('the site is gone', async () => (await visit('brief-key')).status === 422);
  });

  it('B15b pages of its origins open the chat, others are told why not', async () => {
    expect((await visit('shop-key', { origin: SHOP })).status).toBe(201);
    expect((await visit('shop-key', { origin: running.url })).status).toBe(201);
    const { status, body } = await visit('shop-key', { origin: 'https://evil.example' });
    expect([status, body.code]).toEqual([403, 'origin_not_allowed']);
    expect((await visit('demo', { origin: 'https://anybody.example' })).status).toBe(201);
  });

  it('B15b browsers are told that they may: preflight and answers', async () => {
    const preflight = await fetch(`${running.url}/v1/conversations`, {
      method: 'OPTIONS',
      headers: { origin: SHOP, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('idempotency-key');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    const { headers } = await visit('shop-key', { origin: SHOP });
    expect(headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(headers.get('vary')).toContain('Origin');
  });

  it('A2b B15b a socket is opened from its pages only; staff from our own', async () => {
    const { token } = (await visit('shop-key', { origin: SHOP })).body;
    expect(await greeted(token, SHOP)).toBe('welcome');
    expect(await greeted(token, 'https://evil.example')).toBe(4403);
    expect(await greeted(ada.token ?? '', 'https://evil.example')).toBe(4403);
    expect(await greeted(ada.token ?? '', running.url)).toBe('welcome');
  });
});

async function greeted(token: string, origin: string): Promise<string | number> {
  const { ticket } = await api(running.url, token).post<{ ticket: string }>('/v1/realtime/tickets');
  const socket = new WebSocket(`${running.url.replace('http', 'ws')}/v1/realtime`, { origin });
  try {
    return await new Promise<string | number>((done, fail) => {
      socket.once('open', () => socket.send(JSON.stringify({ type: 'hello', ticket })));
      socket.once('message', (raw: Buffer) => done((JSON.parse(raw.toString()) as { type: string }).type));
      socket.once('close', done);
      socket.once('error', fail);
    });
  } finally {
    socket.terminate();
  }
}

describe('A3f visitor tokens', () => {
  it('belong to one site: another one makes somebody new of the same browser', async () => {
    const { body: shop } = await visit('shop-key');
    const { body: again } = await visit('shop-key', { token: shop.token });
    const { body: demo } = await visit('demo', { token: shop.token });
    expect(again.visitorId).toBe(shop.visitorId);
    expect(demo.visitorId).not.toBe(shop.visitorId);
  });

  it('and to one visitor: somebody else’s conversation is not found', async () => {
    const [one, other] = [(await visit('demo')).body, (await visit('demo')).body];
    const { conversationId } = await start(one.token);
    const asked = api(running.url, other.token).get(`/v1/conversations/${conversationId}`);
    await expect(asked).rejects.toMatchObject({ status: 404 });
  });
});

describe('A3g identity signed by the host site', () => {
  it('who is signed for is verified, by the name that was signed, not by the one that is claimed', async () => {
    const { body } = await visit('club-key', { identity: await signed('ann') });
    expect(body.verified).toBe(true);
    const view = await start(body.token, { text: 'Hello', visitorName: 'The Queen' });
    expect(view.visitor).toMatchObject({ name: 'Real ann', verified: true });
  });

  it('B16 whose signed e-mail address is on the block list is turned away; nobody else is', async () => {
    const outcomeOf = async (sub: string) => {
      const { body } = await visit('club-key', { identity: await signed(sub) });
      return (await start(body.token)).outcome;
    };
    const block = { what: 'email', value: 'Mal@Example.com', reason: 'Abuse', until: null };
    await ada.put('/v1/settings/block-list/mal', block, { 'if-none-match': '*' });
    await until('the block', async () => (await outcomeOf('mal')) === 'unavailable');
    expect(await outcomeOf('gus')).toBe('submission_offered');
  });

  it('B7a D1a VIP level and country are believed of the site alone, and rules may ask for them', async () => {
    const rule = (id: string, condition: object) => ({
      ...{ id, name: id, enabled: true, conditions: [condition], result: { groupId: 'sales' } },
    });
    const rules = [rule('vip', { field: 'vip', atLeast: 5 }), rule('swiss', { field: 'country', values: ['CH'] })];
    await ada.change('routing-rules', { rules });
    const groupOf = async (sub: string, claims: object) => {
      const { body } = await visit('club-key', { identity: await signed(sub, { claims }) });
      return (await start(body.token, { text: 'Hello', attributes: { vip: 9, country: 'CH' } })).groupId;
    };
    await until('the rules', async () => (await groupOf('vera', { vip: 5 })) === 'sales');
    expect(await groupOf('willi', { country: 'CH' })).toBe('sales');
    // Too low, not a level, not a country; and what the page says of itself counts for nothing.
    for (const [i, claims] of [{ vip: 4 }, { vip: '9' }, { vip: 101 }, { country: 'ch' }, {}].entries())
      expect(await groupOf(`nobody-${i}`, claims)).toBe('support');
    await ada.change('routing-rules', { rules: [] });
  });

  it('who is not is shown as unverified, whatever they claim', async () => {
    const { body } = await visit('club-key');
    expect(body.verified).toBe(false);
    const view = await start(body.token, { text: 'Hello', visitorName: 'Real ann' });
    expect(view.visitor).toMatchObject({ name: 'Real ann', verified: false });
  });

  it('a site whose channel is anonymous is signed for by nobody', async () => {
    const { status, body } = await visit('demo', { identity: await signed('ann', { aud: 'web' }) });
    expect([status, body.verified]).toEqual([201, false]);
  });

  it('where it is required, nobody else gets in', async () => {
    expect((await visit('bank-key')).body.code).toBe('identity_required');
    expect((await visit('bank-key', { identity: await signed('ann') })).body.code).toBe('identity_not_valid');
    const { secret: own } = await ada.post<{ secret: string }>('/v1/channels/bank/identity-secret', {});
    const identity = await signed('ann', { key: own, aud: 'bank' });
    expect((await visit('bank-key', { identity })).body.verified).toBe(true);
  });

  it.each<[string, () => Promise<string>]>([
    ['of another secret', () => signed('ann', { key: 'another-secret-of-somebody' })],
    ['for another channel', () => signed('ann', { aud: 'bank' })],
    ['that has expired', () => signed('ann', { seconds: -60 })],
    ['that lives longer than an hour', () => signed('ann', { seconds: 7_200 })],
    ['without a jti', () => signed('ann', { jti: null })],
    ['that is none', () => Promise.resolve('a.b.c')],
  ])('a token %s is refused', async (_, made) => {
    const { status, body } = await visit('club-key', { identity: await made() });
    expect([status, body.code]).toEqual([401, 'identity_not_valid']);
  });

  it('a key pair signs as well; its public half is no secret to sign with', async () => {
    const claims = (alg: string) =>
      new SignJWT({ jti: randomUUID() })
        .setProtectedHeader({ alg, kid: 'site' })
        .setSubject('kim')
        .setAudience('club')
        .setExpirationTime('10m');
    expect((await visit('club-key', { identity: await claims('EdDSA').sign(pair.privateKey) })).body.verified).toBe(
      true,
    );
    const { x = '' } = await exportJWK(pair.publicKey);
    const confused = await claims('HS256').sign(Buffer.from(x, 'base64url'));
    expect((await visit('club-key', { identity: confused })).body.code).toBe('identity_not_valid');
  });

  it('a site that publishes its keys signs with them, also when it is away for a while', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const published = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'june', alg: 'RS256' }] });
    const host = createServer((_, reply) => reply.end(published)).listen(0);
    const jwksUrl = `http://localhost:${(host.address() as AddressInfo).port}/jwks.json`;
    const made = () =>
      new SignJWT({ jti: randomUUID(), name: 'Real lea' })
        .setProtectedHeader({ alg: 'RS256', kid: 'june' })
        .setSubject('lea')
        .setAudience('gym')
        .setExpirationTime('10m')
        .sign(privateKey);
    try {
      const check = (url: string) => ada.post<KeySetCheck>('/v1/channels/key-sets/check', { url });
      expect(await check(jwksUrl)).toEqual({ keys: [{ kid: 'june', alg: 'RS256' }], problem: null });
      expect((await check('http://localhost:1/jwks.json')).problem).toContain('could not be reached');
      await site('gym', channel('gym-key', { identity: { mode: 'required', keys: [], jwksUrl } }));
      expect((await visit('gym-key', { identity: await made() })).body.verified).toBe(true);
      const stranger = await signed('lea', { aud: 'gym' });
      expect((await visit('gym-key', { identity: stranger })).body.code).toBe('identity_not_valid');
    } finally {
      host.close();
      host.closeAllConnections();
    }
    expect((await visit('gym-key', { identity: await made() })).body.verified).toBe(true);
    // Never read: neither right nor wrong.
    await site('spa', channel('spa-key', { identity: { mode: 'required', keys: [], jwksUrl: `${jwksUrl}?new` } }));
    expect(await visit('spa-key', { identity: await made() })).toMatchObject({
      status: 503,
      body: { code: 'unavailable' },
    });
  });

  it('an anonymous visitor who signs in goes on with the same chat', async () => {
    const { body: before } = await visit('club-key');
    const { conversationId } = await start(before.token);
    const { body: after } = await visit('club-key', { token: before.token, identity: await signed('bea') });
    expect(after).toMatchObject({ visitorId: before.visitorId, verified: true, conversation: { conversationId } });
    // Another browser of the same person: the same visitor.
    const { body: elsewhere } = await visit('club-key', { identity: await signed('bea') });
    expect(elsewhere.visitorId).toBe(before.visitorId);
  });

  it('nobody takes over a chat that another browser began: only the kept session is the proof', async () => {
    const { body: stranger } = await visit('club-key');
    await start(stranger.token);
    const { body: cid } = await visit('club-key', { identity: await signed('cid') });
    expect(cid.visitorId).not.toBe(stranger.visitorId);
    expect(cid.conversation).toBeNull();
  });

  it('the next person at the same browser does not see the chat of the one before', async () => {
    const { body: dee } = await visit('club-key', { identity: await signed('dee') });
    await start(dee.token);
    const { body: eli } = await visit('club-key', { token: dee.token, identity: await signed('eli') });
    expect([eli.visitorId === dee.visitorId, eli.conversation]).toEqual([false, null]);
    const { body: nobody } = await visit('club-key', { token: dee.token });
    expect([nobody.visitorId === dee.visitorId, nobody.conversation]).toEqual([false, null]);
    const { body: back } = await visit('club-key', { token: nobody.token, identity: await signed('dee') });
    expect(back.visitorId).toBe(dee.visitorId);
    expect(back.conversation).not.toBeNull();
  });

  it('a secret is changed without a gap, and revoked at once', async () => {
    const old = await signed('fay');
    const { secret: next } = await ada.post<{ secret: string }>('/v1/channels/club/identity-secret', {});
    for (const identity of [old, await signed('fay', { key: next })])
      expect((await visit('club-key', { identity })).status).toBe(201);
    await ada.ask('DELETE', '/v1/channels/club/identity-secret');
    for (const identity of [old, await signed('fay', { key: next })])
      expect((await visit('club-key', { identity })).body.code).toBe('identity_not_valid');
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('identity', { dataDir: folder });
  });
});

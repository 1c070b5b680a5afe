// Keys that a site publishes: read once, read again when they change, kept when the site is away. The site is a real server.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { SiteKeys } from './site-keys.js';

let server: Server;
let url: string;
let answer: { status: number; body: unknown; headers?: Record<string, string> };
let asked: number;
let now: number;
let alarms: unknown[];

beforeAll(async () => {
  server = createServer((_, reply) => {
    asked++;
    reply.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    reply.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
});
afterAll(() => void server.close());
beforeEach(() => {
  [asked, now, alarms] = [0, Date.UTC(2026, 0, 1), []];
});

const keysOf = (insideAllowed = true): SiteKeys =>
  new SiteKeys({
    clock: { now: () => now, at: () => () => undefined },
    outbound: { smtpUrl: null, mailFrom: null, insideAllowed },
    alarm: (message, detail) => void alarms.push([message, detail]),
  });

async function pair(kid: string, alg = 'EdDSA'): Promise<{ jwk: JWK; sign: () => Promise<string> }> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
  const sign = (key: CryptoKey = privateKey) => new SignJWT({ sub: 'ann' }).setProtectedHeader({ alg, kid }).sign(key);
  return { jwk, sign: () => sign() };
}
const publish = (...keys: readonly JWK[]) => (answer = { status: 200, body: { keys } });
const subjectOf = async (keys: SiteKeys, token: string) => (await jwtVerify(token, keys.at(url))).payload.sub;

describe('A3g keys at an address of the host site', () => {
  it.each(['EdDSA', 'RS256'])('%s: read once for many visitors', async (alg) => {
    const [keys, site] = [keysOf(), await pair('first', alg)];
    publish(site.jwk);
    const tokens = await Promise.all(Array.from({ length: 5 }, site.sign));
    expect(await Promise.all(tokens.map((token) => subjectOf(keys, token)))).toEqual(Array(5).fill('ann'));
    expect(asked).toBe(1);
  });

  it('a new key counts without a word here, a withdrawn one no more', async () => {
    const [keys, first, second] = [keysOf(), await pair('first'), await pair('second')];
    publish(first.jwk);
    await subjectOf(keys, await first.sign());
    publish(second.jwk);
    now += 31_000;
    expect(await subjectOf(keys, await second.sign())).toBe('ann');
    await expect(subjectOf(keys, await first.sign())).rejects.toThrow('no applicable key');
  });

  it('who makes up names of keys does not make us ask for each', async () => {
    const [keys, site, stranger] = [keysOf(), await pair('first'), await pair('made-up')];
    publish(site.jwk);
    for (let i = 0; i < 10; i++)
      await expect(subjectOf(keys, await stranger.sign())).rejects.toThrow('no applicable key');
    expect(asked).toBe(1);
    now += 31_000;
    for (let i = 0; i < 10; i++)
      await expect(subjectOf(keys, await stranger.sign())).rejects.toThrow('no applicable key');
    expect(asked).toBe(2);
  });

  it('a site that is away takes no keys along, and is not asked at each visitor', async () => {
    const [keys, site] = [keysOf(), await pair('first')];
    publish(site.jwk);
    await subjectOf(keys, await site.sign());
    answer = { status: 503, body: 'away' };
    now += 3_600_000;
    for (let i = 0; i < 5; i++) expect(await subjectOf(keys, await site.sign())).toBe('ann');
    expect(asked).toBe(2);
    const host = new URL(url).host;
    expect(alarms).toEqual([
      ['the keys of a site could not be read', { host, reason: expect.stringContaining('503') as unknown }],
    ]);
    const next = await pair('next');
    publish(next.jwk);
    now += 31_000;
    expect(await subjectOf(keys, await next.sign())).toBe('ann');
  });

  it('keys that were never read are no judgement of the visitor', async () => {
    const [keys, site] = [keysOf(), await pair('first')];
    answer = { status: 500, body: '' };
    await expect(subjectOf(keys, await site.sign())).rejects.toMatchObject({ name: 'KeysAway' });
  });

  it.each<[string, () => Promise<typeof answer>, string]>([
    ['a page', () => Promise.resolve({ status: 200, body: '<html>' }), 'no JSON'],
    ['another document', () => Promise.resolve({ status: 200, body: { issuer: 'x' } }), 'no list called keys'],
    [
      'no usable key',
      () => Promise.resolve({ status: 200, body: { keys: [{ kty: 'oct' }] } }),
      'holds no key for EdDSA',
    ],
    ['a redirect', () => Promise.resolve({ status: 302, body: '', headers: { location: url } }), 'answered 302'],
    ['far too much', () => Promise.resolve({ status: 200, body: 'x'.repeat(70_000) }), 'longer than 65536 bytes'],
    [
      'a private key',
      async () => {
        const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
        return { status: 200, body: { keys: [await exportJWK(privateKey)] } };
      },
      'publishes a private key',
    ],
  ])('%s is said in words', async (_, served, words) => {
    answer = await served();
    await expect(keysOf().look(url)).rejects.toThrow(words);
  });

  it('what is looked at is named', async () => {
    publish((await pair('first')).jwk, (await pair('second', 'RS256')).jwk);
    const found = [
      ...([
        ['first', 'EdDSA'],
        ['second', 'RS256'],
      ] as const),
    ].map(([kid, alg]) => ({ kid, alg }));
    expect(await keysOf().look(url)).toEqual({ keys: found });
    expect(await keysOf().look(url)).toEqual({ keys: found });
    expect(asked).toBe(2);
  });

  it.each([
    ['plain http', 'http://shop.example/jwks.json', 'Only https'],
    ['this machine', 'https://127.0.0.1:1/jwks.json', 'own network'],
    ['this machine by its name', 'https://localhost:1/jwks.json', 'own network'],
    ['this machine, in IPv6', 'https://[::1]:1/jwks.json', 'own network'],
    ['the metadata of a cloud', 'https://169.254.169.254/latest', 'own network'],
  ])('%s is not asked, unless the installation allows it', async (_, address, words) => {
    await expect(keysOf(false).look(address)).rejects.toThrow(words);
    expect(asked).toBe(0);
  });
});

// Who asks: a token is believed as long as its issuer says so, however often it was shown before.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { TokenVerifier } from './authentication.js';

const NOW = Date.UTC(2026, 0, 1);
let server: Server;
let sign: (sub: string, expiresIn: number) => Promise<string>;
let verifier: TokenVerifier;

beforeAll(async () => {
  jest.useFakeTimers({ doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'], now: NOW });
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA', kid: 'k' }] });
  server = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end(keys)).listen(0);
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  verifier = new TokenVerifier(() => [{ issuer: 'idp', audience: 'frontdesk', jwksUrl, kind: 'person' }]);
  sign = (sub, expiresIn) =>
    new SignJWT({ workspace: 'w', roles: ['agent', 'king'] })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .setIssuer('idp')
      .setAudience('frontdesk')
      .setSubject(sub)
      .setExpirationTime(NOW / 1_000 + expiresIn)
      .sign(privateKey);
});

afterAll(() => {
  jest.useRealTimers();
  server?.close();
});

test('a token is believed until it expires, also when it is known already', async () => {
  const token = await sign('ana', 300);
  const ana = { workspace: 'w', id: 'ana', roles: ['agent'], expiresAt: NOW + 300_000 };
  for (const seconds of [0, 1, 90, 290]) {
    jest.setSystemTime(NOW + 1_000 * seconds);
    expect(await verifier.verify(token)).toEqual(ana);
  }
  // Half a minute of grace for clocks that differ.
  jest.setSystemTime(NOW + 331_000);
  await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('another signature under a known token’s words is no token', async () => {
  jest.setSystemTime(NOW);
  const [token, other] = await Promise.all([sign('ana', 300), sign('ben', 300)]);
  await verifier.verify(token);
  const forged = [...token.split('.').slice(0, 2), other.split('.')[2]].join('.');
  await expect(verifier.verify(forged)).rejects.toMatchObject({ code: 'unauthenticated' });
});

describe('A3a tokens of people', () => {
  const VALID = { iss: 'rotating', aud: 'frontdesk', sub: 'ana', workspace: 'w', roles: ['agent'] };
  let published: JWK[] = [];
  let fetched = 0;
  let away = false;
  let idp: Server;
  let asked: TokenVerifier;

  beforeAll(() => {
    idp = createServer((_, reply) => {
      fetched++;
      if (away) return void reply.writeHead(503).end();
      reply.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published }));
    }).listen(0);
    const jwksUrl = `http://127.0.0.1:${(idp.address() as AddressInfo).port}/`;
    asked = new TokenVerifier(() => [{ issuer: 'rotating', audience: 'frontdesk', jwksUrl, kind: 'person' }]);
  });
  afterAll(() => void idp.close());

  /** A key pair that the issuer publishes beside its others. */
  async function publish(kid: string, alg = 'EdDSA'): Promise<CryptoKey> {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    published = [...published, { ...(await exportJWK(publicKey)), kid, alg }];
    return privateKey;
  }
  const tokenBy = (key: CryptoKey, kid: string, alg = 'EdDSA', claims: JWTPayload = {}): Promise<string> =>
    new SignJWT({ exp: Math.floor(Date.now() / 1_000) + 600, ...VALID, ...claims })
      .setProtectedHeader({ alg, kid })
      .sign(key);

  test('a new key of the issuer counts without a restart; one it has withdrawn no more', async () => {
    const first = await publish('first');
    await expect(asked.verify(await tokenBy(first, 'first'))).resolves.toMatchObject({ id: 'ana' });
    const second = await publish('second');
    // Not asked again at once: who invents key ids must not make us ask the issuer for each.
    jest.setSystemTime(Date.now() + 6_000);
    await expect(asked.verify(await tokenBy(second, 'second'))).resolves.toMatchObject({ id: 'ana' });
    published = published.filter(({ kid }) => kid !== 'first');
    jest.setSystemTime(Date.now() + 700_000);
    await expect(asked.verify(await tokenBy(first, 'first'))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test.each(['EdDSA', 'RS256', 'ES256'])('%s is an algorithm that is taken', async (alg) => {
    const key = await publish(alg, alg);
    jest.setSystemTime(Date.now() + 6_000);
    await expect(asked.verify(await tokenBy(key, alg, alg))).resolves.toMatchObject({ id: 'ana' });
  });

  test.each(['RS512', 'PS256', 'ES384'])('%s is none, although the issuer publishes such a key', async (alg) => {
    const key = await publish(alg, alg);
    jest.setSystemTime(Date.now() + 6_000);
    await expect(asked.verify(await tokenBy(key, alg, alg))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test.each<[string, JWTPayload, boolean]>([
    ['for another audience', { aud: 'another' }, false],
    ['for several audiences, ours among them', { aud: ['another', 'frontdesk'] }, true],
    ['of another issuer', { iss: 'idp' }, false],
    ['not valid before 20 s from now: clocks differ', { nbf: 20 }, true],
    ['not valid before a minute from now', { nbf: 60 }, false],
    ['that ended 20 s ago', { exp: -20 }, true],
    ['that ended a minute ago', { exp: -60 }, false],
  ])('a token %s', async (_, { nbf, exp, ...claims }, taken) => {
    const key = await publish(`k${published.length}`);
    const kid = published.at(-1)?.kid ?? '';
    jest.setSystemTime(Date.now() + 6_000);
    const now = Math.floor(Date.now() / 1_000);
    const times = { ...(nbf === undefined ? {} : { nbf: now + nbf }), exp: now + (exp ?? 600) };
    const verified = asked.verify(await tokenBy(key, kid, 'EdDSA', { ...claims, ...times }));
    if (taken) await expect(verified).resolves.toMatchObject({ id: 'ana' });
    else await expect(verified).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('a token for something else says which audience is missing', async () => {
    const key = await publish('aud');
    jest.setSystemTime(Date.now() + 6_000);
    await expect(asked.verify(await tokenBy(key, 'aud', 'EdDSA', { aud: 'another' }))).rejects.toMatchObject({
      detail: expect.stringContaining('its audience (aud) must hold frontdesk') as unknown,
    });
  });

  test('somebody whom nobody has invited is told apart from a token that is not valid', async () => {
    const key = await publish('guest');
    jest.setSystemTime(Date.now() + 6_000);
    const guest = await tokenBy(key, 'guest', 'EdDSA', { workspace: undefined, roles: undefined });
    await expect(asked.verify(guest)).rejects.toMatchObject({ code: 'not_invited', status: 401 });
  });

  test('who makes up key ids does not make us ask the issuer for each', async () => {
    const key = await publish('counted');
    jest.setSystemTime(Date.now() + 6_000);
    await asked.verify(await tokenBy(key, 'counted'));
    const before = fetched;
    for (const kid of ['m1', 'm2', 'm3'])
      await expect(asked.verify(await tokenBy(key, kid))).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(fetched - before).toBeLessThanOrEqual(1);
  });

  test('an issuer that is away signs nobody out: its keys go on counting, and a new one counts when it is back', async () => {
    const key = await publish('before');
    jest.setSystemTime(Date.now() + 6_000);
    await asked.verify(await tokenBy(key, 'before'));
    away = true;
    jest.setSystemTime(Date.now() + 3_600_000);
    await expect(asked.verify(await tokenBy(key, 'before'))).resolves.toMatchObject({ id: 'ana' });
    const next = await publish('after');
    await expect(asked.verify(await tokenBy(next, 'after'))).rejects.toMatchObject({ code: 'unauthenticated' });
    away = false;
    jest.setSystemTime(Date.now() + 6_000);
    await expect(asked.verify(await tokenBy(next, 'after'))).resolves.toMatchObject({ id: 'ana' });
  });
});

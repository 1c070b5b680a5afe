// Who asks: a token is believed as long as its issuer says so, however often it was shown before.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
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

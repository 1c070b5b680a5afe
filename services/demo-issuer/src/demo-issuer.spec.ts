// The demo issuer as the services see it: an issuer with a JWKS, and nothing more.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { demoIssuer } from './index.js';

let running: Running;
let ports: ServicePorts;
const definition: ServiceDefinition = { ...demoIssuer, module: (given) => demoIssuer.module((ports = given)) };
const dir = mkdtempSync(join(tmpdir(), 'frontdesk-issuer-'));
const start = async () => {
  const config = readConfig({ PORT: '0', FRONTDESK_DATA: dir, LOG_LEVEL: 'silent' });
  running = await startEmbedded(config, [definition]);
};
beforeAll(start, 60_000);
afterAll(async () => {
  await running.stop();
  rmSync(dir, { recursive: true, force: true });
}, 60_000);

const get = async (path: string) => (await (await fetch(`${running.url}/demo-issuer${path}`)).json()) as never;
const ask = (sub: string) =>
  fetch(`${running.url}/demo-issuer/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub }),
  });
const tokenOf = async (sub: string) => ((await (await ask(sub)).json()) as { access_token: string }).access_token;

test('its token is good for whoever knows issuer and JWKS', async () => {
  const { issuer, jwks_uri }: { issuer: string; jwks_uri: string } = await get('/.well-known/openid-configuration');
  const keys = createRemoteJWKSet(new URL(jwks_uri));
  const { payload } = await jwtVerify(await tokenOf('ada'), keys, { issuer, audience: 'frontdesk' });
  expect(payload).toMatchObject({ sub: 'ada', workspace: 'demo', roles: ['admin', 'owner'], name: 'Ada' });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(8 * 60 * 60);
});

test('the services trust it', async () => {
  await expect(ports.verifier.verify(await tokenOf('ben'))).resolves.toMatchObject({ id: 'ben', roles: ['agent'] });
});

test('it knows five people, and nobody else', async () => {
  const people: { sub: string }[] = await get('/people');
  expect(people.map(({ sub }) => sub)).toEqual(['ada', 'sue', 'ana', 'ben', 'aud']);
  expect((await ask('eve')).status).toBe(404);
});

test('the private half of its key stays inside', async () => {
  const { keys }: { keys: object[] } = await get('/jwks.json');
  expect(keys).toHaveLength(1);
  expect(keys[0]).not.toHaveProperty('d');
});

test('a restart signs nobody out', async () => {
  const before: unknown = await get('/jwks.json');
  await running.stop();
  await start();
  expect(await get('/jwks.json')).toEqual(before);
}, 30_000);

// The demo issuer as the services see it, an issuer with a JWKS and nothing more; and as the pages see it, an OIDC provider.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
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

describe('A3h signing in by authorization code with PKCE', () => {
  const VERIFIER = 'a-verifier-that-nobody-else-can-know-0123456789';
  const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
  const back = () => `${running.url}/console/sign-in`;
  const question = (more: Record<string, string> = {}) => ({
    ...{ client_id: 'frontdesk-pages', redirect_uri: back(), response_type: 'code', scope: 'openid', state: 's1' },
    ...{ nonce: 'n1', code_challenge: challenge, code_challenge_method: 'S256', login_hint: 'ana', ...more },
  });
  const authorize = (asked: Record<string, string>) =>
    fetch(`${running.url}/demo-issuer/authorize?${new URLSearchParams(asked).toString()}`, { redirect: 'manual' });
  const ledBack = async (asked: Record<string, string>) => {
    const response = await authorize(asked);
    expect(response.status).toBe(302);
    return new URL(response.headers.get('location') ?? '').searchParams;
  };
  const codeOf = async (asked = question()) => (await ledBack(asked)).get('code') ?? '';
  const trade = async (form: Record<string, string>) => {
    const body = new URLSearchParams({ client_id: 'frontdesk-pages', ...form });
    const response = await fetch(`${running.url}/demo-issuer/oauth/token`, { method: 'POST', body });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  const tradeCode = (code: string, more: Record<string, string> = {}) =>
    trade({ grant_type: 'authorization_code', code, redirect_uri: back(), code_verifier: VERIFIER, ...more });

  test('leads from the page of people to tokens, for the pages and for the API', async () => {
    const { login_hint: _, ...open } = question();
    const page = await authorize(open);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain('Who are you today?');
    expect(html.match(/login_hint=\w+/g)).toEqual(
      ['ada', 'sue', 'ana', 'ben', 'aud'].map((sub) => `login_hint=${sub}`),
    );
    const answer = await ledBack(question());
    expect(answer.get('state')).toBe('s1');
    const { status, body } = await tradeCode(answer.get('code') ?? '');
    expect(status).toBe(200);
    expect(decodeJwt(body['id_token'] ?? '')).toMatchObject({
      sub: 'ana',
      name: 'Ana',
      nonce: 'n1',
      aud: 'frontdesk-pages',
    });
    await expect(ports.verifier.verify(body['access_token'] ?? '')).resolves.toMatchObject({
      id: 'ana',
      workspace: 'demo',
    });
    // What is for the pages, or for this issuer alone, opens nothing.
    await expect(ports.verifier.verify(body['id_token'] ?? '')).rejects.toThrow('audience');
    await expect(ports.verifier.verify(body['refresh_token'] ?? '')).rejects.toThrow('audience');
  });

  test('a code counts once, and only for who asked for it', async () => {
    const code = await codeOf();
    expect((await tradeCode(code)).status).toBe(200);
    expect((await tradeCode(code)).body).toEqual({ error: 'invalid_grant' });
    const stolen = { code_verifier: 'a-verifier-that-somebody-else-has-made-up-0123456' };
    expect((await tradeCode(await codeOf(), stolen)).body).toEqual({ error: 'invalid_grant' });
    expect((await tradeCode(await codeOf(), { redirect_uri: 'https://evil.example/' })).body.error).toBe(
      'invalid_grant',
    );
    expect((await tradeCode(await codeOf(), { client_id: 'another' })).status).toBe(401);
    expect((await trade({ grant_type: 'password' })).body).toEqual({ error: 'unsupported_grant_type' });
  });

  test('a refresh token gives new tokens of the same person; other papers do not', async () => {
    const { body } = await tradeCode(await codeOf());
    const refresh = (token: string) => trade({ grant_type: 'refresh_token', refresh_token: token });
    const renewed = await refresh(body['refresh_token'] ?? '');
    await expect(ports.verifier.verify(renewed.body['access_token'] ?? '')).resolves.toMatchObject({ id: 'ana' });
    for (const other of [body['access_token'], body['id_token'], await codeOf(), 'nonsense', ''])
      expect((await refresh(other ?? '')).body).toEqual({ error: 'invalid_grant' });
  });

  test('nobody is led to an address that is not ours', async () => {
    const elsewhere = [
      'https://evil.example/console/sign-in',
      `${running.url}/demo`,
      `${back()}?x=1`,
      'javascript:x',
      '',
    ];
    for (const redirect_uri of elsewhere) expect((await authorize(question({ redirect_uri }))).status).toBe(422);
    expect((await authorize(question({ client_id: 'another' }))).status).toBe(422);
    // This machine by another of its names is whoever sits before it.
    expect((await authorize(question({ redirect_uri: 'http://127.0.0.1:5173/console/sign-in' }))).status).toBe(302);
    const out = (to: string) =>
      fetch(`${running.url}/demo-issuer/end-session?post_logout_redirect_uri=${to}`, { redirect: 'manual' });
    expect((await out(back())).headers.get('location')).toBe(back());
    expect((await out('https://evil.example/')).status).toBe(200);
  });

  test('what it can not do it says to the pages', async () => {
    const { login_hint: _, ...open } = question({ prompt: 'none' });
    expect((await ledBack(open)).get('error')).toBe('login_required');
    expect((await ledBack(question({ response_type: 'token' }))).get('error')).toBe('unsupported_response_type');
    expect((await ledBack(question({ code_challenge_method: 'plain' }))).get('error')).toBe('invalid_request');
    expect((await authorize(question({ prompt: 'select_account' }))).status).toBe(200);
  });

  test('what is asked for is written into the page as text', async () => {
    const html = await (await authorize(question({ login_hint: 'eve', state: '"><script>alert(1)</script>' }))).text();
    expect(html).not.toContain('<script');
  });

  test('a form is taken there alone', async () => {
    const body = new URLSearchParams({ sub: 'ana' });
    expect((await fetch(`${running.url}/demo-issuer/token`, { method: 'POST', body })).status).toBe(415);
    expect((await ask('ana')).status).toBe(200);
  });
});

// The first workspace by command, beside the running settings service: the link that is printed makes its reader the owner.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FactView, Me, PersonView } from '@frontdesk/contracts';
import type { ServiceDefinition } from '@frontdesk/nest';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { settingsService } from '@frontdesk/settings-service';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { runCli } from './program.js';
import { capturedTerminal } from './testing/captured-terminal.js';

const ISSUER = 'https://id.example.com';
const { publicKey, privateKey } = await generateKeyPair('EdDSA');
const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] };
const jwksUrl = `data:application/json,${encodeURIComponent(JSON.stringify(jwks))}`;
const trust: ServiceDefinition = {
  ...{ name: 'trust', entities: [], migrations: [], consumes: {} },
  module: ({ trustIssuer }) => {
    trustIssuer({ issuer: ISSUER, audience: 'frontdesk', jwksUrl, kind: 'person' });
    return { module: class Trust {} };
  },
};

let data: string;
let running: Running;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'frontdesk-workspace-'));
  const config = readConfig({ PORT: '0', FRONTDESK_DATA: data, LOG_LEVEL: 'silent', METRICS_PORT: '0' });
  running = await startEmbedded(config, [trust, settingsService]);
}, 60_000);

afterAll(async () => {
  await running?.stop();
  rmSync(data, { recursive: true, force: true });
}, 60_000);

async function create(...args: readonly string[]) {
  const terminal = capturedTerminal();
  const code = await runCli(['workspace', 'create', ...args, '--data', data], { terminal, env: {} });
  return { code, printed: terminal.printed.join('\n'), said: terminal.said.join('\n') };
}

/** As somebody whose issuer knows nothing of workspaces. */
async function ask<T>(sub: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  const token = await new SignJWT({ aud: 'frontdesk', iss: ISSUER, sub, email: `${sub}@example.com` })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
    .setExpirationTime('1h')
    .sign(privateKey);
  const response = await fetch(running.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

describe('A3e frontdesk workspace create', () => {
  it('says what it would do, and writes nothing without --yes', async () => {
    const first = await create('dry', '--owner-email', 'ana@example.com');
    expect(first).toMatchObject({ code: 0, printed: '' });
    expect(first.said).toContain('Nothing was written: add --yes.');
    const again = await create('dry', '--owner-email', 'ana@example.com', '--json');
    expect(JSON.parse(again.printed)).toMatchObject({ workspace: 'dry', created: false, link: null });
    expect(again.code).toBe(0);
  });

  it('prints a link whose reader becomes the owner, invites others, and stands in the history', async () => {
    const args = ['shop', '--owner-email', 'ana@example.com', '--url', 'https://chat.example.com/', '--yes'];
    const { code, printed } = await create(...args);
    expect(code).toBe(0);
    const [, token] = /https:\/\/chat\.example\.com\/console\/join#(\S+)/.exec(printed) ?? [];
    const joined = await ask<{ personId: string }>('ana', 'POST', '/v1/people/join', { token });
    expect(joined).toMatchObject({ status: 200, body: { workspace: 'shop', role: 'owner' } });
    const { personId } = joined.body;
    expect((await ask<Me>('ana', 'GET', '/v1/me')).body).toMatchObject({ workspace: 'shop', roles: ['owner'] });
    const ben = { email: 'ben@example.com', name: 'Ben', role: 'owner', groupIds: [] };
    expect((await ask('ana', 'POST', '/v1/people', ben)).status).toBe(201);
    const facts = await ask<{ data: FactView[] }>('ana', 'GET', `/v1/people/${personId}/history`);
    expect(facts.body.data.map(({ type, by }) => [type, by])).toEqual([
      ['settings.person_joined', personId],
      ['settings.person_invited', 'cli'],
    ]);
    expect((await ask('eve', 'POST', '/v1/people/join', { token })).status).not.toBe(200);
  });

  it('makes one owner, also when it is called by two at once', async () => {
    const once = () => create('twice', '--owner-email', 'ana@example.com', '--yes');
    const answers = await Promise.all([once(), once()]);
    expect(answers.map(({ code }) => code).sort()).toEqual([0, 1]);
    const later = await create('twice', '--owner-email', 'eve@example.com');
    expect([later.code, later.said]).toEqual([1, expect.stringContaining('twice has an owner')]);
  });

  it('binds a sign-in that is named, which then needs no link', async () => {
    const args = ['--owner-email', 'cleo@example.com', '--owner-name', 'Cleo', '--owner-sub', 'cleo'];
    const { code, printed } = await create('studio', ...args, '--issuer', ISSUER, '--yes', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ created: true, link: null, expiresAt: null });
    const { body } = await ask<{ data: PersonView[] }>('cleo', 'GET', '/v1/people');
    expect(body.data).toMatchObject([{ name: 'Cleo', role: 'owner', status: 'joined', invitedBy: 'cli' }]);
    const again = await create('another', ...args, '--issuer', ISSUER, '--yes');
    expect([again.code, again.said]).toEqual([1, expect.stringContaining('is somebody already')]);
  });

  it.each([
    ['no e-mail', ['w'], /--owner-email/],
    ['an e-mail that is none', ['w', '--owner-email', 'ana'], /--owner-email: must be an e-mail address/],
    ['a name with blanks', ['my shop', '--owner-email', 'a@example.com'], /my shop: the name of a workspace must/],
    ['a subject without an issuer', ['w', '--owner-email', 'a@example.com', '--owner-sub', 'a'], /needs --issuer/],
    ['days that are none', ['w', '--owner-email', 'a@example.com', '--valid-days', '0'], /from 1 to 90/],
    ['an address that is none', ['w', '--owner-email', 'a@example.com', '--url', 'here'], /use an address like/],
  ])('refuses %s with exit code 2', async (_, args, sentence) => {
    const answer = await create(...args, '--yes');
    expect([answer.code, answer.said]).toEqual([2, expect.stringMatching(sentence)]);
  });
});

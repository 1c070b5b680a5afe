// Keys and people as their users meet them: over HTTP, on a real database, with time that moves as told.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  ApiKeyView,
  FactView,
  InvitationView,
  IssuedKey,
  Me,
  Member,
  PersonView,
  Problem,
} from '@frontdesk/contracts';
import type { ServiceDefinition, ServicePorts } from '@frontdesk/nest';
import { readConfig, startEmbedded, systemClock, type Running } from '@frontdesk/runtime';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { seedDemo, SettingsDocuments, settingsService } from '../index.js';

const { publicKey, privateKey } = await generateKeyPair('EdDSA');
const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] };
const jwksUrl = `data:application/json,${encodeURIComponent(JSON.stringify(jwks))}`;
const HOUR = 3_600_000;

/** Real time, and what the spec adds to it. */
let later = 0;
const clock: ServicePorts['clock'] = { ...systemClock, now: () => Date.now() + later };
let ports: ServicePorts;
const trust: ServiceDefinition = {
  name: 'trust',
  entities: [],
  migrations: [],
  consumes: [],
  module: ({ trustIssuer }) => {
    const signIn = { clientId: 'desk', scope: 'openid', name: null, demo: false };
    for (const issuer of ['idp', 'another'])
      trustIssuer({ issuer, audience: 'frontdesk', jwksUrl, kind: 'person', signIn });
    return { module: class Trust {} };
  },
};
const tapped: ServiceDefinition = {
  ...settingsService,
  module: (given) => settingsService.module((ports = { ...given, clock })),
};

let running: Running;
const dir = mkdtempSync(join(tmpdir(), 'frontdesk-people-'));
beforeAll(async () => {
  running = await startEmbedded(readConfig({ PORT: '0', FRONTDESK_DATA: dir, LOG_LEVEL: 'silent' }), [trust, tapped]);
  const documents = running.app.get(SettingsDocuments, { strict: false });
  for (const workspace of ['demo', 'other']) await seedDemo(documents, workspace);
}, 60_000);
afterAll(async () => {
  await running.stop();
  rmSync(dir, { recursive: true, force: true });
}, 60_000);

const tokenOf = (claims: JWTPayload, issuer = 'idp'): Promise<string> =>
  new SignJWT({ aud: 'frontdesk', iss: issuer, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
    .setExpirationTime('1h')
    .sign(privateKey);
const staff = (role: string, workspace = 'demo'): Promise<string> =>
  tokenOf({ sub: `the-${role}`, workspace, roles: [role] });

interface Reply<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

async function ask<T = Problem>(token: string, method: string, path: string, body?: unknown): Promise<Reply<T>> {
  const response = await fetch(running.url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
}

const newKey = async (part: object = {}): Promise<IssuedKey> => {
  const body = { name: 'Shop', scopes: ['settings.read'], ...part };
  const { status, body: issued } = await ask<IssuedKey>(await staff('admin'), 'POST', '/v1/api-keys', body);
  expect(status).toBe(201);
  return issued;
};

describe('A3c API keys', () => {
  test('a key is shown once, and the database holds only its hash', async () => {
    const { key, view } = await newKey();
    expect(key).toMatch(/^fd_live_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}$/);
    expect(view).toMatchObject({ name: 'Shop', scopes: ['settings.read'], status: 'live', lastUsedAt: null });
    const { body } = await ask<{ data: ApiKeyView[] }>(await staff('owner'), 'GET', '/v1/api-keys');
    expect(body.data.map(({ keyId }) => keyId)).toContain(view.keyId);
    const secret = key.slice(-38);
    expect(JSON.stringify(body)).not.toContain(secret);
    const kept = await Promise.all(
      ['api_key', 'api_key_secret', 'record'].map((table) => ports.db.query(`SELECT * FROM ${table}`)),
    );
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  test('it may do what its scopes say, and nothing else', async () => {
    const { key, view } = await newKey();
    expect((await ask(key, 'GET', '/v1/settings/groups')).status).toBe(200);
    expect((await ask(key, 'GET', '/v1/settings/queue')).status).toBe(200);
    const refused = await ask(key, 'PUT', '/v1/settings/queue', {});
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(refused.body.detail).toContain("not among the key's scopes");
    expect((await ask(key, 'POST', '/v1/api-keys', {})).status).toBe(403);
    const { body: me } = await ask<Me>(key, 'GET', '/v1/me');
    expect(me).toEqual({
      ...{ workspace: 'demo', id: `key:${view.keyId}`, roles: ['integrator'] },
      ...{ scopes: ['settings.read'], expiresAt: null },
    });
  });

  test('its use is noted, and what it changes is told as its doing (A4)', async () => {
    const { key, view } = await newKey({ scopes: ['settings.read', 'settings.write'] });
    const saved = await ask<object>(key, 'PUT', '/v1/settings/groups/by-key', { name: 'By key', guide: '' });
    expect(saved.status).toBe(428);
    const response = await fetch(`${running.url}/v1/settings/groups/by-key`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'if-none-match': '*' },
      body: JSON.stringify({ name: 'By key', guide: '' }),
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ changedBy: `key:${view.keyId}` });
    const { body } = await ask<{ data: ApiKeyView[] }>(await staff('admin'), 'GET', '/v1/api-keys');
    expect(body.data.find(({ keyId }) => keyId === view.keyId)?.lastUsedAt).not.toBeNull();
  });

  test('while it is rotated both secrets count; then the older one ends', async () => {
    const { key: old, view } = await newKey();
    const path = `/v1/api-keys/${view.keyId}/rotate`;
    const { body: next } = await ask<IssuedKey>(await staff('admin'), 'POST', path, { overlapHours: 2 });
    expect(next.view.overlapUntil).not.toBeNull();
    expect(next.key).not.toBe(old);
    for (const key of [old, next.key]) expect((await ask(key, 'GET', '/v1/settings/groups')).status).toBe(200);
    expect((await ask(await staff('admin'), 'POST', path, {})).body.code).toBe('rotation_under_way');
    later += 2 * HOUR;
    ports.verifier.forget();
    expect((await ask(old, 'GET', '/v1/settings/groups')).status).toBe(401);
    expect((await ask(next.key, 'GET', '/v1/settings/groups')).status).toBe(200);
  });

  test('rotated without an overlap, the older secret ends at once', async () => {
    const { key: old, view } = await newKey();
    expect((await ask(old, 'GET', '/v1/settings/groups')).status).toBe(200);
    await ask(await staff('admin'), 'POST', `/v1/api-keys/${view.keyId}/rotate`, { overlapHours: 0 });
    expect((await ask(old, 'GET', '/v1/settings/groups')).status).toBe(401);
  });

  test('a revoked key is refused at once, although it was just believed', async () => {
    const { key, view } = await newKey();
    expect((await ask(key, 'GET', '/v1/settings/groups')).status).toBe(200);
    expect((await ask(await staff('admin'), 'DELETE', `/v1/api-keys/${view.keyId}`)).status).toBe(204);
    expect(await ask(key, 'GET', '/v1/settings/groups')).toMatchObject({ status: 401 });
    expect((await ask(await staff('admin'), 'DELETE', `/v1/api-keys/${view.keyId}`)).status).toBe(204);
  });

  test('it ends when it was told to', async () => {
    const { key } = await newKey({ expiresAt: new Date(clock.now() + HOUR).toISOString() });
    expect((await ask(key, 'GET', '/v1/settings/groups')).status).toBe(200);
    later += HOUR;
    ports.verifier.forget();
    expect((await ask(key, 'GET', '/v1/settings/groups')).status).toBe(401);
  });

  test('a mistyped key is told from an unknown one', async () => {
    const { key } = await newKey();
    const mistyped = key.slice(0, -1) + (key.endsWith('a') ? 'b' : 'a');
    expect((await ask(mistyped, 'GET', '/v1/settings/groups')).body.detail).toContain('mistyped');
    expect((await ask('fd_live_nothing', 'GET', '/v1/settings/groups')).status).toBe(401);
  });

  test('faults of a new key are named by pointer', async () => {
    const past = '2020-01-01T00:00:00Z';
    const wrong = { name: '', scopes: [], expiresAt: past };
    const { status, body } = await ask(await staff('admin'), 'POST', '/v1/api-keys', wrong);
    expect(status).toBe(422);
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(['/name', '/scopes', '/expiresAt']);
    const unknown = await ask(await staff('admin'), 'POST', '/v1/api-keys', { name: 'x', scopes: ['key.manage'] });
    expect(unknown.body.errors?.map(({ pointer }) => pointer)).toEqual(['/scopes']);
  });
});

describe('A1a nothing crosses workspaces', () => {
  test('a key of another workspace is not found, whatever is asked of it', async () => {
    const { view } = await newKey();
    const foreign = await staff('owner', 'other');
    expect((await ask(foreign, 'POST', `/v1/api-keys/${view.keyId}/rotate`, {})).status).toBe(404);
    expect((await ask(foreign, 'DELETE', `/v1/api-keys/${view.keyId}`)).status).toBe(404);
    expect((await ask(foreign, 'GET', `/v1/api-keys/${view.keyId}/history`)).status).toBe(404);
    const { body } = await ask<{ data: ApiKeyView[] }>(foreign, 'GET', '/v1/api-keys');
    expect(body.data).toEqual([]);
  });

  test('nor is a person', async () => {
    const { person } = await invite('eve@example.com');
    const foreign = await staff('owner', 'other');
    expect((await ask(foreign, 'PUT', `/v1/people/${person.personId}/role`, { role: 'admin' })).status).toBe(404);
    expect((await ask(foreign, 'DELETE', `/v1/people/${person.personId}`)).status).toBe(404);
    expect((await ask(foreign, 'GET', `/v1/people/${person.personId}/history`)).status).toBe(404);
    expect((await ask<{ data: PersonView[] }>(foreign, 'GET', '/v1/people')).body.data).toEqual([]);
  });
});

interface Invited {
  readonly person: PersonView;
  readonly link: string;
}

const invite = async (email: string, part: object = {}, by = 'admin'): Promise<Invited> => {
  const body = { email, name: 'Eve', role: 'agent', groupIds: ['support'], ...part };
  return (await ask<Invited>(await staff(by), 'POST', '/v1/people', body)).body;
};
const tokenIn = (link: string): string => link.split('#')[1] ?? '';
/** As the one who is invited, if nothing else is said. */
const signedInAs = (sub: string, { person }: Invited, issuer = 'idp'): Promise<string> =>
  tokenOf({ sub, email: person.email, email_verified: true }, issuer);
const accept = async (sub: string, invited: Invited, issuer = 'idp'): Promise<Reply<Member & Problem>> =>
  ask(await signedInAs(sub, invited, issuer), 'POST', '/v1/people/join', { token: tokenIn(invited.link) });
const read = (token: string, { link }: Pick<Invited, 'link'>, part: object = {}) =>
  ask<InvitationView & Pick<Problem, 'code'>>(token, 'POST', '/v1/people/invitation', {
    token: tokenIn(link),
    ...part,
  });

describe('A3d invitations', () => {
  test('whoever accepts is the person from now on, with role, groups and an agent document', async () => {
    const invited = await invite('eve@example.com');
    expect(invited.person).toMatchObject({ status: 'invited', email: 'eve@example.com', invitedBy: 'the-admin' });
    const eve = await tokenOf({ sub: 'eve' });
    expect((await ask(eve, 'GET', '/v1/me')).status).toBe(401);
    const { personId } = invited.person;
    expect(await accept('eve', invited)).toMatchObject({ status: 200, body: { personId, workspace: 'demo' } });
    expect((await ask<Me>(eve, 'GET', '/v1/me')).body).toMatchObject({ id: personId, roles: ['agent'] });
    const agent = await ask(eve, 'GET', `/v1/settings/agents/${personId}`);
    expect(agent.body).toMatchObject({ document: { name: 'Eve', role: 'agent', groupIds: ['support'], limit: 3 } });
  });

  test('the link works once, and for nobody else', async () => {
    const invited = await invite('first@example.com');
    await accept('first', invited);
    expect((await accept('first', invited)).status).toBe(200);
    expect(await accept('second', invited)).toMatchObject({ status: 410, body: { code: 'invitation_used' } });
    // The same subject of another issuer is somebody else.
    expect((await accept('first', invited, 'another')).body.code).toBe('invitation_used');
  });

  test('says who is invited by whom, to what and until when, before anything is accepted', async () => {
    const invited = await invite('kim@example.com', { name: 'Kim', role: 'supervisor' });
    const kim = await signedInAs('kim', invited);
    const said = { workspace: 'demo', name: 'Kim', email: 'kim@example.com', role: 'supervisor', refusal: null };
    const { expiresAt, invitedAt } = invited.person;
    expect((await read(kim, invited)).body).toEqual({
      ...{ ...said, status: 'open', invitedBy: 'the-admin', invitedAt, expiresAt },
    });
    await accept('kim', invited);
    expect((await read(kim, invited)).body).toMatchObject({ ...said, status: 'yours' });
    expect((await read(await tokenOf({ sub: 'eve' }), invited)).body).toMatchObject({ ...said, status: 'used' });
    const another = await ask<Invited>(kim, 'POST', '/v1/people', {});
    expect(another.status).toBe(403);
  });

  test('is accepted by nobody but the one with its e-mail address', async () => {
    const invited = await invite('lou@example.com');
    const mallory = await tokenOf({ sub: 'mallory', email: 'mallory@example.com', email_verified: true });
    const join = (as: string, part: object = {}) =>
      ask(as, 'POST', '/v1/people/join', { token: tokenIn(invited.link), ...part });
    expect(await join(mallory)).toMatchObject({ status: 403, body: { code: 'invitation_for_another' } });
    expect((await read(mallory, invited)).body).toMatchObject({
      status: 'open',
      refusal: { code: 'invitation_for_another', detail: expect.stringContaining('mallory@example.com') },
    });
    const unverified = await tokenOf({ sub: 'm2', email: 'lou@example.com', email_verified: false });
    expect((await join(unverified)).body.code).toBe('email_not_verified');
    const unnamed = await tokenOf({ sub: 'lou' });
    expect((await join(unnamed)).body.code).toBe('email_missing');
    // What nobody may accept has made no agent.
    const agents = await ask<{ data: { id: string }[] }>(await staff('admin'), 'GET', '/v1/settings/agents');
    expect(agents.body.data.map(({ id }) => id)).not.toContain(invited.person.personId);
  });

  test('takes the address from the ID token of the same sign-in, and from no other', async () => {
    const invited = await invite('pat@example.com');
    const access = await tokenOf({ sub: 'pat' });
    const idToken = (claims: JWTPayload, issuer?: string) =>
      tokenOf({ aud: 'desk', email: 'pat@example.com', ...claims }, issuer);
    const join = async (id: string) =>
      ask(access, 'POST', '/v1/people/join', { token: tokenIn(invited.link), idToken: id });
    const refused = [
      idToken({ sub: 'other' }),
      idToken({ sub: 'pat', aud: 'shop' }),
      idToken({ sub: 'pat' }, 'another'),
    ];
    for (const one of refused) expect((await join(await one)).status).toBe(401);
    expect((await read(access, invited, { idToken: await idToken({ sub: 'pat' }) })).body.refusal).toBeNull();
    expect((await join(await idToken({ sub: 'pat' }))).status).toBe(200);
  });

  test('a sign-in is one person of one workspace', async () => {
    await accept('taken', await invite('taken@example.com'));
    const { status, body } = await accept('taken', await invite('again@example.com'));
    expect([status, body.code]).toEqual([409, 'already_a_member']);
    const another = await accept('taken', await invite('twin@example.com'), 'another');
    expect(another.status).toBe(200);
  });

  test('of many who accept at once exactly one is let in', async () => {
    const invited = await invite('race@example.com');
    const answers = await Promise.all(['r1', 'r2', 'r3', 'r4', 'r5'].map((sub) => accept(sub, invited)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'invitation_used')).toHaveLength(4);
  });

  test('an expired, a revoked and an invented link lead nowhere', async () => {
    const expired = await invite('late@example.com', { validDays: 1 });
    const revoked = await invite('no@example.com');
    await ask(await staff('admin'), 'DELETE', `/v1/people/${revoked.person.personId}`);
    later += 24 * HOUR;
    expect((await accept('late', expired)).body.code).toBe('invitation_expired');
    expect((await accept('no', revoked)).body.code).toBe('invitation_withdrawn');
    expect((await accept('no', { ...revoked, link: '#nothing' })).status).toBe(404);
    const reader = await tokenOf({ sub: 'reader' });
    expect((await read(reader, expired)).body).toMatchObject({ status: 'expired', name: 'Eve', refusal: null });
    expect((await read(reader, revoked)).body).toMatchObject({ status: 'withdrawn', refusal: null });
    expect(await read(reader, { link: '#nothing' })).toMatchObject({ status: 404, body: { code: 'not_found' } });
    const { body } = await ask<{ data: PersonView[] }>(await staff('admin'), 'GET', '/v1/people');
    const statusOf = ({ person }: Invited) => body.data.find(({ personId }) => personId === person.personId)?.status;
    expect([statusOf(expired), statusOf(revoked)]).toEqual(['expired', undefined]);
  });

  test('an unknown group is named by pointer', async () => {
    const body = { email: 'x', name: '', role: 'agent', groupIds: ['nowhere'] };
    const unknown = await ask(await staff('admin'), 'POST', '/v1/people', {
      ...body,
      email: 'x@example.com',
      name: 'X',
    });
    expect(unknown.body.errors?.map(({ pointer }) => pointer)).toEqual(['/groupIds/0']);
    const faults = await ask(await staff('admin'), 'POST', '/v1/people', { ...body, groupIds: [] });
    expect(faults.body.errors?.map(({ pointer }) => pointer)).toEqual(['/email', '/name']);
  });

  test('a removed person is refused at once, although just believed', async () => {
    const invited = await invite('gone@example.com');
    await accept('gone', invited);
    const gone = await tokenOf({ sub: 'gone' });
    expect((await ask(gone, 'GET', '/v1/me')).status).toBe(200);
    expect((await ask(await staff('admin'), 'DELETE', `/v1/people/${invited.person.personId}`)).status).toBe(204);
    expect((await ask(gone, 'GET', '/v1/me')).status).toBe(401);
    expect((await accept('gone', invited)).body.code).toBe('invitation_used');
  });

  test('another role counts at once', async () => {
    const invited = await invite('up@example.com');
    await accept('up', invited);
    const up = await tokenOf({ sub: 'up' });
    expect((await ask(up, 'GET', '/v1/people')).status).toBe(403);
    const path = `/v1/people/${invited.person.personId}/role`;
    expect((await ask(await staff('admin'), 'PUT', path, { role: 'supervisor' })).status).toBe(200);
    expect((await ask(up, 'GET', '/v1/people')).status).toBe(200);
  });
});

describe('A2 roles over HTTP', () => {
  test('an admin makes no owner; an owner does', async () => {
    const body = { email: 'o@example.com', name: 'O', role: 'owner', groupIds: [] };
    expect((await ask(await staff('admin'), 'POST', '/v1/people', body)).body.code).toBe('role_above_own');
    expect((await ask(await staff('owner'), 'POST', '/v1/people', body)).status).toBe(201);
  });

  test('A2c the auditor reads keys and people, and changes neither', async () => {
    const auditor = await staff('auditor');
    const { view } = await newKey();
    for (const path of ['/v1/api-keys', '/v1/people', `/v1/api-keys/${view.keyId}/history`])
      expect((await ask(auditor, 'GET', path)).status).toBe(200);
    expect((await ask(auditor, 'POST', '/v1/api-keys', {})).status).toBe(403);
    expect((await ask(auditor, 'POST', '/v1/people', {})).status).toBe(403);
    expect((await ask(auditor, 'DELETE', `/v1/api-keys/${view.keyId}`)).status).toBe(403);
  });
});

describe('A4 every change tells who, when and through which request', () => {
  test('of a key', async () => {
    const { view } = await newKey();
    const admin = await staff('admin');
    const { headers } = await ask(await staff('owner'), 'DELETE', `/v1/api-keys/${view.keyId}`);
    const { body } = await ask<{ data: FactView[] }>(admin, 'GET', `/v1/api-keys/${view.keyId}/history`);
    const [revoked, created] = body.data;
    expect(revoked).toMatchObject({ type: 'settings.api_key_revoked', by: 'the-owner' });
    expect(revoked?.requestId).toBe(headers.get('x-trace-id'));
    expect(created).toMatchObject({ type: 'settings.api_key_created', by: 'the-admin' });
    expect(Date.parse(created?.at ?? '')).toBeLessThanOrEqual(clock.now());
  });

  test('of a person', async () => {
    const invited = await invite('told@example.com');
    const { headers } = await accept('told', invited);
    const path = `/v1/people/${invited.person.personId}/history`;
    const { body } = await ask<{ data: FactView[] }>(await staff('admin'), 'GET', path);
    expect(body.data.map(({ type, by }) => [type, by])).toEqual([
      ['settings.person_joined', invited.person.personId],
      ['settings.person_invited', 'the-admin'],
    ]);
    expect(body.data[0]?.requestId).toBe(headers.get('x-trace-id'));
    expect(body.data[0]?.data).toMatchObject({ issuer: 'idp', subject: 'told' });
  });
});

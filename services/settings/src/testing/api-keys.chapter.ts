// Chapter: keys of the API as their users meet them: shown once, scoped, rotated, revoked.
import type { ApiKeyView, IssuedKey, Me } from '@frontdesk/contracts';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { HOUR, type PeopleDesk } from './people-desk.js';

export function apiKeys(desk: PeopleDesk): void {
  describe('A3c API keys', () => {
    beforeAll(() => desk.open());

    used(desk);
    ended(desk);
    mistaken(desk);
  });
}

function used({ ask, newKey, served, staff, workspace }: PeopleDesk): void {
  test('a key is shown once, and the database holds only its hash', async () => {
    const { key, view } = await newKey();
    expect(key).toMatch(/^fd_live_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}$/);
    expect(view).toMatchObject({ name: 'Shop', scopes: ['settings.read'], status: 'live', lastUsedAt: null });
    const { body } = await ask<{ data: ApiKeyView[] }>(await staff('owner'), 'GET', '/v1/api-keys');
    expect(body.data.map(({ keyId }) => keyId)).toContain(view.keyId);
    const secret = key.slice(-38);
    expect(JSON.stringify(body)).not.toContain(secret);
    const kept = await Promise.all(
      ['api_key', 'api_key_secret', 'record'].map((table) => served.ports.db.query(`SELECT * FROM ${table}`)),
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
      ...{ workspace, id: `key:${view.keyId}`, roles: ['integrator'] },
      ...{ scopes: ['settings.read'], expiresAt: null },
    });
  });

  test('its use is noted, and what it changes is told as its doing (A4)', async () => {
    const { key, view } = await newKey({ scopes: ['settings.read', 'settings.write'] });
    const group = { name: 'By key', guide: '' };
    const saved = await ask<object>(key, 'PUT', '/v1/settings/groups/by-key', group);
    expect(saved.status).toBe(428);
    const created = await ask<object>(key, 'PUT', '/v1/settings/groups/by-key', group, { 'if-none-match': '*' });
    expect(created).toMatchObject({ status: 201, body: { changedBy: `key:${view.keyId}` } });
    const { body } = await ask<{ data: ApiKeyView[] }>(await staff('admin'), 'GET', '/v1/api-keys');
    expect(body.data.find(({ keyId }) => keyId === view.keyId)?.lastUsedAt).not.toBeNull();
  });
}

function ended({ ask, newKey, pass, served, staff }: PeopleDesk): void {
  test('while it is rotated both secrets count; then the older one ends', async () => {
    const { key: old, view } = await newKey();
    const path = `/v1/api-keys/${view.keyId}/rotate`;
    const { body: next } = await ask<IssuedKey>(await staff('admin'), 'POST', path, { overlapHours: 2 });
    expect(next.view.overlapUntil).not.toBeNull();
    expect(next.key).not.toBe(old);
    for (const key of [old, next.key]) expect((await ask(key, 'GET', '/v1/settings/groups')).status).toBe(200);
    expect((await ask(await staff('admin'), 'POST', path, {})).body.code).toBe('rotation_under_way');
    pass(2 * HOUR);
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
    const { key } = await newKey({ expiresAt: new Date(served.clock.now + HOUR).toISOString() });
    expect((await ask(key, 'GET', '/v1/settings/groups')).status).toBe(200);
    pass(HOUR);
    expect((await ask(key, 'GET', '/v1/settings/groups')).status).toBe(401);
  });
}

function mistaken({ ask, newKey, staff }: PeopleDesk): void {
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
}

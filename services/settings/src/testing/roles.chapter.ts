// Chapter: what nobody may across workspaces and roles, and what is told of every change.
import type { ApiKeyView, FactView, PersonView } from '@frontdesk/contracts';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { PeopleDesk } from './people-desk.js';

export function roles(desk: PeopleDesk): void {
  describe('people and keys', () => {
    beforeAll(() => desk.open());

    apart(desk);
    among(desk);
    told(desk);
  });
}

function apart({ ask, invite, newKey, other, staff }: PeopleDesk): void {
  describe('A1a nothing crosses workspaces', () => {
    test('a key of another workspace is not found, whatever is asked of it', async () => {
      const { view } = await newKey();
      const foreign = await staff('owner', other);
      expect((await ask(foreign, 'POST', `/v1/api-keys/${view.keyId}/rotate`, {})).status).toBe(404);
      expect((await ask(foreign, 'DELETE', `/v1/api-keys/${view.keyId}`)).status).toBe(404);
      expect((await ask(foreign, 'GET', `/v1/api-keys/${view.keyId}/history`)).status).toBe(404);
      const { body } = await ask<{ data: ApiKeyView[] }>(foreign, 'GET', '/v1/api-keys');
      expect(body.data).toEqual([]);
    });

    test('nor is a person', async () => {
      const { person } = await invite('eve@example.com');
      const foreign = await staff('owner', other);
      expect((await ask(foreign, 'PUT', `/v1/people/${person.personId}/role`, { role: 'admin' })).status).toBe(404);
      expect((await ask(foreign, 'DELETE', `/v1/people/${person.personId}`)).status).toBe(404);
      expect((await ask(foreign, 'GET', `/v1/people/${person.personId}/history`)).status).toBe(404);
      expect((await ask<{ data: PersonView[] }>(foreign, 'GET', '/v1/people')).body.data).toEqual([]);
    });
  });
}

function among({ ask, newKey, staff }: PeopleDesk): void {
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
}

function told({ accept, ask, invite, newKey, served, staff }: PeopleDesk): void {
  describe('A4 every change tells who, when and through which request', () => {
    test('of a key', async () => {
      const { view } = await newKey();
      const admin = await staff('admin');
      const { requestId } = await ask(await staff('owner'), 'DELETE', `/v1/api-keys/${view.keyId}`);
      const { body } = await ask<{ data: FactView[] }>(admin, 'GET', `/v1/api-keys/${view.keyId}/history`);
      const [revoked, created] = body.data;
      expect(revoked).toMatchObject({ type: 'settings.api_key_revoked', by: 'the-owner' });
      expect(revoked?.requestId).toBe(requestId);
      expect(created).toMatchObject({ type: 'settings.api_key_created', by: 'the-admin' });
      expect(Date.parse(created?.at ?? '')).toBeLessThanOrEqual(served.clock.now);
    });

    test('of a person', async () => {
      const invited = await invite('told@example.com');
      const { requestId } = await accept('told', invited);
      const path = `/v1/people/${invited.person.personId}/history`;
      const { body } = await ask<{ data: FactView[] }>(await staff('admin'), 'GET', path);
      expect(body.data.map(({ type, by }) => [type, by])).toEqual([
        ['settings.person_joined', invited.person.personId],
        ['settings.person_invited', 'the-admin'],
      ]);
      expect(body.data[0]?.requestId).toBe(requestId);
      expect(body.data[0]?.data).toMatchObject({ issuer: 'idp', subject: 'told' });
    });
  });
}

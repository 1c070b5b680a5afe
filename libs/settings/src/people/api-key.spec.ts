// A machine's key from its making to its end.
import { describe, expect, test } from '@jest/globals';
import { fold } from '@frontdesk/kernel';
import { specify } from '@frontdesk/kernel/testing';
import { apiKeyDecider, liveSecrets, type ApiKeyCommand, type ApiKeyEvent } from '../index.js';

const given = specify(apiKeyDecider);
const HOUR = 3_600_000;

const create = (part: Partial<Extract<ApiKeyCommand, { type: 'create' }>> = {}): ApiKeyCommand => ({
  ...{ type: 'create', at: 0, keyId: 'k', secretId: 's1', name: 'Shop', scopes: ['queue.read'], expiresAt: null },
  ...part,
});
const created = (expiresAt: number | null = null): ApiKeyEvent => ({
  type: 'settings.api_key_created',
  data: { keyId: 'k', secretId: 's1', name: 'Shop', scopes: ['queue.read'], expiresAt },
});
const rotate = (at: number, secretId = 's2', overlapMs = HOUR): ApiKeyCommand => ({
  ...{ type: 'rotate', at, keyId: 'k', secretId, overlapMs },
});
const rotated = (secretId: string, previousEndsAt: number): ApiKeyEvent => ({
  type: 'settings.api_key_rotated',
  data: { keyId: 'k', secretId, previousEndsAt },
});
const revoked: ApiKeyEvent = { type: 'settings.api_key_revoked', data: { keyId: 'k' } };

describe('A3c a key', () => {
  test('is made with a name, scopes and an end', () =>
    given()
      .when(create({ name: ' Shop ', expiresAt: 1 }))
      .then(created(1)));
  test('is refused with every fault', () =>
    given()
      .when(create({ at: 5, name: ' ', scopes: [], expiresAt: 5 }))
      .thenRejected('invalid_api_key', '/name', '/scopes', '/expiresAt'));
  test('takes no scope twice, and none that is not a name', () =>
    given()
      .when(create({ scopes: ['queue.read', 'queue.read'] }))
      .thenRejected('invalid_api_key', '/scopes/1'));
  test('is made once', () => given(created()).when(create()).thenRejected('already_exists'));

  test('is rotated with an overlap', () =>
    given(created())
      .when(rotate(7))
      .then(rotated('s2', 7 + HOUR)));
  test('has at most two live secrets', () =>
    given(created(), rotated('s2', HOUR))
      .when(rotate(HOUR - 1, 's3'))
      .thenRejected('rotation_under_way'));
  test('is rotated again when the older secret has ended', () =>
    given(created(), rotated('s2', HOUR))
      .when(rotate(HOUR, 's3', 0))
      .then(rotated('s3', HOUR)));
  test('overlaps for a month at most', () =>
    given(created())
      .when(rotate(0, 's2', 32 * 24 * HOUR))
      .thenRejected('invalid_api_key', '/overlapHours'));
  test('is not rotated once it is over', () => {
    given(created(5)).when(rotate(5)).thenRejected('api_key_over');
    given(created(), revoked).when(rotate(5)).thenRejected('api_key_over');
    given().when(rotate(5)).thenRejected('unknown_api_key');
  });

  test('is revoked once', () => {
    given(created()).when({ type: 'revoke', keyId: 'k' }).then(revoked);
    given(created(), revoked).when({ type: 'revoke', keyId: 'k' }).thenNothing();
    given().when({ type: 'revoke', keyId: 'k' }).thenRejected('unknown_api_key');
  });

  test('counts by its live secrets: none before, two in the overlap, none after its end', () => {
    const live = (at: number, ...history: readonly ApiKeyEvent[]) => liveSecrets(fold(apiKeyDecider, history), at);
    expect(live(0)).toEqual([]);
    expect(live(0, created())).toEqual(['s1']);
    expect(live(9, created(), rotated('s2', 10))).toEqual(['s1', 's2']);
    expect(live(10, created(), rotated('s2', 10))).toEqual(['s2']);
    expect(live(10, created(10))).toEqual([]);
    expect(live(0, created(), revoked)).toEqual([]);
  });
});

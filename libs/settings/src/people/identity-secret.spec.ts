// A host site's secret, changed without a gap.
import { describe, test } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import { identitySecretDecider, type IdentitySecretCommand, type IdentitySecretEvent } from '../index.js';

const given = specify(identitySecretDecider);
const make = (at: number, secretId: string): IdentitySecretCommand => ({
  ...{ type: 'make', at, channelId: 'web', secretId, overlapMs: 10 },
});
const made = (secretId: string, previousEndsAt: number | null): IdentitySecretEvent => ({
  type: 'settings.identity_secret_made',
  data: { channelId: 'web', secretId, previousEndsAt },
});
const revoked: IdentitySecretEvent = { type: 'settings.identity_secrets_revoked', data: { channelId: 'web' } };

describe('A3g the secret of a host site', () => {
  test('the first one has none before it', () => given().when(make(0, 'a')).then(made('a', null)));
  test('the next one leaves the one before it a while', () =>
    given(made('a', null)).when(make(5, 'b')).then(made('b', 15)));
  test('never three', () =>
    given(made('a', null), made('b', 15)).when(make(14, 'c')).thenRejected('rotation_under_way'));
  test('but again when the older one has ended', () =>
    given(made('a', null), made('b', 15)).when(make(15, 'c')).then(made('c', 25)));
  test('revoked, all of them, once', () => {
    given(made('a', null), made('b', 15)).when({ type: 'revoke', channelId: 'web' }).then(revoked);
    given(made('a', null), revoked).when({ type: 'revoke', channelId: 'web' }).thenNothing();
    given(made('a', null), revoked).when(make(1, 'b')).then(made('b', null));
  });
});

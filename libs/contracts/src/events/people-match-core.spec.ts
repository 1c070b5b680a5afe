// The facts of keys and people are the public events, in both directions.
import { expect, it } from '@jest/globals';
import type { ApiKeyEvent, IdentitySecretEvent, MemberEvent } from '@frontdesk/settings';
import type Type from 'typebox';
import type { PEOPLE_EVENTS } from './people.js';

type Published = (typeof PEOPLE_EVENTS)[number];
type DataOf<Name extends Published['type']> = Type.Static<Extract<Published, { type: Name }>['schema']>;
type Fact = ApiKeyEvent | MemberEvent | IdentitySecretEvent;

/** Facts are read-only; a schema knows nothing of that. */
type Loose<T> = T extends readonly (infer Entry)[]
  ? Loose<Entry>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Loose<T[Key]> }
    : T;
type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Same = { [One in Fact as One['type']]: Equal<Loose<One['data']>, DataOf<One['type']>> };

it('A4 each fact is a public event, and none is forgotten', () => {
  const same: Same = {
    'settings.api_key_created': true,
    'settings.api_key_rotated': true,
    'settings.api_key_revoked': true,
    'settings.person_invited': true,
    'settings.invitation_revoked': true,
    'settings.person_joined': true,
    'settings.person_role_changed': true,
    'settings.person_removed': true,
    'settings.identity_secret_made': true,
    'settings.identity_secrets_revoked': true,
  };
  expect(Object.values(same)).not.toContain(false);
});

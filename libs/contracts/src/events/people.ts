// The public events of keys and people, told by the settings service. No secret, and no hash of one, is ever in them.
import Type from 'typebox';
import { count, id, orNull, publicEvent } from './public-event.js';

const keyId = id('The key.');
const secretId = id('Which of its secrets.');
const moment = (what: string) => count(`${what}, in milliseconds since 1970.`);
const personId = id('The person; also the id of their agent document.');
const role = Type.Enum(['owner', 'admin', 'supervisor', 'agent', 'auditor']);

const KEY = 'Zb3kQ9xT0aLmN4pR';
const SECRET = '01950000-0000-7000-8000-00000000e001';
const PERSON = '01950000-0000-7000-8000-00000000d001';

export const apiKeyCreated = publicEvent(
  'settings.api_key_created',
  'An API key was made. Its secret was shown to its maker and is nowhere else.',
  {
    keyId,
    secretId,
    name: Type.String({ minLength: 1, maxLength: 200 }),
    scopes: Type.Array(Type.String({ description: 'The name of a permission.' })),
    expiresAt: orNull(moment('When it ends; null: it does not')),
  },
  { keyId: KEY, secretId: SECRET, name: 'Shop', scopes: ['queue.read'], expiresAt: null },
);

export const apiKeyRotated = publicEvent(
  'settings.api_key_rotated',
  'An API key was given a new secret. The one before it counts for a while yet.',
  { keyId, secretId, previousEndsAt: moment('When the older secret ends') },
  { keyId: KEY, secretId: SECRET, previousEndsAt: 1_735_787_045_006 },
);

export const apiKeyRevoked = publicEvent(
  'settings.api_key_revoked',
  'An API key was revoked: none of its secrets counts any more.',
  { keyId },
  { keyId: KEY },
);

export const personInvited = publicEvent(
  'settings.person_invited',
  'Somebody was invited to the workspace. Who accepts with the link is bound to this person.',
  {
    personId,
    email: Type.String({ maxLength: 254 }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    role,
    groupIds: Type.Array(id('A group.')),
    expiresAt: moment('When the invitation ends'),
  },
  {
    ...{ personId: PERSON, email: 'eve@example.com', name: 'Eve', role: 'agent', groupIds: ['support'] },
    expiresAt: 1_735_787_045_006,
  },
);

export const invitationRevoked = publicEvent(
  'settings.invitation_revoked',
  'An open invitation was taken back: its link leads nowhere any more.',
  { personId },
  { personId: PERSON },
);

export const personJoined = publicEvent(
  'settings.person_joined',
  'An invitation was accepted: this sign-in is the person from now on.',
  { personId, issuer: id('The issuer of the sign-in.'), subject: id('The subject at that issuer.') },
  { personId: PERSON, issuer: 'https://id.example.com', subject: 'eve' },
);

export const personRoleChanged = publicEvent(
  'settings.person_role_changed',
  'A person was given another role.',
  { personId, role },
  { personId: PERSON, role: 'supervisor' },
);

export const personRemoved = publicEvent(
  'settings.person_removed',
  'A person was removed from the workspace and is let in no more.',
  { personId },
  { personId: PERSON },
);

export const identitySecretMade = publicEvent(
  'settings.identity_secret_made',
  'A channel was given a secret with which its site signs who its visitors are.',
  {
    channelId: id('The channel.'),
    secretId,
    previousEndsAt: orNull(moment('When the one before it ends; null: there is none')),
  },
  { channelId: 'web', secretId: SECRET, previousEndsAt: null },
);

export const identitySecretsRevoked = publicEvent(
  'settings.identity_secrets_revoked',
  'The secrets of a channel were revoked: what was signed with them counts no more.',
  { channelId: id('The channel.') },
  { channelId: 'web' },
);

export const PEOPLE_EVENTS = [
  apiKeyCreated,
  apiKeyRotated,
  apiKeyRevoked,
  personInvited,
  invitationRevoked,
  personJoined,
  personRoleChanged,
  personRemoved,
  identitySecretMade,
  identitySecretsRevoked,
] as const;

// People and machines of a workspace as they travel: keys, invitations, who one is.
import type { Permission, Role } from '../permissions.js';

/** GET /v1/api-keys: never a secret, not even its hash. */
export interface ApiKeyView {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly status: 'live' | 'expired' | 'revoked';
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  /** To about a minute; null: never. */
  readonly lastUsedAt: string | null;
  /** While it is being rotated: until when the older secret counts. */
  readonly overlapUntil: string | null;
}

/** POST /v1/api-keys and POST /v1/api-keys/{id}/rotate: the one time that the key itself is shown. */
export interface IssuedKey {
  readonly key: string;
  readonly view: ApiKeyView;
}

/** POST /v1/channels/key-sets/check {url} */
export interface KeySetCheck {
  readonly keys: readonly { readonly kid: string | null; readonly alg: string }[];
  /** What is wrong with the address or with what stands there; null: nothing. */
  readonly problem: string | null;
}

/** GET /v1/people */
export interface PersonView {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly groupIds: readonly string[];
  readonly status: 'invited' | 'expired' | 'joined';
  readonly invitedAt: string;
  readonly invitedBy: string;
  readonly expiresAt: string;
  readonly joinedAt: string | null;
}

/** POST /v1/people: the link works once, and is shown only here. */
export interface InvitedPerson {
  readonly person: PersonView;
  readonly link: string;
}

/** POST /v1/people/invitation {token, idToken?}: what an invitation says to whoever holds its link and is signed in. */
export interface InvitationView {
  /** `yours`: accepted, by this sign-in. */
  readonly status: 'open' | 'yours' | 'used' | 'withdrawn' | 'expired';
  readonly workspace: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** What they are called, or their id. */
  readonly invitedBy: string;
  readonly invitedAt: string;
  readonly expiresAt: string;
  /** Why this sign-in may not accept it although it is open: the problem that accepting it would end in; null: it may. */
  readonly refusal: { readonly code: string; readonly detail: string } | null;
}

/** GET /v1/api-keys/{id}/history, GET /v1/people/{id}/history: who, when, through which request (A4). */
export interface FactView {
  readonly type: string;
  readonly at: string;
  readonly by: string;
  readonly requestId: string | null;
  readonly data: unknown;
}

/** GET /v1/me: who the credential is. */
export interface Me {
  readonly workspace: string;
  readonly id: string;
  readonly roles: readonly Role[];
  /** Of an API key; null: no such limit. */
  readonly scopes: readonly Permission[] | null;
  /** null: an API key without an end. */
  readonly expiresAt: string | null;
}

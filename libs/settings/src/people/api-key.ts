// A machine's key: what it may do and until when. It has one secret, or two while it is being rotated; the secrets
// themselves are no facts, only their ids.
import { rejected, type Decider, type Instant, type Rejected } from '@frontdesk/kernel';
import { distinct, form, inTurn, listOf, members, orNull, text, whole } from '../check.js';

export type ApiKeyEvent =
  | {
      readonly type: 'settings.api_key_created';
      readonly data: {
        readonly keyId: string;
        readonly secretId: string;
        readonly name: string;
        /** Names of permissions: the key has no others. */
        readonly scopes: readonly string[];
        /** null: it does not expire. */
        readonly expiresAt: Instant | null;
      };
    }
  | {
      readonly type: 'settings.api_key_rotated';
      readonly data: { readonly keyId: string; readonly secretId: string; readonly previousEndsAt: Instant };
    }
  | { readonly type: 'settings.api_key_revoked'; readonly data: { readonly keyId: string } };

export type ApiKeyCommand =
  | {
      readonly type: 'create';
      readonly at: Instant;
      readonly keyId: string;
      readonly secretId: string;
      readonly name: string;
      readonly scopes: readonly string[];
      readonly expiresAt: Instant | null;
    }
  /** A new secret; the one before it counts for so long yet. */
  | {
      readonly type: 'rotate';
      readonly at: Instant;
      readonly keyId: string;
      readonly secretId: string;
      readonly overlapMs: number;
    }
  | { readonly type: 'revoke'; readonly keyId: string };

export interface ApiKeyState {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Instant | null;
  /** The newest last; an older one ends. */
  readonly secrets: readonly { readonly secretId: string; readonly endsAt: Instant | null }[];
  readonly status: 'none' | 'live' | 'revoked';
}

export type ApiKeyRefusal = Rejected<
  'invalid_api_key' | 'unknown_api_key' | 'api_key_over' | 'rotation_under_way' | 'already_exists'
>;

const HOUR_MS = 3_600_000;
/** Two keys for a month: whoever needs longer to change a secret makes a second key. */
export const LONGEST_OVERLAP_MS = 31 * 24 * HOUR_MS;

const check = members({
  name: text(1, 200),
  scopes: inTurn(
    listOf(form(/^[a-z_]+\.[a-z_]+$/, 100, 'not_a_scope', 'must be the name of a permission'), 100),
    distinct,
  ),
  expiresAt: orNull(whole(0, Number.MAX_SAFE_INTEGER)),
});

export const apiKeyDecider: Decider<ApiKeyState, ApiKeyCommand, ApiKeyEvent, ApiKeyRefusal> = {
  initial: () => ({ name: '', scopes: [], expiresAt: null, secrets: [], status: 'none' }),

  decide(state, command) {
    switch (command.type) {
      case 'create':
        return create(state, command);
      case 'rotate':
        return rotate(state, command);
      case 'revoke':
        if (state.status === 'none') return unknown();
        return state.status === 'revoked' ? [] : [{ type: 'settings.api_key_revoked', data: { keyId: command.keyId } }];
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'settings.api_key_created': {
        const { name, scopes, expiresAt, secretId } = event.data;
        return { name, scopes, expiresAt, secrets: [{ secretId, endsAt: null }], status: 'live' };
      }
      case 'settings.api_key_rotated': {
        const { secretId, previousEndsAt } = event.data;
        const previous = state.secrets.slice(-1).map((secret) => ({ ...secret, endsAt: previousEndsAt }));
        return { ...state, secrets: [...previous, { secretId, endsAt: null }] };
      }
      case 'settings.api_key_revoked':
        return { ...state, secrets: [], status: 'revoked' };
    }
  },
};

type Answer = readonly ApiKeyEvent[] | ApiKeyRefusal;

function create(state: ApiKeyState, command: Extract<ApiKeyCommand, { type: 'create' }>): Answer {
  const { at, keyId, secretId, name, scopes, expiresAt } = command;
  if (state.status !== 'none') return rejected('already_exists', 'There is such a key already.');
  const errors = [...check({ name, scopes, expiresAt }, '')];
  if (scopes.length === 0)
    errors.push({ pointer: '/scopes', code: 'too_few', message: 'must name at least one permission' });
  if (expiresAt !== null && expiresAt <= at)
    errors.push({ pointer: '/expiresAt', code: 'in_the_past', message: 'must be in the future' });
  if (errors.length > 0) return rejected('invalid_api_key', 'The key can not be made like this.', errors);
  return [{ type: 'settings.api_key_created', data: { keyId, secretId, name: name.trim(), scopes, expiresAt } }];
}

function rotate(state: ApiKeyState, command: Extract<ApiKeyCommand, { type: 'rotate' }>): Answer {
  const { at, keyId, secretId, overlapMs } = command;
  if (state.status === 'none') return unknown();
  if (state.status === 'revoked' || (state.expiresAt !== null && state.expiresAt <= at))
    return rejected('api_key_over', 'The key was revoked or has expired; make a new one.');
  if (overlapMs < 0 || overlapMs > LONGEST_OVERLAP_MS) {
    const fault = { pointer: '/overlapHours', code: 'out_of_range', message: 'must be from 0 to 744' };
    return rejected('invalid_api_key', 'The key can not be rotated like this.', [fault]);
  }
  if (liveSecrets(state, at).length > 1)
    return rejected('rotation_under_way', 'Two secrets are live already: wait until the older one ends.');
  return [{ type: 'settings.api_key_rotated', data: { keyId, secretId, previousEndsAt: at + overlapMs } }];
}

/** The secrets that count at a moment, the newest last; never more than two. */
export function liveSecrets({ secrets, expiresAt, status }: ApiKeyState, at: Instant): readonly string[] {
  if (status !== 'live' || (expiresAt !== null && expiresAt <= at)) return [];
  return secrets.filter(({ endsAt }) => endsAt === null || endsAt > at).map(({ secretId }) => secretId);
}

const unknown = (): ApiKeyRefusal => rejected('unknown_api_key', 'There is no such key.');

// The secret with which a host site signs who its visitors are. While it is changed two of them count; what they are is
// no fact, only which there are.
import { rejected, type Decider, type Instant, type Rejected } from '@frontdesk/kernel';

export type IdentitySecretEvent =
  | {
      readonly type: 'settings.identity_secret_made';
      readonly data: {
        readonly channelId: string;
        readonly secretId: string;
        /** When the one before it ends; null: there is none. */
        readonly previousEndsAt: Instant | null;
      };
    }
  | { readonly type: 'settings.identity_secrets_revoked'; readonly data: { readonly channelId: string } };

export type IdentitySecretCommand =
  | {
      readonly type: 'make';
      readonly at: Instant;
      readonly channelId: string;
      readonly secretId: string;
      /** How long the one before it counts yet. */
      readonly overlapMs: number;
    }
  | { readonly type: 'revoke'; readonly channelId: string };

/** Those that were made and not revoked, the newest last. */
export type IdentitySecretState = readonly { readonly secretId: string; readonly endsAt: Instant | null }[];

export type IdentitySecretRefusal = Rejected<'rotation_under_way'>;

export const identitySecretDecider: Decider<
  IdentitySecretState,
  IdentitySecretCommand,
  IdentitySecretEvent,
  IdentitySecretRefusal
> = {
  initial: () => [],

  decide(state, command) {
    const { channelId } = command;
    switch (command.type) {
      case 'make': {
        const { at, secretId, overlapMs } = command;
        const live = state.filter(({ endsAt }) => endsAt === null || endsAt > at);
        if (live.length > 1)
          return rejected('rotation_under_way', 'Two secrets are live already: wait until the older one ends.');
        const previousEndsAt = live.length === 0 ? null : at + overlapMs;
        return [{ type: 'settings.identity_secret_made', data: { channelId, secretId, previousEndsAt } }];
      }
      case 'revoke':
        return state.length === 0 ? [] : [{ type: 'settings.identity_secrets_revoked', data: { channelId } }];
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'settings.identity_secret_made': {
        const { secretId, previousEndsAt } = event.data;
        const previous = state.slice(-1).map((one) => ({ ...one, endsAt: previousEndsAt }));
        return [...previous, { secretId, endsAt: null }];
      }
      case 'settings.identity_secrets_revoked':
        return [];
    }
  },
};

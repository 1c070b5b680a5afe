// A person of a workspace: invited by e-mail, bound to a sign-in when the invitation is accepted, given another role,
// removed. A person is (issuer, subject): the same subject of another issuer is somebody else.
import { rejected, type Decider, type FieldError, type Instant, type Rejected } from '@frontdesk/kernel';
import { distinct, form, inTurn, listOf, members, oneOf, text } from '../check.js';
import { identifier } from '../identifier.js';

/** From the most to the least that a person may do; the auditor stands beside them and changes nothing. */
export const MEMBER_ROLES = ['owner', 'admin', 'supervisor', 'agent', 'auditor'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

export type MemberEvent =
  | {
      readonly type: 'settings.person_invited';
      readonly data: {
        readonly personId: string;
        readonly email: string;
        readonly name: string;
        readonly role: MemberRole;
        readonly groupIds: readonly string[];
        readonly expiresAt: Instant;
      };
    }
  | { readonly type: 'settings.invitation_revoked'; readonly data: { readonly personId: string } }
  | {
      readonly type: 'settings.person_joined';
      readonly data: { readonly personId: string; readonly issuer: string; readonly subject: string };
    }
  | {
      readonly type: 'settings.person_role_changed';
      readonly data: { readonly personId: string; readonly role: MemberRole };
    }
  | { readonly type: 'settings.person_removed'; readonly data: { readonly personId: string } };

/** `verified` null: the provider does not say. */
export interface EmailClaim {
  readonly address: string | null;
  readonly verified: boolean | null;
}

export type MemberCommand =
  | {
      readonly type: 'invite';
      readonly at: Instant;
      /** The roles of who invites: nobody gives what they have not. */
      readonly by: readonly string[];
      readonly personId: string;
      readonly email: string;
      readonly name: string;
      readonly role: MemberRole;
      readonly groupIds: readonly string[];
      readonly expiresAt: Instant;
    }
  | { readonly type: 'revoke_invitation'; readonly personId: string }
  | {
      readonly type: 'join';
      readonly at: Instant;
      readonly personId: string;
      readonly issuer: string;
      readonly subject: string;
      /** What the sign-in says of the e-mail address; absent: the operator binds it by command, and vouches for it. */
      readonly email?: EmailClaim;
    }
  | {
      readonly type: 'change_role';
      readonly by: readonly string[];
      readonly personId: string;
      readonly role: MemberRole;
    }
  | { readonly type: 'remove'; readonly by: readonly string[]; readonly personId: string };

export interface MemberState {
  readonly status: 'none' | 'invited' | 'revoked' | 'joined' | 'removed';
  readonly email: string;
  readonly role: MemberRole;
  readonly expiresAt: Instant;
  readonly boundTo: { readonly issuer: string; readonly subject: string } | null;
}

export type MemberRefusal = Rejected<
  | 'invalid_invitation'
  | 'role_above_own'
  | 'unknown_person'
  | 'already_exists'
  | 'invitation_over'
  | 'invitation_used'
  | 'invitation_withdrawn'
  | 'invitation_expired'
  | 'invitation_for_another'
  | 'email_missing'
  | 'email_not_verified'
>;

const check = members({
  email: form(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, 254, 'not_an_email', 'must be an e-mail address'),
  name: text(1, 200),
  role: oneOf(...MEMBER_ROLES),
  groupIds: inTurn(listOf(identifier, 100), distinct),
});

export const memberDecider: Decider<MemberState, MemberCommand, MemberEvent, MemberRefusal> = {
  initial: () => ({ status: 'none', email: '', role: 'agent', expiresAt: 0, boundTo: null }),

  decide(state, command) {
    switch (command.type) {
      case 'invite':
        return invite(state, command);
      case 'revoke_invitation':
        if (state.status === 'revoked') return [];
        if (state.status !== 'invited') return over('There is no open invitation for this person.');
        return [{ type: 'settings.invitation_revoked', data: { personId: command.personId } }];
      case 'join':
        return join(state, command);
      case 'change_role':
        return changeRole(state, command);
      case 'remove':
        if (state.status === 'removed') return [];
        if (state.status !== 'joined') return unknown();
        if (!mayGive(command.by, state.role)) return aboveOwn(state.role);
        return [{ type: 'settings.person_removed', data: { personId: command.personId } }];
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'settings.person_invited': {
        const { email, role, expiresAt } = event.data;
        return { status: 'invited', email, role, expiresAt, boundTo: null };
      }
      case 'settings.invitation_revoked':
        return { ...state, status: 'revoked' };
      case 'settings.person_joined': {
        const { issuer, subject } = event.data;
        return { ...state, status: 'joined', boundTo: { issuer, subject } };
      }
      case 'settings.person_role_changed':
        return { ...state, role: event.data.role };
      case 'settings.person_removed':
        return { ...state, status: 'removed', boundTo: null };
    }
  },
};

type Answer = readonly MemberEvent[] | MemberRefusal;

function invite(state: MemberState, command: Extract<MemberCommand, { type: 'invite' }>): Answer {
  const { at, by, personId, email, name, role, groupIds, expiresAt } = command;
  if (state.status !== 'none') return rejected('already_exists', 'There is such a person already.');
  const errors: FieldError[] = [...check({ email, name, role, groupIds }, '')];
  if (expiresAt <= at) errors.push({ pointer: '/expiresAt', code: 'in_the_past', message: 'must be in the future' });
  if (errors.length > 0) return rejected('invalid_invitation', 'The invitation has faults.', errors);
  if (!mayGive(by, role)) return aboveOwn(role);
  const data = { personId, email, name: name.trim(), role, groupIds, expiresAt };
  return [{ type: 'settings.person_invited', data }];
}

function join(state: MemberState, command: Extract<MemberCommand, { type: 'join' }>): Answer {
  const { at, personId, issuer, subject, email } = command;
  const { status, boundTo, expiresAt } = state;
  // The same person's second click is no fault; anybody else's is.
  if (status === 'joined' && boundTo?.issuer === issuer && boundTo.subject === subject) return [];
  if (status === 'none' || status === 'revoked')
    return rejected('invitation_withdrawn', 'The invitation was taken back; ask for a new one.');
  if (status !== 'invited') return rejected('invitation_used', 'The invitation was used already; ask for a new one.');
  if (expiresAt <= at) return rejected('invitation_expired', 'The invitation has expired; ask for a new one.');
  const notMeant = email && notMeantBy(state.email, email);
  if (notMeant) return notMeant;
  return [{ type: 'settings.person_joined', data: { personId, issuer, subject } }];
}

/** Why an invitation to an address is not for who signed in like this; null: it is. */
export function notMeantBy(invited: string, { address, verified }: EmailClaim): MemberRefusal | null {
  if (address === null)
    return rejected(
      'email_missing',
      'Your sign-in names no e-mail address, so nobody can tell that the invitation is for you. The identity provider has to put it into its tokens (claim email).',
    );
  if (verified === false)
    return rejected(
      'email_not_verified',
      `The identity provider says that ${address} is not verified. Verify it there, and sign in again.`,
    );
  if (plain(address) === plain(invited)) return null;
  return rejected(
    'invitation_for_another',
    `The invitation is for ${invited}, and you are signed in as ${address}. Sign in as the one who is invited.`,
  );
}

/** Nobody tells addresses apart by capitals. */
const plain = (address: string): string => address.trim().toLowerCase();

function changeRole(state: MemberState, command: Extract<MemberCommand, { type: 'change_role' }>): Answer {
  const { by, personId, role } = command;
  if (state.status !== 'joined') return unknown();
  if (!mayGive(by, role)) return aboveOwn(role);
  // Nor is it taken from who has it: an admin does not unmake an owner.
  if (!mayGive(by, state.role)) return aboveOwn(state.role);
  return state.role === role ? [] : [{ type: 'settings.person_role_changed', data: { personId, role } }];
}

/** Only an owner makes owners. */
const mayGive = (by: readonly string[], role: MemberRole): boolean => role !== 'owner' || by.includes('owner');

const aboveOwn = (role: MemberRole): MemberRefusal =>
  rejected('role_above_own', `Only an owner gives or takes the role ${role}.`);
const over = (detail: string): MemberRefusal => rejected('invitation_over', detail);
const unknown = (): MemberRefusal => rejected('unknown_person', 'There is no such person.');

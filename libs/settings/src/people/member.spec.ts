// A person from the invitation to the removal.
import { describe, test } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import { memberDecider, type MemberCommand, type MemberEvent, type MemberRole } from '../index.js';

const given = specify(memberDecider);

const invite = (role: MemberRole = 'agent', part: object = {}): MemberCommand => ({
  ...{ type: 'invite', at: 0, by: ['admin'], personId: 'p', email: 'eve@example.com', name: 'Eve', role },
  ...{ groupIds: ['support'], expiresAt: 10 },
  ...part,
});
const invited = (role: MemberRole = 'agent'): MemberEvent => ({
  type: 'settings.person_invited',
  data: { personId: 'p', email: 'eve@example.com', name: 'Eve', role, groupIds: ['support'], expiresAt: 10 },
});
const join = (at: number, subject = 'eve', issuer = 'idp') => ({
  ...({ type: 'join', at, personId: 'p', issuer, subject } as const),
});
const joined: MemberEvent = {
  type: 'settings.person_joined',
  data: { personId: 'p', issuer: 'idp', subject: 'eve' },
};
const withdrawn: MemberEvent = { type: 'settings.invitation_revoked', data: { personId: 'p' } };
const removed: MemberEvent = { type: 'settings.person_removed', data: { personId: 'p' } };
const remove = (...by: readonly string[]): MemberCommand => ({ type: 'remove', by, personId: 'p' });
const changeRole = (role: MemberRole, ...by: readonly string[]): MemberCommand => ({
  ...{ type: 'change_role', by, personId: 'p', role },
});

describe('A3d an invitation', () => {
  test('names e-mail, role and groups', () => given().when(invite()).then(invited()));
  test('is refused with every fault', () =>
    given()
      .when(invite('agent', { email: 'eve', name: '', groupIds: ['a b'], expiresAt: 0 }))
      .thenRejected('invalid_invitation', '/email', '/name', '/groupIds/0', '/expiresAt'));
  test('is used once, by one person', () => {
    given(invited()).when(join(9)).then(joined);
    given(invited(), joined).when(join(9)).thenNothing();
    given(invited(), joined).when(join(9, 'mallory')).thenRejected('invitation_used');
  });
  test('binds (issuer, subject): the same subject of another issuer is somebody else', () =>
    given(invited(), joined)
      .when(join(9, 'eve', 'another'))
      .thenRejected('invitation_used'));
  test('expires', () => given(invited()).when(join(10)).thenRejected('invitation_expired'));
  test.each([
    ['another address', 'mallory@example.com', true, 'invitation_for_another'],
    ['none', null, null, 'email_missing'],
    ['one that is not verified', 'eve@example.com', false, 'email_not_verified'],
  ] as const)('is not accepted with %s', (_, address, verified, code) =>
    given(invited())
      .when({ ...join(9), email: { address, verified } })
      .thenRejected(code),
  );
  test('is accepted with its address, however it is written', () =>
    given(invited())
      .when({ ...join(9), email: { address: 'Eve@Example.com', verified: null } })
      .then(joined));
  test('is revoked while it is open', () => {
    given(invited()).when({ type: 'revoke_invitation', personId: 'p' }).then(withdrawn);
    given(invited(), withdrawn).when(join(1)).thenRejected('invitation_withdrawn');
    given(invited(), joined).when({ type: 'revoke_invitation', personId: 'p' }).thenRejected('invitation_over');
  });
});

describe('A2 roles', () => {
  test('only an owner makes owners', () => {
    given().when(invite('owner')).thenRejected('role_above_own');
    given()
      .when(invite('owner', { by: ['owner'] }))
      .then(invited('owner'));
    given(invited(), joined).when(changeRole('owner', 'admin')).thenRejected('role_above_own');
  });
  test('and only an owner takes it away', () => {
    given(invited('owner'), joined).when(changeRole('agent', 'admin')).thenRejected('role_above_own');
    given(invited('owner'), joined).when(remove('admin')).thenRejected('role_above_own');
    given(invited('owner'), joined).when(remove('owner')).then(removed);
  });
  test('a role is changed of who has joined', () => {
    given(invited(), joined)
      .when(changeRole('auditor', 'admin'))
      .then({ type: 'settings.person_role_changed', data: { personId: 'p', role: 'auditor' } });
    given(invited(), joined).when(changeRole('agent', 'admin')).thenNothing();
    given(invited()).when(changeRole('auditor', 'admin')).thenRejected('unknown_person');
  });
  test('who was removed does not come back by the old link', () => {
    given(invited(), joined).when(remove('admin')).then(removed);
    given(invited(), joined, removed).when(join(1)).thenRejected('invitation_used');
    given(invited(), joined, removed).when(remove('admin')).thenNothing();
  });
});

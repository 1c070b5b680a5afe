// The one permission table (A2): every route, socket subscription and CLI verb names one of these.

export type Role = 'owner' | 'admin' | 'supervisor' | 'agent' | 'auditor' | 'integrator' | 'visitor';

const STAFF = ['owner', 'admin', 'supervisor', 'agent'] as const;
const LEADS = ['owner', 'admin', 'supervisor'] as const;
const ADMINS = ['owner', 'admin'] as const;
/** Machines read what staff reads; what they may really do is what their key's scopes say of it. */
const READERS = [...STAFF, 'auditor', 'integrator'] as const;

/** `public` needs no credential at all; `signed_in` a person's token, whoever they are and wherever they belong. */
export const PERMISSIONS = {
  'session.create': 'public',
  'meta.read': 'public',
  'invitation.accept': 'signed_in',
  'me.read': READERS,
  'conversation.start': ['visitor'],
  'conversation.read': [...READERS, 'visitor'],
  'conversation.list': READERS,
  'conversation.write': [...STAFF, 'visitor'],
  /** Opens what a signed link names: the link is the credential. */
  'file.open': 'public',
  'conversation.close': [...STAFF, 'visitor'],
  'rating.give': ['visitor'],
  'rating.invite': STAFF,
  'conversation.reopen': [...STAFF, 'visitor'],
  /** Stop and start its times, hand it over, answer who asks to. */
  'conversation.handle': STAFF,
  'summary.write': STAFF,
  'visitor.read': READERS,
  'visitor.write': [...STAFF, 'integrator'],
  'visitor.report': ['visitor'],
  /** Who is not served, and for how long. */
  'block.write': [...LEADS, 'integrator'],
  'queue.read': READERS,
  'queue.place': [...READERS, 'visitor'],
  'queue.pull': STAFF,
  'queue.wait': ['visitor'],
  'queue.manage': [...LEADS, 'integrator'],
  'conversation.assign': [...STAFF, 'integrator'],
  'board.read': [...LEADS, 'auditor', 'integrator'],
  'explanation.read': READERS,
  'presence.own': STAFF,
  'presence.read': READERS,
  /** Others' statuses: choosing for them, and answering who asks to leave online. */
  'presence.manage': [...LEADS, 'integrator'],
  'settings.read': READERS,
  'settings.write': [...ADMINS, 'integrator'],
  'submission.leave': ['visitor'],
  'submission.read': READERS,
  /** The visitor's own ones, with their answers. */
  'submission.own': ['visitor'],
  /** Taking, answering, opening again, speaking with the visitor who is back. */
  'submission.answer': [...STAFF, 'integrator'],
  'submission.assign': [...LEADS, 'integrator'],
  'submission.export': [...LEADS, 'auditor', 'integrator'],
  /** Sending again what could not be delivered. */
  'submission.deliver': [...LEADS, 'integrator'],
  'submission.close': [...STAFF, 'integrator'],
  'realtime.connect': [...STAFF, 'auditor', 'visitor'],
  'people.read': [...LEADS, 'auditor'],
  'people.manage': ADMINS,
  'key.read': [...ADMINS, 'auditor'],
  'key.manage': ADMINS,
} as const satisfies Record<string, 'public' | 'signed_in' | readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export function allows(permission: Permission, roles: readonly Role[]): boolean {
  const holders: 'public' | 'signed_in' | readonly Role[] = PERMISSIONS[permission];
  if (holders === 'signed_in') return false;
  return holders === 'public' || roles.some((role) => holders.includes(role));
}

/** What has been granted to somebody: all that they may do hangs on it. */
export interface Granted {
  readonly roles: readonly Role[];
  /** Of an API key: it may do nothing else, whatever its role allows. Absent: no such limit. */
  readonly scopes?: readonly Permission[];
}

/** What somebody may do: what their roles allow, and of a key no more than its scopes. */
export const grants = (permission: Permission, { roles, scopes }: Granted): boolean =>
  allows(permission, roles) && (scopes === undefined || permission === EVERY_KEYS || scopes.includes(permission));

/** It says no more than what the key is, so no key needs to be given it. */
const EVERY_KEYS: Permission = 'me.read';

/** What an API key may be given. */
export const SCOPES: readonly Permission[] = (Object.keys(PERMISSIONS) as Permission[]).filter(
  (permission) => permission !== EVERY_KEYS && allows(permission, ['integrator']) && !allows(permission, []),
);

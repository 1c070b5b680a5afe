// The one permission table (A2): every route, socket subscription and CLI verb names one of these.
import type { Role } from './principal.js';

const STAFF = ['owner', 'admin', 'supervisor', 'agent'] as const;
const LEADS = ['owner', 'admin', 'supervisor'] as const;
const ADMINS = ['owner', 'admin'] as const;

/** `public` needs no credential at all. */
export const PERMISSIONS = {
  'session.create': 'public',
  'meta.read': 'public',
  'conversation.start': ['visitor'],
  'conversation.read': [...STAFF, 'auditor', 'visitor'],
  'conversation.list': [...STAFF, 'auditor'],
  'conversation.write': [...STAFF, 'visitor'],
  'conversation.close': [...STAFF, 'visitor'],
  'queue.read': [...STAFF, 'auditor'],
  'queue.place': [...STAFF, 'auditor', 'visitor'],
  'queue.pull': STAFF,
  'board.read': [...LEADS, 'auditor'],
  'explanation.read': [...STAFF, 'auditor'],
  'presence.own': STAFF,
  'presence.read': [...STAFF, 'auditor'],
  'settings.read': [...STAFF, 'auditor'],
  'settings.write': ADMINS,
  'submission.leave': ['visitor'],
  'submission.read': [...STAFF, 'auditor'],
  'submission.close': STAFF,
  'realtime.connect': [...STAFF, 'auditor', 'visitor'],
} as const satisfies Record<string, 'public' | readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export function allows(permission: Permission, roles: readonly Role[]): boolean {
  const holders: 'public' | readonly Role[] = PERMISSIONS[permission];
  return holders === 'public' || roles.some((role) => holders.includes(role));
}

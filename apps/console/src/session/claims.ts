// Who is signed in, and what their roles let the pages show. For display and navigation only: the services check for
// themselves.

export type Role = 'owner' | 'admin' | 'supervisor' | 'agent' | 'auditor';

export interface Person {
  /** As the workspace knows them: the id of their agent, too. */
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly workspace: string;
}

const ROLES: readonly string[] = ['owner', 'admin', 'supervisor', 'agent', 'auditor'];

export function isRole(value: unknown): value is Role {
  return typeof value === 'string' && ROLES.includes(value);
}

/** The one to show where there is room for one. */
export function highestRole(roles: readonly Role[]): Role {
  return (['owner', 'admin', 'supervisor', 'agent'] as const).find((role) => roles.includes(role)) ?? 'auditor';
}

/** Takes part in conversations. */
export function isStaff(person: Person): boolean {
  return person.roles.some((role) => role !== 'auditor');
}

/** Sees the live board and every conversation. */
export function canMonitor(person: Person): boolean {
  return person.roles.some((role) => role !== 'agent');
}

/** Changes settings. */
export function canManage(person: Person): boolean {
  return person.roles.some((role) => role === 'owner' || role === 'admin');
}

/** Gives conversations that others have to whom they belong. */
export function canLead(person: Person): boolean {
  return person.roles.some((role) => role === 'owner' || role === 'admin' || role === 'supervisor');
}

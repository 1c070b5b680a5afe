// Who is signed in, as the bearer token says. Read for display and navigation only: the services check the signature.

export type Role = 'owner' | 'admin' | 'supervisor' | 'agent' | 'auditor';

export interface Person {
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

/** The token's claims, or undefined when it isn't a JWT that names somebody. */
export function readClaims(token: string): Person | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(decodeBase64Url(payload));
    return typeof claims === 'object' && claims !== null ? toPerson(claims as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function toPerson(claims: Record<string, unknown>): Person | undefined {
  const sub = claims['sub'];
  if (typeof sub !== 'string' || sub === '') return undefined;
  const roles = claims['roles'];
  return {
    sub,
    name: text(claims['name']) ?? sub,
    email: text(claims['email']) ?? '',
    roles: Array.isArray(roles) ? roles.filter(isRole) : [],
    workspace: text(claims['workspace']) ?? '',
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function decodeBase64Url(value: string): string {
  const bytes = Uint8Array.from(atob(value.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  return new TextDecoder().decode(bytes);
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

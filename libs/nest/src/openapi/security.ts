// Who may call an operation, as the OpenAPI document says it: read off the permission that the guard asks for.
import { allows, PERMISSIONS, SCOPES, type Permission, type Role } from '@frontdesk/contracts';
import type { OpenAPIObject } from '@nestjs/swagger';

type Schemes = NonNullable<NonNullable<OpenAPIObject['components']>['securitySchemes']>;
type Requirement = Record<string, string[]>;

/** Left in the document: it is what a key must be given, and what the problem `forbidden` names. */
export const PERMISSION = 'x-permission';

export const SCHEMES: Schemes = {
  person: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A person of the house: an access token of an identity provider that this installation trusts (GET /v1/sign-in names them).',
  },
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'fd_live_…',
    description:
      'A program: a key that POST /v1/api-keys (or Console → API keys) has made. It may do what its scopes name, and no more.',
  },
  visitor: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A visitor: the token that POST /v1/visitor-sessions answers. It opens what is theirs alone.',
  },
};

const PEOPLE: readonly Role[] = ['owner', 'admin', 'supervisor', 'agent', 'auditor'];

/** Any one of these is enough; none: open to everybody. */
export function securityOf(permission: Permission): Requirement[] {
  const holders: 'public' | 'signed_in' | readonly Role[] = PERMISSIONS[permission];
  if (holders === 'public') return [];
  if (holders === 'signed_in') return [{ person: [] }];
  return [
    ...(peopleWith(permission).length > 0 ? [{ person: [] }] : []),
    ...(allows(permission, ['integrator']) ? [{ apiKey: SCOPES.includes(permission) ? [permission] : [] }] : []),
    ...(allows(permission, ['visitor']) ? [{ visitor: [] }] : []),
  ];
}

/** The same in words. */
export function needs(permission: Permission): string {
  if (PERMISSIONS[permission] === 'public') return 'Open to everybody: no credential is looked at.';
  if (PERMISSIONS[permission] === 'signed_in') return 'Needs a sign-in, of whoever it is and with whatever role.';
  const people = peopleWith(permission);
  const who = [
    ...(people.length > 0 ? [`people who are ${people.join(', ')}`] : []),
    ...(allows(permission, ['integrator'])
      ? [SCOPES.includes(permission) ? `API keys with the scope \`${permission}\`` : 'every API key']
      : []),
    ...(allows(permission, ['visitor']) ? ['visitors, of what is their own'] : []),
  ];
  return `Needs the permission \`${permission}\`: ${who.join('; ')}.`;
}

const peopleWith = (permission: Permission): readonly Role[] => PEOPLE.filter((role) => allows(permission, [role]));

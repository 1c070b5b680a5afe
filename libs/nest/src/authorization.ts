// Every route names its permission; a route that names none is closed. The table stands in contracts.
import { allows, grants, PERMISSIONS, type Permission, type Principal } from '@frontdesk/contracts';
import {
  applyDecorators,
  createParamDecorator,
  Inject,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { TOKEN_VERIFIER, TokenVerifier, unauthenticated, type Identity } from './authentication.js';
import { PERMISSION as IN_DOCUMENT } from './openapi/security.js';
import { ProblemException } from './problem.js';

const PERMISSION = 'frontdesk:permission';
const PRINCIPAL = Symbol('principal');
const IDENTITY = Symbol('identity');

type WithPrincipal = FastifyRequest & { [PRINCIPAL]?: Principal; [IDENTITY]?: Identity };

/** `@Requires('conversation.close')` on every route: for the guard, and for the interface's document. */
export const Requires = (permission: Permission) =>
  applyDecorators(SetMetadata(PERMISSION, permission), ApiExtension(IN_DOCUMENT, permission));

/** The permission a handler names; undefined when it forgot (the guard then refuses, and a test fails). */
export const permissionOf = (handler: object): Permission | undefined =>
  Reflect.getMetadata(PERMISSION, handler) as Permission | undefined;

/** Who asks. On public routes there is nobody: don't ask there. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const principal = context.switchToHttp().getRequest<WithPrincipal>()[PRINCIPAL];
  if (!principal) throw unauthenticated('Sign in first.');
  return principal;
});

/** Who asks, of a request that the guard has let in; undefined on routes that ask for nobody. */
export const principalOf = (request: FastifyRequest): Principal | undefined => (request as WithPrincipal)[PRINCIPAL];

/** Who signed in, on routes that need no more than that. */
export const CurrentIdentity = createParamDecorator((_: unknown, context: ExecutionContext): Identity => {
  const identity = context.switchToHttp().getRequest<WithPrincipal>()[IDENTITY];
  if (!identity) throw unauthenticated('Sign in first.');
  return identity;
});

@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(TOKEN_VERIFIER) private readonly verifier: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const permission = this.reflector.get<Permission | undefined>(PERMISSION, context.getHandler());
    if (permission === undefined)
      throw new ProblemException('forbidden', 'This route is closed: it names no permission.');
    if (PERMISSIONS[permission] === 'public') return true;
    const request = context.switchToHttp().getRequest<WithPrincipal>();
    if (PERMISSIONS[permission] === 'signed_in') {
      request[IDENTITY] = await this.verifier.identify(bearer(request));
      return true;
    }
    const principal = await this.verifier.verify(bearer(request));
    if (!grants(permission, principal)) throw refusal(permission, principal);
    request[PRINCIPAL] = principal;
    return true;
  }
}

function refusal(permission: Permission, { roles }: Principal): ProblemException {
  const lacking = allows(permission, roles)
    ? "which is not among the key's scopes."
    : `which none of your roles (${roles.join(', ')}) has.`;
  return new ProblemException('forbidden', `This needs the permission ${permission}, ${lacking}`);
}

function bearer(request: FastifyRequest): string {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token)
    throw unauthenticated('Send a bearer token in the Authorization header.');
  return token;
}

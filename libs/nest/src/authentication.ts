// Who asks: a bearer token of a configured issuer, checked against its JWKS. The services know only issuer and JWKS.
import type { Principal, Role } from '@frontdesk/contracts';
import {
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  errors,
  jwtVerify,
  type FetchImplementation,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { ProblemException } from './problem.js';

/** An issuer that is trusted, and for whom: an issuer of visitors can make nobody an agent. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** Where the same keys are also answered: its other replicas. */
  readonly alsoAt?: readonly string[];
  readonly kind: 'person' | 'visitor';
}

export const TOKEN_VERIFIER = Symbol('TOKEN_VERIFIER');

const ALGORITHMS = ['EdDSA', 'RS256', 'ES256'];
const CLOCK_SKEW_SECONDS = 30;
/** A page that works asks many times a minute with the same token: its signature is checked once in a while. */
const KNOWN_FOR_MS = 60_000;
const MOST_KNOWN = 5_000;
/** What the client of key sets waits for, all in all. */
const KEYS_WITHIN_MS = 5_000;
/** Not the token's fault: the issuer's key set was answered late, wrongly, or not at all. */
const KEYS_AWAY: ReadonlySet<string> = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);
const PERSON_ROLES: readonly Role[] = ['owner', 'admin', 'supervisor', 'agent', 'auditor'];

export class TokenVerifier {
  private readonly keys = new Map<string, JWTVerifyGetKey>();
  private readonly known = new Map<string, { readonly principal: Principal; readonly until: number }>();

  constructor(private readonly issuers: () => readonly TrustedIssuer[]) {}

  /** @throws ProblemException unauthenticated, or unavailable when the issuer's keys can't be fetched */
  async verify(token: string): Promise<Principal> {
    const now = Date.now();
    const known = this.known.get(token);
    if (known !== undefined && now < known.until) return known.principal;
    const principal = await this.principalOf(token);
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(token, { principal, until: Math.min(now + KNOWN_FOR_MS, principal.expiresAt) });
    return principal;
  }

  private async principalOf(token: string): Promise<Principal> {
    const trusted = this.issuerOf(token);
    const payload = await this.check(token, trusted);
    const workspace = payload['workspace'];
    const roles = rolesOf(payload, trusted.kind);
    if (
      typeof payload.sub !== 'string' ||
      typeof workspace !== 'string' ||
      roles.length === 0 ||
      payload.exp === undefined
    ) {
      throw unauthenticated('The token names no person, workspace or role that is known here.');
    }
    return { workspace, id: payload.sub, roles, expiresAt: payload.exp * 1000 };
  }

  private issuerOf(token: string): TrustedIssuer {
    let claimed: string | undefined;
    try {
      claimed = decodeJwt(token).iss;
    } catch {
      throw unauthenticated('The bearer token is not a JWT.');
    }
    const trusted = this.issuers().find(({ issuer }) => issuer === claimed);
    if (!trusted) throw unauthenticated('The token comes from an issuer that is not trusted here.');
    return trusted;
  }

  private async check(token: string, trusted: TrustedIssuer): Promise<JWTPayload> {
    const { issuer, audience } = trusted;
    try {
      const options = { issuer, audience, algorithms: ALGORITHMS, clockTolerance: CLOCK_SKEW_SECONDS };
      return (await jwtVerify(token, this.keysOf(trusted), options)).payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw unauthenticated('The token has expired; sign in again.');
      if (error instanceof errors.JOSEError && !KEYS_AWAY.has(error.code)) {
        throw unauthenticated('The token is not valid; sign in again.');
      }
      throw new ProblemException(
        'unavailable',
        'The keys of the identity provider can not be fetched right now. Try again.',
      );
    }
  }

  private keysOf({ jwksUrl, alsoAt = [] }: TrustedIssuer): JWTVerifyGetKey {
    let keys = this.keys.get(jwksUrl);
    // The set refetches by itself when a token names an unknown key, so rotation needs no restart.
    if (!keys) {
      const options = { cooldownDuration: 5_000, [customFetch]: firstOf(alsoAt) };
      this.keys.set(jwksUrl, (keys = createRemoteJWKSet(new URL(jwksUrl), options)));
    }
    return keys;
  }
}

/** Asks one address after the other until one answers; each has its share of the time. */
const firstOf =
  (others: readonly string[]) =>
  async (url: string, { headers, signal, method, redirect }: FetchOptions): Promise<Response> => {
    const urls = [url, ...others];
    let failure: unknown;
    for (const one of urls) {
      const mine = AbortSignal.any([signal, AbortSignal.timeout(KEYS_WITHIN_MS / urls.length)]);
      try {
        const response = await fetch(one, { headers, method, redirect, signal: mine });
        if (response.ok) return response;
        failure = new Error(`${one} answered ${response.status}`);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };

type FetchOptions = Parameters<FetchImplementation>[1];

function rolesOf(payload: JWTPayload, kind: TrustedIssuer['kind']): readonly Role[] {
  if (kind === 'visitor') return ['visitor'];
  const claimed: unknown = payload['roles'];
  return Array.isArray(claimed) ? PERSON_ROLES.filter((role) => claimed.includes(role)) : [];
}

export const unauthenticated = (detail: string): ProblemException => new ProblemException('unauthenticated', detail);

// Who asks: a bearer token of a configured issuer, checked against its JWKS, or an API key. The services know only issuer
// and JWKS; whom a key or a sign-in without claims of ours names, they ask settings and remember for a moment.
import type { PeoplePeer, Principal, Role, SignInProvider } from '@frontdesk/contracts';
import { decodeJwt, errors, jwtVerify, type JSONWebKeySet, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { looksLikeApiKey, parseApiKey } from './api-keys.js';
import { ProblemException } from './problem.js';
import { PublishedKeys } from './published-keys.js';

/** An issuer that is trusted, and for whom: an issuer of visitors can make nobody an agent. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** Where the same keys are also answered: its other replicas. */
  readonly alsoAt?: readonly string[];
  readonly kind: 'person' | 'visitor';
  /** How the pages sign people in there; absent: they don't. */
  readonly signIn?: Omit<SignInProvider, 'issuer' | 'audience'>;
}

export const TOKEN_VERIFIER = Symbol('TOKEN_VERIFIER');

const ALGORITHMS = ['EdDSA', 'RS256', 'ES256'];
const CLOCK_SKEW_SECONDS = 30;
/** A page that works asks many times a minute with the same token: its signature is checked once in a while. */
const KNOWN_FOR_MS = 60_000;
/** What settings has said of a key or a person: a revocation is told at once, and a word that was lost costs this long. */
const TOLD_FOR_MS = 15_000;
const MOST_KNOWN = 5_000;
/** How long a key set is waited for, all in all. */
const KEYS_WITHIN_MS = 5_000;
const KEY_TIMES = { oldAfterMs: 600_000, readEveryMs: 5_000, firstReadEveryMs: 0 };
const PERSON_ROLES: readonly Role[] = ['owner', 'admin', 'supervisor', 'agent', 'auditor'];

/** A person as their issuer knows them, whether or not they belong to a workspace. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | null;
  readonly email: string | null;
  /** null: the issuer does not say. */
  readonly emailVerified: boolean | null;
}

interface Known {
  readonly principal: Principal;
  readonly until: number;
}

export class TokenVerifier {
  private readonly keys = new Map<string, PublishedKeys>();
  private readonly known = new Map<string, Known>();
  /** Counts what was forgotten: an answer that was asked for before is not remembered after. */
  private generation = 0;

  constructor(
    private readonly issuers: () => readonly TrustedIssuer[],
    private readonly people: () => PeoplePeer | undefined = () => undefined,
  ) {}

  /** @throws ProblemException unauthenticated, or unavailable when the issuer's keys or settings can't be asked */
  async verify(token: string): Promise<Principal> {
    const now = Date.now();
    const known = this.known.get(token);
    if (known !== undefined && now < known.until) return known.principal;
    const { generation } = this;
    const { principal, forMs } = await this.principalOf(token);
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    if (generation === this.generation)
      this.known.set(token, { principal, until: Math.min(now + forMs, principal.expiresAt) });
    return principal;
  }

  /** Who signed in, for those who don't belong anywhere yet. Keys and visitors are nobody here. */
  async identify(token: string): Promise<Identity> {
    const trusted = this.issuerOf(token);
    const payload = await this.check(token, trusted);
    if (trusted.kind !== 'person' || typeof payload.sub !== 'string') throw unauthenticated('Sign in as a person.');
    return { issuer: trusted.issuer, subject: payload.sub, ...saidOf(payload) };
  }

  /** With the e-mail address of the ID token, where the access token names none: many providers keep it out of that. */
  async withIdToken(identity: Identity, idToken: string | undefined): Promise<Identity> {
    if (identity.email !== null || idToken === undefined) return identity;
    const trusted = this.issuerOf(idToken);
    if (trusted.issuer !== identity.issuer || trusted.signIn === undefined)
      throw unauthenticated('The ID token comes from another issuer than the access token.');
    const payload = await this.check(idToken, { ...trusted, audience: trusted.signIn.clientId });
    if (payload.sub !== identity.subject) throw unauthenticated('The ID token is of somebody else.');
    const { email, emailVerified } = saidOf(payload);
    return { ...identity, email, emailVerified };
  }

  /** Something was revoked, or somebody was removed: ask again. */
  forget(): void {
    this.generation++;
    this.known.clear();
  }

  private async principalOf(token: string): Promise<{ principal: Principal; forMs: number }> {
    if (looksLikeApiKey(token)) return { principal: await this.machine(token), forMs: TOLD_FOR_MS };
    const trusted = this.issuerOf(token);
    const payload = await this.check(token, trusted);
    const { sub, exp } = payload;
    if (typeof sub !== 'string') throw unauthenticated('The token names nobody: it has no subject (sub).');
    if (exp === undefined) throw unauthenticated('The token has no end (exp), and one without end is not taken.');
    const workspace = payload['workspace'];
    const roles = rolesOf(payload, trusted.kind);
    const expiresAt = exp * 1000;
    if (typeof workspace === 'string' && roles.length > 0) {
      const channel = payload['channel'];
      const site = trusted.kind === 'visitor' && typeof channel === 'string' ? { channel } : {};
      return { principal: { workspace, id: sub, roles, expiresAt, ...site }, forMs: KNOWN_FOR_MS };
    }
    if (trusted.kind === 'visitor') throw unauthenticated('The token names no workspace; begin a new session.');
    // The issuer knows nothing of workspaces: whoever accepted an invitation with this sign-in is known here.
    const member = await this.people()?.member(trusted.issuer, sub);
    if (!member) throw nobody();
    const principal = { workspace: member.workspace, id: member.personId, roles: [member.role], expiresAt };
    return { principal, forMs: TOLD_FOR_MS };
  }

  private async machine(token: string): Promise<Principal> {
    const parsed = parseApiKey(token);
    if (parsed === null) throw unauthenticated('The API key is mistyped: its checksum is wrong.');
    const people = this.people();
    if (!people) throw new ProblemException('unavailable', 'API keys can not be checked right now. Try again.');
    const holder = await people.keyHolder(parsed.keyId, parsed.secretHash);
    const expiresAt = holder?.endsAt ?? Number.MAX_SAFE_INTEGER;
    if (!holder || expiresAt <= Date.now())
      throw unauthenticated('The API key is unknown, revoked or has expired; make a new one.');
    const { workspace, scopes } = holder;
    return { workspace, id: `key:${parsed.keyId}`, roles: ['integrator'], scopes, expiresAt };
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
      // The one that is set up wrongly most often, and that nobody finds without being told.
      if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
        throw unauthenticated(`The token is not for this product: its audience (aud) must hold ${audience}.`);
      if (error instanceof errors.JOSEError) throw unauthenticated('The token is not valid; sign in again.');
      // Not the token's fault: the issuer's keys were answered late, wrongly, or not at all.
      throw new ProblemException(
        'unavailable',
        'The keys of the identity provider can not be fetched right now. Try again.',
      );
    }
  }

  private keysOf({ jwksUrl, alsoAt = [] }: TrustedIssuer): JWTVerifyGetKey {
    let keys = this.keys.get(jwksUrl);
    if (!keys) {
      const read = () => keysFrom([jwksUrl, ...alsoAt]);
      this.keys.set(jwksUrl, (keys = new PublishedKeys({ read, now: () => Date.now(), ...KEY_TIMES })));
    }
    return keys.find;
  }
}

/** Asks one address after the other until one answers; each has its share of the time. */
async function keysFrom(urls: readonly string[]): Promise<JSONWebKeySet> {
  let failure: unknown;
  for (const one of urls) {
    const signal = AbortSignal.timeout(KEYS_WITHIN_MS / urls.length);
    try {
      const response = await fetch(one, { headers: { accept: 'application/json' }, redirect: 'manual', signal });
      if (response.ok) return (await response.json()) as JSONWebKeySet;
      failure = new Error(`${one} answered ${response.status}`);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function saidOf(payload: JWTPayload): Pick<Identity, 'name' | 'email' | 'emailVerified'> {
  const text = (claim: unknown): string | null => (typeof claim === 'string' && claim !== '' ? claim : null);
  const verified = payload['email_verified'];
  // Some providers write it as a word.
  const emailVerified = verified === undefined || verified === null ? null : verified === true || verified === 'true';
  return { name: text(payload['name']), email: text(payload['email']), emailVerified };
}

function rolesOf(payload: JWTPayload, kind: TrustedIssuer['kind']): readonly Role[] {
  if (kind === 'visitor') return ['visitor'];
  const claimed: unknown = payload['roles'];
  return Array.isArray(claimed) ? PERSON_ROLES.filter((role) => claimed.includes(role)) : [];
}

const nobody = (): ProblemException =>
  new ProblemException(
    'not_invited',
    'The token names no person, workspace or role that is known here; an administrator can invite this sign-in.',
  );

export const unauthenticated = (detail: string): ProblemException => new ProblemException('unauthenticated', detail);

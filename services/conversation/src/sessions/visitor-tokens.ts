// Visitor tokens: short-lived, signed here, verified everywhere by this service's public keys like any other issuer's.
import type { VerifiedIdentity } from '@frontdesk/contracts';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { createLocalJWKSet, decodeJwt, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { ALGORITHM, SigningKeys } from './signing-keys.js';

export interface Visitor {
  readonly visitorId: string;
  readonly workspace: string;
  readonly channel: string;
  /** The site's group, for those who name none. */
  readonly group: string;
  /** What the host site has signed of them. */
  readonly identity: VerifiedIdentity | null;
}

/** Whom a token that the browser kept names; `subject`: the site's person, null for the anonymous. */
export interface KeptVisitor {
  readonly visitorId: string;
  readonly subject: string | null;
}

const ISSUER = 'frontdesk-visitor';
const AUDIENCE = 'frontdesk';
const LIFETIME_MS = 12 * 60 * 60 * 1000;

@Injectable()
export class VisitorTokens implements OnModuleInit {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(SigningKeys) private readonly keys: SigningKeys,
  ) {}

  onModuleInit(): void {
    const { publicUrl, trustIssuer } = this.ports;
    trustIssuer({
      issuer: ISSUER,
      audience: AUDIENCE,
      kind: 'visitor',
      // Asked for late: the origin is known once the process listens.
      get jwksUrl() {
        return `${publicUrl()}/v1/visitor-sessions/jwks.json`;
      },
    });
  }

  async issue({
    visitorId,
    workspace,
    channel,
    group,
    identity,
  }: Visitor): Promise<{ token: string; expiresAt: string }> {
    const now = this.ports.clock.now();
    const { kid, key } = await this.keys.current();
    const expiresAt = new Date(now + LIFETIME_MS);
    const token = await new SignJWT({
      workspace,
      channel,
      group,
      roles: ['visitor'],
      ...(identity && { identity: keptOf(identity) }),
    })
      .setProtectedHeader({ alg: ALGORITHM, kid })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(visitorId)
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
      .sign(key);
    return { token, expiresAt: expiresAt.toISOString() };
  }

  /** Whom a token that the browser kept names, if it is ours, valid and of this workspace and channel. */
  async visitorOf(
    token: string,
    { workspace, channel }: Pick<Visitor, 'workspace' | 'channel'>,
  ): Promise<KeptVisitor | null> {
    const keys = createLocalJWKSet(await this.keys.publicKeys());
    const currentDate = new Date(this.ports.clock.now());
    const options = { issuer: ISSUER, audience: AUDIENCE, algorithms: [ALGORITHM], currentDate };
    const payload = await jwtVerify(token, keys, options).then(
      (verified) => verified.payload,
      () => null,
    );
    if (payload?.['workspace'] !== workspace || payload['channel'] !== channel) return null;
    if (payload.sub === undefined) return null;
    return { visitorId: payload.sub, subject: identityIn(payload)?.subject ?? null };
  }
}

/** What a token has to carry; the rest of what was signed stands in the profile. */
const keptOf = ({ phone: _phone, attributes: _attributes, ...kept }: VerifiedIdentity): VerifiedIdentity => kept;

/** The channel in a token that the guard has verified. */
export function channelOf(token: string): string {
  const channel = decodeJwt(token)['channel'];
  return typeof channel === 'string' ? channel : '';
}

/** What the host site has signed, in a token that the guard has verified; null: nothing. */
export const identityOf = (token: string): VerifiedIdentity | null => identityIn(decodeJwt(token));

const identityIn = (payload: JWTPayload): VerifiedIdentity | null =>
  (payload['identity'] as VerifiedIdentity | undefined) ?? null;

// Who a host site says its visitor is: a short-lived JWT, signed with the channel's secret (HS256) or a key pair whose
// public half stands in the channel's document or at the site itself (EdDSA, RS256). It is verified here alone: the
// secret never leaves.
import type { VerifiedIdentity } from '@frontdesk/contracts';
import { AggregateHandler } from '@frontdesk/engine';
import {
  KeysAway,
  newSecret,
  PORTS,
  ProblemException,
  problemOf,
  type Queryable,
  type ServicePorts,
} from '@frontdesk/nest';
import {
  type ChannelIdentity,
  identitySecretDecider,
  type IdentitySecretCommand,
  type IdentitySecretEvent,
  type IdentitySecretRefusal,
  type IdentitySecretState,
} from '@frontdesk/settings';
import { Inject, Injectable } from '@nestjs/common';
import {
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
} from 'jose';
import type { Author } from '../changes.js';
import { SettingsDocuments } from '../documents.js';
import { SITE_ALGORITHMS, SiteKeys } from './site-keys.js';

const SKEW_SECONDS = 30;
/** A token that lives longer is refused: what is stolen must soon be worth nothing. */
const LONGEST_SECONDS = 3_600;
const PREFIX = 'fdis_';
const MAX_NAME = 200;
const MAX_EMAIL = 254;
const MAX_PHONE = 50;
const MOST_WORDS = 50;
const MAX_WORD = 500;

@Injectable()
export class VisitorIdentities {
  private readonly handler: AggregateHandler<
    Queryable,
    IdentitySecretState,
    IdentitySecretCommand,
    IdentitySecretEvent,
    IdentitySecretRefusal
  >;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(SettingsDocuments) private readonly documents: SettingsDocuments,
    @Inject(SiteKeys) private readonly siteKeys: SiteKeys,
  ) {
    const { journal, ids } = ports;
    this.handler = new AggregateHandler({ journal, ids, decider: identitySecretDecider, topic: 'settings.events' });
  }

  /** @throws ProblemException not_found without such a channel; rotation_under_way */
  async make(by: Author, channelId: string, overlapMs: number): Promise<{ readonly secret: string }> {
    await this.documents.read(by.workspace, 'channels', channelId);
    const secret = PREFIX + newSecret().secret;
    const [secretId, at] = [this.ports.ids.next(), this.ports.clock.now()];
    await this.run(by, channelId, at, { type: 'make', at, channelId, secretId, overlapMs }, async (tx) => {
      const where = [by.workspace, channelId, new Date(at)];
      await tx.query('DELETE FROM identity_secret WHERE workspace = $1 AND channel = $2 AND ends_at <= $3', where);
      where[2] = new Date(at + overlapMs);
      await tx.query('UPDATE identity_secret SET ends_at = $3 WHERE workspace = $1 AND channel = $2', where);
      await tx.query('INSERT INTO identity_secret (secret_id, workspace, channel, secret) VALUES ($1, $2, $3, $4)', [
        ...[secretId, by.workspace, channelId, secret],
      ]);
    });
    return { secret };
  }

  async revoke(by: Author, channelId: string): Promise<void> {
    await this.documents.read(by.workspace, 'channels', channelId);
    await this.run(by, channelId, this.ports.clock.now(), { type: 'revoke', channelId }, async (tx) => {
      await tx.query('DELETE FROM identity_secret WHERE workspace = $1 AND channel = $2', [by.workspace, channelId]);
    });
  }

  /** The peer's question. null: not signed by this channel's site, too old, too long-lived, or for another channel. */
  async verify(workspace: string, channel: string, token: string): Promise<VerifiedIdentity | null> {
    const now = this.ports.clock.now();
    const options: JWTVerifyOptions = {
      audience: channel,
      requiredClaims: ['sub', 'exp', 'jti'],
      clockTolerance: SKEW_SECONDS,
      currentDate: new Date(now),
    };
    const payload = await this.payloadOf(workspace, channel, token, options).catch((error: unknown) => {
      // Neither right nor wrong: nobody can tell before the site has been read once.
      if (error instanceof KeysAway)
        throw new ProblemException('unavailable', 'The keys of the site can not be read right now. Try again.');
      return null;
    });
    if (payload === null) return null;
    const { sub, exp = 0, iat } = payload;
    const lives = exp - (iat ?? Math.floor(now / 1000));
    if (sub === undefined || sub === '' || sub.length > MAX_NAME || lives > LONGEST_SECONDS + SKEW_SECONDS) return null;
    if (exp * 1000 - now > (LONGEST_SECONDS + SKEW_SECONDS) * 1000) return null;
    const text = (claim: unknown, max: number) =>
      typeof claim === 'string' && claim.trim() !== '' ? claim.trim().slice(0, max) : null;
    const said = { name: text(payload['name'], MAX_NAME), email: text(payload['email'], MAX_EMAIL) };
    const phone = text(payload['phone'], MAX_PHONE);
    const attributes = wordsIn(payload['attributes']);
    return {
      ...{ subject: sub, ...said, ...forRules(payload) },
      ...(phone === null ? {} : { phone }),
      ...(attributes === null ? {} : { attributes }),
    };
  }

  private async payloadOf(
    workspace: string,
    channel: string,
    token: string,
    options: JWTVerifyOptions,
  ): Promise<JWTPayload | null> {
    // The algorithm decides which kind of key is tried, never the other way: no public key is ever taken as a secret.
    const { alg } = decodeProtectedHeader(token);
    if (alg !== undefined && SITE_ALGORITHMS.includes(alg)) {
      const { document } = await this.documents.read(workspace, 'channels', channel);
      const keys = this.publicKeys(document.identity);
      return (await jwtVerify(token, keys, { ...options, algorithms: [alg] })).payload;
    }
    if (alg !== 'HS256') return null;
    const rows: readonly { readonly secret: string }[] = await this.ports.db.query(
      'SELECT secret FROM identity_secret WHERE workspace = $1 AND channel = $2 AND (ends_at IS NULL OR ends_at > $3)',
      [workspace, channel, options.currentDate],
    );
    for (const { secret } of rows) {
      const key = new TextEncoder().encode(secret);
      const verified = await jwtVerify(token, key, { ...options, algorithms: ['HS256'] }).catch(() => null);
      if (verified !== null) return verified.payload;
    }
    return null;
  }

  /** Those of the document first: who has pasted a key needs no address. */
  private publicKeys({ keys = [], jwksUrl = null }: Partial<ChannelIdentity> = {}): JWTVerifyGetKey {
    const pasted = createLocalJWKSet({ keys: keys.map((key) => ({ ...key })) });
    if (jwksUrl === null) return pasted;
    const published = this.siteKeys.at(jwksUrl);
    return (header, token) =>
      pasted(header, token).catch((error: unknown) => {
        if (error instanceof errors.JWKSNoMatchingKey) return published(header, token);
        throw error;
      });
  }

  private async run(
    { workspace, actor, requestId }: Author,
    channelId: string,
    at: number,
    command: IdentitySecretCommand,
    rows: (tx: Queryable) => Promise<void>,
  ): Promise<void> {
    const meta = { actor, correlationId: requestId, causationId: null, requestId };
    const stream = `identity-secret/${channelId}`;
    const handling = { workspace, stream, key: workspace, command, at, meta, rows: (tx: Queryable) => rows(tx) };
    const answer = await this.handler.handle(handling);
    if (answer.outcome === 'rejected') throw problemOf(answer.refusal);
    if (answer.outcome !== 'done') throw new Error(`a secret's command was answered ${answer.outcome}`);
  }
}

/** What routing rules believe of nobody but the site. A claim that can not be meant is as if it was not there. */
function forRules({ vip, country }: JWTPayload): Pick<VerifiedIdentity, 'vip' | 'country'> {
  const isLevel = typeof vip === 'number' && Number.isInteger(vip) && vip >= 1 && vip <= 100;
  const isCountry = typeof country === 'string' && /^[A-Z]{2}$/.test(country);
  return { ...(isLevel && { vip }), ...(isCountry && { country }) };
}

/** What can be compared, of what a site signs; null: it signs no attributes. */
function wordsIn(claim: unknown): Readonly<Record<string, string | number | boolean>> | null {
  if (typeof claim !== 'object' || claim === null || Array.isArray(claim)) return null;
  const entries = Object.entries(claim).filter((entry): entry is [string, string | number | boolean] => {
    const [name, value] = entry as [string, unknown];
    const isText = typeof value === 'string' && value.length <= MAX_WORD;
    return name.length <= 100 && (isText || typeof value === 'boolean' || Number.isFinite(value));
  });
  return Object.fromEntries(entries.slice(0, MOST_WORDS));
}

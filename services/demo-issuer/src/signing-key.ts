// The issuer's key pair: made once, kept, so that a restart signs nobody out. All replicas sign with the same one.
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import {
  calculateJwkThumbprint,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  SignJWT,
  type JWK,
  type JWTPayload,
} from 'jose';
import { EntitySchema } from 'typeorm';

const ALGORITHM = 'EdDSA';

interface KeyRow {
  readonly sole: boolean;
  readonly privateJwk: JWK;
}

export const keyRows = new EntitySchema<KeyRow>({
  name: 'signing_key',
  columns: { sole: { type: 'bool', primary: true }, privateJwk: { type: 'jsonb', name: 'private_jwk' } },
});

@Injectable()
export class SigningKey {
  private known: Promise<JWK> | null = null;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  async sign(claims: JWTPayload, seconds: number): Promise<string> {
    const jwk = await this.privateJwk();
    const now = Math.floor(this.ports.clock.now() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, kid: await calculateJwkThumbprint(jwk) })
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(await importJWK(jwk, ALGORITHM));
  }

  /** What was signed here, for the reader that is named; null when it was not, or is over. */
  async read(text: string, { issuer, audience }: { issuer: string; audience: string }): Promise<JWTPayload | null> {
    const options = { issuer, audience, algorithms: [ALGORITHM], currentDate: new Date(this.ports.clock.now()) };
    try {
      return (await jwtVerify(text, await importJWK(await this.publicJwk(), ALGORITHM), options)).payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  async publicJwk(): Promise<JWK> {
    const jwk = await this.privateJwk();
    const { d: _, ...open } = jwk;
    return { ...open, kid: await calculateJwkThumbprint(jwk), alg: ALGORITHM, use: 'sig' };
  }

  private privateJwk(): Promise<JWK> {
    this.known ??= this.load().catch((error: unknown) => {
      this.known = null;
      throw error;
    });
    return this.known;
  }

  private async load(): Promise<JWK> {
    const rows = this.ports.db.getRepository(keyRows);
    const kept = await rows.findOneBy({ sole: true });
    if (kept !== null) return kept.privateJwk;
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    const made = JSON.stringify(await exportJWK(privateKey));
    // Of two processes that start at once, one's key is kept and both read it.
    await this.ports.db.query('INSERT INTO signing_key (sole, private_jwk) VALUES (true, $1) ON CONFLICT DO NOTHING', [
      made,
    ]);
    return (await rows.findOneByOrFail({ sole: true })).privateJwk;
  }
}

// The key pair that signs visitor tokens. It stands in this service's own table, which no other role can read, so that
// tokens survive restarts and every replica signs alike.
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';

export const ALGORITHM = 'EdDSA';

export interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

interface KeyRow {
  readonly private_jwk: JWK;
  readonly public_jwk: JWK;
}

@Injectable()
export class SigningKeys {
  private loading: Promise<readonly KeyRow[]> | null = null;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  /** The newest signs; the older ones still verify. */
  async current(): Promise<SigningKey> {
    const [newest] = await this.load();
    if (!newest) throw new Error('there is no signing key');
    const key = await importJWK(newest.private_jwk, ALGORITHM);
    if (key instanceof Uint8Array) throw new Error('the signing key is not a key pair');
    return { kid: newest.public_jwk.kid ?? '', key };
  }

  async publicKeys(): Promise<{ readonly keys: JWK[] }> {
    return { keys: (await this.load()).map(({ public_jwk }) => public_jwk) };
  }

  private load(): Promise<readonly KeyRow[]> {
    this.loading ??= this.readOrMake().catch((error: unknown) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  private async readOrMake(): Promise<readonly KeyRow[]> {
    const read = (): Promise<readonly KeyRow[]> =>
      this.ports.db.query('SELECT private_jwk, public_jwk FROM signing_key ORDER BY generation DESC');
    const found = await read();
    if (found.length > 0) return found;
    const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
    const jwk = await exportJWK(publicKey);
    const public_jwk = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: ALGORITHM, use: 'sig' };
    // Two replicas that start at once agree on whichever came first.
    await this.ports.db.query('INSERT INTO signing_key VALUES (1, $1, $2) ON CONFLICT DO NOTHING', [
      JSON.stringify(await exportJWK(privateKey)),
      JSON.stringify(public_jwk),
    ]);
    return read();
  }
}

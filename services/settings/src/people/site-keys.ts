// The public keys that a host site publishes at an address (JWKS), kept in memory: read again when they are old or when a
// token names one that is not among them, never oftener than every half minute. A site that is away takes no keys along:
// what was read last goes on counting.
import { PORTS, readJsonOutside, type ServicePorts, Unreadable } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWK, type JWTVerifyGetKey } from 'jose';

const OLD_AFTER_MS = 600_000;
const READ_EVERY_MS = 30_000;
const READING = { withinMs: 5_000, maxBytes: 65_536 };
const MOST_KEYS = 50;
/** Addresses that are remembered; somebody who changes theirs all the time forgets the others'. */
const MOST_SITES = 1_000;

export const SITE_ALGORITHMS: readonly string[] = ['EdDSA', 'RS256'];

export interface KeysFound {
  readonly keys: readonly { readonly kid: string | null; readonly alg: string }[];
}

interface Known {
  set: { readonly find: JWTVerifyGetKey; readonly readAt: number } | null;
  triedAt: number;
  trouble: Unreadable | null;
  reading: Promise<void> | null;
}

@Injectable()
export class SiteKeys {
  private readonly sites = new Map<string, Known>();

  constructor(@Inject(PORTS) private readonly ports: Pick<ServicePorts, 'clock' | 'outbound' | 'alarm'>) {}

  /** What stands there now, for whoever types the address. @throws Unreadable with the reason */
  async look(url: string): Promise<KeysFound> {
    const { keys } = await this.read(url);
    return { keys: keys.map(({ kid, alg, kty }) => ({ kid: kid ?? null, alg: alg ?? algorithmOf(kty) })) };
  }

  /** Finds a token's key. @throws Unreadable when nothing has ever been read there, JOSEError when the key is unknown */
  at(url: string): JWTVerifyGetKey {
    return async (header, token) => {
      const known = this.knownAt(url);
      if (known.set === null || this.since(known.set.readAt) >= OLD_AFTER_MS) await this.refresh(url, known);
      if (known.set === null) throw known.trouble ?? new Unreadable('It has not been read yet.');
      try {
        return await known.set.find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        // A new key of the site, or a made-up one: whoever makes them up must not make us ask for each.
        const before = known.set;
        await this.refresh(url, known);
        if (known.set === before) throw error;
        return known.set.find(header, token);
      }
    };
  }

  private knownAt(url: string): Known {
    let known = this.sites.get(url);
    if (known === undefined) {
      if (this.sites.size >= MOST_SITES) this.sites.clear();
      this.sites.set(url, (known = { set: null, triedAt: Number.NEGATIVE_INFINITY, trouble: null, reading: null }));
    }
    return known;
  }

  private async refresh(url: string, known: Known): Promise<void> {
    if (known.reading === null) {
      if (this.since(known.triedAt) < READ_EVERY_MS) return;
      known.triedAt = this.ports.clock.now();
      known.reading = this.reread(url, known).finally(() => (known.reading = null));
    }
    await known.reading;
  }

  private async reread(url: string, known: Known): Promise<void> {
    try {
      const set = await this.read(url);
      known.set = { find: createLocalJWKSet(set), readAt: this.ports.clock.now() };
      known.trouble = null;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      known.trouble = error;
      this.ports.alarm('the keys of a site could not be read', { host: new URL(url).host, reason: error.message });
    }
  }

  private async read(url: string): Promise<JSONWebKeySet> {
    const answer = await readJsonOutside(url, { ...READING, insideAllowed: this.ports.outbound.insideAllowed });
    const { keys } = (typeof answer === 'object' ? (answer ?? {}) : {}) as { readonly keys?: unknown };
    if (!Array.isArray(keys)) throw new Unreadable('It is no key set: there is no list called keys in it.');
    const usable = (keys as unknown[]).filter(isUsable);
    if (usable.some((key) => 'd' in key)) throw new Unreadable('It publishes a private key. Make new keys at once.');
    if (usable.length === 0) throw new Unreadable('It holds no key for EdDSA (Ed25519) or RS256.');
    return { keys: usable.slice(0, MOST_KEYS) };
  }

  private since(at: number): number {
    return this.ports.clock.now() - at;
  }
}

function isUsable(key: unknown): key is JWK & { readonly kty: string } {
  if (typeof key !== 'object' || key === null) return false;
  const { kty, crv, alg, use } = key as JWK;
  if (use !== undefined && use !== 'sig') return false;
  if (alg !== undefined && !SITE_ALGORITHMS.includes(alg)) return false;
  return kty === 'RSA' || (kty === 'OKP' && crv === 'Ed25519');
}

const algorithmOf = (kty: string | undefined): string => (kty === 'RSA' ? 'RS256' : 'EdDSA');

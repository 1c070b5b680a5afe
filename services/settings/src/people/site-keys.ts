// The public keys that a host site publishes at an address (JWKS), and what is wrong with them, in words.
import { PORTS, PublishedKeys, readJsonOutside, type ServicePorts, Unreadable } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { JSONWebKeySet, JWK, JWTVerifyGetKey } from 'jose';

const TIMES = { oldAfterMs: 600_000, readEveryMs: 30_000, firstReadEveryMs: 5_000 };
const READING = { withinMs: 5_000, maxBytes: 65_536 };
const MOST_KEYS = 50;
/** Addresses that are remembered; somebody who changes theirs all the time forgets the others'. */
const MOST_SITES = 1_000;

export const SITE_ALGORITHMS: readonly string[] = ['EdDSA', 'RS256'];

export interface KeysFound {
  readonly keys: readonly { readonly kid: string | null; readonly alg: string }[];
}

@Injectable()
export class SiteKeys {
  private readonly sites = new Map<string, PublishedKeys>();

  constructor(@Inject(PORTS) private readonly ports: Pick<ServicePorts, 'clock' | 'outbound' | 'alarm'>) {}

  /** What stands there now, for whoever types the address. @throws Unreadable with the reason */
  async look(url: string): Promise<KeysFound> {
    const { keys } = await this.read(url);
    return { keys: keys.map(({ kid, alg, kty }) => ({ kid: kid ?? null, alg: alg ?? algorithmOf(kty) })) };
  }

  /** Finds a token's key, see PublishedKeys. */
  at(url: string): JWTVerifyGetKey {
    let site = this.sites.get(url);
    if (site === undefined) {
      if (this.sites.size >= MOST_SITES) this.sites.clear();
      const now = (): number => this.ports.clock.now();
      const onTrouble = (error: unknown): void => this.tell(url, error);
      site = new PublishedKeys({ read: () => this.read(url), now, onTrouble, ...TIMES });
      this.sites.set(url, site);
    }
    return site.find;
  }

  private tell(url: string, error: unknown): void {
    const reason = error instanceof Unreadable ? error.message : error;
    this.ports.alarm('the keys of a site could not be read', { host: new URL(url).host, reason });
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
}

function isUsable(key: unknown): key is JWK & { readonly kty: string } {
  if (typeof key !== 'object' || key === null) return false;
  const { kty, crv, alg, use } = key as JWK;
  if (use !== undefined && use !== 'sig') return false;
  if (alg !== undefined && !SITE_ALGORITHMS.includes(alg)) return false;
  return kty === 'RSA' || (kty === 'OKP' && crv === 'Ed25519');
}

const algorithmOf = (kty: string | undefined): string => (kty === 'RSA' ? 'RS256' : 'EdDSA');

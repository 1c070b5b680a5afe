// Public keys that somebody else publishes (JWKS), kept in memory: read again when they are old or when a token names one
// that is not among them, never oftener than allowed. Whoever publishes them may be away: what was read last goes on
// counting. (jose's own remote set forgets its keys when it can't read them again.)
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

export interface KeySource {
  readonly read: () => Promise<JSONWebKeySet>;
  readonly now: () => number;
  readonly oldAfterMs: number;
  /** Once there are keys. */
  readonly readEveryMs: number;
  /** Until there are. */
  readonly firstReadEveryMs: number;
  readonly onTrouble?: (error: unknown) => void;
}

/** Nothing has been read yet, so nothing can be said of a token. */
export class KeysAway extends Error {
  override readonly name = 'KeysAway';
}

export class PublishedKeys {
  private known: { readonly find: JWTVerifyGetKey; readonly readAt: number } | null = null;
  private triedAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | null = null;

  constructor(private readonly source: KeySource) {}

  /** @throws KeysAway when nothing has ever been read, JOSEError when there is no such key */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const { now, oldAfterMs } = this.source;
    if (this.known === null || now() - this.known.readAt >= oldAfterMs) await this.refresh();
    const known = this.known;
    if (known === null) throw new KeysAway('the keys have not been read yet');
    try {
      return await known.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      // A new key, or a made-up one: whoever makes them up must not make us ask for each.
      await this.refresh();
      const newer = this.known;
      if (newer === null || newer === known) throw error;
      return newer.find(header, token);
    }
  };

  private async refresh(): Promise<void> {
    const { now, readEveryMs, firstReadEveryMs } = this.source;
    if (this.reading === null) {
      if (now() - this.triedAt < (this.known === null ? firstReadEveryMs : readEveryMs)) return;
      this.triedAt = now();
      this.reading = this.reread().finally(() => (this.reading = null));
    }
    await this.reading;
  }

  private async reread(): Promise<void> {
    const { read, now, onTrouble } = this.source;
    try {
      this.known = { find: createLocalJWKSet(await read()), readAt: now() };
    } catch (error) {
      onTrouble?.(error);
    }
  }
}

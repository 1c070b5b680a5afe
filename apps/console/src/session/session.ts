// The signed-in person and the bearer token, one per tab, renewed before it expires. A plain store: React only listens.
import { type Person, readClaims } from './claims';
import { issueToken } from './demo-issuer';

export type SessionSnapshot =
  | { readonly state: 'starting' }
  | { readonly state: 'signed_out'; readonly notice: SignOutNotice | null }
  | { readonly state: 'signed_in'; readonly person: Person };

export type SignOutNotice = 'ended' | 'unknown_person' | 'unreachable';

interface Stored {
  readonly token: string;
  readonly expiresAt: number;
}

const KEY = 'frontdesk.session';
/** Renewed this long before the end, so that a request in flight never carries a stale token. */
const RENEW_BEFORE_MS = 60_000;
const RETRY_MS = 5_000;

export class Session {
  private current: SessionSnapshot = { state: 'starting' };
  private stored: Stored | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly storage: Storage) {}

  readonly snapshot = (): SessionSnapshot => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get token(): string | undefined {
    return this.stored?.token;
  }

  /** `as` names a person in the address: it wins over whoever was signed in before in this tab. */
  async start(as: string | undefined): Promise<void> {
    const kept = this.readStored();
    const person = kept === undefined ? undefined : readClaims(kept.token);
    const fresh = kept !== undefined && kept.expiresAt - Date.now() > RENEW_BEFORE_MS;
    if (kept !== undefined && person !== undefined && fresh && (as === undefined || as === person.sub)) {
      this.accept(kept, person);
      return;
    }
    const sub = as ?? person?.sub;
    if (sub === undefined) this.set({ state: 'signed_out', notice: null });
    else await this.signIn(sub);
  }

  async signIn(sub: string): Promise<void> {
    try {
      const issued = await issueToken(sub);
      const person = issued === undefined ? undefined : readClaims(issued.access_token);
      if (issued === undefined || person === undefined) this.forget('unknown_person');
      else this.accept({ token: issued.access_token, expiresAt: Date.now() + issued.expires_in * 1000 }, person);
    } catch {
      this.forget('unreachable');
    }
  }

  signOut(): void {
    this.forget(null);
  }

  /** A request was refused as unauthenticated. Only the token it carried counts: a renewed one may already be here. */
  refused(token: string): void {
    if (token === this.stored?.token) this.forget('ended');
  }

  private accept(stored: Stored, person: Person): void {
    this.stored = stored;
    this.storage.setItem(KEY, JSON.stringify(stored));
    const lifetime = stored.expiresAt - Date.now();
    this.renewIn(Math.max(lifetime - RENEW_BEFORE_MS, lifetime / 2, RETRY_MS), person.sub);
    // A renewal for the same person changes nothing on the page.
    if (this.current.state !== 'signed_in' || this.current.person.sub !== person.sub) {
      this.set({ state: 'signed_in', person });
    }
  }

  private renewIn(delayMs: number, sub: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.renew(sub), delayMs);
  }

  private async renew(sub: string): Promise<void> {
    try {
      const issued = await issueToken(sub);
      const person = issued === undefined ? undefined : readClaims(issued.access_token);
      if (issued === undefined || person === undefined) this.forget('ended');
      else this.accept({ token: issued.access_token, expiresAt: Date.now() + issued.expires_in * 1000 }, person);
    } catch {
      // The network's fault, not the person's: keep the page and try again.
      this.renewIn(RETRY_MS, sub);
    }
  }

  private forget(notice: SignOutNotice | null): void {
    clearTimeout(this.timer);
    this.stored = undefined;
    this.storage.removeItem(KEY);
    this.set({ state: 'signed_out', notice });
  }

  private readStored(): Stored | undefined {
    try {
      const raw = this.storage.getItem(KEY);
      return raw === null ? undefined : (JSON.parse(raw) as Stored);
    } catch {
      return undefined;
    }
  }

  private set(next: SessionSnapshot): void {
    this.current = next;
    for (const listener of this.listeners) listener();
  }
}

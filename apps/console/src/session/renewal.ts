// Renewing a token before it ends: by its refresh token, or by asking the provider in a frame where there is none.
import type { User } from 'oidc-client-ts';
import { isFinal } from './notices';
import type { Held, SessionPorts } from './session-ports';

/** Renewed this long before the end, so that a request in flight never carries a stale token. */
const RENEW_BEFORE_MS = 60_000;
const RETRY_MS = 5_000;
/** A longer delay than timers of browsers know. */
const LONGEST_MS = 2_000_000_000;

export class Renewal {
  private underWay: Promise<boolean> | undefined;
  private cancel: () => void = () => undefined;

  constructor(
    private readonly ports: Pick<SessionPorts, 'now' | 'after'>,
    private readonly held: () => Held | undefined,
    /** The provider gives no more tokens: the session is over. */
    private readonly onOver: () => void,
  ) {}

  planFor({ expires_at: endsAt }: User): void {
    if (endsAt === undefined) return;
    const lifetime = endsAt * 1_000 - this.ports.now();
    this.planIn(Math.max(lifetime - RENEW_BEFORE_MS, lifetime / 2, RETRY_MS));
  }

  stop(): void {
    this.cancel();
  }

  /** One at a time: a refresh token that is used twice may end the whole session. */
  now(): Promise<boolean> {
    this.underWay ??= this.once().finally(() => (this.underWay = undefined));
    return this.underWay;
  }

  private planIn(delayMs: number): void {
    this.cancel();
    this.cancel = this.ports.after(Math.min(delayMs, LONGEST_MS), () => void this.now());
  }

  private async once(): Promise<boolean> {
    const held = this.held();
    if (held === undefined) return false;
    try {
      const user = await ask(held);
      if (user === null || this.held() !== held) return false;
      held.user = user;
      this.planFor(user);
      return true;
    } catch (error) {
      if (this.held() !== held) return false;
      // The network's fault, not the person's: keep the page and try again.
      if (isFinal(error, held.user.refresh_token !== undefined)) this.onOver();
      else this.planIn(RETRY_MS);
      return false;
    }
  }
}

async function ask({ manager, provider, user }: Held): Promise<User | null> {
  try {
    return await manager.signinSilent();
  } catch (error) {
    if (user.refresh_token === undefined || provider.demo || !isFinal(error, true)) throw error;
    // A tab that was doubled has used it up; the provider may still know the person.
    return manager.signinSilent({ forceIframeAuth: true });
  }
}

// The signed-in person and their token, one per tab, renewed before it ends. A plain store: React only listens.
//
//   starting ──▶ signed_out ──provider──▶ signed_in ──renewal refused──▶ signed_in, ended ──signed in again──▶ signed_in
//                                    └──▶ not_invited
//
// A session that is over takes no page away: what is typed stays where it is until somebody signs in again above it.
import type { Me, SignInProvider } from '@frontdesk/contracts';
import { User } from 'oidc-client-ts';
import { isProblem } from '../api/problem';
import { isRole, type Person } from './claims';
import { type Notice, noticeOf, refusalOf } from './notices';
import { SIGN_IN_PATH } from './provider';
import { Renewal } from './renewal';
import { type Begin, comeBack, HOME, leaveFor } from './sign-in-flow';
import type { Held, SessionPorts, SessionSnapshot } from './session-ports';
import type { TabMessage } from './tabs';

const LAST_PROVIDER = 'frontdesk.provider';
const BACK_HERE = 'frontdesk.back';
const TRY_AGAIN_MS = 3_000;

export class Session {
  private current: SessionSnapshot = { state: 'starting' };
  private providers: readonly SignInProvider[] = [];
  private held: Held | undefined;
  private readonly renewal: Renewal;
  private readonly tab: string;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly ports: SessionPorts) {
    this.tab = ports.newId();
    this.renewal = new Renewal(
      ports,
      () => this.held,
      () => {
        this.end();
      },
    );
    ports.tabs.listen((message) => {
      void this.hear(message);
    });
  }

  readonly snapshot = (): SessionSnapshot => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get token(): string | undefined {
    return this.held?.user.access_token;
  }

  /** Says of a person what the access token may leave out: their e-mail address. */
  get idToken(): string | undefined {
    return this.held?.user.id_token;
  }

  /** `?as=` in the address names a person of the demo, and wins over whoever was signed in before in this tab. */
  async start(): Promise<void> {
    const address = this.ports.address();
    try {
      this.providers = await this.ports.providers();
    } catch {
      this.signedOut({ kind: 'unreachable' });
      return;
    }
    if (address.pathname === SIGN_IN_PATH) {
      await this.arrive(address);
      return;
    }
    const as = address.searchParams.get('as');
    const demo = this.providers.find((one) => one.demo);
    const kept = await this.kept();
    if (as !== null && demo !== undefined && kept?.user.profile.sub !== as) await this.signInAs(demo, as);
    else if (kept !== undefined) await this.resume(kept);
    else {
      // Another tab of this browser was signed in: the provider knows whether it still would be.
      const last = this.providers.find(({ issuer }) => issuer === this.ports.remembered.getItem(LAST_PROVIDER));
      if (last === undefined) this.signedOut(null);
      else await this.signIn(last, { silently: true });
    }
  }

  /** Leaves the page for the provider's; comes back to the same address. */
  async signIn(provider: SignInProvider, begin: Begin = {}): Promise<void> {
    try {
      await leaveFor(this.ports, provider, begin);
    } catch (error) {
      this.signedOut(noticeOf(error));
    }
  }

  /** In a window beside the page, so that the page keeps what is typed; where none may open, in the page's place. */
  async signInAgain(): Promise<void> {
    if (this.held === undefined) return;
    const { provider, user } = this.held;
    const hint = provider.demo ? user.profile.sub : (user.profile.email ?? '');
    const question = new URLSearchParams({ tab: this.tab, issuer: provider.issuer, hint });
    if (!this.ports.openWindow(`${SIGN_IN_PATH}?${question.toString()}`)) await this.signIn(provider, { hint });
  }

  /** Whoever has been invited meanwhile is known now. */
  async refresh(): Promise<void> {
    if (this.held === undefined) await this.start();
    else await this.enter(this.held);
  }

  /** Signing in again then leads to the home page. */
  signOut(): Promise<void> {
    this.ports.thisTab.removeItem(BACK_HERE);
    return this.leave();
  }

  /** Signing in again then leads to this address: it is meant for somebody else. */
  signInAsOther(): Promise<void> {
    if (this.held === undefined) return Promise.resolve();
    const { pathname, search, hash } = this.ports.address();
    this.ports.thisTab.setItem(BACK_HERE, `${pathname}${search}${hash}`);
    return this.leave();
  }

  private async leave(): Promise<void> {
    const { held } = this;
    if (held === undefined) return;
    this.forget();
    this.ports.tabs.tell({ type: 'signed_out', sub: held.user.profile.sub });
    this.ports.remembered.removeItem(LAST_PROVIDER);
    try {
      // Gone from here whatever the provider does; it forgets its own session and leads back.
      await held.manager.signoutRedirect(held.user.id_token === undefined ? {} : { id_token_hint: held.user.id_token });
    } catch {
      this.signedOut({ kind: 'signed_out' });
    }
  }

  /**
   * A request was refused as unauthenticated. True when there is another token to try it with: only the token that it
   * carried is refused, a renewed one may already be here.
   */
  async refused(token: string): Promise<boolean> {
    if (this.held === undefined || this.isOver()) return false;
    if (token !== this.token) return true;
    return this.renewal.now();
  }

  /** Refused with a new token, too: somebody was removed, or is trusted no more. */
  lost(token: string): void {
    if (token === this.token) this.end();
  }

  private async kept(): Promise<Held | undefined> {
    for (const provider of this.providers) {
      const manager = this.ports.manager(provider);
      const user = await manager.getUser();
      if (user !== null) return { manager, provider, user };
    }
    return undefined;
  }

  /** After a reload. A token that is over may be renewed, or the provider asked. */
  private async resume(kept: Held): Promise<void> {
    this.held = kept;
    if (kept.user.expired !== true || (await this.renewal.now())) await this.enter(this.held);
    else {
      await kept.manager.removeUser();
      this.forget();
      this.signedOut({ kind: 'ended' });
    }
  }

  /** At the address that providers lead back to. */
  private async arrive({ href, searchParams }: URL): Promise<void> {
    const state = searchParams.get('state');
    if (state !== null && (searchParams.has('code') || searchParams.has('error'))) {
      await this.finish(href, state);
      return;
    }
    const wanted = this.providers.find(({ issuer }) => issuer === searchParams.get('issuer'));
    const tab = searchParams.get('tab');
    if (wanted !== undefined && tab !== null) {
      await this.signIn(wanted, { tab, hint: searchParams.get('hint') || undefined });
      return;
    }
    this.ports.show(this.ports.thisTab.getItem(BACK_HERE) ?? HOME);
    this.ports.thisTab.removeItem(BACK_HERE);
    this.signedOut({ kind: 'signed_out' });
  }

  private async finish(href: string, state: string): Promise<void> {
    const back = await comeBack(this.ports, this.providers, href, state);
    switch (back.as) {
      case 'frame':
        return;
      case 'messenger':
        this.ports.tabs.tell({ type: 'signed_in_again', tab: back.tab, user: back.user.toStorageString() });
        this.set({ state: 'handed_over' });
        this.ports.closeWindow();
        return;
      case 'somebody':
        this.ports.show(back.returnTo);
        await this.enter(back.held);
        return;
      case 'nobody':
        this.ports.show(back.returnTo);
        this.ports.remembered.removeItem(LAST_PROVIDER);
        this.signedOut(back.notice);
    }
  }

  private async signInAs(demo: SignInProvider, sub: string): Promise<void> {
    const manager = this.ports.manager(demo);
    try {
      const issued = await this.ports.demoTokens(sub);
      if (issued === undefined) {
        await manager.removeUser();
        this.signedOut({ kind: 'unknown_person' });
        return;
      }
      const expires_at = Math.floor(this.ports.now() / 1_000) + issued.expires_in;
      const user = new User({ ...issued, expires_at, profile: this.ports.profileOf(issued.id_token) });
      await manager.storeUser(user);
      await this.enter({ manager, provider: demo, user });
    } catch {
      this.signedOut({ kind: 'unreachable' });
    }
  }

  /** Whom the token names here is said by the server: by claims of the provider, or by an invitation. */
  private async enter(held: Held): Promise<void> {
    this.held = held;
    try {
      const me = await this.ports.me(held.user.access_token);
      if (!held.provider.demo) this.ports.remembered.setItem(LAST_PROVIDER, held.provider.issuer);
      this.set({ state: 'signed_in', person: personOf(me, held.user), ended: false });
      this.renewal.planFor(held.user);
    } catch (error) {
      if (isProblem(error) && error.code === 'not_invited') {
        this.set({ state: 'not_invited', name: nameOf(held.user) });
        return;
      }
      const notice = refusalOf(error);
      // Kept when our own server is away: trying again is enough then.
      if (notice.kind === 'token_refused') await held.manager.removeUser();
      this.forget();
      this.signedOut(notice);
    }
  }

  private async hear(message: TabMessage): Promise<void> {
    const { held } = this;
    if (held === undefined) return;
    if (message.type === 'signed_out' && message.sub === held.user.profile.sub) {
      await held.manager.removeUser();
      this.forget();
      this.signedOut({ kind: 'signed_out' });
    }
    if (message.type === 'signed_in_again' && message.tab === this.tab) {
      const user = User.fromStorageString(message.user);
      await held.manager.storeUser(user);
      await this.enter({ ...held, user });
    }
  }

  /** The session is over; the page stays. */
  private end(): void {
    this.renewal.stop();
    if (this.current.state === 'signed_in') this.set({ ...this.current, ended: true });
  }

  private isOver(): boolean {
    return this.current.state === 'signed_in' && this.current.ended;
  }

  private forget(): void {
    this.renewal.stop();
    this.held = undefined;
  }

  private signedOut(notice: Notice | null): void {
    const now: SessionSnapshot = { state: 'signed_out', notice, providers: this.providers };
    this.set(now);
    if (notice?.kind !== 'unreachable') return;
    // A server that restarts is back in a moment, and nobody should have to say so.
    this.ports.after(TRY_AGAIN_MS, () => {
      if (this.current === now) void this.refresh();
    });
  }

  private set(next: SessionSnapshot): void {
    this.current = next;
    for (const listener of this.listeners) listener();
  }
}

function personOf(me: Me, user: User): Person {
  const { email } = user.profile;
  return {
    sub: me.id,
    name: nameOf(user),
    email: email ?? '',
    roles: me.roles.filter(isRole),
    workspace: me.workspace,
  };
}

function nameOf({ profile }: User): string {
  return profile.name ?? profile.preferred_username ?? profile.email ?? profile.sub;
}

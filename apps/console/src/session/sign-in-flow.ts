// The way to a provider's page and back: what goes along, and what comes of it.
import type { SignInProvider } from '@frontdesk/contracts';
import type { User } from 'oidc-client-ts';
import { type Notice, noticeOf, wouldAsk } from './notices';
import { SIGN_IN_PATH } from './provider';
import type { Held, SessionPorts } from './session-ports';

/** What travels with a sign-in and comes back with it. */
interface UnderWay {
  readonly returnTo: string;
  /** The tab that waits for it, when it is not this one. */
  readonly tab?: string | undefined;
}

export interface Begin {
  /** Shows no page: who would have to be asked is not signed in. */
  readonly silently?: boolean;
  readonly hint?: string | undefined;
  readonly tab?: string | undefined;
}

export type CameBack =
  | { readonly as: 'somebody'; readonly held: Held; readonly returnTo: string }
  /** In a window that was opened for another tab. */
  | { readonly as: 'messenger'; readonly user: User; readonly tab: string }
  /** In a frame that renews: the page around it has been told. */
  | { readonly as: 'frame' }
  | { readonly as: 'nobody'; readonly notice: Notice | null; readonly returnTo: string };

export const HOME = '/workbench';

/** Leaves the page; comes back to the same address. @throws what the provider or the network says against it */
export async function leaveFor(
  ports: Pick<SessionPorts, 'address' | 'language' | 'manager' | 'newId'>,
  provider: SignInProvider,
  { silently = false, hint, tab }: Begin,
): Promise<void> {
  const { pathname, search, hash } = ports.address();
  const returnTo = pathname === SIGN_IN_PATH ? HOME : `${pathname}${search}${hash}`;
  await ports.manager(provider).signinRedirect({
    nonce: ports.newId(),
    state: { returnTo, tab } satisfies UnderWay,
    ui_locales: ports.language(),
    ...(silently && { prompt: 'none' }),
    ...(hint !== undefined && { login_hint: hint }),
  });
}

/** @param state as the provider sent it back: only what was begun in this browser counts */
export async function comeBack(
  ports: Pick<SessionPorts, 'begunAt' | 'manager'>,
  providers: readonly SignInProvider[],
  href: string,
  state: string,
): Promise<CameBack> {
  const provider = ports.begunAt(state, providers);
  if (provider === undefined) return { as: 'nobody', notice: { kind: 'not_begun_here' }, returnTo: HOME };
  const manager = ports.manager(provider);
  try {
    const user = await manager.signinCallback(href);
    if (user === undefined) return { as: 'frame' };
    const { returnTo, tab } = user.state as UnderWay;
    return tab === undefined
      ? { as: 'somebody', held: { manager, provider, user }, returnTo }
      : { as: 'messenger', user, tab };
  } catch (error) {
    const underWay = (error as { readonly state?: Partial<UnderWay> }).state;
    const notice = wouldAsk(error) ? null : noticeOf(error);
    return { as: 'nobody', notice, returnTo: underWay?.returnTo ?? HOME };
  }
}

// An identity provider as the pages use it: oidc-client-ts, with what we want of it settled in one place.
import type { SignInProvider } from '@frontdesk/contracts';
import { UserManager, WebStorageStateStore } from 'oidc-client-ts';

/** The one address that a provider must know: it leads back here after signing in and out. */
export const SIGN_IN_PATH = '/console/sign-in';
const STATES = 'frontdesk.oidc.';

export type Manager = Pick<
  UserManager,
  'getUser' | 'storeUser' | 'removeUser' | 'signinRedirect' | 'signinCallback' | 'signinSilent' | 'signoutRedirect'
>;

export function managerOf(provider: SignInProvider, origin: string): Manager {
  const back = `${origin}${SIGN_IN_PATH}`;
  return new UserManager({
    authority: provider.issuer,
    client_id: provider.clientId,
    scope: provider.scope,
    redirect_uri: back,
    silent_redirect_uri: back,
    post_logout_redirect_uri: back,
    extraQueryParams: { audience: provider.audience },
    // Tokens live as long as their tab; what is under way must survive a provider that comes back in another one.
    userStore: new WebStorageStateStore({ prefix: 'frontdesk.', store: window.sessionStorage }),
    stateStore: new WebStorageStateStore({ prefix: STATES, store: window.localStorage }),
    // When to renew, and what to do when that fails, the session knows better: a page must not be lost by it.
    automaticSilentRenew: false,
    validateSubOnSilentRenew: true,
    requestTimeoutInSeconds: 10,
  });
}

/** The provider that a sign-in was begun at, by the state that came back; undefined: it was not begun in this browser. */
export function begunAt(state: string, providers: readonly SignInProvider[]): SignInProvider | undefined {
  try {
    const kept = JSON.parse(window.localStorage.getItem(`${STATES}${state}`) ?? '{}') as {
      readonly authority?: string;
    };
    return providers.find(({ issuer }) => issuer === kept.authority);
  } catch {
    return undefined;
  }
}

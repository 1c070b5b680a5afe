// What a session asks of our own server: where people sign in, whom a token names, and the demo's tokens.
import type { Me, SignInOptions, SignInProvider } from '@frontdesk/contracts';
import type { UserProfile } from 'oidc-client-ts';
import { readProblem, unreachable } from '../api/problem';

/** What an OIDC provider answers at its token endpoint. */
export interface IssuedTokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
  readonly token_type: string;
  readonly scope: string;
  /** Seconds. */
  readonly expires_in: number;
}

export const fetchProviders = async (): Promise<readonly SignInProvider[]> =>
  ((await (await ask('/v1/sign-in')).json()) as SignInOptions).providers;

/** @throws ApiProblem not_invited when the token is good, but names nobody here */
export const fetchMe = async (token: string): Promise<Me> =>
  (await (await ask('/v1/me', { headers: { authorization: `Bearer ${token}` } })).json()) as Me;

/** The demo's people without its page; undefined when there is nobody by that name. */
export async function issueDemoTokens(sub: string): Promise<IssuedTokens | undefined> {
  const response = await fetch('/demo-issuer/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ sub }),
  });
  if (response.status >= 400 && response.status < 500) return undefined;
  if (!response.ok) throw await readProblem(response);
  return (await response.json()) as IssuedTokens;
}

/** What a token of ours says, unchecked: for a name to show. */
export function readProfile(token: string): UserProfile {
  const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as UserProfile;
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, init).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw await readProblem(response);
  return response;
}

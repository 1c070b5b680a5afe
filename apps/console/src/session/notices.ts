// Why somebody is not signed in, in the words of the sign-in page.
import { ErrorResponse, ErrorTimeout } from 'oidc-client-ts';
import { isProblem, isTransient } from '../api/problem';

export type NoticeKind =
  | 'unknown_person'
  | 'unreachable'
  | 'provider_away'
  | 'provider_refused'
  | 'denied'
  | 'not_begun_here'
  | 'token_refused'
  | 'ended'
  | 'signed_out';

export interface Notice {
  readonly kind: NoticeKind;
  /** What the other side said of it. */
  readonly detail?: string | undefined;
}

/** A provider without a session of this person: it says so instead of asking when it was told to ask nothing. */
const WOULD_ASK: readonly string[] = [
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
];
/** The provider's own trouble, over in a moment. */
const PASSING: readonly string[] = ['temporarily_unavailable', 'server_error', 'slow_down'];
/** In the library's words. */
const FOREIGN_ANSWER = /state|nonce|authority mismatch|client_id mismatch/i;

export const wouldAsk = (error: unknown): boolean => error instanceof ErrorResponse && WOULD_ASK.includes(said(error));

/** The provider has decided, and will decide the same again; or there is no way to ask it. */
export function isFinal(error: unknown, byRefreshToken: boolean): boolean {
  // A frame in which nothing happens: the provider is not shown in frames, or not told who asks.
  if (error instanceof ErrorTimeout) return !byRefreshToken;
  return error instanceof ErrorResponse && !PASSING.includes(said(error));
}

/** Why signing in at a provider failed. */
export function noticeOf(error: unknown): Notice {
  if (error instanceof ErrorResponse) {
    if (error.error === 'access_denied') return { kind: 'denied' };
    return { kind: 'provider_refused', detail: error.error_description ?? said(error) };
  }
  if (error instanceof Error && FOREIGN_ANSWER.test(error.message)) return { kind: 'not_begun_here' };
  return { kind: 'provider_away', detail: error instanceof Error ? error.message : undefined };
}

/** Why our own server does not take the token that a provider gave. */
export function refusalOf(error: unknown): Notice {
  if (isProblem(error) && !isTransient(error)) return { kind: 'token_refused', detail: error.detail };
  return { kind: 'unreachable' };
}

const said = ({ error }: ErrorResponse): string => error ?? '';

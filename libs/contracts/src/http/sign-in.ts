// What the pages must know to sign somebody in, before anybody is signed in.

/** An OIDC provider at which people of this installation sign in: authorization code with PKCE, as a public client. */
export interface SignInProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** What the access token must be for; sent along as `audience`, which some providers need. */
  readonly audience: string;
  /** What people call it; null: the page finds a word itself. */
  readonly name: string | null;
  /** Anybody may be anybody there. */
  readonly demo: boolean;
}

/** GET /v1/sign-in */
export interface SignInOptions {
  readonly providers: readonly SignInProvider[];
}

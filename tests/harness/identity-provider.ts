// An identity provider that we did not write, as an installation has one: oidc-provider, certified, with RS256, a session
// cookie, consent and refresh tokens. Whoever gives a name is that person there; no password is checked.
import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';

export interface IdentityProvider {
  readonly issuer: string;
  close(): Promise<void>;
}

/** What a product must be told of it before either of them runs. */
export const environmentFor = (port: number): Readonly<Record<string, string>> => ({
  OIDC_ISSUER: `http://localhost:${port}`,
  OIDC_JWKS_URL: `http://localhost:${port}/jwks`,
  OIDC_CLIENT_ID: 'desk',
  OIDC_NAME: 'Example',
});

/** @param productUrl whose pages may sign people in */
export async function startIdentityProvider(port: number, productUrl: string): Promise<IdentityProvider> {
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, await configurationFor(`${productUrl}/console/sign-in`));
  const answer = provider.callback();
  const server: Server = createServer((request, reply) => void answer(request, reply));
  await new Promise<void>((done) => server.listen(port, done));
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { issuer, close };
}

async function configurationFor(back: string): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: 'first', alg: 'RS256', use: 'sig' };
  return {
    jwks: { keys: [key] },
    cookies: { keys: ['only-for-tests'] },
    clients: [
      {
        client_id: 'desk',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [back],
        post_logout_redirect_uris: [back],
      },
    ],
    clientBasedCORS: () => true,
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, name: `${accountId} of Example`, email: `${accountId}@example.org` }),
    }),
    issueRefreshToken: () => true,
    features: {
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:frontdesk',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          ...{ scope: '', audience: 'frontdesk', accessTokenFormat: 'jwt', accessTokenTTL: 600 },
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  };
}

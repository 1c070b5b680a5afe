// The identity provider of the people of an installation: whose tokens count, and how the pages sign people in there.
import type { TrustedIssuer } from '@frontdesk/nest';
import { ConfigError } from './config-error.js';

type Env = Readonly<Record<string, string | undefined>>;

const SCOPE = 'openid profile email';

export function readIssuer(env: Env): TrustedIssuer | null {
  const [clientId, name] = [env['OIDC_CLIENT_ID'] || null, env['OIDC_NAME'] || null];
  const scope = env['OIDC_SCOPE'] || SCOPE;
  const audience = env['OIDC_AUDIENCE'] || 'frontdesk';
  const [issuer, jwksUrl] = [env['OIDC_ISSUER'], env['OIDC_JWKS_URL']];
  if (!issuer) {
    if (clientId === null) return null;
    throw new ConfigError('OIDC_CLIENT_ID needs OIDC_ISSUER: set it, for example OIDC_ISSUER=https://id.example.com.');
  }
  if (!jwksUrl)
    throw new ConfigError(`OIDC_JWKS_URL is missing; set it, for example OIDC_JWKS_URL=${issuer}/jwks.json.`);
  if (!scope.split(' ').includes('openid'))
    throw new ConfigError(`OIDC_SCOPE=${scope}: openid must be among them, as in OIDC_SCOPE="${SCOPE}".`);
  const signIn = clientId === null ? {} : { signIn: { clientId, scope, name, demo: false } };
  return { issuer, audience, jwksUrl, kind: 'person', ...signIn };
}

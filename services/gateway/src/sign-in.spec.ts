// Which page comes first: the demo's shop only where everybody is of the demo.
import { describe, expect, it } from '@jest/globals';
import type { TrustedIssuer } from '@frontdesk/nest';
import { isDemo } from './sign-in.js';

const issuer = (kind: TrustedIssuer['kind'], demo?: boolean): TrustedIssuer => ({
  ...{ issuer: 'https://id.example', audience: 'frontdesk', jwksUrl: 'https://id.example/jwks.json', kind },
  ...(demo === undefined ? {} : { signIn: { clientId: 'pages', scope: 'openid', name: null, demo } }),
});

describe('A3h the first page', () => {
  it.each([
    ['the demo’s own issuer', [issuer('visitor'), issuer('person', true)], true],
    ['an identity provider of one’s own', [issuer('visitor'), issuer('person', false)], false],
    ['both', [issuer('person', true), issuer('person', false)], false],
    ['a provider at which the pages cannot sign anybody in', [issuer('person')], false],
    ['nobody yet', [issuer('visitor')], false],
  ])('with %s', (_, issuers, expected) => {
    expect(isDemo(issuers)).toBe(expected);
  });
});

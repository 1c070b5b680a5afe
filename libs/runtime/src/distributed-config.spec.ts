// What a process of the distributed product refuses to start with.
import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig, readDistributedConfig } from './index.js';

const told = {
  DATABASE_URL: 'postgres://host/database',
  KAFKA_BROKERS: 'host:9092',
  REDIS_URL: 'redis://host:6379',
  FRONTDESK_INSTANCE: 'settings-0',
  FRONTDESK_INTERNAL_URL: 'http://host:3000',
  FRONTDESK_KEY: 'k'.repeat(32),
  PUBLIC_URL: 'https://chat.example',
};
const DEMO = { DEMO_ISSUER_URL: 'http://demo-issuer:3000' };

describe('A3b the demo issuer', () => {
  test('is refused where it was not asked for', () => {
    expect(() => readDistributedConfig({ ...told, ...DEMO })).toThrow(ConfigError);
    expect(() => readDistributedConfig({ ...told, ...DEMO, FRONTDESK_DEMO: 'true' })).toThrow('FRONTDESK_DEMO=1');
  });

  test('is an issuer like any other where it was: known by its name and its keys', () => {
    const { issuers } = readDistributedConfig({ ...told, ...DEMO, FRONTDESK_DEMO: '1' });
    expect(issuers).toMatchObject([
      { issuer: 'https://chat.example/demo-issuer', jwksUrl: 'http://demo-issuer:3000/demo-issuer/jwks.json' },
    ]);
    expect(issuers[0]?.signIn).toMatchObject({ demo: true, clientId: 'frontdesk-pages' });
    const own = { OIDC_ISSUER: 'https://id.example', OIDC_JWKS_URL: 'https://id.example/keys' };
    expect(readDistributedConfig({ ...told, ...own }).issuers).toEqual([
      { issuer: 'https://id.example', audience: 'frontdesk', jwksUrl: 'https://id.example/keys', kind: 'person' },
    ]);
  });
});

describe('A3h the provider at which people sign in on the pages', () => {
  const OWN = { OIDC_ISSUER: 'https://id.example', OIDC_JWKS_URL: 'https://id.example/keys' };

  test('is told by the same names embedded and distributed', () => {
    const env = { ...told, ...OWN, OIDC_CLIENT_ID: 'desk', OIDC_NAME: 'Example' };
    const signIn = { clientId: 'desk', scope: 'openid profile email', name: 'Example', demo: false };
    expect(readDistributedConfig(env).issuers).toMatchObject([{ issuer: 'https://id.example', signIn }]);
    expect(readConfig(env).issuer).toMatchObject({ audience: 'frontdesk', signIn });
    expect(readConfig({}).issuer).toBeNull();
  });

  test.each([
    ['a client without an issuer', { OIDC_CLIENT_ID: 'desk' }, 'OIDC_ISSUER'],
    ['an issuer without keys', { OIDC_ISSUER: 'https://id.example' }, 'OIDC_JWKS_URL'],
    ['a scope that is no sign-in', { ...OWN, OIDC_SCOPE: 'profile' }, 'openid must be among them'],
  ])('%s is refused with what to write', (_, env, words) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(words);
  });
});

describe('a clock that runs faster than the machine’s', () => {
  const fast = { FRONTDESK_CLOCK_SPEED: '10', FRONTDESK_CLOCK_FROM: '1700000000000' };

  test('is for demos only, and says since when', () => {
    expect(readDistributedConfig({ ...told, ...fast, FRONTDESK_DEMO: '1' }).pace).toEqual({
      ...{ from: 1_700_000_000_000, speed: 10 },
    });
    expect(() => readDistributedConfig({ ...told, ...fast })).toThrow('FRONTDESK_DEMO=1');
    expect(() => readDistributedConfig({ ...told, FRONTDESK_CLOCK_SPEED: '10' })).toThrow('FRONTDESK_CLOCK_FROM');
    expect(readDistributedConfig(told).pace).toBeNull();
  });
});

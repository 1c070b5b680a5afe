// What a process of the distributed product refuses to start with.
import { describe, expect, test } from '@jest/globals';
import { ConfigError, readDistributedConfig } from './index.js';

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
    const own = { OIDC_ISSUER: 'https://id.example', OIDC_JWKS_URL: 'https://id.example/keys' };
    expect(readDistributedConfig({ ...told, ...own }).issuers).toEqual([
      { issuer: 'https://id.example', audience: 'frontdesk', jwksUrl: 'https://id.example/keys', kind: 'person' },
    ]);
  });
});

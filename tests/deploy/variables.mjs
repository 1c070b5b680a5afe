// The environment variables that a process reads: found by letting the readers of the configuration read.
import { readConfig } from '../../libs/runtime/src/config.js';
import { readDistributedConfig } from '../../libs/runtime/src/distributed-config.js';
import { environmentOf, SERVICES } from '../../deploy/topology.mjs';

const FRONT = 'gateway';

/** Enough for a process to start: every path through the reader is taken. */
export const COMPLETE = {
  ...environmentOf({
    ...{ service: 'conversation', replica: 0, port: 3000, host: '0.0.0.0', internalUrl: 'http://conversation:3000' },
    ...{ databaseUrl: 'postgres://one@host/one', brokers: ['kafka:9092'], redisUrl: 'redis://redis:6379' },
    ...{ key: 'k'.repeat(32), publicUrl: 'http://localhost:3000' },
    origins: Object.fromEntries(
      SERVICES.filter(({ name }) => name !== FRONT).map(({ name }) => [name, `http://${name}`]),
    ),
  }),
  OIDC_ISSUER: 'https://id.example',
  OIDC_JWKS_URL: 'https://id.example/jwks.json',
};

/** @returns {ReadonlySet<string>} the names asked for */
export function namesReadBy(reader, env) {
  const names = new Set();
  reader(
    new Proxy(env, {
      get: (target, name) => {
        if (typeof name === 'string') names.add(name);
        return target[name];
      },
    }),
  );
  return names;
}

export const embeddedNames = () => namesReadBy(readConfig, {});
export const distributedNames = () => namesReadBy(readDistributedConfig, COMPLETE);
export { readConfig, readDistributedConfig };

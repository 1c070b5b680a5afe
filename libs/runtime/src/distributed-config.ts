// What a process of the distributed product must be told: where its database, Kafka and Redis are, and who else is there.
import { ConfigError } from './config-error.js';
import { readConfig, type Config } from './config.js';
import type { TrustedIssuer } from '@frontdesk/nest';

type Env = Readonly<Record<string, string | undefined>>;

export interface DistributedConfig extends Config {
  readonly databaseUrl: string;
  readonly brokers: readonly string[];
  readonly redisUrl: string;
  /** The replica's name: stable over its restarts, unique within the installation. */
  readonly instance: string;
  /** Where the other replicas and services reach this one. */
  readonly internalUrl: string;
  readonly installationKey: string;
  /** By service name: where its replicas answer, or one address in front of them. */
  readonly origins: Readonly<Record<string, readonly string[]>>;
  readonly issuers: readonly TrustedIssuer[];
}

const SERVICES = ['settings', 'presence', 'assignment-queue', 'conversation', 'submission', 'demo-issuer'];
/** What the demo issuer says of itself where it runs in the same process. */
const DEMO_SIGN_IN = { clientId: 'frontdesk-pages', scope: 'openid profile email', name: null, demo: true };
/** Above the longest pause of a healthy event loop, below what a visitor would notice. */
const LANE_LEASE_MS = 2_000;

export function readDistributedConfig(env: Env): DistributedConfig {
  const config = readConfig(env);
  if (config.pace !== null && !config.demo)
    throw new ConfigError(
      'FRONTDESK_CLOCK_SPEED is set without FRONTDESK_DEMO=1: a fast clock is for demos and tests only.',
    );
  const origins = Object.fromEntries(
    SERVICES.flatMap((service) => {
      const origin = env[originVariable(service)];
      return origin ? [[service, origin.split(',').map((one) => one.trim().replace(/\/$/, ''))]] : [];
    }),
  );
  return {
    ...config,
    tuning: { ...config.tuning, laneLeaseMs: config.tuning.laneLeaseMs || LANE_LEASE_MS },
    databaseUrl: needed(env, 'DATABASE_URL', 'postgres://user:password@host/database'),
    brokers: needed(env, 'KAFKA_BROKERS', 'host:9092,host:9092').split(','),
    redisUrl: needed(env, 'REDIS_URL', 'redis://host:6379'),
    instance: needed(env, 'FRONTDESK_INSTANCE', 'conversation-0'),
    internalUrl: needed(env, 'FRONTDESK_INTERNAL_URL', 'http://host:3000').replace(/\/$/, ''),
    installationKey: longKey(needed(env, 'FRONTDESK_KEY', '32 random characters or more')),
    origins,
    issuers: issuersOf(config, origins),
  };
}

/** `conversation` → `CONVERSATION_URL`. */
export const originVariable = (service: string): string => `${service.replaceAll('-', '_').toUpperCase()}_URL`;

function issuersOf(
  { issuer, demo, publicUrl }: Config,
  origins: Readonly<Record<string, readonly string[]>>,
): TrustedIssuer[] {
  const issuers: TrustedIssuer[] = [];
  const conversation = origins['conversation'];
  if (conversation) {
    const [jwksUrl = '', ...alsoAt] = conversation.map((origin) => `${origin}/v1/visitor-sessions/jwks.json`);
    issuers.push({ issuer: 'frontdesk-visitor', audience: 'frontdesk', jwksUrl, alsoAt, kind: 'visitor' });
  }
  if (issuer !== null) issuers.push(issuer);
  const demoIssuer = origins['demo-issuer'];
  if (demoIssuer && !demo)
    throw new ConfigError(
      'DEMO_ISSUER_URL is set without FRONTDESK_DEMO=1: whoever asks it is an owner, so it is for demos only.',
    );
  if (demoIssuer) {
    const [jwksUrl = '', ...alsoAt] = demoIssuer.map((origin) => `${origin}/demo-issuer/jwks.json`);
    const name = `${publicUrl ?? demoIssuer[0]}/demo-issuer`;
    issuers.push({ issuer: name, audience: 'frontdesk', jwksUrl, alsoAt, kind: 'person', signIn: DEMO_SIGN_IN });
  }
  return issuers;
}

function needed(env: Env, name: string, example: string): string {
  const value = env[name];
  if (!value) throw new ConfigError(`${name} is missing; set it, for example ${name}=${example}.`);
  return value;
}

function longKey(key: string): string {
  if (key.length < 32) throw new ConfigError('FRONTDESK_KEY is too short: use 32 random characters or more.');
  return key;
}

// Configuration, read once and whole at boot: a wrong value stops the start with a sentence that says what to write.
import type { Outbound, Quotas, TrustedIssuer, Tuning } from '@frontdesk/nest';
import { ConfigError } from './config-error.js';
import { readFiles, type FilesConfig } from './files-config.js';
import { readIssuer } from './own-issuer.js';
import type { Pace } from './system.js';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** The folder of the embedded database; unused when `databaseUrl` is given. */
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** How long a connection or a read may take before the request is told to come again. */
  readonly databaseWaitMs: number;
  readonly logLevel: string;
  readonly publicUrl: string | null;
  /** Where /metrics is served; 0: nowhere. */
  readonly metricsPort: number;
  readonly tuning: Tuning;
  readonly quotas: Quotas;
  readonly outbound: Outbound;
  readonly files: FilesConfig;
  /** The identity provider of the installation's people; null: none is set up. */
  readonly issuer: TrustedIssuer | null;
  /** Wanted with everything that is for a demo alone: its people, its workspace. */
  readonly demo: boolean;
  /** Proxies in front whose X-Forwarded-For is believed. */
  readonly trustedProxies: number;
  /** The header in which the proxy in front says a visitor's country; null: none does. */
  readonly countryHeader: string | null;
  /** For tests and demonstrations: a clock that runs faster than the machine's; null: the machine's. */
  readonly pace: Pace | null;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // What is set to nothing (an unfilled line of a compose file) counts as not set.
  const logLevel = env['LOG_LEVEL'] || 'warn';
  if (!LOG_LEVELS.includes(logLevel))
    throw new ConfigError(`LOG_LEVEL=${logLevel}: use one of ${LOG_LEVELS.join(', ')}.`);
  const pace = readPace(env);
  return {
    port: integer(env, 'PORT', 3000, 0, 65_535),
    host: env['HOST'] || '127.0.0.1',
    dataDir: env['FRONTDESK_DATA'] || '.data',
    databaseUrl: databaseUrl(env['DATABASE_URL']),
    databaseWaitMs: integer(env, 'FRONTDESK_DATABASE_WAIT_MS', 10_000, 100),
    logLevel,
    publicUrl: publicUrl(env['PUBLIC_URL']),
    metricsPort: integer(env, 'METRICS_PORT', 9464, 0, 65_535),
    tuning: readTuning(env, pace),
    quotas: readQuotas(env),
    outbound: readOutbound(env),
    files: readFiles(env),
    issuer: readIssuer(env),
    demo: env['FRONTDESK_DEMO'] === '1',
    trustedProxies: integer(env, 'FRONTDESK_TRUST_PROXY', 0, 0, 10),
    countryHeader: headerName(env['FRONTDESK_COUNTRY_HEADER']),
    pace,
  };
}

/** Since when is needed, too: a clock that began anew with each process would go back, and each would show another time. */
function readPace(env: Readonly<Record<string, string | undefined>>): Pace | null {
  const speed = integer(env, 'FRONTDESK_CLOCK_SPEED', 1, 1, 1_000);
  const from = integer(env, 'FRONTDESK_CLOCK_FROM', 0, 0, Number.MAX_SAFE_INTEGER);
  if (speed > 1 && from === 0) {
    throw new ConfigError(
      `FRONTDESK_CLOCK_SPEED=${speed} needs FRONTDESK_CLOCK_FROM: since when the clock is that fast, in ms since 1970, the same for all processes.`,
    );
  }
  return speed === 1 ? null : { from, speed };
}

/** The addresses may hold passwords, so they are not repeated. */
function readOutbound(env: Readonly<Record<string, string | undefined>>): Outbound {
  const smtpUrl = env['FRONTDESK_SMTP_URL'] || null;
  if (smtpUrl !== null && !(/^smtps?:\/\//.test(smtpUrl) && URL.canParse(smtpUrl)))
    throw new ConfigError('FRONTDESK_SMTP_URL: use an address like smtp://user:password@mail.example.com:587.');
  const mailFrom = env['FRONTDESK_MAIL_FROM'] || null;
  if (mailFrom !== null && !/^[^<>\r\n]*<?[^\s@<>]+@[^\s@<>]+>?$/.test(mailFrom))
    throw new ConfigError(`FRONTDESK_MAIL_FROM=${mailFrom}: use an address like Shop <no-reply@example.com>.`);
  if (smtpUrl !== null && mailFrom === null)
    throw new ConfigError('FRONTDESK_SMTP_URL needs FRONTDESK_MAIL_FROM: the address that mail comes from.');
  const inside = env['FRONTDESK_WEBHOOK_INSIDE'] || '0';
  if (inside !== '0' && inside !== '1')
    throw new ConfigError(`FRONTDESK_WEBHOOK_INSIDE=${inside}: use 1 to let webhooks reach the own network, or 0.`);
  return { smtpUrl, mailFrom, insideAllowed: inside === '1' };
}

/** It may hold a password, so it is not repeated. */
function databaseUrl(text: string | undefined): string | null {
  if (!text) return null;
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new ConfigError('DATABASE_URL: use an address that begins with postgres:// or postgresql://.');
}

function headerName(text: string | undefined): string | null {
  if (!text) return null;
  if (/^[A-Za-z0-9-]{1,60}$/.test(text)) return text.toLowerCase();
  throw new ConfigError(`FRONTDESK_COUNTRY_HEADER=${text}: use the name of a header, like cf-ipcountry.`);
}

function publicUrl(text: string | undefined): string | null {
  if (!text) return null;
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text.replace(/\/$/, '');
  throw new ConfigError(`PUBLIC_URL=${text}: use an address that begins with http:// or https://.`);
}

function readTuning(env: Readonly<Record<string, string | undefined>>, pace: Pace | null): Tuning {
  // What machines need among themselves takes as long on a fast clock as on any.
  const machines = (ms: number): number => ms * (pace?.speed ?? 1);
  return {
    heartbeatMs: integer(env, 'FRONTDESK_HEARTBEAT_MS', 15_000, 100),
    leaseMs: integer(env, 'FRONTDESK_LEASE_MS', 45_000, 300),
    closeGraceMs: integer(env, 'FRONTDESK_CLOSE_GRACE_MS', 5_000, 0),
    reapEveryMs: integer(env, 'FRONTDESK_REAP_EVERY_MS', 5_000, 100),
    decisionWaitMs: integer(env, 'FRONTDESK_DECISION_WAIT_MS', 3_000, 0),
    laneLeaseMs: integer(env, 'FRONTDESK_LANE_LEASE_MS', 0, 0),
    positionEveryMs: integer(env, 'FRONTDESK_POSITION_EVERY_MS', 2_000, 0),
    changedEveryMs: integer(env, 'FRONTDESK_CHANGED_EVERY_MS', 250, 0),
    helloMs: machines(5_000),
    ticketMs: machines(30_000),
    laneLookMs: machines(500),
  };
}

/** Per minute; of what one visitor creates, per ten minutes. 0: no limit. */
function readQuotas(env: Readonly<Record<string, string | undefined>>): Quotas {
  return {
    workspace: integer(env, 'FRONTDESK_RATE_WORKSPACE', 120_000, 0),
    person: integer(env, 'FRONTDESK_RATE_PERSON', 6_000, 0),
    key: integer(env, 'FRONTDESK_RATE_KEY', 3_000, 0),
    visitor: integer(env, 'FRONTDESK_RATE_VISITOR', 1_200, 0),
    starts: integer(env, 'FRONTDESK_FLOOD_STARTS', 60, 0),
    submissions: integer(env, 'FRONTDESK_FLOOD_SUBMISSIONS', 30, 0),
    address: integer(env, 'FRONTDESK_FLOOD_ADDRESS', 300, 0),
  };
}

function integer(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  otherwise: number,
  least: number,
  most = 86_400_000,
): number {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new ConfigError(`${name}=${text}: use a whole number from ${least} to ${most}.`);
  }
  return value;
}

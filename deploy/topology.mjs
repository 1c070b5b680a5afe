// The distributed product as one list: what runs, how often, and what each process must be told. The native set-up starts
// it, the tests compare docker-compose.yml with it.

/** Replicas: two where a takeover is a person's business, one elsewhere; more by `--replicas conversation=2`. */
export const SERVICES = [
  { name: 'settings', replicas: 1 },
  { name: 'presence', replicas: 1 },
  { name: 'assignment-queue', replicas: 2 },
  { name: 'conversation', replicas: 1 },
  { name: 'submission', replicas: 1 },
  { name: 'demo-issuer', replicas: 1 },
  { name: 'gateway', replicas: 2 },
];

/** Where a process tells how it is doing, `/metrics`; where several share a machine each has a port of its own. */
export const METRICS_PORT = 9464;

/** The database (and role) of a service. */
export const databaseOf = (service) => `frontdesk_${service.replaceAll('-', '_')}`;

/** `conversation` → `CONVERSATION_URL`. */
export const originVariable = (service) => `${service.replaceAll('-', '_').toUpperCase()}_URL`;

/**
 * The environment of one process.
 * @param {{service: string, replica: number, port: number, metricsPort?: number, host: string, databaseUrl: string, brokers: readonly string[],
 *   redisUrl: string, filesDir?: string, key: string, publicUrl: string, internalUrl: string, origins: Readonly<Record<string, string>>}} at
 *   filesDir: a folder that all replicas of the service see
 *   origins: by service, the addresses of its replicas with commas between them, or one in front of them
 */
export function environmentOf(at) {
  const origins = Object.entries(at.origins).map(([service, url]) => [originVariable(service), url]);
  return {
    ...Object.fromEntries(origins),
    ...(at.filesDir ? { FRONTDESK_FILES_DIR: at.filesDir } : {}),
    PORT: String(at.port),
    METRICS_PORT: String(at.metricsPort ?? METRICS_PORT),
    HOST: at.host,
    DATABASE_URL: at.databaseUrl,
    KAFKA_BROKERS: at.brokers.join(','),
    REDIS_URL: at.redisUrl,
    FRONTDESK_INSTANCE: `${at.service}-${at.replica}`,
    FRONTDESK_INTERNAL_URL: at.internalUrl,
    FRONTDESK_KEY: at.key,
    FRONTDESK_DEMO: '1',
    PUBLIC_URL: at.publicUrl,
  };
}

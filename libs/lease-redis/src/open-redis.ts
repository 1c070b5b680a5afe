// The Redis client with settings for leases: it comes back by itself, and nobody waits for it for ever.
import { Redis } from 'ioredis';

const LONGEST_PAUSE_MS = 2_000;

/** What waits for an answer when the connection breaks is sent again: every operation here bears it. */
export function openRedis(url: string, onTrouble: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    connectTimeout: 3_000,
    commandTimeout: 5_000,
    maxRetriesPerRequest: 5,
    enableAutoPipelining: true,
    retryStrategy: (attempt) => Math.random() * Math.min(LONGEST_PAUSE_MS, 50 * 2 ** Math.min(attempt, 10)),
  });
  redis.on('error', onTrouble);
  return redis;
}

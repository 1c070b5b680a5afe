// Leases, limits and signals in Redis.
export { openRedis } from './open-redis.js';
export { RedisLeaseStore, type RedisLeaseOptions } from './redis-lease-store.js';
export { RedisLimits } from './redis-limits.js';
export { type RedisClient } from './script.js';
export { redisSignals, type RedisSignals } from './redis-signals.js';

// Connection leases and rate limits: the ports and their memory adapters.
export { FallbackLimits } from './fallback-limits.js';
export { standingOf, type Bucket, type Limits, type Standing, type Taken } from './limits.js';
export { MemoryLimits } from './memory-limits.js';
export { MemoryLeaseStore } from './memory-lease-store.js';
export {
  HEARTBEAT_MS,
  LEASE_TIMES,
  type Lapsed,
  type LeaseStore,
  type LeaseTimes,
  type LeaseView,
  type Member,
} from './port.js';

// Connection leases: the port and its memory adapter.
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

// The contract suites of leases and limits, for every adapter.
export { LEASE_CONTRACT, type LeaseCase, type LeaseHarness } from './lease-contract.js';
export { LIMITS_CONTRACT, type LimitsCase, type LimitsHarness } from './limits-contract.js';

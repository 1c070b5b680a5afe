// The contract suite of the lease store, for every adapter.
export { LEASE_CONTRACT, type LeaseCase, type LeaseHarness } from './lease-contract.js';

// The memory adapter keeps the contract.
import { describe, test } from '@jest/globals';
import { MemoryLeaseStore } from './index.js';
import { LEASE_CONTRACT } from './testing/index.js';

describe('leases in memory', () => {
  test.each(LEASE_CONTRACT)('$name', async ({ run }) => {
    let now = 1_700_000_000_000;
    const times = { expiryMs: 45_000, claimMs: 10_000 };
    const store = new MemoryLeaseStore(() => now, times);
    await run({ store, other: store, times, advance: async (ms) => void (now += ms) });
  });
});

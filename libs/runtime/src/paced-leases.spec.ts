// Leases on a fast clock keep the contract by that clock, whatever the store's own shows.
import { describe, expect, test } from '@jest/globals';
import { MemoryLeaseStore, type Member } from '@frontdesk/lease';
import { LEASE_CONTRACT } from '@frontdesk/lease/testing';
import { pacedLeases } from './paced-leases.js';

const START = 1_700_000_000_000;
const SPEED = 10;
const times = { expiryMs: 45_000, claimMs: 10_000 };
const ana: Member = { workspace: 'w', kind: 'agent', id: 'ana' };

function fast() {
  let machine = START;
  const own = { expiryMs: times.expiryMs / SPEED, claimMs: times.claimMs / SPEED };
  const store = pacedLeases(new MemoryLeaseStore(() => machine, own), { from: START, speed: SPEED });
  return { store, advance: async (ms: number) => void (machine += ms / SPEED) };
}

describe('leases on a fast clock', () => {
  test.each(LEASE_CONTRACT)('$name', async ({ run }) => {
    const { store, advance } = fast();
    await run({ store, other: store, times, advance });
  });

  test('tell their instants by that clock', async () => {
    const { store, advance } = fast();
    await advance(60_000);
    await store.open(ana, 'c');
    expect(await store.leases(ana)).toMatchObject([
      { openedAt: START + 60_000, lastBeatAt: START + 60_000, expiresAt: START + 105_000 },
    ]);
    await advance(45_000);
    expect(await store.reap(10)).toMatchObject([{ member: ana, lastBeatAt: START + 60_000 }]);
  });
});

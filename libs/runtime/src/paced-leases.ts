// Leases in a store that goes by the machine's clock, for a product on a faster one: times are shorter there by as much,
// and what it says of instants is told as the product's clock showed them.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import type { LeaseStore } from '@frontdesk/lease';
import { shownAt, type Pace } from './system.js';

/** @param store its own times are the machine's */
export function pacedLeases(store: LeaseStore, pace: Pace): LeaseStore {
  const shown = (at: Instant): Instant => shownAt(pace, at);
  const lasting = (ms: DurationMs): DurationMs => Math.ceil(ms / pace.speed);
  return {
    open: (member, connectionId, about, expiryMs) =>
      store.open(member, connectionId, about, ...(expiryMs === undefined ? [] : [lasting(expiryMs)])),
    renew: (member, connectionId, active) => store.renew(member, connectionId, active),
    close: (member, connectionId, graceMs) => store.close(member, connectionId, lasting(graceMs)),
    reap: async (limit) =>
      (await store.reap(limit)).map((lapsed) => ({ ...lapsed, lastBeatAt: shown(lapsed.lastBeatAt) })),
    // By whose they were and which: when they were last heard of is not asked.
    settle: (lapsed) => store.settle(lapsed),
    leases: async (member) =>
      (await store.leases(member)).map((lease) => ({
        ...lease,
        openedAt: shown(lease.openedAt),
        lastBeatAt: shown(lease.lastBeatAt),
        lastActiveAt: shown(lease.lastActiveAt),
        expiresAt: shown(lease.expiresAt),
      })),
    incarnation: () => store.incarnation(),
  };
}

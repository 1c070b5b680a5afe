// Leases: which connections are alive. Two adapters (memory, Redis), one contract suite (./testing).
//
//   open ──▶ lease until now + expiry ──renew──▶ … ──silence──▶ lapsed ──reap──▶ claimed ──settle──▶ gone
//                                      └─close─▶ lapses after the grace instead
//
// Semantics every adapter keeps, and the suite proves:
//   1. Atomic: of any number of concurrent opens of one member, exactly one answers `first`.
//   2. The store's own clock alone decides: callers' clocks may disagree.
//   3. A lease renewed within its expiry never lapses. A lapsed one that nobody has settled yet may be renewed.
//   4. A closed lease lapses after its grace and can't be renewed, so that a page that reloads changes nothing. Closed
//      again it may lapse sooner, never later.
//   5. reap tells of a member only when all its leases have lapsed. Lapsed leases of a member with a live one just go.
//   6. One reaper acts: a member that reap has told of is told of again only when the claim has run out unsettled.
//      So whoever appends facts from it does so before settle; a reaper that dies between the two loses nothing.
//   7. settle removes what was told and is still lapsed, and answers `returned` when the member lives again meanwhile:
//      the caller then takes back what it has told.
//   8. Every opening has an epoch greater than all before it of this member, also after the store has forgotten
//      everything: it tells a lease that was opened again from the one it replaces.
import type { DurationMs, Instant } from '@frontdesk/kernel';

/** Whose connections are counted together. */
export interface Member {
  readonly workspace: string;
  readonly kind: 'agent' | 'visitor';
  readonly id: string;
}

/** A member whose last lease has lapsed. */
export interface Lapsed {
  readonly member: Member;
  /** Whoever was heard of last comes first. */
  readonly connections: readonly string[];
  /** The last sign of life of any of them, by the store's clock. */
  readonly lastBeatAt: Instant;
  /** `closed` when every one of them was closed by its page. */
  readonly cause: 'closed' | 'expired';
}

/** A live lease and where it comes from: why somebody counts as there. Times are the store's. */
export interface LeaseView {
  readonly connectionId: string;
  readonly openedAt: Instant;
  readonly lastBeatAt: Instant;
  /** The last beat that came with a sign of activity; opening is one. */
  readonly lastActiveAt: Instant;
  readonly expiresAt: Instant;
  readonly epoch: number;
  /** As given to `open`; the store does not read it. */
  readonly about: string;
}

export interface LeaseStore {
  /**
   * `first`: the member had no live lease before. Opening a lease again renews it. `expiryMs`: this one lapses after a
   * time of its own, unless it is renewed or opened again without.
   */
  open(member: Member, connectionId: string, about?: string, expiryMs?: DurationMs): Promise<'first' | 'further'>;
  /** `active`: somebody is at it. false: there is no such lease, or it was closed; open it again. */
  renew(member: Member, connectionId: string, active?: boolean): Promise<boolean>;
  /** Lets the lease lapse after the grace. An unknown lease is none to close. */
  close(member: Member, connectionId: string, graceMs: DurationMs): Promise<void>;
  /** Claims members, of any workspace, who have no live lease left; at most `limit`. */
  reap(limit: number): Promise<readonly Lapsed[]>;
  settle(lapsed: Lapsed): Promise<'gone' | 'returned'>;
  /** The member's live leases that were not closed, the oldest first. */
  leases(member: Member): Promise<readonly LeaseView[]>;
  /**
   * Names what the store remembers. Another name: it has forgotten everything since (a flush, a restart), also those
   * whose connections are dead. Whoever knows who was there opens leases for them, so that they can lapse.
   */
  incarnation(): Promise<string>;
}

export interface LeaseTimes {
  /** A lease that is not renewed for this long lapses. */
  readonly expiryMs: DurationMs;
  /** For this long no other reaper is told of a member. */
  readonly claimMs: DurationMs;
}

/** With a heartbeat of 15 s two beats may be lost before a lease lapses. */
export const LEASE_TIMES: LeaseTimes = { expiryMs: 45_000, claimMs: 10_000 };
export const HEARTBEAT_MS: DurationMs = 15_000;

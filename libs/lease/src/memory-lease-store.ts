// Leases in memory: for one process, which is its own only reaper. Each call runs to its end at once, so it is atomic.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import { LEASE_TIMES, type Lapsed, type LeaseStore, type LeaseTimes, type LeaseView, type Member } from './port.js';

interface Lease {
  beatAt: Instant;
  expiresAt: Instant;
  activeAt: Instant;
  closed: boolean;
  readonly openedAt: Instant;
  readonly epoch: number;
  readonly about: string;
}

interface Holding {
  readonly member: Member;
  readonly leases: Map<string, Lease>;
  claimedUntil: Instant;
  epoch: number;
}

const memberKey = (member: Member): string => JSON.stringify([member.workspace, member.kind, member.id]);

let made = 0;

export class MemoryLeaseStore implements LeaseStore {
  readonly #incarnation = `memory-${++made}`;
  readonly #holdings = new Map<string, Holding>();

  constructor(
    private readonly now: () => Instant,
    private readonly times: LeaseTimes = LEASE_TIMES,
  ) {}

  async open(
    member: Member,
    connectionId: string,
    about = '',
    expiryMs: DurationMs = this.times.expiryMs,
  ): Promise<'first' | 'further'> {
    const key = memberKey(member);
    const holding = this.#holdings.get(key) ?? { member, leases: new Map<string, Lease>(), claimedUntil: 0, epoch: 0 };
    this.#holdings.set(key, holding);
    const answer = this.#lives(holding) ? 'further' : 'first';
    const now = this.now();
    // The time, so that it is greater than any before although those may be forgotten.
    holding.epoch = Math.max(holding.epoch + 1, now);
    const { epoch } = holding;
    const opened = { openedAt: now, activeAt: now, closed: false, epoch, about };
    holding.leases.set(connectionId, { beatAt: now, expiresAt: now + expiryMs, ...opened });
    return answer;
  }

  async renew(member: Member, connectionId: string, active = false): Promise<boolean> {
    const lease = this.#holdings.get(memberKey(member))?.leases.get(connectionId);
    if (lease === undefined || lease.closed) return false;
    Object.assign(lease, this.#fresh());
    if (active) lease.activeAt = lease.beatAt;
    return true;
  }

  async close(member: Member, connectionId: string, graceMs: DurationMs): Promise<void> {
    const lease = this.#holdings.get(memberKey(member))?.leases.get(connectionId);
    const now = this.now();
    if (lease === undefined || (lease.closed && lease.expiresAt <= now + graceMs)) return;
    Object.assign(lease, { beatAt: now, expiresAt: now + graceMs, closed: true });
  }

  async reap(limit: number): Promise<readonly Lapsed[]> {
    const now = this.now();
    const told: Lapsed[] = [];
    for (const holding of this.#holdings.values()) {
      if (this.#lives(holding)) this.#dropLapsed(holding, [...holding.leases.keys()]);
      else if (holding.claimedUntil <= now && told.length < limit) {
        holding.claimedUntil = now + this.times.claimMs;
        told.push(lapsedOf(holding));
      }
    }
    return told;
  }

  async settle(lapsed: Lapsed): Promise<'gone' | 'returned'> {
    const key = memberKey(lapsed.member);
    const holding = this.#holdings.get(key);
    if (holding === undefined) return 'gone';
    this.#dropLapsed(holding, lapsed.connections);
    holding.claimedUntil = 0;
    if (holding.leases.size === 0) this.#holdings.delete(key);
    return this.#lives(holding) ? 'returned' : 'gone';
  }

  async leases(member: Member): Promise<readonly LeaseView[]> {
    const now = this.now();
    const leases = this.#holdings.get(memberKey(member))?.leases ?? new Map<string, Lease>();
    return [...leases]
      .filter(([, lease]) => !lease.closed && lease.expiresAt > now)
      .map(([connectionId, { openedAt, beatAt, activeAt, expiresAt, epoch, about }]) => {
        return { connectionId, openedAt, lastBeatAt: beatAt, lastActiveAt: activeAt, expiresAt, epoch, about };
      })
      .sort((a, b) => a.epoch - b.epoch);
  }

  async incarnation(): Promise<string> {
    return this.#incarnation;
  }

  #fresh(): { beatAt: Instant; expiresAt: Instant } {
    const now = this.now();
    return { beatAt: now, expiresAt: now + this.times.expiryMs };
  }

  // A closed lease counts until its grace is over: that is what the grace is.
  #lives(holding: Holding): boolean {
    const now = this.now();
    for (const lease of holding.leases.values()) if (lease.expiresAt > now) return true;
    return false;
  }

  #dropLapsed(holding: Holding, connections: readonly string[]): void {
    const now = this.now();
    for (const id of connections) {
      const lease = holding.leases.get(id);
      if (lease !== undefined && lease.expiresAt <= now) holding.leases.delete(id);
    }
  }
}

function lapsedOf(holding: Holding): Lapsed {
  const latestFirst = [...holding.leases].sort(([, a], [, b]) => b.beatAt - a.beatAt || b.epoch - a.epoch);
  const leases = latestFirst.map(([, lease]) => lease);
  return {
    member: holding.member,
    connections: latestFirst.map(([id]) => id),
    lastBeatAt: leases[0]?.beatAt ?? 0,
    cause: leases.every((lease) => lease.closed) ? 'closed' : 'expired',
  };
}

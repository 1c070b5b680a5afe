// Leases in memory: for one process, which is its own only reaper. Each call runs to its end at once, so it is atomic.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import { LEASE_TIMES, type Lapsed, type LeaseStore, type LeaseTimes, type Member } from './port.js';

interface Lease {
  beatAt: Instant;
  expiresAt: Instant;
  closed: boolean;
}

interface Holding {
  readonly member: Member;
  readonly leases: Map<string, Lease>;
  claimedUntil: Instant;
}

const memberKey = (member: Member): string => JSON.stringify([member.workspace, member.kind, member.id]);

export class MemoryLeaseStore implements LeaseStore {
  readonly #holdings = new Map<string, Holding>();

  constructor(
    private readonly now: () => Instant,
    private readonly times: LeaseTimes = LEASE_TIMES,
  ) {}

  async open(member: Member, connectionId: string): Promise<'first' | 'further'> {
    const key = memberKey(member);
    const holding = this.#holdings.get(key) ?? { member, leases: new Map<string, Lease>(), claimedUntil: 0 };
    this.#holdings.set(key, holding);
    const answer = this.#lives(holding) ? 'further' : 'first';
    holding.leases.set(connectionId, { ...this.#fresh(), closed: false });
    return answer;
  }

  async renew(member: Member, connectionId: string): Promise<boolean> {
    const lease = this.#holdings.get(memberKey(member))?.leases.get(connectionId);
    if (lease === undefined || lease.closed) return false;
    Object.assign(lease, this.#fresh());
    return true;
  }

  async close(member: Member, connectionId: string, graceMs: DurationMs): Promise<void> {
    const lease = this.#holdings.get(memberKey(member))?.leases.get(connectionId);
    if (lease === undefined || lease.closed) return;
    const now = this.now();
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

  async connections(member: Member): Promise<readonly string[]> {
    const now = this.now();
    const leases = this.#holdings.get(memberKey(member))?.leases ?? new Map<string, Lease>();
    return [...leases].filter(([, lease]) => !lease.closed && lease.expiresAt > now).map(([id]) => id);
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
  const leases = [...holding.leases.values()];
  return {
    member: holding.member,
    connections: [...holding.leases.keys()],
    lastBeatAt: leases.reduce((latest, lease) => Math.max(latest, lease.beatAt), 0),
    cause: leases.every((lease) => lease.closed) ? 'closed' : 'expired',
  };
}

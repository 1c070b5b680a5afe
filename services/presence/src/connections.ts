// What the gateway tells of its sockets, as leases: the peer that other services know presence by.
import type { PresencePeer, Principal } from '@frontdesk/contracts';
import type { LeaseStore, Member } from '@frontdesk/lease';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Agents } from './agents.js';
import { LEASES, RESUMED } from './leases.js';
import { Reaper } from './reaper.js';
import { Visitors } from './visitors.js';

const STAFF: readonly string[] = ['owner', 'admin', 'supervisor', 'agent'];

@Injectable()
export class Connections implements PresencePeer {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(LEASES) private readonly leases: LeaseStore,
    @Inject(Agents) private readonly agents: Agents,
    @Inject(Visitors) private readonly visitors: Visitors,
    @Inject(Reaper) private readonly reaper: Reaper,
  ) {
    ports.peers.presence = this;
  }

  async opened(principal: Principal, connectionId: string): Promise<void> {
    const member = memberOf(principal);
    if (member === null) return;
    await this.leases.open(member, connectionId);
    // Also when it is not the first: who opened the first may have died before its fact was written.
    if (member.kind === 'agent') await this.agents.connect(member.workspace, member.id);
    else await this.visitors.connect(member.workspace, member.id);
  }

  async beat(principal: Principal, connectionId: string): Promise<boolean> {
    const member = memberOf(principal);
    return member === null || this.leases.renew(member, connectionId);
  }

  /** A page that reloads closes first: the lease ends with the grace, and what comes back within it changes nothing. */
  async closed(principal: Principal, connectionId: string): Promise<void> {
    const member = memberOf(principal);
    if (member === null) return;
    const { closeGraceMs } = this.ports.tuning;
    await this.leases.close(member, connectionId, closeGraceMs);
    this.reaper.lookAt(this.ports.clock.now() + closeGraceMs);
  }

  async count(member: Member): Promise<number> {
    return (await this.leases.connections(member)).filter((id) => id !== RESUMED).length;
  }
}

/** null: an auditor looks on and is not there for anybody. */
export function memberOf({ workspace, id, roles }: Principal): Member | null {
  if (roles.includes('visitor')) return { workspace, kind: 'visitor', id };
  return roles.some((role) => STAFF.includes(role)) ? { workspace, kind: 'agent', id } : null;
}

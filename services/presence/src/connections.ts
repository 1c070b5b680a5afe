// What the gateway tells of its sockets, as leases: the peer that other services know presence by.
import type { ConnectionAbout, PresencePeer, Principal } from '@frontdesk/contracts';
import type { LeaseStore, Member } from '@frontdesk/lease';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Agents } from './agents.js';
import { LEASES, RESUMED } from './leases.js';
import { Reaper } from './reaper.js';
import { PresenceSettings } from './presence-settings.js';
import { presenceRows } from './rows.js';
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
    @Inject(PresenceSettings) private readonly settings: PresenceSettings,
  ) {
    ports.peers.presence = this;
  }

  async opened(principal: Principal, connectionId: string, about?: ConnectionAbout): Promise<void> {
    const member = memberOf(principal);
    if (member === null) return;
    if (about?.kind === 'background') return this.wentToBackground(member, about);
    await this.leases.open(member, connectionId, about === undefined ? '' : JSON.stringify(about));
    // The app is back: what stood for it meanwhile is needed no more.
    if (about !== undefined && member.kind === 'agent') await this.leases.close(member, backgroundOf(about), 0);
    // Also when it is not the first: who opened the first may have died before its fact was written.
    if (member.kind === 'agent') await this.agents.connect(member.workspace, member.id, connectionId);
    else await this.visitors.connect(member.workspace, member.id);
  }

  /**
   * Beside the socket's lease, which ends with the socket, one of its own for the app that a notice would still reach
   * (P40). Where the workspace has settled no time for it, it is as before: gone with the socket.
   */
  private async wentToBackground(member: Member, about: ConnectionAbout): Promise<void> {
    if (member.kind !== 'agent') return;
    const { backgroundSeconds } = await this.settings.of(member.workspace);
    if (backgroundSeconds === undefined || backgroundSeconds === null) return;
    await this.leases.open(member, backgroundOf(about), JSON.stringify(about), backgroundSeconds * 1_000);
  }

  async beat(principal: Principal, connectionId: string, active = false): Promise<boolean> {
    const member = memberOf(principal);
    if (member === null) return true;
    const known = await this.leases.renew(member, connectionId, active);
    if (known && active && member.kind === 'agent' && (await this.isIdle(member)))
      await this.agents.activity(member.workspace, member.id, connectionId);
    return known;
  }

  /** A page that reloads closes first: the lease ends with the grace, and what comes back within it changes nothing. */
  async closed(principal: Principal, connectionId: string): Promise<void> {
    const member = memberOf(principal);
    if (member === null) return;
    const { closeGraceMs } = this.ports.tuning;
    await this.leases.close(member, connectionId, closeGraceMs);
    this.reaper.lookAt(this.ports.clock.now() + closeGraceMs);
  }

  /**
   * Signing out is no reload: the lease ends at once, and with the last one the agent is offline (P38). Without an id
   * all of them end, on every device.
   */
  async loggedOut(member: Member, connectionId: string | null): Promise<void> {
    const there = (await this.leases.leases(member)).map((lease) => lease.connectionId);
    const ended = connectionId === null ? there : [connectionId];
    const left = there.filter((id) => id !== RESUMED && !ended.includes(id));
    // Stands for connections that were there before a restart, of which this may have been the last.
    if (left.length === 0 && there.includes(RESUMED)) ended.push(RESUMED);
    for (const id of ended) await this.leases.close(member, id, 0);
    await this.reaper.reap();
  }

  async count(member: Member): Promise<number> {
    const there = await this.leases.leases(member);
    return there.filter(({ connectionId }) => connectionId !== RESUMED).length;
  }

  private isIdle({ workspace, kind, id }: Member): Promise<boolean> {
    return this.ports.db.getRepository(presenceRows).existsBy({ workspace, kind, id, idle: true });
  }
}

/** One for each kind of device: the same one comes back as a new connection, and must be known again. */
const backgroundOf = ({ device, browser }: ConnectionAbout): string => `background:${device}/${browser}`;

/** null: an auditor looks on and is not there for anybody. */
export function memberOf({ workspace, id, roles }: Principal): Member | null {
  if (roles.includes('visitor')) return { workspace, kind: 'visitor', id };
  return roles.some((role) => STAFF.includes(role)) ? { workspace, kind: 'agent', id } : null;
}

// Times that run out: a request that nobody answers (C5), an agent without activity (C7). They stand in rows, so that
// whoever looks next finds what was missed; facts that two processes find at once are no news to the second.
import type { LeaseStore } from '@frontdesk/lease';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { Agents } from './agents.js';
import { LEASES } from './leases.js';
import { idleMsOf, PresenceSettings } from './presence-settings.js';
import { Rounds } from './rounds.js';
import { presenceRows, statusRequestRows, type PresenceRow } from './rows.js';

const AT_ONCE = 100;

@Injectable()
export class Deadlines implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: Rounds;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(LEASES) private readonly leases: LeaseStore,
    @Inject(Agents) private readonly agents: Agents,
    @Inject(PresenceSettings) private readonly settings: PresenceSettings,
  ) {
    this.rounds = new Rounds(ports.clock);
  }

  onApplicationBootstrap(): void {
    this.rounds.every(this.ports.tuning.reapEveryMs, () => this.look());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.rounds.stop();
    await this.looking;
  }

  /** Everything that is due by now. One look at a time: a later caller waits for its own. */
  look(): Promise<void> {
    this.looking = this.looking.then(async () => {
      try {
        await this.requests();
        await this.idleness();
      } catch (error) {
        this.ports.alarm('what was due could not be told; the next look finds it again', { error });
      }
    });
    return this.looking;
  }

  private async requests(): Promise<void> {
    const now = new Date(this.ports.clock.now());
    const due = await this.ports.db
      .getRepository(statusRequestRows)
      .find({ where: { until: LessThanOrEqual(now) }, take: AT_ONCE });
    for (const { workspace, agentId, requestId } of due)
      await this.agents.settle(workspace, agentId, requestId, 'timed_out');
  }

  private async idleness(): Promise<void> {
    const now = new Date(this.ports.clock.now());
    const due = await this.ports.db
      .getRepository(presenceRows)
      .find({ where: { idleDue: LessThanOrEqual(now) }, take: AT_ONCE });
    for (const row of due) await this.judge(row);
  }

  /** Idle since the last activity of any connection, or to be looked at again when that would be long enough ago. */
  private async judge({ workspace, id, idleDue }: PresenceRow): Promise<void> {
    const idleMs = idleMsOf(await this.settings.of(workspace));
    const leases = await this.leases.leases({ workspace, kind: 'agent', id });
    const lastActiveAt = leases.reduce((latest, lease) => Math.max(latest, lease.lastActiveAt), 0);
    const now = this.ports.clock.now();
    if (idleMs !== null && lastActiveAt > 0 && lastActiveAt + idleMs <= now)
      return void (await this.agents.idle(workspace, id, lastActiveAt));
    // Without a lease the agent is about to be lost, which ends the question.
    const again =
      idleMs === null ? null : new Date(Math.max(lastActiveAt + idleMs, now + this.ports.tuning.reapEveryMs));
    await this.ports.db
      .getRepository(presenceRows)
      .update({ workspace, kind: 'agent', id, ...(idleDue === null ? {} : { idleDue }) }, { idleDue: again });
  }
}

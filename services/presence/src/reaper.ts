// Turns leases that have lapsed into facts. Facts are appended first and the leases removed then: a reaper that dies
// between the two loses nothing, and the next one's facts are no news to the deciders.
import type { Lapsed, LeaseStore } from '@frontdesk/lease';
import type { Instant } from '@frontdesk/kernel';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import type { LossCause } from '@frontdesk/presence';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Agents } from './agents.js';
import { LEASES, RESUMED } from './leases.js';
import { Rounds } from './rounds.js';
import { presenceRows } from './rows.js';
import { Visitors } from './visitors.js';

const AT_ONCE = 100;

@Injectable()
export class Reaper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: Rounds;
  private reaping: Promise<void> = Promise.resolve();
  /** Of the lease store, when it was last known to remember who is there. */
  private incarnation: string | null = null;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(LEASES) private readonly leases: LeaseStore,
    @Inject(Agents) private readonly agents: Agents,
    @Inject(Visitors) private readonly visitors: Visitors,
  ) {
    this.rounds = new Rounds(ports.clock);
  }

  async onApplicationBootstrap(): Promise<void> {
    // A store that can't be reached yet is looked for again by every round.
    await this.recover().catch((error: unknown) => this.ports.alarm('who was there is not known yet', { error }));
    this.rounds.every(this.ports.tuning.reapEveryMs, () => this.reap());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.rounds.stop();
    await this.reaping;
  }

  /** Looks once more, soon after `at`. */
  lookAt(at: Instant): void {
    this.rounds.at(at + 1, () => void this.reap());
  }

  /** Everything that has lapsed by now. One look at a time: a later caller waits for its own. */
  reap(): Promise<void> {
    this.reaping = this.reaping.then(async () => {
      try {
        if ((await this.leases.incarnation()) !== this.incarnation) await this.recover();
        for (;;) {
          const lapsed = await this.leases.reap(AT_ONCE);
          await Promise.all(lapsed.map((one) => this.tell(one)));
          if (lapsed.length < AT_ONCE || this.rounds.isStopped) return;
        }
      } catch (error) {
        // Unsettled claims run out, and the next look finds them again.
        this.ports.alarm('lapsed leases could not be told', { error });
      }
    });
    return this.reaping;
  }

  /**
   * Who was there counts as there for one lease: time enough to come back by opening a connection, or a beat. When the
   * process starts, and when the store has forgotten everything: whose connection was dead by then would never lapse.
   */
  private async recover(): Promise<void> {
    const incarnation = await this.leases.incarnation();
    const there = await this.ports.db.getRepository(presenceRows).findBy({ live: true });
    for (const { workspace, kind, id } of there) await this.leases.open({ workspace, kind, id }, RESUMED);
    this.incarnation = incarnation;
  }

  private async tell(lapsed: Lapsed): Promise<void> {
    const { kind, workspace, id } = lapsed.member;
    const cause: LossCause = lapsed.cause === 'closed' ? 'closed' : 'lease_expired';
    if (kind === 'agent') await this.agents.disconnect(workspace, id, cause, lapsed.connections[0]);
    else await this.visitors.lose(workspace, id, lapsed.lastBeatAt, cause);
    if ((await this.leases.settle(lapsed)) === 'gone') return;
    if (kind === 'agent') await this.agents.connect(workspace, id);
    else await this.visitors.connect(workspace, id);
  }
}

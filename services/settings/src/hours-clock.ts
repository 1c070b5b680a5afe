// Tells routing when a group opens or closes. Durable by what is in the rows: after a start, or when another process
// died, whoever looks next announces what was missed; announcing twice changes nothing.
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { RowsRefused, type NewRecord } from '@frontdesk/journal';
import type { Instant } from '@frontdesk/kernel';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { hoursState } from './hours-state.js';
import { groupHours } from './routing-inputs.js';
import { announcedRows, stillAt, workspaceRows, writeAnnounced } from './rows.js';
import { loadWorkspace } from './workspace-settings.js';

/** Nobody sleeps longer: other processes may have changed the hours, or died before they announced them. */
const LOOK_AGAIN_MS = 60_000;
const AFTER_TROUBLE_MS = 5_000;

@Injectable()
export class HoursClock implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly cancels = new Map<string, () => void>();
  private readonly running = new Set<Promise<void>>();
  private stopped = false;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  async onApplicationBootstrap(): Promise<void> {
    const known = await this.ports.db.getRepository(workspaceRows).find();
    for (const { workspace } of known) this.arm(workspace);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const cancel of this.cancels.values()) cancel();
    await Promise.all(this.running);
  }

  /** Looks at the workspace's hours now, and from now on whenever they change. */
  arm(workspace: string, at: Instant = this.ports.clock.now()): void {
    this.cancels.get(workspace)?.();
    if (this.stopped) return;
    const look = () => {
      const running = this.look(workspace).finally(() => this.running.delete(running));
      this.running.add(running);
    };
    this.cancels.set(workspace, this.ports.clock.at(at, look));
  }

  private async look(workspace: string): Promise<void> {
    const now = this.ports.clock.now();
    try {
      const next = await this.announce(workspace, now);
      this.arm(workspace, Math.min(next ?? Infinity, now + LOOK_AGAIN_MS));
    } catch (error) {
      if (!(error instanceof RowsRefused))
        this.ports.alarm('opening hours could not be announced', { workspace, error });
      this.arm(workspace, now + AFTER_TROUBLE_MS);
    }
  }

  /** Answers when the hours change next. */
  private async announce(workspace: string, now: Instant): Promise<Instant | null> {
    const { db, journal } = this.ports;
    const settings = await loadWorkspace(db, workspace);
    const hours = hoursState(settings.hours, now);
    const announced = await db.getRepository(announcedRows).findOneBy({ workspace });
    const until = announced?.until?.getTime() ?? null;
    if (announced !== null && announced.open === hours.open && until === hours.nextChangeAt) return hours.nextChangeAt;
    const answer = await journal.append({
      records: [...settings.groups.keys()]
        .sort()
        .map((groupId) => this.record(workspace, groupHours(groupId, hours), now)),
      rows: async (tx) => {
        await stillAt(tx, workspace, settings.version);
        if (!(await writeAnnounced(tx, workspace, hours))) throw new RowsRefused('announced_by_another');
      },
    });
    if (answer.outcome === 'refused') throw answer.refusal;
    return hours.nextChangeAt;
  }

  private record(workspace: string, input: ReturnType<typeof groupHours>, at: Instant): NewRecord {
    const meta = { actor: 'hours-clock', correlationId: this.ports.ids.next(), causationId: null };
    const { type, data } = input;
    return {
      id: this.ports.ids.next(),
      topic: 'assignment.inputs',
      key: workspace,
      workspace,
      type,
      stream: null,
      at,
      meta,
      data,
    };
  }
}

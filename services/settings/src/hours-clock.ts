// Tells routing when a group opens or closes. Durable by what is in the rows: after a start, or when another process
// died, whoever looks next announces what was missed; announcing twice changes nothing.
import { PORTS, Sleeper, type ServicePorts } from '@frontdesk/nest';
import { RowsRefused, type NewRecord } from '@frontdesk/journal';
import type { Instant } from '@frontdesk/kernel';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { hoursState, type OpenState } from './hours-state.js';
import { groupHours, inheriting } from './routing-inputs.js';
import { announcedRows, stillAt, workspaceRows, writeAnnounced, type AnnouncedRow } from './rows.js';
import { loadWorkspace, type WorkspaceSettings } from './workspace-settings.js';

/** Nobody sleeps longer: other processes may have changed the hours, or died before they announced them. */
const LOOK_AGAIN_MS = 60_000;
const AFTER_TROUBLE_MS = 5_000;

@Injectable()
export class HoursClock implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** One a workspace. */
  private readonly sleepers = new Map<string, Sleeper>();
  private stopped = false;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  async onApplicationBootstrap(): Promise<void> {
    const known = await this.ports.db.getRepository(workspaceRows).find();
    for (const { workspace } of known) this.arm(workspace);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.sleepers.values()].map((sleeper) => sleeper.stop()));
  }

  /** Looks at the workspace's hours now, and from now on whenever they change. */
  arm(workspace: string): void {
    if (this.stopped) return;
    const sleeper = this.sleepers.get(workspace) ?? this.sleeperOf(workspace);
    this.sleepers.set(workspace, sleeper);
    sleeper.wakeBy(this.ports.clock.now());
  }

  private sleeperOf(workspace: string): Sleeper {
    return new Sleeper(this.ports.clock, {
      look: (now) => this.announce(workspace, now),
      trouble: (error) => {
        if (!(error instanceof RowsRefused))
          this.ports.alarm('opening hours could not be announced', { workspace, error });
      },
      longestMs: LOOK_AGAIN_MS,
      afterTroubleMs: AFTER_TROUBLE_MS,
    });
  }

  /** Answers when any hours change next. */
  private async announce(workspace: string, now: Instant): Promise<Instant | null> {
    const { db, journal } = this.ports;
    const settings = await loadWorkspace(db, workspace);
    const announced = await db.getRepository(announcedRows).findBy({ workspace });
    const clocks = clocksOf(settings, now);
    const news = clocks.filter((clock) => !announced.some((row) => isTold(row, clock)));
    if (news.length > 0) {
      const answer = await journal.append({
        records: news.flatMap(({ groupIds, hours }) =>
          groupIds.map((groupId) => this.record(workspace, groupHours(groupId, hours), now)),
        ),
        rows: async (tx) => {
          await stillAt(tx, workspace, settings.version);
          for (const { groupId, hours } of news)
            if (!(await writeAnnounced(tx, workspace, groupId, hours))) throw new RowsRefused('announced_by_another');
        },
      });
      if (answer.outcome === 'refused') throw answer.refusal;
    }
    const changes = clocks.flatMap(({ hours }) => (hours.nextChangeAt === null ? [] : [hours.nextChangeAt]));
    return changes.length === 0 ? null : Math.min(...changes);
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

/** One clock that is followed: the workspace's (''), or a group's own; and the groups that go by it. */
interface FollowedClock {
  readonly groupId: string;
  readonly groupIds: readonly string[];
  readonly hours: OpenState;
}

function clocksOf(settings: WorkspaceSettings, now: Instant): readonly FollowedClock[] {
  const workspace = { groupId: '', groupIds: inheriting('hours', settings), hours: hoursState(settings.hours, now) };
  const own = [...settings.groups].flatMap(([groupId, { hours }]) =>
    hours === null ? [] : [{ groupId, groupIds: [groupId], hours: hoursState(hours, now) }],
  );
  return [workspace, ...own];
}

const isTold = (row: AnnouncedRow, { groupId, hours }: FollowedClock): boolean =>
  row.groupId === groupId && row.open === hours.open && (row.until?.getTime() ?? null) === hours.nextChangeAt;

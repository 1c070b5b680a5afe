// Changes to settings: one document, or many at once, decided from settings that nobody has changed meanwhile and
// appended together with what routing must know of them. All of it, or nothing.
import type { RoutingInput } from '@frontdesk/contracts';
import { AggregateHandler, KeyedLock } from '@frontdesk/engine';
import { PORTS, ProblemException, type Queryable, type ServicePorts } from '@frontdesk/nest';
import type { NewRecord, StoredRecord } from '@frontdesk/journal';
import { isRejected, type Instant } from '@frontdesk/kernel';
import {
  memberOf,
  settingsDecider,
  type DocumentKind,
  type SettingsCommand,
  type SettingsEvent,
  type SettingsRefusal,
  type SettingsState,
} from '@frontdesk/settings';
import { Inject, Injectable } from '@nestjs/common';
import { faultsOf, invalid, refusalOf } from './change-faults.js';
import { HoursClock } from './hours-clock.js';
import { writeChange } from './change-rows.js';
import { routingInputs, type Step } from './routing-inputs.js';
import { countOn, KEY_TAKEN, MOVED } from './rows.js';
import { afterEvent, loadWorkspace, streamOf, type WorkspaceSettings } from './workspace-settings.js';

/** Who changes something, and through which request (A4). */
export interface Author {
  readonly workspace: string;
  readonly actor: string;
  readonly requestId: string;
}

/** Steps that were decided together; `expected`: the version of each stream before them. */
interface Decided {
  readonly steps: readonly Step[];
  readonly expected: Readonly<Record<string, number>>;
}

const ATTEMPTS = 10;

@Injectable()
export class SettingsChanges {
  private readonly streams: AggregateHandler<Queryable, SettingsState, SettingsCommand, SettingsEvent, SettingsRefusal>;
  private readonly lock = new KeyedLock();

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(HoursClock) private readonly hoursClock: HoursClock,
  ) {
    const { journal, ids } = ports;
    this.streams = new AggregateHandler({ journal, ids, decider: settingsDecider, topic: 'settings.events' });
  }

  /** The version of a document; 0: it was never saved. A removal counts. */
  async versionOf(workspace: string, kind: DocumentKind, id: string | null): Promise<number> {
    return (await this.streams.load(workspace, streamOf(kind, id))).version;
  }

  /**
   * Makes the changes that `plan` finds necessary, seen from the settings as they are; none: nothing happens. May be
   * called again for one change. One change of a workspace goes at a time here; other processes are found out by the
   * workspace's version.
   * @returns the settings after it
   * @throws ProblemException stale, invalid_document with every fault of every document, not_found, in_use
   */
  run(by: Author, plan: (settings: WorkspaceSettings) => readonly SettingsCommand[]): Promise<WorkspaceSettings> {
    return this.lock.run(by.workspace, async () => {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const settings = await loadWorkspace(this.ports.db, by.workspace);
        const at = this.ports.clock.now();
        const decided = await this.decide(settings, plan(settings), at);
        if (decided.steps.length === 0) return settings;
        const after = decided.steps.at(-1)?.after ?? settings;
        if (await this.append(by, decided, at)) {
          this.hoursClock.arm(by.workspace);
          return after;
        }
      }
      throw new ProblemException('conflict', 'The settings are being changed by many at once. Try again.');
    });
  }

  private async decide(
    settings: WorkspaceSettings,
    commands: readonly SettingsCommand[],
    at: Instant,
  ): Promise<Decided> {
    const steps: Step[] = [];
    const expected: Record<string, number> = {};
    let after = settings;
    for (const command of commands) {
      const stream = streamOf(command.kind, command.id);
      const { state, version } = await this.streams.load(settings.workspace, stream);
      const answer = settingsDecider.decide(state, command);
      if (isRejected(answer)) throw await refusalOf(this.ports, settings.workspace, command, answer);
      for (const event of answer) {
        const before = after;
        after = afterEvent(before, event);
        steps.push({ event, before, after, at });
        expected[stream] = version;
      }
    }
    const fault = faultsOf(steps, after);
    if (fault !== null) throw fault;
    return { steps, expected };
  }

  /** false: the settings have moved meanwhile. */
  private async append(by: Author, { steps, expected }: Decided, at: Instant): Promise<boolean> {
    const { workspace, actor, requestId } = by;
    const meta = { actor, correlationId: requestId, causationId: null, requestId };
    const seen = steps[0]?.before.version ?? 0;
    const record = (topic: string, stream: string | null, { type, data }: SettingsEvent | RoutingInput): NewRecord => ({
      ...{ id: this.ports.ids.next(), topic, key: workspace, workspace, type, stream, at, meta, data },
    });
    const answer = await this.ports.journal.append({
      records: steps.flatMap((step) => [
        record('settings.events', streamOf(step.event.data.kind, step.event.data.id), step.event),
        ...routingInputs(step).map((input) => record('assignment.inputs', null, input)),
      ]),
      expectedVersions: expected,
      rows: async (tx: Queryable, stored: readonly StoredRecord[]) => {
        await countOn(tx, workspace, seen, steps.length);
        const facts = stored.filter(({ stream }) => stream !== null);
        for (const [index, step] of steps.entries()) await writeChange(tx, step, facts[index]);
      },
    });
    if (answer.outcome === 'appended') return true;
    if (answer.outcome === 'conflict') return false;
    if (answer.outcome === 'refused' && answer.refusal.code === MOVED) return false;
    if (answer.outcome === 'refused' && answer.refusal.code === KEY_TAKEN)
      throw keyTaken(steps.length === 1 ? '' : memberOf('/channels', String(answer.refusal.detail)));
    throw answer.outcome === 'refused' ? answer.refusal : new Error('a change carries no position');
  }
}

const keyTaken = (at: string): ProblemException =>
  invalid([{ pointer: `${at}/siteKey`, code: 'duplicate', message: 'this key is taken' }]);

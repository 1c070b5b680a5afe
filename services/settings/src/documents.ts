// The settings documents of all workspaces: read, saved, removed. Each change goes with what routing must know of it in
// one append, decided from settings that nobody has changed meanwhile.
import type { RoutingInput, Versioned } from '@frontdesk/contracts';
import { AggregateHandler, KeyedLock, type Handled } from '@frontdesk/engine';
import { notFound, PORTS, ProblemException, problemOf, type Queryable, type ServicePorts } from '@frontdesk/nest';
import type { NewRecord, StoredRecord } from '@frontdesk/journal';
import type { FieldError, Instant } from '@frontdesk/kernel';
import {
  documentFaults,
  settingsDecider,
  type DocumentKind,
  type Documents,
  type SettingsCommand,
  type SettingsEvent,
  type SettingsRefusal,
  type SettingsState,
} from '@frontdesk/settings';
import { Inject, Injectable } from '@nestjs/common';
import { HoursClock } from './hours-clock.js';
import { hoursState, type OpenState } from './hours-state.js';
import { referenceFaults, usersOf } from './references.js';
import { routingInputs } from './routing-inputs.js';
import { countOn, deleteDocument, documentRows, MOVED, rowIdOf, writeAnnounced, writeDocument } from './rows.js';
import { afterEvent, loadWorkspace, type WorkspaceSettings } from './workspace-settings.js';

/** Who changes something, and through which request (A4). */
export interface Author {
  readonly workspace: string;
  readonly actor: string;
  readonly requestId: string;
}

type Answer = Handled<SettingsState, SettingsRefusal>;

const ATTEMPTS = 10;

export const streamOf = (kind: DocumentKind, id: string | null): string => (id === null ? kind : `${kind}/${id}`);

@Injectable()
export class SettingsDocuments {
  private readonly handler: AggregateHandler<Queryable, SettingsState, SettingsCommand, SettingsEvent, SettingsRefusal>;
  private readonly lock = new KeyedLock();

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(HoursClock) private readonly hoursClock: HoursClock,
  ) {
    const { journal, ids } = ports;
    this.handler = new AggregateHandler({ journal, ids, decider: settingsDecider, topic: 'settings.events' });
  }

  /** @throws ProblemException not_found, for a foreign document too */
  async read<Kind extends DocumentKind>(
    workspace: string,
    kind: Kind,
    id: string | null,
  ): Promise<Versioned<Documents[Kind]>> {
    const row = await this.ports.db.getRepository(documentRows).findOneBy({ workspace, kind, id: rowIdOf(kind, id) });
    if (row === null) throw notFound('document');
    const { version, changedAt, changedBy, body } = row;
    return { id, version, changedAt: changedAt.toISOString(), changedBy, document: body as Documents[Kind] };
  }

  async list<Kind extends DocumentKind>(workspace: string, kind: Kind): Promise<readonly Versioned<Documents[Kind]>[]> {
    const rows = await this.ports.db
      .getRepository(documentRows)
      .find({ where: { workspace, kind }, order: { id: 'ASC' } });
    return rows.map(({ id, version, changedAt, changedBy, body }) => ({
      id,
      version,
      changedAt: changedAt.toISOString(),
      changedBy,
      document: body as Documents[Kind],
    }));
  }

  /** Whether the document was ever saved, be it removed since. */
  async known(workspace: string, kind: DocumentKind, id: string | null): Promise<boolean> {
    return (await this.handler.load(workspace, streamOf(kind, id))).version > 0;
  }

  /**
   * @param expectedVersion the version that was seen; null: there must be none
   * @throws ProblemException stale, or invalid_document with every fault
   */
  save(
    by: Author,
    kind: DocumentKind,
    id: string | null,
    expectedVersion: number | null,
    document: unknown,
  ): Promise<void> {
    return this.change(by, { type: 'save', kind, id, expectedVersion, document }, (settings) => {
      const faults = documentFaults(kind, document).length > 0 ? [] : referenceFaults(kind, document, settings);
      if (faults.length > 0) throw invalid(faults);
    });
  }

  /** @throws ProblemException stale, not_found, in_use or not_removable */
  remove(by: Author, kind: DocumentKind, id: string | null, expectedVersion: number): Promise<void> {
    return this.change(by, { type: 'remove', kind, id, expectedVersion }, (settings) => {
      const users = kind === 'groups' && id !== null ? usersOf(id, settings) : [];
      if (users.length > 0)
        throw new ProblemException('in_use', `Agents are still in this group: ${users.join(', ')}.`);
    });
  }

  /** One change of a workspace at a time here; other processes are found out by the workspace's version. */
  private change(by: Author, command: SettingsCommand, check: (settings: WorkspaceSettings) => void): Promise<void> {
    return this.lock.run(by.workspace, async () => {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const settings = await loadWorkspace(this.ports.db, by.workspace);
        check(settings);
        const answer = await this.attempt(by, command, settings);
        if (answer.outcome === 'refused' && answer.refusal.code === MOVED) continue;
        if (answer.outcome === 'rejected') throw refusalOf(answer.refusal);
        if (answer.outcome === 'refused') throw answer.refusal;
        return;
      }
      throw new ProblemException('conflict', 'The settings are being changed by many at once. Try again.');
    });
  }

  private async attempt(by: Author, command: SettingsCommand, settings: WorkspaceSettings): Promise<Answer> {
    const at = this.ports.clock.now();
    const { workspace, actor, requestId } = by;
    const meta = { actor, correlationId: requestId, causationId: null, requestId };
    const stream = streamOf(command.kind, command.id);
    // Another process may have written since; a refusal must be of what is there now.
    await this.handler.load(workspace, stream);
    const after = (event: SettingsEvent) => afterEvent(settings, event);
    const hours = (event: SettingsEvent): OpenState => hoursState(after(event).hours, at);
    const answer = await this.handler.handle({
      workspace,
      stream,
      key: workspace,
      command,
      at,
      meta,
      also: (events) =>
        events.flatMap((event) =>
          routingInputs(event, after(event), hours(event)).map((input) => this.inputRecord(workspace, input, at, meta)),
        ),
      rows: async (tx, _state, _version, stored) => {
        for (const record of stored.filter(({ stream }) => stream !== null)) {
          const event = eventOf(record);
          await countOn(tx, workspace, settings.version);
          await writeRow(tx, event, record);
          if (event.data.kind === 'hours') await writeAnnounced(tx, workspace, hours(event));
        }
      },
    });
    if (answer.outcome === 'done' && command.kind === 'hours') this.hoursClock.arm(workspace);
    return answer;
  }

  private inputRecord(workspace: string, input: RoutingInput, at: Instant, meta: NewRecord['meta']): NewRecord {
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

async function writeRow(tx: Queryable, event: SettingsEvent, record: StoredRecord): Promise<void> {
  const { workspace, at, meta } = record;
  const { kind, id, version } = event.data;
  if (event.type === 'settings.document_removed') return deleteDocument(tx, workspace, kind, event.data.id);
  const row = { workspace, kind, id: rowIdOf(kind, id), version, body: event.data.document };
  return writeDocument(tx, { ...row, changedAt: new Date(at), changedBy: meta.actor });
}

/** The log holds what the decider has decided, so its types are trusted here. */
export const eventOf = (record: StoredRecord): SettingsEvent =>
  ({ type: record.type, data: JSON.parse(record.body) as unknown }) as SettingsEvent;

const invalid = (errors: readonly FieldError[]): ProblemException =>
  new ProblemException('invalid_document', 'The document has faults; nothing was changed.', errors);

const refusalOf = (refusal: SettingsRefusal): ProblemException =>
  refusal.rejected === 'unknown_document' ? notFound('document') : problemOf(refusal);

// The settings documents of all workspaces: read, saved, removed, restored.
import type { Versioned } from '@frontdesk/contracts';
import { notFound, PORTS, ProblemException, type ServicePorts } from '@frontdesk/nest';
import type { StoredRecord } from '@frontdesk/journal';
import type { DocumentKind, Documents, SettingsEvent } from '@frontdesk/settings';
import { Inject, Injectable } from '@nestjs/common';
import { SettingsChanges, type Author } from './changes.js';
import { listDocuments, readDocument } from './read-document.js';
import { streamOf } from './workspace-settings.js';

/** What goes with a change beside the document. */
export interface Remarks {
  readonly reason?: string;
}

@Injectable()
export class SettingsDocuments {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(SettingsChanges) private readonly changes: SettingsChanges,
  ) {}

  /** @throws ProblemException not_found, for a foreign document too */
  async read<Kind extends DocumentKind>(
    workspace: string,
    kind: Kind,
    id: string | null,
  ): Promise<Versioned<Documents[Kind]>> {
    const found = await readDocument(this.ports.db, workspace, kind, id);
    if (found === null) throw notFound('document');
    return found;
  }

  list<Kind extends DocumentKind>(workspace: string, kind: Kind): Promise<readonly Versioned<Documents[Kind]>[]> {
    return listDocuments(this.ports.db, workspace, kind);
  }

  /** Whether the document was ever saved, be it removed since. */
  async known(workspace: string, kind: DocumentKind, id: string | null): Promise<boolean> {
    return (await this.changes.versionOf(workspace, kind, id)) > 0;
  }

  /**
   * @param expectedVersion the version that was seen; null: there must be none
   * @throws ProblemException stale (with the document as it is now), or invalid_document with every fault
   */
  async save(
    by: Author,
    kind: DocumentKind,
    id: string | null,
    expectedVersion: number | null,
    document: unknown,
    remarks: Remarks = {},
  ): Promise<void> {
    await this.changes.run(by, () => [{ type: 'save', kind, id, expectedVersion, document, ...remarks }]);
  }

  /** @throws ProblemException stale, not_found, in_use or not_removable */
  async remove(
    by: Author,
    kind: DocumentKind,
    id: string | null,
    expectedVersion: number,
    remarks: Remarks = {},
  ): Promise<void> {
    await this.changes.run(by, () => [{ type: 'remove', kind, id, expectedVersion, ...remarks }]);
  }

  /**
   * Saves the document of an old version again, as the next version: nothing in between is forgotten.
   * @throws ProblemException as `save`, and invalid_body when there is no such version or it holds no document
   */
  async restore(
    by: Author,
    kind: DocumentKind,
    id: string | null,
    expectedVersion: number | null,
    version: number,
    remarks: Remarks = {},
  ): Promise<void> {
    const records = await this.ports.journal.readStream(by.workspace, streamOf(kind, id));
    if (records.length === 0) throw notFound('document');
    const event = records.map(eventOf).find(({ data }) => data.version === version);
    if (event === undefined) throw noSuchVersion('unknown_version', `there is no version ${version}`);
    if (event.type === 'settings.document_removed')
      throw noSuchVersion('removed_there', `version ${version} is where it was removed; take the one before`);
    const { document } = event.data;
    await this.changes.run(by, () => [
      { type: 'save', kind, id, expectedVersion, document, restores: version, ...remarks },
    ]);
  }
}

const noSuchVersion = (code: string, message: string): ProblemException =>
  new ProblemException('invalid_body', `This can't be restored: ${message}.`, [{ pointer: '/version', code, message }]);

/** The log holds what the decider has decided, so its types are trusted here. */
export const eventOf = (record: StoredRecord): SettingsEvent =>
  ({ type: record.type, data: JSON.parse(record.body) as unknown }) as SettingsEvent;

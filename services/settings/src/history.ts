// What a document was, who changed it, when and why: its stream, newest first.
import type { HistoryEntry, VersionAnswer } from '@frontdesk/contracts';
import { notFound, PORTS, type ServicePorts } from '@frontdesk/nest';
import type { StoredRecord } from '@frontdesk/journal';
import { completeSaved, differences, type DocumentKind, type SettingsEvent } from '@frontdesk/settings';
import { Inject, Injectable } from '@nestjs/common';
import { eventOf } from './documents.js';
import { streamOf } from './workspace-settings.js';

@Injectable()
export class SettingsHistory {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  /** @throws ProblemException not_found where there never was one, and for a foreign one */
  async of(workspace: string, kind: DocumentKind, id: string | null): Promise<readonly HistoryEntry[]> {
    const records = await this.ports.journal.readStream(workspace, streamOf(kind, id));
    if (records.length === 0) throw notFound('document');
    const entries: HistoryEntry[] = [];
    for (const record of records) entries.push(entryOf(record, entries.at(-1)?.document ?? null));
    return entries.reverse();
  }

  /** @param against the version to compare with; null: the one before */
  async version(
    workspace: string,
    kind: DocumentKind,
    id: string | null,
    version: number,
    against: number | null,
  ): Promise<VersionAnswer> {
    const entries = await this.of(workspace, kind, id);
    const found = (wanted: number) => entries.find((entry) => entry.version === wanted);
    const entry = found(version);
    const other = against ?? version - 1;
    const compared = found(other);
    if (entry === undefined || (compared === undefined && other !== 0)) throw notFound('version of this document');
    return { ...entry, against: other, changes: differences(compared?.document ?? {}, entry.document ?? {}) };
  }
}

function entryOf(record: StoredRecord, before: HistoryEntry['document']): HistoryEntry {
  const event = eventOf(record);
  const document = documentIn(event);
  return {
    version: event.data.version,
    changedAt: new Date(record.at).toISOString(),
    changedBy: record.meta.actor,
    requestId: record.meta.requestId ?? null,
    reason: event.data.reason ?? null,
    restores: event.type === 'settings.document_saved' ? (event.data.restores ?? null) : null,
    changed: differences(before ?? {}, document ?? {}).map(({ pointer }) => pointer),
    document,
  };
}

const documentIn = (event: SettingsEvent): HistoryEntry['document'] =>
  event.type === 'settings.document_saved' ? completeSaved(event.data) : null;

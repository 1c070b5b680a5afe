// What a document was, who changed it and when: its stream, newest first. Restoring is saving an old one again.
import { notFound, PORTS, type ServicePorts } from '@frontdesk/nest';
import type { DocumentKind, Documents } from '@frontdesk/settings';
import { Inject, Injectable } from '@nestjs/common';
import { eventOf, streamOf } from './documents.js';

/** One version of a document; `document` is null where it was removed. */
export interface HistoryEntry {
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly requestId: string | null;
  readonly document: Documents[DocumentKind] | null;
}

@Injectable()
export class SettingsHistory {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  async of(workspace: string, kind: DocumentKind, id: string | null): Promise<readonly HistoryEntry[]> {
    const records = await this.ports.journal.readStream(workspace, streamOf(kind, id));
    if (records.length === 0) throw notFound('document');
    const entries = records.map((record) => {
      const { type, data } = eventOf(record);
      return {
        version: data.version,
        changedAt: new Date(record.at).toISOString(),
        changedBy: record.meta.actor,
        requestId: record.meta.requestId ?? null,
        document: type === 'settings.document_saved' ? data.document : null,
      };
    });
    return entries.reverse();
  }
}

// What a service knows of the settings: the newest version of each document that it needs, as settings.events tell it.
import { EntitySchema } from 'typeorm';
import type { Queryable } from './idempotency.js';

export interface SettingRow {
  readonly workspace: string;
  readonly kind: string;
  /** '' for the documents of which a workspace has one. */
  readonly id: string;
  readonly version: number;
  /** Kept: the name of an agent who has left still stands where they worked. */
  readonly removed: boolean;
  /** As it was recorded: older ones lack what came later. */
  readonly document: unknown;
}

/** In the service's own schema, by its own migration. */
export const SettingRows = new EntitySchema<SettingRow>({
  name: 'setting',
  columns: {
    workspace: { type: 'text', primary: true },
    kind: { type: 'text', primary: true },
    id: { type: 'text', primary: true },
    version: { type: 'int' },
    removed: { type: 'boolean' },
    document: { type: 'jsonb' },
  },
});

/** `settings.document_removed` */
export interface DocumentRemoved {
  readonly kind: string;
  readonly id: string | null;
  readonly version: number;
}

/** `settings.document_saved` */
export interface DocumentSaved extends DocumentRemoved {
  readonly document: unknown;
}

export async function saveSetting(tx: Queryable, workspace: string, saved: DocumentSaved): Promise<void> {
  const { kind, id, version, document } = saved;
  await tx.query(
    `INSERT INTO setting (workspace, kind, id, version, document) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (workspace, kind, id)
     DO UPDATE SET version = excluded.version, document = excluded.document, removed = false`,
    [workspace, kind, id ?? '', version, JSON.stringify(document)],
  );
}

export async function removeSetting(tx: Queryable, workspace: string, removed: DocumentRemoved): Promise<void> {
  const { kind, id, version } = removed;
  await tx.query('UPDATE setting SET removed = true, version = $4 WHERE workspace = $1 AND kind = $2 AND id = $3', [
    ...[workspace, kind, id ?? '', version],
  ]);
}

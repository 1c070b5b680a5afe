// The service's own rows: what the documents are now. Deleted, they could be folded again from the journal.
import type { Queryable } from '@frontdesk/nest';
import { RowsRefused } from '@frontdesk/journal';
import type { Instant } from '@frontdesk/kernel';
import { isNamed, type DocumentKind, type Documents } from '@frontdesk/settings';
import { EntitySchema } from 'typeorm';
import type { OpenState } from './hours-state.js';

export interface DocumentRow {
  readonly workspace: string;
  readonly kind: DocumentKind;
  /** '' for documents of which there is one. */
  readonly id: string;
  readonly version: number;
  readonly body: Documents[DocumentKind];
  readonly changedAt: Date;
  readonly changedBy: string;
}

export interface WorkspaceRow {
  readonly workspace: string;
  /** Counts the changes to all documents of the workspace: the settings version that decisions name. */
  readonly version: number;
}

/** The hours that routing was last told of. */
export interface AnnouncedRow {
  readonly workspace: string;
  readonly open: boolean;
  readonly until: Date | null;
}

export const documentRows = new EntitySchema<DocumentRow>({
  name: 'document',
  columns: {
    workspace: { type: 'text', primary: true },
    kind: { type: 'text', primary: true },
    id: { type: 'text', primary: true },
    version: { type: 'int' },
    body: { type: 'jsonb' },
    changedAt: { type: 'timestamptz', name: 'changed_at' },
    changedBy: { type: 'text', name: 'changed_by' },
  },
});

export const workspaceRows = new EntitySchema<WorkspaceRow>({
  name: 'workspace',
  columns: { workspace: { type: 'text', primary: true }, version: { type: 'int' } },
});

export const announcedRows = new EntitySchema<AnnouncedRow>({
  name: 'announced_hours',
  columns: {
    workspace: { type: 'text', primary: true },
    open: { type: 'bool' },
    until: { type: 'timestamptz', nullable: true },
  },
});

/** Another change came between reading the settings and this append: read again, decide again. */
export const MOVED = 'settings_moved';

/** Counts the workspace's version on, if it still is `seen`. What was decided from older settings is turned down. */
export async function countOn(tx: Queryable, workspace: string, seen: number): Promise<void> {
  const { rows } = await tx.query(
    `INSERT INTO workspace AS w (workspace, version) VALUES ($1, 1)
     ON CONFLICT (workspace) DO UPDATE SET version = w.version + 1 WHERE w.version = $2 RETURNING version`,
    [workspace, seen],
  );
  if (Number(rows[0]?.['version']) !== seen + 1) throw new RowsRefused(MOVED);
}

/** Turns the append down unless the workspace's version still is `seen`. */
export async function stillAt(tx: Queryable, workspace: string, seen: number): Promise<void> {
  const { rows } = await tx.query('SELECT version FROM workspace WHERE workspace = $1', [workspace]);
  if (Number(rows[0]?.['version'] ?? 0) !== seen) throw new RowsRefused(MOVED);
}

export async function writeDocument(tx: Queryable, row: DocumentRow): Promise<void> {
  await tx.query(
    `INSERT INTO document (workspace, kind, id, version, body, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (workspace, kind, id) DO UPDATE SET version = EXCLUDED.version, body = EXCLUDED.body,
       changed_at = EXCLUDED.changed_at, changed_by = EXCLUDED.changed_by`,
    [row.workspace, row.kind, row.id, row.version, JSON.stringify(row.body), row.changedAt, row.changedBy],
  );
}

export async function deleteDocument(tx: Queryable, workspace: string, kind: DocumentKind, id: string): Promise<void> {
  await tx.query('DELETE FROM document WHERE workspace = $1 AND kind = $2 AND id = $3', [workspace, kind, id]);
}

/** false: routing knows these hours already. */
export async function writeAnnounced(tx: Queryable, workspace: string, hours: OpenState): Promise<boolean> {
  const { rows } = await tx.query(
    `INSERT INTO announced_hours AS a (workspace, open, until) VALUES ($1, $2, $3)
     ON CONFLICT (workspace) DO UPDATE SET open = EXCLUDED.open, until = EXCLUDED.until
       WHERE (a.open, a.until) IS DISTINCT FROM (EXCLUDED.open, EXCLUDED.until) RETURNING workspace`,
    [workspace, hours.open, dateOf(hours.nextChangeAt)],
  );
  return rows.length > 0;
}

export const rowIdOf = (kind: DocumentKind, id: string | null): string => (isNamed(kind) ? (id ?? '') : '');

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

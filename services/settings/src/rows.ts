// The service's own rows: what the documents are now. Deleted, they could be folded again from the journal.
import type { Queryable } from '@frontdesk/nest';
import { RowsRefused } from '@frontdesk/journal';
import type { Instant } from '@frontdesk/kernel';
import { isNamed, type DocumentKind, type GivenDocuments } from '@frontdesk/settings';
import { EntitySchema } from 'typeorm';
import type { OpenState } from './hours-state.js';

export interface DocumentRow {
  readonly workspace: string;
  readonly kind: DocumentKind;
  /** '' for documents of which there is one. */
  readonly id: string;
  readonly version: number;
  /** As it was recorded: older ones lack what came later (see `completeDocument`). */
  readonly body: GivenDocuments[DocumentKind];
  readonly changedAt: Date;
  readonly changedBy: string;
  /** The settings version that made it: accounts are in the order of their creation by it. */
  readonly created: number;
}

export interface WorkspaceRow {
  readonly workspace: string;
  /** Counts the changes to all documents of the workspace: the settings version that decisions name. */
  readonly version: number;
}

/** The hours that routing was last told of. */
export interface AnnouncedRow {
  readonly workspace: string;
  /** '': the workspace's; else a group with hours of its own. */
  readonly groupId: string;
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
    created: { type: 'int' },
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
    groupId: { type: 'text', primary: true, name: 'group_id' },
    open: { type: 'bool' },
    until: { type: 'timestamptz', nullable: true },
  },
});

/** Another change came between reading the settings and this append: read again, decide again. */
export const MOVED = 'settings_moved';

/** Counts the workspace's version on by `by`, if it still is `seen`. What was decided from older settings is turned down. */
export async function countOn(tx: Queryable, workspace: string, seen: number, by: number): Promise<void> {
  const { rows } = await tx.query(
    `INSERT INTO workspace AS w (workspace, version) VALUES ($1, $3)
     ON CONFLICT (workspace) DO UPDATE SET version = w.version + $3 WHERE w.version = $2 RETURNING version`,
    [workspace, seen, by],
  );
  if (Number(rows[0]?.['version']) !== seen + by) throw new RowsRefused(MOVED);
}

/** Turns the append down unless the workspace's version still is `seen`. */
export async function stillAt(tx: Queryable, workspace: string, seen: number): Promise<void> {
  const { rows } = await tx.query('SELECT version FROM workspace WHERE workspace = $1', [workspace]);
  if (Number(rows[0]?.['version'] ?? 0) !== seen) throw new RowsRefused(MOVED);
}

export async function writeDocument(tx: Queryable, row: DocumentRow): Promise<void> {
  await tx.query(
    `INSERT INTO document (workspace, kind, id, version, body, changed_at, changed_by, created)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (workspace, kind, id) DO UPDATE SET version = EXCLUDED.version, body = EXCLUDED.body,
       changed_at = EXCLUDED.changed_at, changed_by = EXCLUDED.changed_by`,
    [row.workspace, row.kind, row.id, row.version, JSON.stringify(row.body), row.changedAt, row.changedBy, row.created],
  );
}

export async function deleteDocument(tx: Queryable, workspace: string, kind: DocumentKind, id: string): Promise<void> {
  await tx.query('DELETE FROM document WHERE workspace = $1 AND kind = $2 AND id = $3', [workspace, kind, id]);
}

/** false: routing knows these hours already. */
export async function writeAnnounced(
  tx: Queryable,
  workspace: string,
  groupId: string,
  hours: OpenState,
): Promise<boolean> {
  const { rows } = await tx.query(
    `INSERT INTO announced_hours AS a (workspace, group_id, open, until) VALUES ($1, $2, $3, $4)
     ON CONFLICT (workspace, group_id) DO UPDATE SET open = EXCLUDED.open, until = EXCLUDED.until
       WHERE (a.open, a.until) IS DISTINCT FROM (EXCLUDED.open, EXCLUDED.until) RETURNING workspace`,
    [workspace, groupId, hours.open, dateOf(hours.nextChangeAt)],
  );
  return rows.length > 0;
}

/** The group has the workspace's hours, or is gone. */
export async function forgetAnnounced(tx: Queryable, workspace: string, groupId: string): Promise<void> {
  await tx.query('DELETE FROM announced_hours WHERE workspace = $1 AND group_id = $2', [workspace, groupId]);
}

/** A site's key belongs to the channel that had it first, over all workspaces: it says where a visitor has come. */
export const KEY_TAKEN = 'site_key_taken';

export async function writeSiteKey(tx: Queryable, workspace: string, channel: string, key: string): Promise<void> {
  await freeSiteKey(tx, workspace, channel);
  const { rows } = await tx.query(
    `INSERT INTO site_key (key, workspace, channel) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING RETURNING key`,
    [key, workspace, channel],
  );
  if (rows.length === 0) throw new RowsRefused(KEY_TAKEN, channel);
}

export async function freeSiteKey(tx: Queryable, workspace: string, channel: string): Promise<void> {
  await tx.query('DELETE FROM site_key WHERE workspace = $1 AND channel = $2', [workspace, channel]);
}

export const rowIdOf = (kind: DocumentKind, id: string | null): string => (isNamed(kind) ? (id ?? '') : '');

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

// The service's own rows: who is there now. Deleted, they could be folded again from the journal.
import type { Queryable } from '@frontdesk/nest';
import type { Status } from '@frontdesk/presence';
import { EntitySchema } from 'typeorm';

export interface PresenceRow {
  readonly workspace: string;
  readonly kind: 'agent' | 'visitor';
  readonly id: string;
  /** null for visitors: they choose nothing. */
  readonly intent: Status | null;
  readonly live: boolean;
  readonly effective: Status;
  /** Since when `effective` is what it is. */
  readonly since: Date;
}

export const presenceRows = new EntitySchema<PresenceRow>({
  name: 'presence',
  columns: {
    workspace: { type: 'text', primary: true },
    kind: { type: 'text', primary: true },
    id: { type: 'text', primary: true },
    intent: { type: 'text', nullable: true },
    live: { type: 'bool' },
    effective: { type: 'text' },
    since: { type: 'timestamptz' },
  },
});

export async function writePresence(tx: Queryable, row: PresenceRow): Promise<void> {
  const { workspace, kind, id, intent, live, effective, since } = row;
  await tx.query(
    `INSERT INTO presence AS p (workspace, kind, id, intent, live, effective, since) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (workspace, kind, id) DO UPDATE SET intent = EXCLUDED.intent, live = EXCLUDED.live,
       effective = EXCLUDED.effective,
       since = CASE WHEN p.effective = EXCLUDED.effective THEN p.since ELSE EXCLUDED.since END`,
    [workspace, kind, id, intent, live, effective, since],
  );
}

/** Visitors come once and are many: only those who are there have a row. */
export async function deleteVisitor(tx: Queryable, workspace: string, id: string): Promise<void> {
  await tx.query(`DELETE FROM presence WHERE workspace = $1 AND kind = 'visitor' AND id = $2`, [workspace, id]);
}

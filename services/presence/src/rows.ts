// The service's own rows: who is there now. Deleted, they could be folded again from the journal.
import type { Queryable } from '@frontdesk/nest';
import type { Choice, Status, StatusCause } from '@frontdesk/presence';
import { EntitySchema } from 'typeorm';

export interface PresenceRow {
  readonly workspace: string;
  readonly kind: 'agent' | 'visitor';
  readonly id: string;
  /** null for visitors: they choose nothing. */
  readonly intent: Status | null;
  readonly intentCustom: string | null;
  readonly live: boolean;
  readonly effective: Status;
  readonly effectiveCustom: string | null;
  /** Since when the effective status is what it is, and by what. */
  readonly since: Date;
  readonly cause: StatusCause | null;
  readonly idle: boolean;
  /** When to look whether an agent who is online has become idle; null: never. */
  readonly idleDue: Date | null;
  readonly pendingStatus: Status | null;
  readonly pendingCustom: string | null;
}

export const presenceRows = new EntitySchema<PresenceRow>({
  name: 'presence',
  columns: {
    workspace: { type: 'text', primary: true },
    kind: { type: 'text', primary: true },
    id: { type: 'text', primary: true },
    intent: { type: 'text', nullable: true },
    intentCustom: { type: 'text', nullable: true, name: 'intent_custom' },
    live: { type: 'bool' },
    effective: { type: 'text' },
    effectiveCustom: { type: 'text', nullable: true, name: 'effective_custom' },
    since: { type: 'timestamptz' },
    cause: { type: 'text', nullable: true },
    idle: { type: 'bool' },
    idleDue: { type: 'timestamptz', nullable: true, name: 'idle_due' },
    pendingStatus: { type: 'text', nullable: true, name: 'pending_status' },
    pendingCustom: { type: 'text', nullable: true, name: 'pending_custom' },
  },
});

/** The open request of an agent: there is one at most. */
export interface StatusRequestRow {
  readonly workspace: string;
  readonly agentId: string;
  readonly requestId: string;
  readonly status: Status;
  readonly custom: string | null;
  readonly afterChat: boolean;
  readonly requestedAt: Date;
  readonly until: Date;
}

export const statusRequestRows = new EntitySchema<StatusRequestRow>({
  name: 'status_request',
  columns: {
    workspace: { type: 'text', primary: true },
    agentId: { type: 'text', primary: true, name: 'agent_id' },
    requestId: { type: 'text', name: 'request_id' },
    status: { type: 'text' },
    custom: { type: 'text', nullable: true },
    afterChat: { type: 'bool', name: 'after_chat' },
    requestedAt: { type: 'timestamptz', name: 'requested_at' },
    until: { type: 'timestamptz' },
  },
});

/** A row as it is written: `since`, `cause` and `idleDue` count only if something new begins. */
export type WrittenPresence = Pick<PresenceRow, 'workspace' | 'kind' | 'id' | 'live' | 'since' | 'idle'> & {
  readonly intent: Choice | null;
  readonly effective: Choice;
  readonly cause: StatusCause | null;
  /** When an agent who comes online now would be idle; an agent who is online already keeps the time there is. */
  readonly idleDue: Date | null;
  readonly pending: Choice | null;
};

export async function writePresence(tx: Queryable, row: WrittenPresence): Promise<void> {
  const { workspace, kind, id, intent, live, effective, since, cause, idle, idleDue, pending } = row;
  await tx.query(
    `INSERT INTO presence AS p (workspace, kind, id, intent, intent_custom, live, effective, effective_custom, since,
       cause, idle, idle_due, pending_status, pending_custom)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     ON CONFLICT (workspace, kind, id) DO UPDATE SET intent = EXCLUDED.intent, intent_custom = EXCLUDED.intent_custom,
       live = EXCLUDED.live, effective = EXCLUDED.effective, effective_custom = EXCLUDED.effective_custom,
       idle = EXCLUDED.idle, pending_status = EXCLUDED.pending_status, pending_custom = EXCLUDED.pending_custom,
       cause = COALESCE(EXCLUDED.cause, p.cause),
       since = CASE WHEN (p.effective, p.effective_custom)
         IS NOT DISTINCT FROM (EXCLUDED.effective, EXCLUDED.effective_custom) THEN p.since ELSE EXCLUDED.since END,
       idle_due = CASE WHEN p.effective = EXCLUDED.effective THEN p.idle_due ELSE EXCLUDED.idle_due END`,
    [
      ...[workspace, kind, id, intent?.status ?? null, intent?.custom ?? null, live],
      ...[effective.status, effective.custom ?? null, since, cause, idle, idleDue],
      ...[pending?.status ?? null, pending?.custom ?? null],
    ],
  );
}

/** Visitors come once and are many: only those who are there have a row. */
export async function deleteVisitor(tx: Queryable, workspace: string, id: string): Promise<void> {
  await tx.query(`DELETE FROM presence WHERE workspace = $1 AND kind = 'visitor' AND id = $2`, [workspace, id]);
}

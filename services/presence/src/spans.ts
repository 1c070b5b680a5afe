// How long an agent was in which status (C6): one row from each change of the effective status to the next.
import type { Instant } from '@frontdesk/kernel';
import type { Queryable } from '@frontdesk/nest';
import type { Status } from '@frontdesk/presence';
import type { DataSource } from 'typeorm';

export interface Span {
  readonly workspace: string;
  readonly agentId: string;
  /** Of the change in its stream: a change that is written again is the same row. */
  readonly version: number;
  readonly status: Status;
  readonly custom: string | null;
  readonly startedAt: Instant;
}

export interface Duration {
  readonly status: Status;
  readonly custom: string | null;
  readonly ms: number;
}

/** Ends the span that runs and begins the next. Never backwards, although two processes' clocks may differ. */
export async function writeSpan(tx: Queryable, span: Span): Promise<void> {
  const { workspace, agentId, version, status, custom, startedAt } = span;
  await tx.query(
    `UPDATE status_span SET ended_at = GREATEST(started_at, $3)
     WHERE workspace = $1 AND agent_id = $2 AND ended_at IS NULL`,
    [workspace, agentId, startedAt],
  );
  await tx.query(
    `INSERT INTO status_span (workspace, agent_id, version, status, custom, started_at)
     SELECT $1, $2, $3, $4, $5, GREATEST($6, COALESCE(max(ended_at), 0))
     FROM status_span WHERE workspace = $1 AND agent_id = $2`,
    [workspace, agentId, version, status, custom, startedAt],
  );
}

/** What falls between the two instants, the longest first. A span that still runs reaches to the end. */
export async function durationsOf(
  db: DataSource,
  workspace: string,
  agentId: string,
  from: Instant,
  to: Instant,
): Promise<readonly Duration[]> {
  const sums = await db.query<readonly { status: Status; custom: string | null; ms: string }[]>(
    `SELECT status, custom, sum(LEAST(COALESCE(ended_at, $4), $4) - GREATEST(started_at, $3)) AS ms
     FROM status_span
     WHERE workspace = $1 AND agent_id = $2 AND started_at < $4 AND COALESCE(ended_at, $4) > $3
     GROUP BY status, custom ORDER BY ms DESC, status, custom`,
    [workspace, agentId, from, to],
  );
  return sums.map(({ status, custom, ms }) => ({ status, custom, ms: Number(ms) }));
}

// An agent's rows after new facts: the status now, the open request, and a span for every change.
import type { StoredRecord } from '@frontdesk/journal';
import type { Queryable } from '@frontdesk/nest';
import { effectiveChoice, type AgentEvent, type AgentState } from '@frontdesk/presence';
import type { Instant } from '@frontdesk/kernel';
import { writePresence } from './rows.js';
import { writeSpan } from './spans.js';

type Changed = Extract<AgentEvent, { type: 'presence.agent_status_changed' }>['data'];

export interface AgentRows {
  readonly workspace: string;
  readonly agentId: string;
  readonly at: Instant;
  readonly state: AgentState;
  /** How long without activity makes an agent idle; null: never. */
  readonly idleMs: number | null;
  readonly stored: readonly StoredRecord[];
}

export async function writeAgent(tx: Queryable, rows: AgentRows): Promise<void> {
  const { workspace, agentId, at, state, idleMs, stored } = rows;
  const changes = stored.filter(({ type }) => type === 'presence.agent_status_changed');
  const last = changes.at(-1);
  const effective = effectiveChoice(state);
  const idleDue = effective.status === 'online' && idleMs !== null ? new Date(at + idleMs) : null;
  await writePresence(tx, {
    ...{ workspace, kind: 'agent', id: agentId, intent: state.intent, live: state.live, effective, idleDue },
    ...{ since: new Date(at), idle: state.idle, pending: state.pending?.choice ?? null },
    cause: last === undefined ? null : changeOf(last).cause,
  });
  for (const record of changes) {
    const { to, toCustom = null } = changeOf(record);
    const version = record.streamVersion ?? 0;
    await writeSpan(tx, { workspace, agentId, version, status: to, custom: toCustom, startedAt: record.at });
  }
  await writeRequest(tx, rows);
}

const changeOf = (record: StoredRecord): Changed => JSON.parse(record.body) as Changed;

async function writeRequest(tx: Queryable, { workspace, agentId, at, state, stored }: AgentRows): Promise<void> {
  if (stored.some(({ type }) => type === 'presence.status_change_settled'))
    await tx.query('DELETE FROM status_request WHERE workspace = $1 AND agent_id = $2', [workspace, agentId]);
  const { request } = state;
  if (request === null || !stored.some(({ type }) => type === 'presence.status_change_requested')) return;
  const { requestId, choice, afterChat, until } = request;
  await tx.query(
    `INSERT INTO status_request (workspace, agent_id, request_id, status, custom, after_chat, requested_at, until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[workspace, agentId, requestId, choice.status, choice.custom ?? null, afterChat],
      ...[new Date(at), new Date(until)],
    ],
  );
}

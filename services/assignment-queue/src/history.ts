// GET /v1/queue/history: stays that are over, the last one first, page by page.
import type { Principal, QueueHistory, QueueStay } from '@frontdesk/contracts';
import { PORTS, ProblemException, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Names } from './names.js';

export interface HistoryQuestion {
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly group: string | undefined;
}

interface Row {
  readonly conversation_id: string;
  readonly group_id: string;
  readonly priority: number;
  readonly entered_at: Date;
  readonly left_at: Date;
  readonly reason: QueueStay['reason'];
  readonly agent_id: string | null;
}

@Injectable()
export class History {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Names) private readonly names: Names,
  ) {}

  async page({ workspace }: Principal, { limit, cursor, group }: HistoryQuestion): Promise<QueueHistory> {
    const [before, id] = cursor === undefined ? [null, null] : decode(cursor);
    const rows = await this.ports.db.query<Row[]>(
      `SELECT conversation_id, group_id, priority, entered_at, left_at, reason, agent_id FROM queue_stay
       WHERE workspace = $1 AND left_at IS NOT NULL AND ($2::text IS NULL OR group_id = $2)
         AND ($3::timestamptz IS NULL OR (left_at, conversation_id) < ($3, $4))
       ORDER BY left_at DESC, conversation_id DESC LIMIT $5`,
      [workspace, group ?? null, before, id, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const data = await this.named(workspace, page);
    return { data, nextCursor: rows.length > limit && last ? encode(last) : null };
  }

  private async named(workspace: string, rows: readonly Row[]): Promise<readonly QueueStay[]> {
    const ids = [...new Set(rows.map((row) => row.conversation_id))];
    const [agents, groups, cards] = await Promise.all([
      this.names.of(workspace, 'agents'),
      this.names.of(workspace, 'groups'),
      ids.length === 0 ? undefined : this.ports.peers.conversation?.cards(workspace, ids),
    ]);
    return rows.map((row) => ({
      conversationId: row.conversation_id,
      groupId: row.group_id,
      groupName: groups.get(row.group_id) ?? row.group_id,
      priority: row.priority,
      enteredAt: row.entered_at.toISOString(),
      leftAt: row.left_at.toISOString(),
      waitedMs: Math.max(0, row.left_at.getTime() - row.entered_at.getTime()),
      reason: row.reason,
      agentId: row.agent_id,
      agentName: row.agent_id === null ? null : (agents.get(row.agent_id) ?? row.agent_id),
      visitorName: cards?.get(row.conversation_id)?.visitorName ?? null,
    }));
  }
}

/** Opaque to clients, so that what it holds may change. */
const encode = (row: Row): string =>
  Buffer.from(JSON.stringify([row.left_at.toISOString(), row.conversation_id])).toString('base64url');

function decode(cursor: string): readonly [before: Date, id: string] {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const before = new Date(String(at));
    if (typeof id === 'string' && !Number.isNaN(before.getTime())) return [before, id];
  } catch {
    // Not ours either.
  }
  const unknown = { pointer: '/cursor', code: 'unknown_cursor', message: 'Use nextCursor of the page before.' };
  throw new ProblemException('invalid_body', 'This cursor is none of ours.', [unknown]);
}

// Reads of the own rows: names of agents and groups, decisions per conversation, what happened since midnight.
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { DecisionRows, NameRows, type DecisionRow } from './rows.js';

/** Stands among the names: whose yes a hand-over between agents needs (F3). */
export const TRANSFER_APPROVAL = 'transfer-approval';

@Injectable()
export class Names {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  async of(workspace: string, kind: 'agents' | 'groups'): Promise<ReadonlyMap<string, string>> {
    const rows = await this.ports.db.getRepository(NameRows).findBy({ workspace, kind });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Whose yes an agent needs to hand a conversation over. */
  async transferApproval(workspace: string): Promise<string> {
    const row = await this.ports.db.getRepository(NameRows).findOneBy({ workspace, kind: TRANSFER_APPROVAL });
    return row?.name ?? 'none';
  }

  decisionsAbout(workspace: string, conversationId: string): Promise<DecisionRow[]> {
    return this.ports.db
      .getRepository(DecisionRows)
      .find({ where: { workspace, conversationId }, order: { seq: 'ASC' } });
  }

  async decidedAbout(workspace: string, conversationId: string): Promise<boolean> {
    return this.ports.db.getRepository(DecisionRows).existsBy({ workspace, conversationId });
  }

  /** Conversations whose first decision fell after an instant. O(decisions since). */
  async arrivalsSince(workspace: string, since: Date): Promise<number> {
    const rows = await this.ports.db.query<{ count: number }[]>(
      `SELECT count(DISTINCT conversation_id)::int AS count FROM decision
       WHERE workspace = $1 AND at >= $2 AND type IN ('assigned', 'queued', 'pooled', 'submission_offered', 'refused')`,
      [workspace, since],
    );
    return rows[0]?.count ?? 0;
  }

  /** Events by type since an instant. O(events since). */
  async countSince(workspace: string, since: Date): Promise<ReadonlyMap<string, number>> {
    const rows = await this.ports.db.query<{ type: string; count: number }[]>(
      'SELECT type, count(*)::int AS count FROM decision WHERE workspace = $1 AND at >= $2 GROUP BY type',
      [workspace, since],
    );
    return new Map(rows.map(({ type, count }) => [type, count]));
  }
}

// Whose turn it is in a group: the agents one after the other, counted in a row that all replicas share (G4).
import { RowsRefused, type RecordMeta } from '@frontdesk/journal';
import { PORTS, queryableOf, type Queryable, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Rules } from '../reads/rules.js';
import { Submissions } from './submissions.js';

const ATTEMPTS = 20;
const MOVED_ON = 'turn_moved_on';

@Injectable()
export class Turns {
  private readonly db: Queryable;

  constructor(
    @Inject(PORTS) ports: ServicePorts,
    @Inject(Rules) private readonly rules: Rules,
    @Inject(Submissions) private readonly submissions: Submissions,
  ) {
    this.db = queryableOf(ports);
  }

  /** Gives it to the next agent of its group, where the settings say so; nobody's is for anybody of the group. */
  async give(workspace: string, submissionId: string, meta: RecordMeta): Promise<void> {
    const { received } = await this.submissions.state(workspace, submissionId);
    if (received === null) return;
    const { groupId } = received;
    if ((await this.rules.of(workspace, groupId)).assign !== 'round_robin') return;
    const agents = await this.rules.agentsOf(workspace, groupId);
    for (let attempt = 1; attempt <= ATTEMPTS && agents.length > 0; attempt++) {
      const { agentId: last, version } = await this.last(workspace, groupId);
      // Whoever has left the group meanwhile still says where the turn was.
      const agentId = agents.find((id) => id > last) ?? agents[0] ?? last;
      const handled = await this.submissions.run({
        ...{ workspace, submissionId, meta },
        command: { type: 'assign', agentId, how: 'in_turn', by: 'submission' },
        rows: (tx, stored) =>
          stored.length === 0 ? Promise.resolve() : moveOn(tx, workspace, groupId, agentId, version),
      });
      if (handled.outcome !== 'refused') return;
      if (handled.refusal.code !== MOVED_ON) throw handled.refusal;
    }
    if (agents.length > 0) throw new Error('the turn moved on too often');
  }

  private async last(workspace: string, groupId: string): Promise<{ agentId: string; version: number }> {
    const { rows } = await this.db.query(
      'SELECT agent_id AS "agentId", version FROM turn WHERE workspace = $1 AND group_id = $2',
      [workspace, groupId],
    );
    return (rows[0] as { agentId: string; version: number } | undefined) ?? { agentId: '', version: 0 };
  }
}

/** Only from the turn that was looked at: two replicas never give the same turn away. */
async function moveOn(tx: Queryable, workspace: string, groupId: string, agentId: string, seen: number): Promise<void> {
  const { rows } = await tx.query(
    `INSERT INTO turn (workspace, group_id, agent_id, version) VALUES ($1, $2, $3, 1)
     ON CONFLICT (workspace, group_id) DO UPDATE SET agent_id = excluded.agent_id, version = turn.version + 1
     WHERE turn.version = $4 RETURNING version`,
    [workspace, groupId, agentId, seen],
  );
  if (rows[0]?.['version'] !== seen + 1) throw new RowsRefused(MOVED_ON);
}

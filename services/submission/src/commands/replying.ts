// A reply of either side: once per key, and into a closed submission only as long as the settings open it again.
import type { Principal, SubmissionMessage } from '@frontdesk/contracts';
import type { RecordMeta } from '@frontdesk/journal';
import { Idempotency, PORTS, queryableOf, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Rules } from '../reads/rules.js';
import type { SubmissionRow } from '../rows/submission-row.js';
import { problemFor, Submissions } from './submissions.js';

export interface Reply {
  readonly principal: Principal;
  readonly row: SubmissionRow;
  readonly author: 'agent' | 'visitor';
  readonly key: string;
  readonly text: string;
  readonly meta: RecordMeta;
}

const DAY_MS = 86_400_000;

@Injectable()
export class Replying {
  private readonly idempotency: Idempotency;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Submissions) private readonly submissions: Submissions,
    @Inject(Rules) private readonly rules: Rules,
  ) {
    this.idempotency = new Idempotency(queryableOf(ports), ports.schema);
  }

  reply(reply: Reply): Promise<SubmissionMessage> {
    const { principal, row, author, key, text, meta } = reply;
    const { workspace, submissionId } = row;
    const route = `POST /v1/submissions/${submissionId}/replies`;
    return this.idempotency.once<SubmissionMessage>({ principal, key, body: { text }, route }, async (remember) => {
      const messageId = this.ports.ids.next();
      const name = author === 'agent' ? await this.nameOf(workspace, principal.id) : null;
      const at = new Date(this.ports.clock.now()).toISOString();
      const said: SubmissionMessage = { messageId, author, name, text: text.trim(), at };
      const mayReopen = await this.mayReopen(row);
      const handled = await this.submissions.run({
        ...{ workspace, submissionId, meta },
        command: { type: 'reply', messageId, author, by: principal.id, text, mayReopen },
        rows: (tx) => remember(tx, said),
      });
      if (handled.outcome === 'rejected') throw problemFor(handled.refusal);
      return said;
    });
  }

  /** Whether the visitor may still write into it. */
  async mayReply(row: SubmissionRow): Promise<boolean> {
    if (row.status === 'confirmed' || row.status === 'accepted') return true;
    return row.status === 'closed' && (await this.mayReopen(row));
  }

  private async mayReopen({ workspace, groupId, closedAt }: SubmissionRow): Promise<boolean> {
    if (closedAt === null) return false;
    const { reopenDays } = await this.rules.of(workspace, groupId);
    return this.ports.clock.now() < closedAt.getTime() + reopenDays * DAY_MS;
  }

  private async nameOf(workspace: string, agentId: string): Promise<string> {
    return (await this.rules.names(workspace, [agentId])).get(agentId) ?? agentId;
  }
}

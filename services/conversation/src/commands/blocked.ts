// A visitor is put on the block list: what they have open ends with it (F2). Asked again it finds nothing open.
import type { BlockDocument } from '@frontdesk/contracts';
import type { StoredRecord } from '@frontdesk/journal';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Conversations } from './conversations.js';

@Injectable()
export class Blocked {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
  ) {}

  /** Addresses and e-mails count when somebody starts; a visitor is known by now. */
  async end(
    { workspace, id: causationId, meta: { correlationId } }: StoredRecord,
    { what, value, until }: BlockDocument,
  ): Promise<void> {
    const over = until !== null && new Date(until).getTime() <= this.ports.clock.now();
    if (what !== 'visitor' || over) return;
    // Under every id that leads to the same person.
    const open: readonly { readonly id: string }[] = await this.ports.db.query(
      `WITH profile AS (SELECT coalesce(
         (SELECT profile_id FROM visitor_alias WHERE workspace = $1 AND visitor_id = $2), $2) AS id)
       SELECT conversation_id AS id FROM conversation WHERE workspace = $1 AND state <> 'closed' AND visitor_id IN (
         SELECT id FROM profile UNION
         SELECT visitor_id FROM visitor_alias WHERE workspace = $1 AND profile_id = (SELECT id FROM profile))`,
      [workspace, value],
    );
    const meta = { actor: 'block-list', correlationId, causationId };
    const command = { type: 'end', reason: 'blocked' } as const;
    for (const { id } of open) await this.conversations.run({ workspace, conversationId: id, command, meta });
  }
}

// Which conversations an agent holds, as routing has decided them: when the last one ends, a pending status is due (C7).
import type { RoutingEvent } from '@frontdesk/contracts';
import type { Instant } from '@frontdesk/kernel';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';

/** A slot taken or given back. */
export interface Slot {
  readonly conversationId: string;
  /** null: whoever it was, the conversation has no agent now. */
  readonly agentId: string | null;
  readonly taken: boolean;
  /** Of a wrap-up: when it ends by itself (C8). */
  readonly until?: Instant;
}

/**
 * What an event does to slots, in order. An open offer takes none here: it is not work yet, and is withdrawn when the
 * pending status comes. A wrap-up holds its slot on.
 */
export function slotsOf(event: RoutingEvent): readonly Slot[] {
  switch (event.type) {
    case 'assigned':
      return [{ ...idsOf(event.data), taken: true }];
    case 'wrap_up_started':
      return [{ ...idsOf(event.data), taken: true, until: event.data.until }];
    case 'released':
    case 'wrap_up_ended':
      return [{ ...idsOf(event.data), taken: false }];
    case 'transferred':
      return [
        { conversationId: event.data.conversationId, agentId: event.data.fromAgentId, taken: false },
        { conversationId: event.data.conversationId, agentId: event.data.toAgentId, taken: true },
      ];
    case 'requeued': {
      const { conversationId, fromAgentId } = event.data;
      return fromAgentId === null ? [] : [{ conversationId, agentId: fromAgentId, taken: false }];
    }
    // Also what becomes of the conversations of an agent who was lost.
    case 'submission_offered':
      return [{ conversationId: event.data.conversationId, agentId: null, taken: false }];
    default:
      return [];
  }
}

const idsOf = ({ conversationId, agentId }: Pick<Slot, 'conversationId' | 'agentId'>) => ({ conversationId, agentId });

/** Nobody waits for the disk: what a crash takes back comes again, for the position moves behind it. */
const LAZILY = `set_config('synchronous_commit', 'off', true)`;

@Injectable()
export class Held {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  async holds(workspace: string, agentId: string): Promise<boolean> {
    const found = await this.ports.db.query<readonly unknown[]>(
      'SELECT 1 FROM held_conversation WHERE workspace = $1 AND agent_id = $2 LIMIT 1',
      [workspace, agentId],
    );
    return found.length > 0;
  }

  /** May be told again from any earlier point: it comes to the same in the end. */
  async apply(workspace: string, slots: readonly Slot[]): Promise<void> {
    for (const { conversationId, agentId, taken, until } of slots) {
      if (taken)
        await this.ports.db.query(
          `INSERT INTO held_conversation (workspace, conversation_id, agent_id, wrap_up_until)
           SELECT $1, $2, $3, $4::timestamptz FROM ${LAZILY}
           ON CONFLICT (workspace, agent_id, conversation_id) DO UPDATE SET wrap_up_until = EXCLUDED.wrap_up_until`,
          [workspace, conversationId, agentId, until === undefined ? null : new Date(until)],
        );
      else
        await this.ports.db.query(
          `DELETE FROM held_conversation USING ${LAZILY} WHERE workspace = $1 AND conversation_id = $2
             AND (agent_id = $3 OR $3 IS NULL AND wrap_up_until IS NULL)`,
          [workspace, conversationId, agentId],
        );
    }
  }

  /** Agents of the workspace whose pending status is due; only those who have one are ever looked at. */
  async due(workspace: string): Promise<readonly string[]> {
    const found = await this.ports.db.query<readonly { id: string }[]>(
      `SELECT id FROM presence AS p WHERE workspace = $1 AND kind = 'agent' AND pending_status IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM held_conversation WHERE workspace = $1 AND agent_id = p.id)`,
      [workspace],
    );
    return found.map(({ id }) => id);
  }
}

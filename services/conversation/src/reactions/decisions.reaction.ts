// The engine has decided: its conversations record it, and the requests that wait for it are released.
import type { Recorded } from '@frontdesk/conversation';
import type { RoutingDecision, RoutingEvent } from '@frontdesk/contracts';
import { RowsRefused } from '@frontdesk/journal';
import { OnEvent, PORTS, RecordContext, type Queryable, type ServicePorts } from '@frontdesk/nest';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Conversations } from '../commands/conversations.js';
import { DecisionWaiter } from '../commands/decision-waiter.js';
import { Directory } from '../reads/directory.js';
import { agentsIn, recordedOf } from './recorded.js';

@Controller()
export class DecisionsReaction {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(DecisionWaiter) private readonly waiter: DecisionWaiter,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  @OnEvent('conversation', 'assignment.decided')
  async onDecided(
    @Payload() { input, events }: RoutingDecision,
    @Ctx() { record, position }: RecordContext,
  ): Promise<void> {
    const { workspace, seq } = record;
    const recordings = await this.recordingsOf(workspace, events);
    const meta = { actor: 'assignment-queue', correlationId: record.meta.correlationId, causationId: record.id };
    for (const [i, [conversationId, decided]] of recordings.entries()) {
      const last = i === recordings.length - 1;
      const handled = await this.conversations.run({
        ...{ workspace, conversationId, meta },
        command: { type: 'record_decision', decided, answersRequest: isRequestOf(input, conversationId) },
        // The position moves with the last; those before are kept from a second time by their own rows.
        ...(last ? { position } : { rows: (tx) => once(tx, conversationId, seq) }),
      });
      if (handled.outcome === 'rejected') this.ports.alarm('a decision could not be recorded', handled.refusal);
      this.waiter.release(conversationId);
    }
  }

  /** By conversation, in the order in which the decision first names each. */
  private async recordingsOf(
    workspace: string,
    events: readonly RoutingEvent[],
  ): Promise<readonly (readonly [string, readonly Recorded[]])[]> {
    const names = await this.namesIn(workspace, events);
    const found = new Map<string, Recorded[]>();
    for (const event of events) {
      const recorded = recordedOf(event, (agentId) => names.get(agentId) ?? agentId);
      if (recorded === null || !('conversationId' in event.data)) continue;
      const { conversationId } = event.data;
      found.set(conversationId, [...(found.get(conversationId) ?? []), recorded]);
    }
    return [...found];
  }

  private async namesIn(workspace: string, events: readonly RoutingEvent[]): Promise<ReadonlyMap<string, string>> {
    const ids = new Set(events.flatMap((event) => agentsIn(event)));
    const named = [...ids].map(async (id) => [id, await this.directory.agentName(workspace, id)] as const);
    return new Map(await Promise.all(named));
  }
}

const isRequestOf = ({ type, data }: RoutingDecision['input'], conversationId: string): boolean =>
  type === 'conversation_requested' && data.conversationId === conversationId;

/** Turns the append down when this decision is recorded already: it came again after a crash in its middle. */
async function once(tx: Queryable, conversationId: string, seq: number): Promise<void> {
  const { rows } = await tx.query(
    'UPDATE conversation SET decided_seq = $2 WHERE conversation_id = $1 AND decided_seq < $2 RETURNING conversation_id',
    [conversationId, seq],
  );
  if (rows.length === 0) throw new RowsRefused('recorded_before');
}

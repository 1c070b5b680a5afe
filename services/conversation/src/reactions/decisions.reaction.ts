// The engine has decided: its conversations record it, and the requests that wait for it are released.
import type { ConversationCommand, OfferReason } from '@frontdesk/conversation';
import type { RoutingDecision, RoutingEvent } from '@frontdesk/contracts';
import { OnEvent, PORTS, RecordContext, type ServicePorts } from '@frontdesk/nest';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Conversations } from '../commands/conversations.js';
import { DecisionWaiter } from '../commands/decision-waiter.js';
import { Directory } from '../reads/directory.js';

interface Recording {
  readonly conversationId: string;
  readonly command: ConversationCommand;
}

@Controller()
export class DecisionsReaction {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(DecisionWaiter) private readonly waiter: DecisionWaiter,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  @OnEvent('conversation', 'assignment.decided')
  async onDecided(@Payload() { events }: RoutingDecision, @Ctx() { record, position }: RecordContext): Promise<void> {
    const recordings = (await Promise.all(events.map((event) => this.recordingOf(record.workspace, event)))).flat();
    const meta = { actor: 'assignment-queue', correlationId: record.meta.correlationId, causationId: record.id };
    for (const [i, { conversationId, command }] of recordings.entries()) {
      const handled = await this.conversations.run({
        ...{ workspace: record.workspace, conversationId, command, meta },
        // Moved with the last: those before are recorded twice without effect if we die in between.
        ...(i === recordings.length - 1 ? { position } : {}),
      });
      if (handled.outcome === 'rejected') this.ports.alarm('a decision could not be recorded', handled.refusal);
      this.waiter.release(conversationId);
    }
  }

  private async recordingOf(workspace: string, event: RoutingEvent): Promise<readonly Recording[]> {
    if (event.type !== 'assigned') return recordingOf(event);
    const { conversationId, agentId, groupId, waitedMs, cause } = event.data;
    const agentName = await this.directory.agentName(workspace, agentId);
    return [{ conversationId, command: { type: 'record_assigned', agentId, agentName, groupId, waitedMs, cause } }];
  }
}

function recordingOf(event: RoutingEvent): readonly Recording[] {
  switch (event.type) {
    case 'queued': {
      const { conversationId, groupId, position } = event.data;
      return [{ conversationId, command: { type: 'record_queued', groupId, position } }];
    }
    case 'submission_offered': {
      const { conversationId, why } = event.data;
      return [{ conversationId, command: { type: 'record_offered', reason: told(why) } }];
    }
    case 'refused':
      return ended(event.data, { reason: 'refused', by: 'system', why: told(event.data.why) });
    case 'abandoned':
      return event.data.cause === 'left'
        ? ended(event.data, { reason: 'visitor', by: 'visitor', why: null })
        : ended(event.data, { reason: 'visitor_timeout', by: 'system', why: null });
    case 'timed_out':
      return ended(event.data, { reason: 'queue_timeout', by: 'system', why: 'timed_out' });
    case 'converted':
      return ended(event.data, { reason: 'converted', by: 'visitor', why: null });
    case 'closed_by_staff':
      return ended(event.data, { reason: 'supervisor', by: 'supervisor', why: null });
    default:
      // Loads, settings, presence: the engine's own affairs.
      return [];
  }
}

/** Reasons that the public event does not name yet are told as the one that is nearest for the visitor. */
function told(why: Extract<RoutingEvent, { type: 'submission_offered' | 'refused' }>['data']['why']): OfferReason {
  return why === 'by_rule' || why === 'agent_lost' || why === 'blocked' ? 'nobody_online' : why;
}

type End = Omit<Extract<ConversationCommand, { type: 'record_ended' }>, 'type'>;

const ended = ({ conversationId }: { readonly conversationId: string }, end: End): readonly Recording[] => [
  { conversationId, command: { type: 'record_ended', ...end } },
];

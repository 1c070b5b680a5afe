// An agent overtook a submission: what the visitor typed into it becomes a message of the conversation.
import type { SubmissionWithdrawnData } from '@frontdesk/contracts';
import { OnEvent, PORTS, RecordContext, type ServicePorts } from '@frontdesk/nest';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Conversations } from '../commands/conversations.js';

@Controller()
export class SubmissionsReaction {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
  ) {}

  @OnEvent('conversation', 'submission.withdrawn')
  async onWithdrawn(
    @Payload() { conversationId, text }: SubmissionWithdrawnData,
    @Ctx() { record, position }: RecordContext,
  ): Promise<void> {
    const { workspace, stream, meta } = record;
    // The submission's id as the client's id: carried twice is said once.
    const message = { messageId: this.ports.ids.next(), clientMessageId: stream ?? record.id, text };
    const handled = await this.conversations.run({
      ...{ workspace, conversationId, position },
      command: { type: 'carry_message', message },
      meta: { actor: 'submission', correlationId: meta.correlationId, causationId: record.id },
    });
    if (handled.outcome === 'rejected')
      this.ports.alarm('a withdrawn submission found no conversation', handled.refusal);
  }
}

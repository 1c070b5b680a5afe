// What submissions turn into here: an agent overtook one, and its text becomes a message; or an agent speaks with the
// visitor who is back, and a conversation begins with it.
import type { SubmissionBecameConversationData, SubmissionWithdrawnData } from '@frontdesk/contracts';
import { OnEvent, PORTS, RecordContext, type ServicePorts } from '@frontdesk/nest';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Conversations } from '../commands/conversations.js';
import { DESIGNATED_PRIORITY } from '../commands/directions.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { Directory } from '../reads/directory.js';

@Controller()
export class SubmissionsReaction {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Directory) private readonly directory: Directory,
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
      // It is a message now, and nothing that was left.
      rows: async (tx) => {
        await tx.query('DELETE FROM visitor_submission WHERE workspace = $1 AND submission_id = $2', [
          ...[workspace, stream],
        ]);
      },
      meta: { actor: 'submission', correlationId: meta.correlationId, causationId: record.id },
    });
    if (handled.outcome === 'rejected')
      this.ports.alarm('a withdrawn submission found no conversation', handled.refusal);
  }

  @OnEvent('conversation', 'submission.became_conversation')
  async onBecameConversation(
    @Payload() became: SubmissionBecameConversationData,
    @Ctx() { record, position }: RecordContext,
  ): Promise<void> {
    const { workspace, stream, meta } = record;
    const { conversationId, visitorId, groupId, agentId, text, name, language, channel = 'web' } = became;
    const first = { messageId: this.ports.ids.next(), clientMessageId: stream ?? record.id, text };
    const caused = { actor: 'submission', correlationId: meta.correlationId, causationId: record.id };
    const group = await this.directory.group(workspace, groupId);
    const handled = await this.conversations.run({
      ...{ workspace, conversationId, position, meta: caused },
      command: {
        type: 'start',
        first,
        request: {
          ...{ conversationId, visitorId, channel, groupId, agentId, language, page: null },
          visitorName: name ?? `Visitor ${visitorId.slice(-4)}`,
          // Asked for by name: the agent who wants to speak with them comes before everybody else.
          ...{ priority: DESIGNATED_PRIORITY, ruleId: null, settingsVersion: group?.version ?? 0 },
        },
      },
    });
    if (handled.outcome !== 'refused') return;
    // The visitor has begun another one meanwhile, which is where they can be spoken with.
    const open = await this.reads.openOf(workspace, channel, visitorId);
    if (open === null) throw handled.refusal;
    await this.conversations.run({
      ...{ workspace, conversationId: open.conversationId, position, meta: caused },
      command: { type: 'carry_message', message: first },
    });
  }
}

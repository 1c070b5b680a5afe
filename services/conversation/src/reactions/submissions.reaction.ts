// What submissions turn into here: an agent overtook one, and its text and files become messages; or an agent speaks with
// the visitor who is back, and a conversation begins with them.
import type { TypedMessage } from '@frontdesk/conversation';
import type { SubmissionBecameConversationData, SubmissionWithdrawnData } from '@frontdesk/contracts';
import type { RecordMeta } from '@frontdesk/journal';
import { OnEvent, PORTS, RecordContext, type Queryable, type ServicePorts } from '@frontdesk/nest';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Conversations } from '../commands/conversations.js';
import { DESIGNATED_PRIORITY } from '../commands/directions.js';
import { StoredFiles } from '../files/stored-files.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { Directory } from '../reads/directory.js';

type Context = Pick<RecordContext, 'record' | 'position'>;
type Attachments = SubmissionWithdrawnData['attachments'];

@Controller()
export class SubmissionsReaction {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(StoredFiles) private readonly files: StoredFiles,
  ) {}

  @OnEvent('conversation', 'submission.withdrawn')
  async onWithdrawn(
    @Payload() { conversationId, text, attachments }: SubmissionWithdrawnData,
    @Ctx() context: RecordContext,
  ): Promise<void> {
    const { workspace, stream } = context.record;
    const messages = [this.textOf(context, text), ...this.filesOf(context, attachments)];
    await this.carry(context, conversationId, messages, async (tx) => {
      // It is messages now, and nothing that was left.
      await tx.query('DELETE FROM visitor_submission WHERE workspace = $1 AND submission_id = $2', [workspace, stream]);
    });
  }

  @OnEvent('conversation', 'submission.became_conversation')
  async onBecameConversation(
    @Payload() became: SubmissionBecameConversationData,
    @Ctx() context: RecordContext,
  ): Promise<void> {
    const { workspace } = context.record;
    const { conversationId, visitorId, groupId, agentId, text, name, language, channel = 'web', attachments } = became;
    const first = this.textOf(context, text);
    const files = this.filesOf(context, attachments);
    const group = await this.directory.group(workspace, groupId);
    const handled = await this.conversations.run({
      ...{ workspace, conversationId, meta: causedBy(context) },
      ...(files.length === 0 ? { position: context.position } : {}),
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
    if (handled.outcome !== 'refused') return this.carry(context, conversationId, files);
    // The visitor has begun another one meanwhile, which is where they can be spoken with.
    const open = await this.reads.openOf(workspace, channel, visitorId);
    if (open === null) throw handled.refusal;
    await this.carry(context, open.conversationId, [first, ...files]);
  }

  /** One after the other, each once however often it is tried; with the last one the record is done. */
  private async carry(
    context: Context,
    conversationId: string,
    messages: readonly TypedMessage[],
    rows?: (tx: Queryable) => Promise<void>,
  ): Promise<void> {
    const { workspace } = context.record;
    for (const [index, message] of messages.entries()) {
      const isLast = index === messages.length - 1;
      const { file, clientMessageId } = message;
      const handled = await this.conversations.run({
        ...{ workspace, conversationId, meta: causedBy(context), command: { type: 'carry_message', message } },
        ...(isLast ? { position: context.position } : {}),
        rows: async (tx) => {
          if (file !== undefined) await this.files.adopt(tx, workspace, conversationId, clientMessageId, file);
          if (isLast) await rows?.(tx);
        },
      });
      if (handled.outcome === 'rejected') this.ports.alarm('a submission found no conversation', handled.refusal);
    }
  }

  /** The submission's id as the client's id: carried twice is said once. */
  private textOf({ record }: Context, text: string): TypedMessage {
    return { messageId: this.ports.ids.next(), clientMessageId: record.stream ?? record.id, text };
  }

  private filesOf({ record }: Context, attachments: Attachments = []): readonly TypedMessage[] {
    return attachments.map((file) => ({
      ...{ messageId: this.ports.ids.next(), clientMessageId: `${record.stream ?? record.id}.${file.fileId}` },
      ...{ text: '', file },
    }));
  }
}

const causedBy = ({ record }: Context): RecordMeta => ({
  ...{ actor: 'submission', correlationId: record.meta.correlationId, causationId: record.id },
});

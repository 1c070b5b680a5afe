// A visitor whose last page is gone, or who is back: news to the conversation that an agent has with them, where the
// workspace lets that end it.
import { OnEvent, PORTS, RecordContext, type ServicePorts } from '@frontdesk/nest';
import type { ConversationCommand } from '@frontdesk/conversation';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Conversations } from '../commands/conversations.js';
import { RuleReads } from '../reads/rules.js';

@Controller()
export class PresenceReaction {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(RuleReads) private readonly rules: RuleReads,
  ) {}

  @OnEvent('conversation', 'presence.visitor_lost')
  onLost(
    @Payload() { visitorId, lastBeatAt }: { readonly visitorId: string; readonly lastBeatAt: number },
    @Ctx() context: RecordContext,
  ): Promise<void> {
    return this.tell(visitorId, { type: 'lose_visitor', lastBeatAt }, context);
  }

  @OnEvent('conversation', 'presence.visitor_connected')
  onConnected(@Payload() { visitorId }: { readonly visitorId: string }, @Ctx() context: RecordContext): Promise<void> {
    return this.tell(visitorId, { type: 'find_visitor' }, context);
  }

  /** Asked twice is no news the second time, so that it needs no position of its own. */
  private async tell(visitorId: string, command: ConversationCommand, { record }: RecordContext): Promise<void> {
    const { workspace } = record;
    if ((await this.rules.of(workspace)).rules.visitorLeftSeconds === null) return;
    const held: readonly { readonly id: string }[] = await this.ports.db.query(
      `SELECT conversation_id AS id FROM conversation WHERE workspace = $1 AND visitor_id = $2 AND state = 'assigned'`,
      [workspace, visitorId],
    );
    const meta = { actor: 'presence', correlationId: record.meta.correlationId, causationId: record.id };
    for (const { id } of held) await this.conversations.run({ workspace, conversationId: id, command, meta });
  }
}

// What is done with a conversation as a whole: closing it.
import { setTimeout as pause } from 'node:timers/promises';
import { requiredFields, type ConversationView, type Principal } from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, notFound, Requires } from '@frontdesk/nest';
import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { actorOf, isVisitor } from '../commands/actor.js';
import { Conversations } from '../commands/conversations.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { Directory } from '../reads/directory.js';
import { ConversationId, RequestId } from './request.js';

/** About what the next visitor's assignment takes. */
const YIELDS_MS = 5;

@ApiTags('conversations')
@Controller('v1/conversations/:id')
export class ConversationActionsController {
  constructor(
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  @Post('close')
  @HttpCode(200)
  @Requires('conversation.close')
  @Answers('ConversationView')
  @ApiOperation({ summary: 'Close it; closing twice is closing once' })
  async close(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) conversationId: string,
    @RequestId() requestId: string,
  ): Promise<ConversationView> {
    // Who closes is told by id: no name is looked up.
    const actor = actorOf(principal, '');
    const { row } = await this.conversations.ask(principal, conversationId, requestId, {
      type: 'close',
      actor,
      required: await this.requiredBy(principal),
    });
    // The place is free: whoever waits for it comes before the answer to who gave it up.
    await pause(YIELDS_MS);
    const view =
      row === null ? await this.reads.view(principal, conversationId) : await this.reads.viewFor(principal, row);
    if (view === null) throw notFound('conversation');
    return view;
  }

  /** What an agent must have said of it before; visitors may always leave. */
  private async requiredBy(principal: Principal): Promise<readonly string[]> {
    if (isVisitor(principal)) return [];
    const { fields } = await this.directory.afterwards(principal.workspace);
    return fields.beforeClose ? requiredFields(fields) : [];
  }
}

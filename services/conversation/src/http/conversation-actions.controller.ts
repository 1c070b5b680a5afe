// What is done in a conversation: saying, reading, closing.
import { setImmediate as afterOthers } from 'node:timers/promises';
import { sequenceOf } from '@frontdesk/conversation';
import {
  requiredFields,
  toConversationEvent,
  type ConversationEvent,
  type ConversationView,
  type Principal,
} from '@frontdesk/contracts';
import { CurrentPrincipal, notFound, PORTS, ProblemException, Requires, type ServicePorts } from '@frontdesk/nest';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { actorOf, isVisitor } from '../commands/actor.js';
import { Conversations } from '../commands/conversations.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { Directory } from '../reads/directory.js';
import { MessageBody, ReadBody } from './bodies.js';
import { ConversationId, RequestId } from './request.js';

@ApiTags('conversations')
@ApiBearerAuth()
@Controller('v1/conversations/:id')
export class ConversationActionsController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  @Post('messages')
  @Requires('conversation.write')
  @ApiOperation({ summary: 'Say something; the same clientMessageId again answers the first message' })
  async say(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @RequestId() requestId: string,
    @Body() { clientMessageId, text }: MessageBody,
  ): Promise<ConversationEvent> {
    if (isVisitor(principal)) await this.mayWrite(principal, id);
    const actor = actorOf(principal, await this.nameOf(principal));
    const message = { messageId: this.ports.ids.next(), clientMessageId, text };
    const { state, records } = await this.conversations.ask(principal, id, requestId, {
      type: 'add_message',
      actor,
      message,
    });
    const sequence = sequenceOf(state, actor, clientMessageId) ?? 0;
    const [record] =
      records.length > 0 ? records : await this.ports.journal.readStream(principal.workspace, id, sequence - 1);
    if (!record) throw notFound('message');
    return toConversationEvent(record);
  }

  @Post('read')
  @HttpCode(204)
  @Requires('conversation.write')
  @ApiOperation({ summary: 'The agent who has it has read it up to a sequence' })
  async read(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @RequestId() requestId: string,
    @Body() { upTo }: ReadBody,
  ): Promise<void> {
    if (isVisitor(principal) && (await this.reads.visible(principal, id)) === null) throw notFound('conversation');
    await this.conversations.ask(principal, id, requestId, { type: 'mark_read', agentId: principal.id, upTo });
  }

  @Post('close')
  @HttpCode(200)
  @Requires('conversation.close')
  @ApiOperation({ summary: 'Close it; closing twice is closing once' })
  async close(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @RequestId() requestId: string,
  ): Promise<ConversationView> {
    // Who closes is told by id: no name is looked up.
    const actor = actorOf(principal, '');
    const { row } = await this.conversations.ask(principal, id, requestId, {
      type: 'close',
      actor,
      required: await this.requiredBy(principal),
    });
    // The place is free: whoever waits for it comes before the answer to who gave it up.
    await afterOthers();
    const view = row === null ? await this.reads.view(principal, id) : await this.reads.viewFor(principal, row);
    if (view === null) throw notFound('conversation');
    return view;
  }

  /** A queue may let nobody write while waiting (E3); the page hides the field, and this holds without the page. */
  private async mayWrite(principal: Principal, id: string): Promise<void> {
    const { workspace } = principal;
    if (!(await this.directory.hasSilentQueue(workspace))) return;
    const row = await this.reads.visible(principal, id);
    if (row?.state !== 'queued' || ((await this.directory.queueOf(workspace, row.groupId))?.typing ?? true)) return;
    throw new ProblemException('not_while_waiting', 'Here one can write once an agent has taken the chat.');
  }

  /** What an agent must have said of it before; visitors may always leave. */
  private async requiredBy(principal: Principal): Promise<readonly string[]> {
    if (isVisitor(principal)) return [];
    const { fields } = await this.directory.afterwards(principal.workspace);
    return fields.beforeClose ? requiredFields(fields) : [];
  }

  private async nameOf(principal: Principal): Promise<string> {
    return isVisitor(principal) ? '' : this.directory.agentName(principal.workspace, principal.id);
  }
}

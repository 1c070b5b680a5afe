// How a conversation goes on: locked, handed over, opened again (F2, F3, F4).
import type { TransferAnswer } from '@frontdesk/conversation';
import type { ConversationView, Principal, TransferList } from '@frontdesk/contracts';
import { Answers, ClientAddress, CurrentPrincipal, IdempotencyKey, notFound, Requires } from '@frontdesk/nest';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { actorOf } from '../commands/actor.js';
import { Conversations } from '../commands/conversations.js';
import { DecisionWaiter } from '../commands/decision-waiter.js';
import { Reopenings } from '../commands/reopenings.js';
import { Transfers } from '../commands/transfers.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { Directory } from '../reads/directory.js';
import { TransferBody } from './life-bodies.js';
import { ConversationId, RequestId } from './request.js';

@ApiTags('conversations')
@Controller('v1/conversations')
export class LifeController {
  constructor(
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(Transfers) private readonly transfers: Transfers,
    @Inject(Reopenings) private readonly reopenings: Reopenings,
    @Inject(DecisionWaiter) private readonly waiter: DecisionWaiter,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  @Get('transfers')
  @Requires('conversation.handle')
  @Answers('TransferList')
  @ApiOperation({ summary: 'Hand-overs that wait for a yes of the caller' })
  async asked(@CurrentPrincipal() principal: Principal): Promise<TransferList> {
    return { data: await this.reads.transfersFor(principal) };
  }

  @Post(':id/lock')
  @HttpCode(200)
  @Requires('conversation.handle')
  @Answers('ConversationView')
  @ApiOperation({ summary: 'Stop the times that are counted for agent and visitor' })
  lock(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @RequestId() requestId: string,
  ): Promise<ConversationView> {
    return this.setLock(principal, id, requestId, 'lock');
  }

  @Post(':id/unlock')
  @HttpCode(200)
  @Requires('conversation.handle')
  @Answers('ConversationView')
  @ApiOperation({ summary: 'Let them go on, each with what it had left' })
  unlock(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @RequestId() requestId: string,
  ): Promise<ConversationView> {
    return this.setLock(principal, id, requestId, 'unlock');
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @Requires('conversation.reopen')
  @Answers('ConversationView')
  @ApiOperation({ summary: 'Open a closed one again: routing decides who has it; opened twice is opened once' })
  async reopen(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @RequestId() requestId: string,
    @ClientAddress() address: string,
  ): Promise<ConversationView> {
    await this.reopenings.reopen(principal, id, requestId, address);
    await this.waiter.wait(id);
    return this.viewed(principal, id);
  }

  @Post(':id/transfer')
  @HttpCode(202)
  @Requires('conversation.handle')
  @Answers('ConversationView')
  @ApiOperation({ summary: 'Hand it over to an agent or a group, or ask for the yes that this needs' })
  async transfer(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @IdempotencyKey() key: string,
    @RequestId() requestId: string,
    @Body() body: TransferBody,
  ): Promise<ConversationView> {
    await this.transfers.ask(principal, id, key, requestId, body);
    return this.viewed(principal, id);
  }

  @Post(':id/transfer/:transferId/approve')
  @HttpCode(200)
  @Requires('conversation.handle')
  @Answers('ConversationView')
  @ApiOperation({ summary: 'Say yes to a hand-over' })
  approve(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @Param('transferId') transferId: string,
    @RequestId() requestId: string,
  ): Promise<ConversationView> {
    return this.answer(principal, id, transferId, requestId, 'approve');
  }

  @Post(':id/transfer/:transferId/refuse')
  @HttpCode(200)
  @Requires('conversation.handle')
  @Answers('ConversationView')
  @ApiOperation({ summary: 'Say no to a hand-over' })
  refuse(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @Param('transferId') transferId: string,
    @RequestId() requestId: string,
  ): Promise<ConversationView> {
    return this.answer(principal, id, transferId, requestId, 'refuse');
  }

  @Post(':id/transfer/:transferId/cancel')
  @HttpCode(200)
  @Requires('conversation.handle')
  @Answers('ConversationView')
  @ApiOperation({ summary: 'Take back the asking for a hand-over' })
  cancel(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @Param('transferId') transferId: string,
    @RequestId() requestId: string,
  ): Promise<ConversationView> {
    return this.answer(principal, id, transferId, requestId, 'cancel');
  }

  private async answer(
    principal: Principal,
    id: string,
    transferId: string,
    requestId: string,
    answer: TransferAnswer,
  ): Promise<ConversationView> {
    const actor = await this.actorOf(principal);
    await this.conversations.ask(principal, id, requestId, {
      type: 'answer_transfer',
      ...{ actor, requestId: transferId, answer },
    });
    return this.viewed(principal, id);
  }

  private async setLock(
    principal: Principal,
    id: string,
    requestId: string,
    type: 'lock' | 'unlock',
  ): Promise<ConversationView> {
    await this.conversations.ask(principal, id, requestId, { type, actor: await this.actorOf(principal) });
    return this.viewed(principal, id);
  }

  private async actorOf(principal: Principal) {
    return actorOf(principal, await this.directory.agentName(principal.workspace, principal.id));
  }

  private async viewed(principal: Principal, id: string): Promise<ConversationView> {
    const view = await this.reads.view(principal, id);
    if (view === null) throw notFound('conversation');
    return view;
  }
}

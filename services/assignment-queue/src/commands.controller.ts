// Commands to the engine over HTTP. They stand below the conversation or the place in the queue that they are about.
import type { CommandAnswer, Principal, PullAnswer } from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, notFound, Requires } from '@frontdesk/nest';
import { Body, Controller, HttpCode, Inject, Param, Post, type PipeTransform } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AssignBody, OfferBody, PriorityBody } from './bodies.js';
import { Commands } from './commands.js';

/** What can't be an id is nobody's id; nobody is asked. */
class ConversationId implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!/^[\w-]{1,100}$/.test(id)) throw notFound('conversation');
    return id;
  }
}

const Id = () => Param('id', ConversationId);
/** In the queue's paths it is called by what it is. */
const Waiting = () => Param('conversationId', ConversationId);

@ApiTags('routing')
@Controller('v1')
export class CommandsController {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Post('queue/:conversationId/pull')
  @HttpCode(200)
  @Requires('queue.pull')
  @Answers('PullAnswer')
  @ApiOperation({ summary: 'Take somebody out of the queue; of many who try one gets them' })
  async pull(@CurrentPrincipal() principal: Principal, @Waiting() id: string): Promise<PullAnswer> {
    await this.commands.pull(principal, id);
    return { conversationId: id, agentId: principal.id };
  }

  @Post('queue/:conversationId/priority')
  @HttpCode(200)
  @Requires('queue.manage')
  @Answers('CommandAnswer')
  @ApiOperation({ summary: 'Give a wait another priority' })
  priority(
    @CurrentPrincipal() principal: Principal,
    @Waiting() id: string,
    @Body() { priority }: PriorityBody,
  ): Promise<CommandAnswer> {
    return this.commands.reprioritise(principal, id, priority);
  }

  @Post('queue/:conversationId/close')
  @HttpCode(200)
  @Requires('queue.manage')
  @Answers('CommandAnswer')
  @ApiOperation({ summary: 'Close what waits' })
  close(@CurrentPrincipal() principal: Principal, @Waiting() id: string): Promise<CommandAnswer> {
    return this.commands.close(principal, id);
  }

  @Post('conversations/:id/offer/accept')
  @HttpCode(200)
  @Requires('queue.pull')
  @Answers('CommandAnswer')
  @ApiOperation({ summary: 'Accept an offer; exactly one answer to it counts' })
  accept(
    @CurrentPrincipal() principal: Principal,
    @Id() id: string,
    @Body() { offerId }: OfferBody,
  ): Promise<CommandAnswer> {
    return this.commands.answerOffer(principal, id, offerId, 'offer_accepted');
  }

  @Post('conversations/:id/offer/reject')
  @HttpCode(200)
  @Requires('queue.pull')
  @Answers('CommandAnswer')
  @ApiOperation({ summary: 'Decline an offer; the next agent is asked' })
  reject(
    @CurrentPrincipal() principal: Principal,
    @Id() id: string,
    @Body() { offerId }: OfferBody,
  ): Promise<CommandAnswer> {
    return this.commands.answerOffer(principal, id, offerId, 'offer_refused');
  }

  @Post('conversations/:id/assign')
  @HttpCode(200)
  @Requires('conversation.assign')
  @Answers('CommandAnswer')
  @ApiOperation({ summary: 'Assign, take, move or transfer, to an agent or to a group' })
  assign(@CurrentPrincipal() principal: Principal, @Id() id: string, @Body() body: AssignBody): Promise<CommandAnswer> {
    return this.commands.assign(principal, id, body);
  }

  @Post('conversations/:id/keep-waiting')
  @HttpCode(200)
  @Requires('queue.wait')
  @Answers('CommandAnswer')
  @ApiOperation({ summary: 'Go on waiting: the longest wait begins anew' })
  keepWaiting(@CurrentPrincipal() principal: Principal, @Id() id: string): Promise<CommandAnswer> {
    return this.commands.keepWaiting(principal, id);
  }

  @Post('conversations/:id/wrap-up/end')
  @HttpCode(200)
  @Requires('queue.pull')
  @Answers('CommandAnswer')
  @ApiOperation({ summary: 'End the wrap-up of a conversation of one’s own: the slot is free' })
  endWrapUp(@CurrentPrincipal() principal: Principal, @Id() id: string): Promise<CommandAnswer> {
    return this.commands.endWrapUp(principal, id);
  }
}

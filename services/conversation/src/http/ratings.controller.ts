// What is thought of a conversation: asked for by its agent, said by its visitor, also after it has ended (F5).
import {
  ratingFaults,
  ratingTemplateOf,
  type ConversationView,
  type Principal,
  type RatingTemplate,
} from '@frontdesk/contracts';
import {
  Answers,
  CurrentPrincipal,
  notFound,
  PORTS,
  ProblemException,
  RatingBody,
  Requires,
  type ServicePorts,
} from '@frontdesk/nest';
import { Body, Controller, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { actorOf } from '../commands/actor.js';
import { Conversations, type Asked } from '../commands/conversations.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { Directory } from '../reads/directory.js';
import { openUntilOf } from '../reads/rating-view.js';
import type { ConversationRow } from '../rows/conversation-row.js';
import { ConversationId, RequestId } from './request.js';

const MINUTE_MS = 60_000;

const notRated = (): ProblemException =>
  new ProblemException('rating_not_open', 'Conversations of this group are not rated; see the settings of ratings.');

@ApiTags('conversations')
@Controller('v1/conversations/:id')
export class RatingsController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  @Put('rating')
  @Requires('rating.give')
  @Answers('ConversationView')
  @ApiOperation({ summary: 'Rate it, or rate it anew; the same rating again changes nothing' })
  async rate(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @RequestId() requestId: string,
    @Body() { score, tags = [], text = null, solved = null }: RatingBody,
  ): Promise<ConversationView> {
    const row = await this.reads.visible(principal, id);
    if (row === null) throw notFound('conversation');
    const template = await this.templateOf(row);
    if (template === null) throw notRated();
    const answer = { score, tags, text: text?.trim() || null, solved };
    const errors = ratingFaults(template, answer);
    if (errors.length > 0) throw new ProblemException('invalid_rating', 'This is no answer to what was asked.', errors);
    const { when, changeMinutes, kind } = template;
    const asked = await this.conversations.ask(principal, id, requestId, {
      type: 'rate',
      actor: actorOf(principal, ''),
      rating: { templateId: template.id, kind, ...answer },
      terms: {
        ...{ atEnd: when.atEnd, anyTime: when.anyTime, changeMs: changeMinutes * MINUTE_MS },
        openUntil: openUntilOf(template, row),
      },
      at: this.ports.clock.now(),
    });
    return this.viewAfter(principal, id, asked);
  }

  @Post('rating-invitation')
  @HttpCode(200)
  @Requires('rating.invite')
  @Answers('ConversationView')
  @ApiOperation({ summary: 'Ask the visitor for a rating; asking twice is asking once' })
  async invite(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @RequestId() requestId: string,
  ): Promise<ConversationView> {
    const row = await this.reads.visible(principal, id);
    if (row === null) throw notFound('conversation');
    const template = await this.templateOf(row);
    if (template?.when.invited !== true) throw notRated();
    const actor = actorOf(principal, '');
    const command = { type: 'invite_rating', actor, templateId: template.id } as const;
    return this.viewAfter(principal, id, await this.conversations.ask(principal, id, requestId, command));
  }

  private async templateOf({ workspace, groupId }: ConversationRow): Promise<RatingTemplate | null> {
    return ratingTemplateOf((await this.directory.afterwards(workspace)).rating, groupId);
  }

  private async viewAfter(principal: Principal, id: string, { row }: Asked): Promise<ConversationView> {
    const view = row === null ? await this.reads.view(principal, id) : await this.reads.viewFor(principal, row);
    if (view === null) throw notFound('conversation');
    return view;
  }
}

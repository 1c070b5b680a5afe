// What an agent says of a conversation, before or after it has ended (F5, B16).
import { summaryFaults, type ConversationView, type GiveSummary, type Principal } from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, notFound, ProblemException, Requires } from '@frontdesk/nest';
import { Body, Controller, Inject, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';
import { actorOf } from '../commands/actor.js';
import { Conversations } from '../commands/conversations.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { Directory } from '../reads/directory.js';
import { IsWords } from './bodies.js';
import { ConversationId, RequestId } from './request.js';

class SummaryBody implements GiveSummary {
  @ApiPropertyOptional({ type: Object, description: 'Values by the id of the field; see the settings of summaries.' })
  @IsOptional()
  @IsWords(4000)
  readonly fields?: Readonly<Record<string, string | number | boolean>>;

  @ApiPropertyOptional({ type: [String], description: 'Ids of tags.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  readonly tags?: readonly string[];
}

@ApiTags('conversations')
@Controller('v1/conversations/:id')
export class SummariesController {
  constructor(
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  @Put('summary')
  @Requires('summary.write')
  @Answers('ConversationView')
  @ApiOperation({ summary: 'Sum it up; the same again changes nothing' })
  async summarise(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @RequestId() requestId: string,
    @Body() { fields = {}, tags = [] }: SummaryBody,
  ): Promise<ConversationView> {
    const row = await this.reads.visible(principal, id);
    if (row === null) throw notFound('conversation');
    const asked = await this.directory.afterwards(principal.workspace);
    const errors = summaryFaults(asked.fields, asked.tags, { fields, tags }, row.summary?.tags ?? []);
    if (errors.length > 0) throw new ProblemException('invalid_summary', 'This summary is not complete.', errors);
    const command = { type: 'summarise', actor: actorOf(principal, ''), summary: { fields, tags } } as const;
    const done = await this.conversations.ask(principal, id, requestId, command);
    return this.reads.viewFor(principal, done.row ?? row);
  }
}

// Messages: saying, changing, taking back, reading, and the transcript to take along.
import type { ConversationEvent, Principal } from '@frontdesk/contracts';
import { AnswersMedia, Answers, CurrentPrincipal, notFound, Requires } from '@frontdesk/nest';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { isVisitor } from '../commands/actor.js';
import { Sayings } from '../commands/sayings.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { Directory } from '../reads/directory.js';
import { transcriptOf, transcriptName } from '../reads/transcript.js';
import { EditBody, MessageBody, ReadBody, TranscriptQuery } from './message-bodies.js';
import { ConversationId, RequestId, Sequence } from './request.js';

/** More than any conversation has. */
const ALL = 1_000_000;

@ApiTags('messages')
@Controller('v1/conversations/:id')
export class MessagesController {
  constructor(
    @Inject(Sayings) private readonly sayings: Sayings,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  @Post('messages')
  @Requires('conversation.write')
  @Answers('ConversationEvent')
  @ApiOperation({ summary: 'Say something; the same clientMessageId again answers the first message' })
  say(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) conversationId: string,
    @RequestId() requestId: string,
    @Body() body: MessageBody,
  ): Promise<ConversationEvent> {
    return this.sayings.say({ principal, conversationId, requestId }, body);
  }

  @Patch('messages/:sequence')
  @HttpCode(204)
  @Requires('conversation.write')
  @ApiOperation({ summary: 'Change the words of an own message, while the settings allow it' })
  edit(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) conversationId: string,
    @Param('sequence', Sequence) sequence: number,
    @RequestId() requestId: string,
    @Body() { text }: EditBody,
  ): Promise<void> {
    return this.sayings.edit({ principal, conversationId, requestId }, sequence, text);
  }

  @Delete('messages/:sequence')
  @HttpCode(204)
  @Requires('conversation.write')
  @ApiOperation({ summary: 'Take an own message back, while the settings allow it; twice is once' })
  recall(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) conversationId: string,
    @Param('sequence', Sequence) sequence: number,
    @RequestId() requestId: string,
  ): Promise<void> {
    return this.sayings.recall({ principal, conversationId, requestId }, sequence);
  }

  @Post('read')
  @HttpCode(204)
  @Requires('conversation.write')
  @ApiOperation({ summary: 'The agent who has it, or the visitor, has read it up to a sequence' })
  read(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) conversationId: string,
    @RequestId() requestId: string,
    @Body() { upTo }: ReadBody,
  ): Promise<void> {
    return this.sayings.read({ principal, conversationId, requestId }, upTo);
  }

  @Get('transcript')
  @Requires('conversation.read')
  @ApiOperation({ summary: 'Everything that was said, to take along; notes are in the copy of staff only' })
  @AnswersMedia('A file to keep.', { 'text/plain': null, 'text/html': null })
  async transcript(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) conversationId: string,
    @Query() { format = 'text', timeZone = 'UTC' }: TranscriptQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const row = await this.reads.visible(principal, conversationId);
    const events = row && (await this.reads.eventsAfter(principal, conversationId, 0, ALL));
    if (row === null || events === null) throw notFound('conversation');
    const { visitorName, arrivedAt, groupId, workspace } = row;
    const groupName = await this.directory.groupName(workspace, groupId);
    const language = isVisitor(principal) ? row.language : null;
    const about = { format, timeZone, language, visitorName, groupName, startedAt: arrivedAt };
    void reply
      .header('content-type', `${format === 'html' ? 'text/html' : 'text/plain'}; charset=utf-8`)
      .header('content-disposition', `attachment; filename="${transcriptName(arrivedAt, format)}"`)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .header('cache-control', 'no-store');
    return transcriptOf(events, about);
  }
}

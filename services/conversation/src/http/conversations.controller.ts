// Starting, reading and listing conversations.
import type {
  ConversationEvents,
  ConversationList,
  ConversationView,
  Principal,
  VerifiedIdentity,
} from '@frontdesk/contracts';
import {
  Answers,
  ClientAddress,
  CurrentPrincipal,
  IdempotencyKey,
  notFound,
  ProblemException,
  Requires,
  pageLimit,
} from '@frontdesk/nest';
import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { metaOf } from '../commands/actor.js';
import { DecisionWaiter } from '../commands/decision-waiter.js';
import { Starts } from '../commands/starts.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { decodeCursor } from '../reads/cursor.js';
import { Countries, RequestHeaders } from './country.js';
import { EventsQuery, ListConversationsQuery, StartBody } from './bodies.js';
import { ConversationId, RequestId, SignedIdentity, VisitorChannel } from './request.js';

@ApiTags('conversations')
@Controller('v1/conversations')
export class ConversationsController {
  constructor(
    @Inject(Starts) private readonly starts: Starts,
    @Inject(DecisionWaiter) private readonly waiter: DecisionWaiter,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Countries) private readonly countries: Countries,
  ) {}

  /** 201 with the outcome; 200 with the conversation that is open already; 202 when there is no decision yet. */
  @Post()
  @Requires('conversation.start')
  @Answers('ConversationView', {
    200: 'The one that was open already.',
    201: 'Started; its outcome stands in it.',
    202: 'Started; what becomes of it is not decided yet.',
  })
  @ApiOperation({ summary: 'Start a conversation' })
  async start(
    @CurrentPrincipal() principal: Principal,
    @VisitorChannel() channel: string,
    @SignedIdentity() identity: VerifiedIdentity | null,
    @IdempotencyKey() key: string,
    @RequestId() requestId: string,
    @ClientAddress() address: string,
    @RequestHeaders() headers: FastifyRequest['headers'],
    @Body() body: StartBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConversationView> {
    const meta = metaOf(principal, requestId);
    const { conversationId, created, delayed } = await this.starts.start({
      principal,
      channel,
      identity,
      address,
      country: this.countries.of(headers),
      key,
      body,
      meta,
    });
    if (delayed !== true) await this.waiter.wait(conversationId);
    const view = await this.found(this.reads.view(principal, conversationId));
    void reply
      .status(view.outcome === 'pending' ? 202 : created ? 201 : 200)
      .header('location', `/v1/conversations/${conversationId}`);
    return view;
  }

  @Get()
  @Requires('conversation.list')
  @Answers('ConversationList')
  @ApiOperation({ summary: 'List conversations, the newest first' })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() { view = 'mine', state = 'open', limit, cursor }: ListConversationsQuery,
  ): Promise<ConversationList> {
    const after = cursor === undefined ? null : decodeCursor(cursor);
    if (cursor !== undefined && after === null) {
      const unknown = { pointer: '/cursor', code: 'unknown_cursor', message: 'Use nextCursor of the page before.' };
      throw new ProblemException('invalid_body', 'This cursor is none of ours.', [unknown]);
    }
    return this.reads.list(principal, { view, state, limit: pageLimit(limit, 50), after });
  }

  @Get(':id')
  @Requires('conversation.read')
  @Answers('ConversationView')
  @ApiOperation({ summary: 'One conversation as it is now' })
  one(@CurrentPrincipal() principal: Principal, @Param('id', ConversationId) id: string): Promise<ConversationView> {
    return this.found(this.reads.view(principal, id));
  }

  @Get(':id/events')
  @Requires('conversation.read')
  @Answers('ConversationEvents')
  @ApiOperation({ summary: 'Its events after a sequence, gap-free' })
  async events(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) id: string,
    @Query() query: EventsQuery,
  ): Promise<ConversationEvents> {
    const limit = pageLimit(query.limit, 200);
    const events = await this.found(this.reads.eventsAfter(principal, id, Number(query.after ?? 0), limit + 1));
    return { data: events.slice(0, limit), hasMore: events.length > limit };
  }

  private async found<T>(reading: Promise<T | null>): Promise<T> {
    const read = await reading;
    if (read === null) throw notFound('conversation');
    return read;
  }
}

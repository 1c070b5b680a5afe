// The HTTP face: queue, explanations, board. Paths as the gateway forwards them.
import type {
  Board,
  Desk,
  Explanation,
  PoolList,
  Principal,
  QueueHistory,
  QueueList,
  QueuePlace,
} from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, notFound, PORTS, Requires, type ServicePorts, pageLimit } from '@frontdesk/nest';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags, ApiOperation } from '@nestjs/swagger';
import { BoardView } from './board.js';
import { ExplanationQuery, HistoryQuery } from './bodies.js';
import { DeskView } from './desk.js';
import { Explanations } from './explanations.js';
import { History } from './history.js';
import { Queue } from './queue.js';

@ApiTags('queue')
@Controller('v1')
export class QueueController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Queue) private readonly queue: Queue,
    @Inject(DeskView) private readonly desk: DeskView,
    @Inject(History) private readonly history: History,
    @Inject(BoardView) private readonly boardView: BoardView,
    @Inject(Explanations) private readonly explanations: Explanations,
  ) {}

  @Get('queue')
  @Requires('queue.read')
  @Answers('QueueList')
  @ApiOperation({ summary: 'Who waits, in order' })
  async list(@CurrentPrincipal() { workspace }: Principal): Promise<QueueList> {
    return { data: await this.queue.list(workspace) };
  }

  @Get('queue/pool')
  @Requires('queue.read')
  @Answers('PoolList')
  @ApiOperation({ summary: 'Whom nobody has in the asynchronous mode, in the order in which they are given out' })
  pool(@CurrentPrincipal() { workspace }: Principal): Promise<PoolList> {
    return this.queue.pool(workspace);
  }

  @Get('queue/history')
  @Requires('queue.read')
  @Answers('QueueHistory')
  @ApiOperation({ summary: 'Every stay in a queue that is over, the last one first' })
  past(
    @CurrentPrincipal() principal: Principal,
    @Query() { limit, cursor, group }: HistoryQuery,
  ): Promise<QueueHistory> {
    return this.history.page(principal, { limit: pageLimit(limit, 50), cursor, group });
  }

  @Get('queue/desk')
  @Requires('queue.pull')
  @Answers('Desk')
  @ApiOperation({ summary: 'What routing asks of this agent right now' })
  deskOf(@CurrentPrincipal() principal: Principal): Promise<Desk> {
    return this.desk.of(principal);
  }

  /** Visitors see their own place only; the conversation service says whose it is. */
  @Get('queue/:conversationId')
  @Requires('queue.place')
  @Answers('QueuePlace')
  @ApiOperation({ summary: 'The place in the queue; visitors see their own' })
  async place(
    @CurrentPrincipal() principal: Principal,
    @Param('conversationId') conversationId: string,
  ): Promise<QueuePlace> {
    const { conversation } = this.ports.peers;
    const view = await conversation?.view(principal, conversationId);
    const place = view ? await this.queue.place(principal.workspace, conversationId) : null;
    const worded = place && (await conversation?.queuePlace(principal.workspace, conversationId, place, 'entry'));
    if (!worded) throw notFound('place in the queue');
    return worded;
  }

  @Get('explanations/:conversationId')
  @Requires('explanation.read')
  @Answers('Explanation')
  @ApiOperation({ summary: 'Every decision about a conversation, as it was recorded, with a sentence for people' })
  explain(
    @CurrentPrincipal() principal: Principal,
    @Param('conversationId') conversationId: string,
    @Query() { table }: ExplanationQuery,
  ): Promise<Explanation> {
    return this.explanations.of(principal, conversationId, table);
  }

  @Get('board')
  @Requires('board.read')
  @Answers('Board')
  @ApiOperation({ summary: 'The live board' })
  board(@CurrentPrincipal() { workspace }: Principal): Promise<Board> {
    return this.boardView.of(workspace);
  }
}

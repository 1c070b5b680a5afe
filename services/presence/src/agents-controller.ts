// /v1/presence/agents/{id}: why an agent is online, for how long in what, and what a supervisor may do about it.
import type {
  AgentPresence,
  PresenceExplanation,
  Principal,
  StatusDurations,
  StatusRequestAnswer,
} from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, notFound, Requires } from '@frontdesk/nest';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags, ApiOperation } from '@nestjs/swagger';
import { Agents } from './agents.js';
import { DurationsQuery, ForceStatus } from './bodies.js';
import { RequestId } from './request-id.js';
import { PresenceViews } from './views.js';

@ApiTags('presence')
@Controller('v1/presence/agents/:id')
export class AgentPresenceController {
  constructor(
    @Inject(Agents) private readonly agents: Agents,
    @Inject(PresenceViews) private readonly views: PresenceViews,
  ) {}

  @Get()
  @Requires('presence.read')
  @Answers('PresenceExplanation')
  @ApiOperation({ summary: 'Why an agent is online, or is not' })
  async explain(
    @CurrentPrincipal() { workspace }: Principal,
    @Param('id') agentId: string,
  ): Promise<PresenceExplanation> {
    return there(await this.views.explain(workspace, agentId));
  }

  @Get('durations')
  @Requires('presence.read')
  @Answers('StatusDurations')
  @ApiOperation({ summary: 'How long an agent was in which status' })
  async durations(
    @CurrentPrincipal() { workspace }: Principal,
    @Param('id') agentId: string,
    @Query() { from, to }: DurationsQuery,
  ): Promise<StatusDurations> {
    there(await this.views.one(workspace, agentId));
    const until = to === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(to);
    return this.views.durations(workspace, agentId, Date.parse(from), until);
  }

  /** A supervisor chooses for the agent; nobody is asked, and an open request ends with it. */
  @Put('status')
  @Requires('presence.manage')
  @Answers('AgentPresence')
  @ApiOperation({ summary: 'Choose for an agent; an open request ends with it' })
  async force(
    @CurrentPrincipal() who: Principal,
    @RequestId() requestId: string,
    @Param('id') agentId: string,
    @Body() { status, afterChat = false }: ForceStatus,
  ): Promise<AgentPresence> {
    there(await this.views.one(who.workspace, agentId));
    const chosen = { status, afterChat, exempt: true };
    await this.agents.choose(who.workspace, agentId, chosen, { actor: who.id, requestId });
    return there(await this.views.one(who.workspace, agentId));
  }

  @Post('requests/:requestId/approve')
  @HttpCode(200)
  @Requires('presence.manage')
  @Answers('StatusRequestAnswer')
  @ApiOperation({ summary: 'Say yes to a request to leave online' })
  approve(
    @CurrentPrincipal() who: Principal,
    @RequestId() through: string,
    @Param('id') agentId: string,
    @Param('requestId') requestId: string,
  ): Promise<StatusRequestAnswer> {
    return this.answer(who, through, agentId, requestId, 'approved');
  }

  @Post('requests/:requestId/refuse')
  @HttpCode(200)
  @Requires('presence.manage')
  @Answers('StatusRequestAnswer')
  @ApiOperation({ summary: 'Say no to a request to leave online' })
  refuse(
    @CurrentPrincipal() who: Principal,
    @RequestId() through: string,
    @Param('id') agentId: string,
    @Param('requestId') requestId: string,
  ): Promise<StatusRequestAnswer> {
    return this.answer(who, through, agentId, requestId, 'refused');
  }

  private async answer(
    who: Principal,
    through: string,
    agentId: string,
    requestId: string,
    outcome: 'approved' | 'refused',
  ): Promise<StatusRequestAnswer> {
    const origin = { actor: who.id, requestId: through };
    await this.agents.settle(who.workspace, agentId, requestId, outcome, origin);
    return { requestId, agentId, outcome };
  }
}

function there<View>(view: View | null): View {
  if (view === null) throw notFound('agent');
  return view;
}

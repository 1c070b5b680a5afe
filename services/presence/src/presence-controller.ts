// /v1/presence: my own status, and everybody's.
import type { MyPresence, PresenceList, PresenceStatuses, Principal, StatusRequestList } from '@frontdesk/contracts';
import { allows } from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, Requires } from '@frontdesk/nest';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Put, Res } from '@nestjs/common';
import { ApiTags, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Agents } from './agents.js';
import { ChooseStatus, LogOut } from './bodies.js';
import { Connections } from './connections.js';
import { RequestId } from './request-id.js';
import { PresenceViews } from './views.js';

@ApiTags('presence')
@Controller('v1/presence')
export class PresenceController {
  constructor(
    @Inject(Agents) private readonly agents: Agents,
    @Inject(Connections) private readonly connections: Connections,
    @Inject(PresenceViews) private readonly views: PresenceViews,
  ) {}

  @Get()
  @Requires('presence.read')
  @Answers('PresenceList')
  @ApiOperation({ summary: 'Every agent with their status' })
  async all(@CurrentPrincipal() { workspace }: Principal): Promise<PresenceList> {
    return { data: await this.views.all(workspace) };
  }

  @Get('statuses')
  @Requires('presence.read')
  @Answers('PresenceStatuses')
  @ApiOperation({ summary: 'What may be chosen beside online, busy and offline' })
  statuses(@CurrentPrincipal() { workspace }: Principal): Promise<PresenceStatuses> {
    return this.views.statuses(workspace);
  }

  @Get('requests')
  @Requires('presence.read')
  @Answers('StatusRequestList')
  @ApiOperation({ summary: 'Who asks to leave online, the oldest first' })
  async requests(@CurrentPrincipal() { workspace }: Principal): Promise<StatusRequestList> {
    return { data: await this.views.requests(workspace) };
  }

  @Get('me')
  @Requires('presence.own')
  @Answers('MyPresence')
  @ApiOperation({ summary: 'My own status' })
  mine(@CurrentPrincipal() { workspace, id }: Principal): Promise<MyPresence> {
    return this.views.mine(workspace, id);
  }

  /** The choice is kept until the next one; it counts while a connection lives. 202: it waits for a supervisor. */
  @Put('me')
  @Requires('presence.own')
  @Answers('MyPresence', { 200: 'Chosen.', 202: 'It waits for the yes of a supervisor.' })
  @ApiOperation({ summary: 'Choose my status' })
  async choose(
    @CurrentPrincipal() who: Principal,
    @RequestId() requestId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { status, afterChat = false, connectionId }: ChooseStatus,
  ): Promise<MyPresence> {
    const exempt = allows('presence.manage', who.roles);
    const chosen = { status, afterChat, exempt, ...(connectionId === undefined ? {} : { connectionId }) };
    const { request } = await this.agents.choose(who.workspace, who.id, chosen, { actor: who.id, requestId });
    if (request !== null) void reply.status(202);
    return this.mine(who);
  }

  /** No status for after this chat after all. */
  @Delete('me/pending')
  @Requires('presence.own')
  @Answers('MyPresence')
  @ApiOperation({ summary: 'Take back the status that was to come after this chat' })
  async takeBack(@CurrentPrincipal() who: Principal, @RequestId() requestId: string): Promise<MyPresence> {
    await this.agents.takeBackPending(who.workspace, who.id, { actor: who.id, requestId });
    return this.mine(who);
  }

  /** The agent stays online and no longer asks to leave. Nothing asked is nothing to withdraw. */
  @Delete('me/request')
  @Requires('presence.own')
  @Answers('MyPresence')
  @ApiOperation({ summary: 'Withdraw my request to leave online' })
  async withdraw(@CurrentPrincipal() who: Principal, @RequestId() requestId: string): Promise<MyPresence> {
    const { request } = await this.views.mine(who.workspace, who.id);
    const origin = { actor: who.id, requestId };
    if (request !== null) await this.agents.settle(who.workspace, who.id, request.requestId, 'withdrawn', origin);
    return this.mine(who);
  }

  @Post('me/logout')
  @HttpCode(204)
  @Requires('presence.own')
  @ApiOperation({ summary: 'End my connections, or one of them' })
  async logOut(@CurrentPrincipal() who: Principal, @Body() { connectionId }: LogOut): Promise<void> {
    await this.connections.loggedOut({ workspace: who.workspace, kind: 'agent', id: who.id }, connectionId ?? null);
  }
}

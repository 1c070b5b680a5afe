// /v1/presence: my own status, and everybody's.
import type { MyPresence, PresenceList, Principal } from '@frontdesk/contracts';
import { CurrentPrincipal, PORTS, Requires, type ServicePorts } from '@frontdesk/nest';
import { STATUSES, type Status } from '@frontdesk/presence';
import { Body, Controller, createParamDecorator, Get, Inject, Put, type ExecutionContext } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Agents } from './agents.js';
import { Connections } from './connections.js';
import { presenceRows } from './rows.js';

export class ChooseStatus {
  @ApiProperty({ enum: [...STATUSES] }) @IsIn(STATUSES) status!: Status;
}

const RequestId = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => context.switchToHttp().getRequest<FastifyRequest>().id,
);

@ApiTags('presence')
@Controller('v1/presence')
export class PresenceController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Agents) private readonly agents: Agents,
    @Inject(Connections) private readonly connections: Connections,
  ) {}

  @Get('me')
  @Requires('presence.own')
  async mine(@CurrentPrincipal() { workspace, id }: Principal): Promise<MyPresence> {
    const row = await this.ports.db.getRepository(presenceRows).findOneBy({ workspace, kind: 'agent', id });
    const since = row?.since ?? new Date(this.ports.clock.now());
    return {
      agentId: id,
      intent: row?.intent ?? 'offline',
      effective: row?.effective ?? 'offline',
      connections: await this.connections.count({ workspace, kind: 'agent', id }),
      since: since.toISOString(),
    };
  }

  /** The choice is kept until the next one; it counts while a connection lives. */
  @Put('me')
  @Requires('presence.own')
  async choose(
    @CurrentPrincipal() who: Principal,
    @RequestId() requestId: string,
    @Body() { status }: ChooseStatus,
  ): Promise<MyPresence> {
    await this.agents.choose(who.workspace, who.id, status, { actor: who.id, requestId });
    return this.mine(who);
  }

  @Get()
  @Requires('presence.read')
  async all(@CurrentPrincipal() { workspace }: Principal): Promise<PresenceList> {
    const rows = await this.ports.db
      .getRepository(presenceRows)
      .find({ where: { workspace, kind: 'agent' }, order: { id: 'ASC' } });
    const data = rows.map(({ id, intent, effective, since }) => ({
      agentId: id,
      intent: intent ?? 'offline',
      effective,
      since: since.toISOString(),
    }));
    return { data };
  }
}
